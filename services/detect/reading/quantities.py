"""Numbers with what bounds, moves and counts them → quantities: the interval, its unit or its counted noun.

Times are read first, and no number inside one is a quantity. How wide "about" is, is decided
where figures are compared (`tracking.intervals`); here the number keeps its own interval.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from schemas.values import Direction, Modality
from services.detect.reading.numbers import Number, fraction, number_at
from services.detect.reading.times import Time
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import inverse, vocabulary

_WORDS: Final[dict[str, Any]] = vocabulary("quantities")
_SUBJECTS: Final = vocabulary("subjects")
_UNITS: Final[dict[str, str]] = _WORDS["units"]
_SIGNS: Final[dict[str, str]] = _WORDS["signs"]
_BEFORE: Final = inverse(_WORDS["bounds"]["before"])
_AFTER: Final = inverse(_WORDS["bounds"]["after"])
_DIRECTIONS: Final = inverse(_WORDS["direction"])
_REFUSED_AFTER: Final = frozenset(_WORDS["refused"]["after"])
_REFUSED_BEFORE: Final = frozenset(_WORDS["refused"]["before"])
_LONGEST_BOUND: Final = max(len(wording.split()) for wording in (*_BEFORE, *_AFTER))
_COUNTED: Final = inverse(_SUBJECTS["counted"])
_ACTORS: Final = frozenset(word for wording in inverse(_SUBJECTS["actors"]) for word in wording.split())
_ACTIONS: Final = inverse(_SUBJECTS["actions"])
_STOPS: Final = frozenset(
    ["of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "as", "was", "were", "is", "are", "be", "been", "has", "have", "had", "that", "which", "who", "the", "a", "an", "this", "its", "their", "his", "her", "it", "they", "he", "she", "we", "i", "you", "than", "per", "but", "not", "when", "while", "after", "before", "since", "until"]
)
_RANGE_SIGNS: Final = frozenset(("to", "-", "or"))


class Quantity(NamedTuple):
    """A quantity at tokens [first, last): its bounds' words, number, unit or counted noun included."""

    first: int
    last: int
    number_first: int
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
    if (half := _share(tokens, i)) is not None:
        return half
    number = number_at(tokens, i)
    if number is None or _is_name(tokens, number):
        return None
    low, best, high, end, rules = _range(tokens, number)
    first, modality, rule = _bound_before(tokens, i)
    modality = Modality.RANGE if end != number.last else modality
    if modality is None:
        modality = Modality.VAGUE if number.best is None else Modality.EXACT
    unit, counted, last, counting = _counted(tokens, i, end)
    after, last = _bound_after(tokens, last)
    if after is not None and modality is Modality.EXACT:
        modality, rule = after, f"bound after: {after}"
    if _is_bare(tokens, number, unit, counted, last):
        return None
    rules = tuple(name for name in (number.rule, *rules, rule, counting) if name)
    low, best, high = _edges(modality, low, best, high)
    direction = _direction(tokens, first)
    end_offset = tokens[last - 1].end
    return Quantity(
        first, last, i, end, tokens[first].start, end_offset, low, best, high, modality, direction, unit, counted, rules
    )


def _share(tokens: Sequence[Token], i: int) -> Quantity | None:
    """As in "by half": a figure relative to an earlier one."""
    share = fraction(tokens[i].lower)
    if share is None or i == 0 or tokens[i - 1].lower not in ("by", "about", "nearly", "almost"):
        return None
    direction = _direction(tokens, i - 1 if tokens[i - 1].lower == "by" else i - 2)
    if direction is None:
        return None
    left = 1 - share if direction is Direction.DOWN else 1 + share
    token = tokens[i]
    return Quantity(
        i,
        i + 1,
        i,
        i + 1,
        token.start,
        token.end,
        left,
        left,
        left,
        Modality.RELATIVE,
        direction,
        None,
        None,
        ("share",),
    )


def _is_name(tokens: Sequence[Token], number: Number) -> bool:
    """Whether the number belongs to a name, an address, a score, an age in apposition or the pronoun "one"."""
    i, j = number.first, number.last
    before = tokens[i - 1] if i else None
    after = tokens[j] if j < len(tokens) else None
    if before is not None:
        glued = before.end == tokens[i].start
        if before.lower in _REFUSED_BEFORE or (glued and before.text in "#:./-+'" and number.written):
            return True
        if number.written and before.text[0].isupper() and i > 1 and not _names_nothing(before):
            return not (after and after.lower in _COUNTED)
        if number.written and before.text == "," and i > 1 and after is not None and after.text in ",.":
            return True  # "Smith, 34, was": an age
    if after is None:
        return False
    if after.start == tokens[j - 1].end and (after.text in ":/" or after.lower in ("st", "nd", "rd", "th", "s")):
        return True
    if after.lower in _REFUSED_AFTER:
        return True
    return tokens[i].lower == "one" and j == i + 1 and after.lower not in _COUNTED and after.lower not in _ACTIONS


