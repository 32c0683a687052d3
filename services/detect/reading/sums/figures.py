"""A sentence with one token in the place of each figure, so that a pattern can say how its figures are told together.

Of the 118 patients, 74 were under the age of five → of the #count , #count were under the age of #aside
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from schemas.values import Direction, Modality
from services.detect.reading.measures.nouns import figure_kind, is_change
from services.detect.reading.measures.words import Kind
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import vocabulary

Interval = tuple[Decimal, Decimal]

_FEW: Final = (Decimal("0.025"), Decimal("0.01"))
"""What rounding takes at most of a figure of one digit, and of one of more: 40,000 is no 44,000."""
_ABOUT: Final = Decimal("0.1")
"""By what share a figure may be off that is told with "about"."""
_WORDED: Final = Decimal("0.12")
"""The same of a share in words: "a third"."""
_WHOLE: Final = Decimal(100)
_ENDLESS: Final = Decimal("Infinity")
BEGIN: Final = Token(0, 0, "#begin", "#begin")
"""Stands before the first word."""
ASIDE: Final = "aside"
"""What is told beside the figures of a sum, and is none of them."""
_POINTS: Final = ("point", "percentage point")


class Figure(Struct, frozen=True):
    """A number in a sum, and from where to where it may lie, as it is written or bounded."""

    value: Decimal
    low: Decimal
    high: Decimal
    unit: str | None
    counted: str | None
    direction: Direction | None
    is_factor: bool
    """Whether it tells how many times another it is: "doubled"."""
    start: int
    end: int
    """[start, end) in the text, in characters."""
    sentence: Sentence
    is_worded: bool = False
    """Whether it is a share in words, "a fifth", which is told here in per cent."""
    said: Quantity | None = None
    """None of a number that counts nothing: "309 to 298"."""


Reckon = Callable[[], Figure]
"""What reckons a figure when it is asked for: most take part in no sum."""


class Spelt(Struct, frozen=True):
    """What a sentence spells, and its figures by their places in that."""

    tokens: tuple[Token, ...]
    figures: Mapping[int, Reckon]


def spelt(sentence: Sentence, quantities: Sequence[Quantity]) -> Spelt:
    """The sentence's words, with one token in the place of each figure, called after its kind."""
    starts = {quantity.first: quantity for quantity in quantities}
    tokens: list[Token] = [BEGIN]
    figures: dict[int, Reckon] = {}
    at = 0
    while at < len(sentence.tokens):
        token, quantity = sentence.tokens[at], starts.get(at)
        if quantity is None:
            if token.number is not None and token.number.best is not None:
                figures[len(tokens)] = partial(_bare, sentence, token, token.number.best)
            tokens.append(token)
            at += 1
            continue
        for piece, figure in _pieces(sentence, quantity):
            if figure is not None:
                figures[len(tokens)] = figure
            tokens.append(piece)
        at = quantity.last
    return Spelt(tuple(tokens), figures)


def _pieces(sentence: Sentence, quantity: Quantity) -> Iterator[tuple[Token, Reckon | None]]:
    """The words that lead to a figure, and it; both ends of what is told as "from … to …"."""
    own = sentence.tokens[quantity.first : quantity.last]
    kind, numbers = _kind(sentence, quantity), [k for k, token in enumerate(own) if token.number is not None]
    if numbers:
        led = pairwise(own[: numbers[0] + 1])
        yield from ((a, None) for a, b in led if a.text.isalpha() and not _is_of_sign(a, b))
    if len(numbers) > 1 and numbers[0] and quantity.modality is Modality.RANGE:
        first, second = _in_order(own[numbers[0]], own[numbers[-1]], quantity)
        yield sign(own[0], kind), partial(_exact, sentence, quantity, first)
        yield from ((token, None) for token in own[numbers[0] : numbers[-1]] if token.text.isalpha())
        yield sign(own[numbers[-1]], kind), partial(_exact, sentence, quantity, second)
        return
    if _is_too_vague(quantity):
        yield sign(own[0], ASIDE), None
    else:
        yield sign(own[0], kind), partial(_of, sentence, quantity)


def _is_of_sign(token: Token, after: Token) -> bool:
    """Whether it is the letter of a sign for money: "C$"."""
    return token.text.isupper() and after.number is None and not after.text.isalpha()


def _in_order(one: Token, other: Token, both: Quantity) -> tuple[Decimal, Decimal]:
    """The ends of a range as its two numbers tell them, the higher one first in "from 12 to 9"."""
    low, high = both.low or Decimal(), both.high or Decimal()
    falls = one.number is not None and other.number is not None and one.number.high > other.number.high
    return (high, low) if falls else (low, high)


