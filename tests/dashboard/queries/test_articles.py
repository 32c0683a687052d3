"""An article with its figures marked, and what a revision changed."""

from __future__ import annotations

import datetime as dt

from schemas.event import ArticleId
from services.dashboard.queries.articles import article
from services.dashboard.views.articles import Fate, Run
from tests.dashboard.examples import CLAIM
from tests.detect.examples import moment

DISPATCH = ArticleId("dispatch")


async def test_the_last_revision_shows_what_it_changed(desk):
    shown = await article(desk, DISPATCH)
    assert (shown.revision, shown.compared_with, shown.outlet) == (2, 1, "Veldmark Dispatch")
    (paragraph,) = shown.paragraphs
    assert paragraph == (
        Run(words="Officials briefed reporters. There are "),
        Run(words="10,000", fate=Fate.REMOVED),
        Run(words="11,000", fate=Fate.ADDED, statements=(0,)),
        Run(words=" North Korean soldiers", statements=(0,), ends=(0,)),
        Run(words=" in "),
        Run(words="Kursk, they said.", fate=Fate.REMOVED),
        Run(words="Kursk.", fate=Fate.ADDED),
    )
    assert [(row.index, row.claim, row.former) for row in shown.statements] == [(0, CLAIM, False)]
    assert [(row.revision, row.statements) for row in shown.revisions] == [(2, 1), (1, 1)]
    assert [flag.version for flag in shown.flags] == [2]


async def test_a_revision_that_is_asked_for(desk):
    shown = await article(desk, DISPATCH, 1)
    assert (shown.revision, shown.compared_with) == (1, None)
    assert [(row.claim, row.former, row.superseded) for row in shown.statements] == [(CLAIM, True, True)]
    assert [run.words for run in shown.paragraphs[0] if run.statements] == ["10,000 North Korean soldiers"]


async def test_as_it_was_known(desk):
    shown = await article(desk, DISPATCH, at=moment("2025-01-28") + dt.timedelta(hours=2))
    assert (shown.revision, len(shown.revisions)) == (1, 1)


async def test_an_article_that_is_none(desk):
    assert await article(desk, ArticleId("nothing")) is None
    assert await article(desk, DISPATCH, 7) is None