def _names_nothing(token: Token) -> bool:
    return token.text.isupper() or token.lower in _BEFORE or token.lower in _DIRECTIONS or token.lower in _ACTIONS


def _range(
    tokens: Sequence[Token], number: Number
) -> tuple[Decimal | None, Decimal | None, Decimal | None, int, tuple[str, ...]]:
    """The interval with a second number joined to the first: "11,000-12,000", "between 3 and 5 billion"."""
    i, j = number.first, number.last
    low, best, high = number.low, number.best, number.high
    alone = low, best, high, j, ()
    if j + 1 >= len(tokens):
        return alone
    before = tokens[i - 1].lower if i else ""
    sign = tokens[j].lower
    if not (sign in _RANGE_SIGNS or (sign == "and" and before == "between")) or (before == "from" and sign == "-"):
        return alone
    other = number_at(tokens, j + 1)
    if other is None or other.best is None or low is None:
        return alone
    lent = low * other.scale if number.scale == 1 and other.scale > 1 and low < other.best / other.scale else low
    if lent >= other.high or (sign == "or" and other.high > lent * 2):
        return alone
    return lent, None, other.high, other.last, (f"range with {sign!r}",)


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


def _bound_after(tokens: Sequence[Token], last: int) -> tuple[Modality | None, int]:
    for length in range(min(_LONGEST_BOUND, len(tokens) - last), 0, -1):
        wording = " ".join(token.lower for token in tokens[last : last + length])
        if wording in _AFTER:
            return Modality(_AFTER[wording]), last + length
    return None, last


def _counted(tokens: Sequence[Token], i: int, j: int) -> tuple[str | None, str | None, int, str | None]:
    """Unit, counted noun, the token after them, and the rule's name."""
    if i and tokens[i - 1].text in _SIGNS:
        return _SIGNS[tokens[i - 1].text], None, j, "currency sign"
    if _is_age(tokens, j):
        return "year of age", None, min(j + 4, len(tokens)), "age"
    for length in (2, 1):
        words = tokens[j : j + length]
        wording = " ".join(token.lower for token in words)
        if len(words) == length and wording in _UNITS:
            return _UNITS[wording], None, j + length, "unit"
    start = j + 1 if j < len(tokens) and tokens[j].lower == "of" else j
    while start < len(tokens) and tokens[start].lower in ("the", "those", "these", "them", "its", "their"):
        start += 1
    for k in range(start, min(start + 4, len(tokens))):
        word = tokens[k].lower
        if word in _STOPS or not word[0].isalpha() or word in _ACTIONS:
            break
        if word in _COUNTED:
            return None, _noun(tokens, start, k), k + 1, "counted class"
        if _is_plural(tokens[k]):
            return None, _noun(tokens, start, k), k + 1, "counted plural"
    return None, None, j, None


def _is_age(tokens: Sequence[Token], j: int) -> bool:
    words = [token.lower for token in tokens[j : j + 4]]
    return words[:4] in (["-", "year", "-", "old"], ["-", "month", "-", "old"]) or words[:2] == ["years", "old"]


def _is_plural(token: Token) -> bool:
    word = token.text
    return len(word) > 3 and word.islower() and word[-1] == "s" and word[-2] not in "su'" and word not in _ACTIONS


def _noun(tokens: Sequence[Token], start: int, head: int) -> str:
    return " ".join([*(token.lower for token in tokens[start:head]), _singular(tokens[head].lower)])


def _singular(word: str) -> str:
    if word in _COUNTED:
        return _COUNTED[word]
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word.removesuffix("s")


def _is_bare(tokens: Sequence[Token], number: Number, unit: str | None, counted: str | None, last: int) -> bool:
    """A number that counts nothing is kept only where an action follows it ("2 killed") or it stands in a range."""
    if unit or counted:
        return False
    follows = tokens[last].lower if last < len(tokens) else ""
    before = tokens[number.first - 1].lower if number.first else ""
    if follows in _ACTIONS or before in ("to", "by", "than", "least", "at", "about", "kills", "injures", "wounds"):
        return False
    return 1800 <= number.low <= 2100 or not number.written or follows in ("", ",", "-", ")")


def _edges(
    modality: Modality, low: Decimal | None, best: Decimal | None, high: Decimal | None
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Open the ends that the wording leaves open."""
    if modality in (Modality.AT_LEAST, Modality.MORE_THAN):
        return low, best, None
    if modality in (Modality.AT_MOST, Modality.LESS_THAN):
        return None, best, high
    return low, best, high


def _direction(tokens: Sequence[Token], first: int) -> Direction | None:
    """Which way the verb within three words before the quantity moves it."""
    for k in range(first - 1, max(first - 4, -1), -1):
        if (way := _DIRECTIONS.get(tokens[k].lower)) is not None:
            return Direction(way)
        if tokens[k].text in ",;:":
            break
    return None


def is_actor_word(word: str) -> bool:
    """Whether the word can name a state's people or forces ("korean")."""
    return word in _ACTORS
