"""Whether an article says that it corrects itself: the note that an outlet owes its readers when a figure changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from services.detect.reading.alternatives import any_of
from services.detect.reading.tokens import flatten
from services.detect.reading.vocabulary import Language, vocabulary

_BETWEEN: Final = r"(?:[^.!?\n]|\.(?=\d)){0,60}"
"""What may stand between the parts of a note, within a sentence."""


def is_correction(body: str, language: Language) -> bool:
    """Whether a body carries a correction note: a label that opens a paragraph, or words that speak of a correction."""
    flat = flatten(body)
    return any(note.search(flat) is not None for note in _notes(language))


@cache
def _notes(language: Language) -> Sequence[re.Pattern[str]]:
    table = vocabulary(language, "corrections")
    labels, openings, words = (any_of(table[part]) for part in ("labels", "openings", "words"))
    # As in "Correction: …", "Corrections (3 May)", "Correction, 18 March: …".
    ends = r"[\W_]{0,3}[:.\-–—(\n]|,[^:\n]{1,30}:|\s*$"
    first = rf"^[\W_]{{0,4}}(?:{labels}\b(?={ends})|{openings}\b)"
    notes = {name: any_of(some) for name, some in table["notes"].items()}
    pairs = (("changed", "righting"), ("texts", "erring"), ("not", "ours"))
    apart = (rf"\b{notes[one]}\b{_BETWEEN}\b{notes[other]}\b" for one, other in pairs)
    anywhere = (re.compile(pattern, re.IGNORECASE) for pattern in (rf"\b{words}\b", *apart))
    return (re.compile(first, re.IGNORECASE | re.MULTILINE), *anywhere)
