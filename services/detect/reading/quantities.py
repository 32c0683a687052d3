"""Numbers with what bounds, moves and counts them → quantities: the interval, its unit or its counted noun.

Times are read first, and no number inside one is a quantity. How wide "about" is, is decided
where figures are compared (`tracking.intervals`); here the number keeps its own interval.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from schemas.values import Direction, Modality, exact
from services.detect.reading.counted import Number, counted, is_bare, is_name
from services.detect.reading.times import Time
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import ENGLISH, inverse, vocabulary

_WORDS: Final[dict[str, Any]] = vocabulary(ENGLISH, "quantities")
_SIGNS: Final = frozenset(_WORDS["signs"])
_BEFORE: Final = inverse(_WORDS["bounds"]["before"])
_AFTER: Final = inverse(_WORDS["bounds"]["after"])
_DIRECTIONS: Final = inverse(_WORDS["direction"])
_LONGEST_BOUND: Final = max(len(wording.split()) for wording in (*_BEFORE, *_AFTER))
_RANGE_SIGNS: Final = frozenset(("to", "-", "or"))


_FRACTIONS: Final = {"half": Decimal("0.5"), "third": Decimal("0.3333333333"), "quarter": Decimal("0.25")}


def fraction(word: str) -> Decimal | None:
    return _FRACTIONS.get(word)


def number_at(tokens: Sequence[Token], i: int) -> Number | None:
    if i >= len(tokens):
        return None
    number, shape = tokens[i].number, tokens[i].shape
    if number is None or shape.startswith("ordinal"):
        return None
    return Number(i, i + 1, *number[:4], written=not shape.startswith(("words", "vague")), scale=number.scale)


class Quantity(NamedTuple):
    """A quantity at tokens [first, last): its bounds' words, number, unit or counted noun included."""

    first: int
    last: int
    number_last: int
    start: int
    end: int
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    modality: Modality
    direction: Direction | None
    unit: str | None
    counted: str | None
    """The counted noun with its modifiers, singular; None where only a unit or nothing stands."""
    rules: tuple[str, ...]


class Ends(NamedTuple):
    """An interval as stated, low ≤ best ≤ high; None is an open end, or no best guess."""

    low: Decimal | None
    best: Decimal | None
    high: Decimal | None


def quantities(tokens: Sequence[Token], times: Sequence[Time]) -> Iterator[Quantity]:
    """The quantities of one sentence, in order."""
    masked = [any(time.start <= token.start < time.end for time in times) for token in tokens]
    i = 0
    while i < len(tokens):
        found = None if masked[i] else _quantity_at(tokens, i)
        if found is not None:
            yield found
            i = found.last
        else:
            i += 1


def _quantity_at(tokens: Sequence[Token], i: int) -> Quantity | None:
    if (share := _share(tokens, i)) is not None:
        return share
    number = number_at(tokens, i)
    if number is None or is_name(tokens, number):
        return None
    stated, end, joined = _range(tokens, number)
    first, bound, before = _bound_before(tokens, i)
    noun = counted(tokens, i, end)
    further, last, after = _bound_after(tokens, noun.last)
    if noun.rule is None and is_bare(tokens, number, last):
        return None
    modality = _modality(number, bound or further, is_range=end != number.last)
    ends = _opened(modality, stated)
    return Quantity(
        first=first,
        last=last,
        number_last=end,
        start=tokens[first].start,
        end=tokens[last - 1].end,
        low=ends.low,
        best=ends.best,
        high=ends.high,
        modality=modality,
        direction=_direction(tokens, first),
        unit=noun.unit,
        counted=noun.noun,
        rules=tuple(rule for rule in (number.rule, joined, before, after, noun.rule) if rule is not None),
    )


def _modality(number: Number, bound: Modality | None, *, is_range: bool) -> Modality:
    if is_range:
        return Modality.RANGE
    if bound is not None:
        return bound
    return Modality.VAGUE if number.best is None else Modality.EXACT


