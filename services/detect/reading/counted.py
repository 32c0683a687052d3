"""What a number counts: a unit, a noun with its modifiers, or nothing, as it is an age, a score or part of a name."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import ENGLISH, inverse, vocabulary

_WORDS: Final[dict[str, Any]] = vocabulary(ENGLISH, "quantities")
_SUBJECTS: Final[dict[str, Any]] = vocabulary(ENGLISH, "subjects")
_UNITS: Final[dict[str, str]] = _WORDS["units"]
_SIGNS: Final[dict[str, str]] = _WORDS["signs"]
_CLASSES: Final = inverse(_SUBJECTS["counted"])
_ACTIONS: Final = inverse(_SUBJECTS["actions"])
_NO_NAME: Final = frozenset((*inverse(_WORDS["bounds"]["before"]), *inverse(_WORDS["direction"]), *_ACTIONS))
"""Capitalised words after which a number is no part of a name: "Over 300", "Killed 4"."""
_REFUSED_BEFORE: Final = frozenset(_WORDS["refused"]["before"])
_REFUSED_AFTER: Final = frozenset(_WORDS["refused"]["after"])
_BARE_AFTER: Final = frozenset(_WORDS["bare"]["after"])
_ENDS: Final = frozenset(_WORDS["noun"]["ends"])
_SKIPPED: Final = frozenset(_WORDS["noun"]["skipped"])
_LONGEST_NOUN: Final = 4
_AGES: Final = (("-", "year", "-", "old"), ("-", "month", "-", "old"))


class Number(NamedTuple):
    """A number at tokens [first, last)."""

    first: int
    last: int
    low: Decimal
    best: Decimal | None
    high: Decimal
    rule: str
    written: bool
    scale: int


class Counted(NamedTuple):
    """What the number before token `last` counts; `rule` is None where it counts nothing that is named."""

    last: int
    unit: str | None = None
    noun: str | None = None
    """With its modifiers, the head in the singular: "north korean soldier"."""
    rule: str | None = None


def counted(tokens: Sequence[Token], first: int, last: int) -> Counted:
    """What the number at tokens [first, last) counts."""
    if first and (sign := _SIGNS.get(tokens[first - 1].text)) is not None:
        return Counted(last, unit=sign, rule="currency sign")
    if (age := _age_end(tokens, last)) is not None:
        return Counted(age, unit="year of age", rule="age")
    for length in (2, 1):
        wording = " ".join(token.lower for token in tokens[last : last + length])
        if (unit := _UNITS.get(wording)) is not None:
            return Counted(min(last + length, len(tokens)), unit=unit, rule="unit")
    return _counted_noun(tokens, last)


def _counted_noun(tokens: Sequence[Token], last: int) -> Counted:
    start = last
    while start < len(tokens) and tokens[start].lower in _SKIPPED:
        start += 1
    for k in range(start, min(start + _LONGEST_NOUN, len(tokens))):
        word = tokens[k].lower
        if word in _ENDS or not word[0].isalpha() or word in _ACTIONS:
            break
        if word in _CLASSES:
            return Counted(k + 1, noun=_noun(tokens, start, k), rule="counted class")
        if _is_plural(tokens[k]):
            return Counted(k + 1, noun=_noun(tokens, start, k), rule="counted plural")
    return Counted(last)


def is_name(tokens: Sequence[Token], number: Number) -> bool:
    """Whether the number belongs to a name, an address, a score, an age in apposition, or is the pronoun "one"."""
    return _is_named_before(tokens, number) or _is_named_after(tokens, number)


def is_bare(tokens: Sequence[Token], number: Number, last: int) -> bool:
    """Whether a number without unit or noun, whose words end before `last`, counts nothing.

    It does count where an action follows ("2 killed") or a bound or a rise leads to it ("rose to 12").
    """
    follows = tokens[last].lower if last < len(tokens) else ""
    before = tokens[number.first - 1].lower if number.first else ""
    if follows in _ACTIONS or before in _BARE_AFTER:
        return False
    return 1800 <= number.low <= 2100 or not number.written or follows in ("", ",", "-", ")")


def _is_named_before(tokens: Sequence[Token], number: Number) -> bool:
    i = number.first
    if not i:
        return False
    before = tokens[i - 1]
    if before.lower in _REFUSED_BEFORE:
        return True
    if number.written and before.end == tokens[i].start and before.text in "#:./-+'":
        return True
    if not number.written or i == 1:
        return False
    follows = tokens[number.last].lower if number.last < len(tokens) else ""
    if before.text[0].isupper() and not (before.text.isupper() or before.lower in _NO_NAME):
        return follows not in _CLASSES
    return before.text == "," and follows in (",", ".")  # "Smith, 34, was": an age


def _is_named_after(tokens: Sequence[Token], number: Number) -> bool:
    i, j = number.first, number.last
    if j == len(tokens):
        return False
    after = tokens[j]
    glued = after.start == tokens[j - 1].end
    if after.lower in _REFUSED_AFTER or (
        glued and (after.text in ":/" or after.lower in ("st", "nd", "rd", "th", "s"))
    ):
        return True
    return tokens[i].lower == "one" and j == i + 1 and after.lower not in _CLASSES and after.lower not in _ACTIONS


def _age_end(tokens: Sequence[Token], j: int) -> int | None:
    """The token after "-year-old" or "years old" at token j, None where neither stands."""
    words = tuple(token.lower for token in tokens[j : j + 4])
    if words in _AGES:
        return j + 4
    return j + 2 if words[:2] == ("years", "old") else None


def _is_plural(token: Token) -> bool:
    word = token.text
    return len(word) > 3 and word.islower() and word[-1] == "s" and word[-2] not in "su'" and word not in _ACTIONS


def _noun(tokens: Sequence[Token], start: int, head: int) -> str:
    return " ".join([*(token.lower for token in tokens[start:head]), _singular(tokens[head].lower)])


def _singular(word: str) -> str:
    if word in _CLASSES:
        return _CLASSES[word]
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word.removesuffix("s")
