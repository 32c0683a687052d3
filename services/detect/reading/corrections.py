"""Whether an article says that it corrects itself: the note that an outlet owes its readers when a figure changes."""

from __future__ import annotations

import re
from functools import cache

from services.detect.reading.alternatives import any_of
from services.detect.reading.tokens import flatten
from services.detect.reading.vocabulary import Language, vocabulary


def is_correction(body: str, language: Language) -> bool:
    """Whether a body carries a correction note: a label that opens a paragraph, or words that speak of a correction."""
    flat = flatten(body)
    labels, words = _notes(language)
    return labels.search(flat) is not None or words.search(flat) is not None


@cache
def _notes(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = vocabulary(language, "corrections")
    labels, openings, words = (any_of(table[part]) for part in ("labels", "openings", "words"))
    # As in "Correction: …", "Corrections (3 May)", "Correction, 18 March: …".
    ends = r"[\W_]{0,3}[:.\-–—(\n]|,[^:\n]{1,30}:|\s*$"
    first = rf"^[\W_]{{0,4}}(?:{labels}\b(?={ends})|{openings}\b)"
    return re.compile(first, re.IGNORECASE | re.MULTILINE), re.compile(rf"\b{words}\b", re.IGNORECASE)
