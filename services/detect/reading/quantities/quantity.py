"""Numbers with what bounds, moves and counts them → quantities: the interval, its unit or its counted noun.

    number ─▶ with its unit ─▶ joined to a second (range)? ─▶ noun, age ─▶ bounds, direction ─▶ does it count at all?

Times are read first, and no number of a date is a quantity; a length of time is both. How wide "about" is, is decided
where figures are compared (`tracking.intervals`); here the number keeps its own interval.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from schemas.values import Direction, Modality
from services.detect.reading.quantities.counted import nouns_of
from services.detect.reading.quantities.counts import SINGULAR, counted_at
from services.detect.reading.quantities.cues import Cues, cues, direction
from services.detect.reading.quantities.dated import dated
from services.detect.reading.quantities.directions import Moved, behind, moves, of_object, signed
from services.detect.reading.quantities.leads import (
    ABOVE,
    BELOW,
    Led,
    bound_after,
    bound_of,
    leading,
    modality_of,
    unbound,
)
from services.detect.reading.quantities.measured import Measured, measured
from services.detect.reading.quantities.objects import Object, completed, object_of
from services.detect.reading.quantities.ranges import joined
from services.detect.reading.quantities.refused import Place, is_refused
from services.detect.reading.quantities.relatives import Relative, has_figures, relatives
from services.detect.reading.quantities.retold import goes_on, tells_again
from services.detect.reading.sentences import Sentence
from services.detect.reading.times import Time
from services.detect.reading.tokens import Token, is_hyphen
from services.detect.reading.vocabulary import Language, vocabulary

_PERCENTAGE: Final = "percentage"
_POINT: Final = "point"
_SHARES: Final = frozenset((_PERCENTAGE, "count"))
"""Units that compare: "20 % more than", "three times as many as"."""


class Quantity(Struct, frozen=True):
    """A quantity at tokens [first, last): its bounds' words, number, unit or counted noun included."""

    first: int
    last: int
    start: int
    end: int
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    modality: Modality
    direction: Direction | None
    unit: str | None
    counted: str | None
    """The counted noun with its modifiers, singular; None of a measure, and where no noun follows."""
    rules: tuple[str, ...]
    bound: Modality | None = None
    """What bounds a relative figure: "more than half", "about one in five"."""
    is_former: bool = False
    """Whether it is the level that a figure left: the 12 of "rose from 12 to 15", of "15, up from 12"."""


def quantities(sentence: Sentence, times: Sequence[Time]) -> Iterator[Quantity]:
    """The quantities of one sentence, in order."""
    enclosing = _enclosing(sentence.language)
    held: Quantity | None = None
    for found in _each(sentence, times):
        both = _enclosed(sentence.tokens, held, found, enclosing) if held is not None else None
        if held is not None and both is None:
            yield held
        held = both or found
    if held is not None:
        yield held


def _enclosed(tokens: Sequence[Token], one: Quantity, other: Quantity, words: frozenset[str]) -> Quantity | None:
    """The one interval that two bounds say: "more than 10 but fewer than 20", or the upper one first."""
    between = [token.lower for token in tokens[one.last : other.first]]
    if len(between) != 1 or between[0] not in words:
        return None
    lower, upper = (other, one) if one.modality in BELOW else (one, other)
    if lower.modality not in ABOVE or upper.modality not in BELOW or one.unit not in (None, other.unit):
        return None
    if lower.low is None or upper.high is None or lower.low >= upper.high:
        return None
    return replace(
        other,
        first=one.first,
        start=one.start,
        low=lower.low,
        best=None,
        high=upper.high,
        modality=Modality.RANGE,
        rules=(*one.rules, *other.rules, "two bounds"),
    )


def _each(sentence: Sentence, times: Sequence[Time]) -> Iterator[Quantity]:
    tokens, language = sentence.tokens, sentence.language
    if not has_figures(sentence):
        return
    around = cues(sentence)
    masked = dated(sentence, times, around.before)
    place = Place(sentence, around, masked)
    told = {found.first: found for found in relatives(sentence, around)}
    read: list[Quantity] = []
    for i in sorted({*sentence.numbers, *told}):
        found: Quantity | None = None
        if read and i < read[-1].last:
            continue
        if i in told and (told[i].unit is not None or i not in masked):
            found = _relative(sentence, told[i], around)
        elif tokens[i].number is not None and i not in masked and (one := measured(tokens, i, language)) is not None:
            found = _quantity(place, one, read)
        if found is not None:
            yield found
            read.append(found)


