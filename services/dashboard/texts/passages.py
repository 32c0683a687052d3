"""Words shown in the sentence that holds them."""

from __future__ import annotations

import re
from typing import Final

from services.dashboard.views.view import Passage

_END: Final = re.compile(r"(?<=[.!?…])[”\"'’)]?\s+|\n+")
_MOST: Final = 280
"""Characters shown on either side."""


def passage(text: str | None, start: int, end: int, quote: str) -> Passage:
    """The words at [start, end) with the rest of their sentence; alone where the text does not hold the quote there."""
    if text is None or not quote or not text[start:end].startswith(quote.rstrip("…")):
        return Passage(before="", words=quote, after="")
    return Passage(before=_before(text, start), words=text[start:end], after=_after(text, end))


def _before(text: str, start: int) -> str:
    near = text[max(0, start - _MOST) : start]
    ends = [found.end() for found in _END.finditer(near)]
    if ends:
        return near[ends[-1] :]
    return f"…{near}" if start > _MOST else near


def _after(text: str, end: int) -> str:
    near = text[end : end + _MOST]
    # What stands between the words and the sentence's end may itself end the words: "12,000." has no rest.
    found = _END.search(text[end - 1 : end + _MOST])
    if found is not None:
        return near[: max(0, found.start() - 1)].rstrip()
    return f"{near}…" if len(text) > end + _MOST else near