def sign(token: Token, kind: str) -> Token:
    """The token that stands for a figure of a kind."""
    return Token(token.start, token.end, f"#{kind}", f"#{kind}")


def _kind(sentence: Sentence, quantity: Quantity) -> str:
    moved = "~" if _is_moved(sentence, quantity) else ""
    if quantity.unit in (None, "count") and quantity.modality is Modality.RELATIVE:
        return "factor" if quantity.direction is not None or quantity.unit else "fraction"
    if quantity.unit in _POINTS:
        return f"point{moved}"
    kind = figure_kind(quantity, sentence.language)
    is_aside = kind is Kind.COUNT and (_is_of_place(sentence, quantity) or _is_age(sentence, quantity))
    return ASIDE if kind is None or is_aside else f"{kind.value}{moved}"


def _is_age(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether it says how old some are, though not in years: "41 were under ten"."""
    own = sentence.tokens[quantity.first : quantity.last]
    return own[0].lower in vocabulary(sentence.language, "sums")["ages"] and own[-1].number is not None


def _is_of_place(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether it only tells in, or from, how many places something is: "from two buses", "in 14 districts"."""
    led = sentence.tokens[max(0, quantity.first - 1) : quantity.first + 1]
    places = vocabulary(sentence.language, "sums")["placing"]
    is_led = any(token.lower in places for token in led)
    return is_led and quantity.counted is not None and not quantity.is_former and quantity.modality is Modality.EXACT


def _is_moved(sentence: Sentence, quantity: Quantity) -> bool:
    return not quantity.is_former and is_change(sentence.tokens, quantity, sentence.language)


def _is_too_vague(quantity: Quantity) -> bool:
    """Whether no sum can be done with it."""
    is_open = quantity.best is None and None in (quantity.low, quantity.high)
    return is_open or quantity.modality is Modality.VAGUE


def _of(sentence: Sentence, quantity: Quantity) -> Figure:
    """The figure of a quantity that tells one."""
    best, ends = quantity.best, (quantity.low, quantity.high)
    value = best if best is not None else sum(filter(None, ends), Decimal()) / 2
    if quantity.modality is Modality.RELATIVE and quantity.unit is None and quantity.direction is None:
        return _share(sentence, quantity, value * _WHOLE)
    if quantity.modality is Modality.ABOUT:
        return _figure(sentence, quantity, value, value * (1 - _ABOUT), value * (1 + _ABOUT))
    if quantity.modality in (Modality.EXACT, Modality.RELATIVE):
        return _exact(sentence, quantity, value)
    low, high = ends
    return _figure(sentence, quantity, value, Decimal() if low is None else low, _ENDLESS if high is None else high)


def _exact(sentence: Sentence, quantity: Quantity, value: Decimal) -> Figure:
    return _figure(sentence, quantity, value, *exactly(value))


def _share(sentence: Sentence, quantity: Quantity, value: Decimal) -> Figure:
    told = _figure(sentence, quantity, value, *_worded(value, quantity.bound))
    return replace(told, unit="percentage", is_worded=True)


def _worded(value: Decimal, bound: Modality | None) -> Interval:
    low, high = value * (1 - _WORDED), value * (1 + _WORDED)
    if bound in (Modality.MORE_THAN, Modality.AT_LEAST):
        return value - 1, _WHOLE
    return (Decimal(), value + 1) if bound in (Modality.LESS_THAN, Modality.AT_MOST) else (low, high)


def _figure(sentence: Sentence, quantity: Quantity, value: Decimal, low: Decimal, high: Decimal) -> Figure:
    is_factor = quantity.modality is Modality.RELATIVE and quantity.unit in (None, "count")
    return Figure(
        value,
        low,
        high,
        quantity.unit,
        quantity.counted,
        quantity.direction,
        is_factor and quantity.direction is not None,
        quantity.start,
        quantity.end,
        sentence,
        said=quantity,
    )


def _bare(sentence: Sentence, token: Token, value: Decimal) -> Figure:
    return Figure(value, value, value, None, None, None, False, token.start, token.end, sentence)


def exactly(value: Decimal) -> Interval:
    """From where to where a number may lie that is rounded as it is written."""
    wide = min(half(value), abs(value) * _FEW[len(value.normalize().as_tuple().digits) > 1])
    return value - wide, value + wide


def half(number: Decimal) -> Decimal:
    """Half of the last place that a figure is written to: all that rounding may have taken from it."""
    return Decimal(5).scaleb(place(number) - 1)


def place(number: Decimal) -> int:
    """The last place that a figure is written to, as a power of ten: 2 of 1,400."""
    return int(number.normalize().as_tuple().exponent)
