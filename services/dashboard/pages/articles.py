"""*Article*: its text with its figures marked, and what each revision changed."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from schemas.event import ArticleId
from services.dashboard.pages.asking import At, Connected, Reader, Revision
from services.dashboard.pages.rendering import render
from services.dashboard.queries.articles import article
from services.dashboard.queries.claims import titles_of

router = APIRouter(include_in_schema=False)


@router.get("/articles/{asked:path}")
async def one_article(
    request: Request, _: Reader, connection: Connected, asked: str, revision: Revision = None, at: At = None
) -> Response:
    """One revision of an article, the last unless another is asked for."""
    shown = await article(connection, ArticleId(asked), revision, at)
    if shown is None:
        which = "" if revision is None else f", revision {revision},"
        raise HTTPException(404, f"No article {asked}{which} is known here{'' if at is None else ' at that moment'}.")
    titles = await titles_of(connection, shown.statements, at)
    return render(request, "article.html", {"article": shown, "titles": titles, "known_at": at})
