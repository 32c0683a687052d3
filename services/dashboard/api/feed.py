"""An Atom feed (RFC 4287) of what flags did last."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from fastapi import APIRouter, Request
from starlette.responses import Response

from services.dashboard.pages.asking import Connected, Reader
from services.dashboard.pages.now import Which
from services.dashboard.pages.rendering import address
from services.dashboard.queries.now import latest_changes
from services.dashboard.views.flags import FlagRow
from services.wording.plain import plain

router = APIRouter(include_in_schema=False)
_ATOM: Final = "http://www.w3.org/2005/Atom"


@router.get("/flags.atom")
async def feed(request: Request, _: Reader, connection: Connected, asked: Which) -> Response:
    """The last changes of the flags that are asked for, newest first."""
    origin: str = request.app.state.origin
    flags = await latest_changes(connection, asked)
    return Response(_atom(flags, origin, request.url.query), media_type="application/atom+xml")


def _atom(flags: tuple[FlagRow, ...], origin: str, query: str) -> str:
    root = ET.Element("feed", xmlns=_ATOM)
    here = f"{origin}/flags.atom{f'?{query}' if query else ''}"
    _add(root, "id", here)
    _add(root, "title", "claimwatch: flags")
    _add(root, "updated", flags[0].appended_at.isoformat() if flags else "1970-01-01T00:00:00+00:00")
    ET.SubElement(root, "link", rel="self", href=here)
    ET.SubElement(root, "link", rel="alternate", href=f"{origin}/")
    for flag in flags:
        entry = ET.SubElement(root, "entry")
        place = f"{origin}{address('/claims', flag.claim)}#flag-{flag.flag}"
        _add(entry, "id", f"{place}.{flag.version}")
        _add(entry, "title", f"{flag.grade.value}, {flag.state.value}: {flag.explanation}")
        _add(entry, "updated", flag.appended_at.isoformat())
        _add(ET.SubElement(entry, "author"), "name", "claimwatch")
        ET.SubElement(entry, "link", rel="alternate", href=place)
        ET.SubElement(entry, "category", term=flag.rule.value)
        _add(entry, "summary", f"{flag.title}. {', '.join(flag.outlets)}. Severity {flag.severity} of 5.")
    return ET.tostring(root, encoding="unicode", xml_declaration=True)


def _add(parent: ET.Element, tag: str, words: str) -> None:
    ET.SubElement(parent, tag).text = plain(words)