def _share(tokens: Sequence[Token], i: int) -> Quantity | None:
    """As in "by half": a figure relative to an earlier one, as the factor that is left of it."""
    share = fraction(tokens[i].lower)
    if share is None or i == 0 or tokens[i - 1].lower not in ("by", "about", "nearly", "almost"):
        return None
    if i + 1 < len(tokens) and tokens[i + 1].lower == "a":
        return None  # "by half a million"
    direction = _direction(tokens, i - 1 if tokens[i - 1].lower == "by" else i - 2)
    if direction is None:
        return None
    left = 1 - share if direction is Direction.DOWN else 1 + share
    return Quantity(
        first=i,
        last=i + 1,
        number_last=i + 1,
        start=tokens[i].start,
        end=tokens[i].end,
        low=left,
        best=left,
        high=left,
        modality=Modality.RELATIVE,
        direction=direction,
        unit=None,
        counted=None,
        rules=("share",),
    )


def _range(tokens: Sequence[Token], number: Number) -> tuple[Ends, int, str | None]:
    """The interval with a second number joined to the first: "11,000-12,000", "between 3 and 5 billion".

    With the token after it, and the rule's name where there is a second number.
    """
    alone = Ends(number.low, number.best, number.high), number.last, None
    sign = _range_sign(tokens, number)
    other = number_at(tokens, number.last + 1) if sign is not None else None
    if other is None or other.best is None:
        return alone
    low = number.low
    if number.scale == 1 and other.scale > 1 and low < other.best / other.scale:
        low *= other.scale
    if low >= other.high or (sign == "or" and other.high > low * 2):
        return alone
    return Ends(exact(low), None, other.high), other.last, f"range with {sign}"


def _range_sign(tokens: Sequence[Token], number: Number) -> str | None:
    """What joins the number to a second one, None where nothing does."""
    i, j = number.first, number.last
    if j + 1 >= len(tokens):
        return None
    before, sign = tokens[i - 1].lower if i else "", tokens[j].lower
    if sign == "and":
        return sign if before == "between" else None
    return sign if sign in _RANGE_SIGNS and not (before == "from" and sign == "-") else None


def _bound_before(tokens: Sequence[Token], i: int) -> tuple[int, Modality | None, str | None]:
    """Where the quantity begins with the bound's words, the modality and the rule's name."""
    stop = i - 1 if i and tokens[i - 1].text in _SIGNS else i
    for length in range(min(_LONGEST_BOUND, stop), 0, -1):
        wording = " ".join(token.lower for token in tokens[stop - length : stop])
        if wording in _BEFORE:
            return stop - length, Modality(_BEFORE[wording]), f"bound before: {wording}"
    if stop and tokens[stop - 1].lower in ("between", "from"):
        return stop - 1, None, None
    return stop, None, None


def _bound_after(tokens: Sequence[Token], last: int) -> tuple[Modality | None, int, str | None]:
    """The modality of a bound that follows, the token after it, and the rule's name."""
    for length in range(min(_LONGEST_BOUND, len(tokens) - last), 0, -1):
        wording = " ".join(token.lower for token in tokens[last : last + length])
        if wording in _AFTER:
            return Modality(_AFTER[wording]), last + length, f"bound after: {wording}"
    return None, last, None


def _opened(modality: Modality, ends: Ends) -> Ends:
    """The interval with the ends open that the wording leaves open."""
    if modality in (Modality.AT_LEAST, Modality.MORE_THAN):
        return ends._replace(high=None)
    if modality in (Modality.AT_MOST, Modality.LESS_THAN):
        return ends._replace(low=None)
    return ends


def _direction(tokens: Sequence[Token], first: int) -> Direction | None:
    """Which way the verb within three words before the quantity moves it."""
    for k in range(first - 1, max(first - 4, -1), -1):
        if (way := _DIRECTIONS.get(tokens[k].lower)) is not None:
            return Direction(way)
        if tokens[k].text in ",;:":
            break
    return None
