"""Whether a number with all that is known of it states no quantity after all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from services.detect.reading.quantities.counts import SINGULAR
from services.detect.reading.quantities.cues import Cues
from services.detect.reading.quantities.leads import Led
from services.detect.reading.quantities.measured import Measured
from services.detect.reading.quantities.names import Around, refusal
from services.detect.reading.quantities.objects import Object
from services.detect.reading.quantities.ranges import Joined
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token, is_hyphen

_LEAST_VAGUE: Final = 12
"""Of "several" and "a few" a desk could compare nothing."""


class Place(Struct, frozen=True):
    """Where numbers are read: the sentence, its cues, and the tokens of its dates."""

    sentence: Sentence
    around: Cues
    masked: frozenset[int]


def is_refused(place: Place, one: Measured, both: Joined | None, counted: Object, led: Led) -> bool:
    """Whether the number counts nothing."""
    around, tokens = place.around, place.sentence.tokens
    if one.number.best is None and one.number.high < _LEAST_VAGUE:
        return True
    if counted.rule is not None and counted.rule == around.ages.get(one.at):
        return False
    if one.at in around.never or (counted.unit is None and one.at in around.refused):
        return True
    if both is not None:
        return counted.unit is None and counted.noun is None and _is_no_range(tokens, one, both)
    if one.number.best is None:
        return False  # "tens of thousands" is nobody's name
    known = Around(
        at=one.at,
        first=one.first,
        unit=counted.unit is not None,
        noun=counted.noun is not None and counted.rule != SINGULAR,
        loose=counted.rule == SINGULAR,
        led=led.first < one.first or led.moves is not None,
        ranked=one.at in around.ranks,
    )
    return refusal(tokens, known, place.masked, place.sentence.language) is not None


def _is_no_range(tokens: Sequence[Token], one: Measured, both: Joined) -> bool:
    """Of two years, a score, and a telephone number's parts: "from 1991 to 1997", "from 5-1 down", "352-3040"."""
    first, last = tokens[one.at], tokens[both.other.at]
    if first.shape == last.shape == "digits year":
        return True
    if not is_hyphen(tokens, one.at + 1) or not first.text.isdecimal() or not last.text.isdecimal():
        return False
    return int(first.text) > int(last.text) or len(first.text) == 3 <= len(last.text) <= 4