def _relative(sentence: Sentence, told: Relative, around: Cues) -> Quantity:
    noun = None
    if told.direction is None and told.unit is None:
        noun = counted_at(sentence.tokens, told.last, sentence.language, single=False)
        noun = noun if noun is not None and noun.last > told.last else None  # but in "half of the 650 members"
    led = leading(sentence.tokens, told.first, around, sentence.language)
    way = told.direction
    if told.unit is not None and led.moves is not None:
        moved = Moved(told.unit, None, 1)
        way = direction(led.moves) if moves(led.moves, sentence.tokens, led.first, moved, sentence.language) else None
    elif told.unit is not None:
        way = of_object(sentence.tokens, told.at, around, told.unit, sentence.language)
    first, last = (led.first if led.bound else told.first), (noun.last if noun is not None else told.last)
    return Quantity(
        first=first,
        last=last,
        start=sentence.tokens[first].start,
        end=sentence.tokens[last - 1].end,
        low=told.value,
        best=told.value,
        high=told.value,
        modality=Modality.RELATIVE if told.unit is None else led.bound or Modality.EXACT,
        direction=way,
        unit=told.unit,
        counted=noun.noun if noun is not None else None,
        rules=(told.rule, *((noun.rule,) if noun is not None else ())),
        bound=led.bound if told.unit is None else None,
    )


def _quantity(place: Place, one: Measured, read: Sequence[Quantity]) -> Quantity | None:
    """The quantity of a number, which those `read` before it complete."""
    sentence, around = place.sentence, place.around
    before = read[-1] if read else None
    tokens, language = sentence.tokens, sentence.language
    led = leading(tokens, one.first, around, language)
    both = joined(tokens, one, around, language, moved=led.moves is not None, changes=led.changes)
    final = both.other.last if both is not None else one.last
    near = bound_after(tokens, final + is_hyphen(tokens, final), around, language)
    counted = object_of(sentence, one, both, near, around)
    if is_refused(place, one, both, counted, led):
        return None
    lent = _lent(read) if read else None
    moved = before is not None and before.direction is not None
    counted = completed(tokens, one, counted, lent, language, moved=moved)
    led = unbound(tokens, led, one, counted.unit, language, before=before.last if before else None)
    after = near or bound_after(tokens, counted.last, around, language)  # "500 or more people", "500 people or more"
    compared = around.compared.get(counted.last) if counted.unit in _SHARES else None
    kind = modality_of(one, both, bound_of(led, after), share=_is_share(sentence, one, counted))
    if compared is not None and kind is Modality.EXACT:
        kind = Modality.RELATIVE
    number = one.number
    low, best, high = (both.low, None, both.high) if both is not None else (number.low, number.best, number.high)
    way = direction(compared) if compared is not None else _direction(place, one, led, before, counted)
    last = max(after.last, counted.last) if after is not None else counted.last
    rules = (number.rule, both.rule if both is not None else None, counted.rule, after.rule.name if after else None)
    return Quantity(
        first=led.first,
        last=last,
        start=tokens[led.first].start,
        end=tokens[last - 1].end,
        low=None if kind in BELOW else low,
        best=best,
        high=None if kind in ABOVE else high,
        modality=kind,
        direction=way,
        unit=counted.unit,
        counted=counted.noun,
        rules=(*filter(None, rules), *led.rules),
        bound=bound_of(led, after) if kind is Modality.RELATIVE else None,
        is_former=led.changes and both is None,
    )


def _lent(read: Sequence[Quantity]) -> Object:
    """What quantities lend to a bare number after them: the last one's unit, or noun unless it is only measured by it.

    Of a change told in points and once more in per cent it is the points: "rose 12 points, or 0.5 %, to 2,430".
    """
    last = read[-1]
    again = len(read) > 1 and last.unit == _PERCENTAGE and last.direction is not None
    unit = _POINT if again and read[-2].unit == _POINT else last.unit
    return Object(last.last, unit, last.counted if SINGULAR not in last.rules else None, None)


def _is_share(sentence: Sentence, one: Measured, counted: Object) -> bool:
    """Whether the number is a fraction of something: "two thirds of the members"."""
    tokens = sentence.tokens
    if tokens[one.at].shape != "fraction" or counted.unit is not None or one.last >= len(tokens):
        return False
    return tokens[one.last].lower in nouns_of(sentence.language).links


def _direction(place: Place, one: Measured, led: Led, before: Quantity | None, counted: Object) -> Direction | None:
    """The verb's way; that of the figure told once more, or of the list that it goes on; that of its sign: "-1.3 %"."""
    tokens, language, unit = place.sentence.tokens, place.sentence.language, counted.unit
    moved = Moved(unit, counted.noun, one.number.scale)
    is_noun = before is not None and led.moves is not None and led.moves.first < before.last  # "six drops, one of"
    if led.moves is not None and not is_noun and moves(led.moves, tokens, led.first, moved, language):
        return None if unit == "count" and tokens[one.at].shape != "multiple" else direction(led.moves)
    if before is not None and (
        tells_again(tokens, before.last, led.first, language)
        or (before.unit == unit is not None and goes_on(tokens, before.last, led.first, counted.last, language))
    ):
        return before.direction
    if unit == _PERCENTAGE and (sign := signed(tokens, one)) is not None:
        return sign
    around = place.around
    way = behind(tokens, counted.last, around, unit, language)
    return way or of_object(tokens, led.first, around, unit, language)


@cache
def _enclosing(language: Language) -> frozenset[str]:
    return frozenset(vocabulary(language, "quantities")["joining"]["bounds"])
