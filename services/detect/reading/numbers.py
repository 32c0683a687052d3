"""The number grammar: digits in news styles, words, and both mixed → exact numbers or vague intervals.

    1,200 · 10 000 · 1.2m · 2.5 million · 3½ · twenty-five · two hundred and six · a dozen · hundreds of thousands

What a number counts is not asked here (`quantities` does).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from schemas.values import exact
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import vocabulary

_WORDS: Final = vocabulary("numbers")
_UNITS: Final[dict[str, int]] = _WORDS["units"]
_TENS: Final[dict[str, int]] = _WORDS["tens"]
_SCALES: Final[dict[str, int]] = _WORDS["scales"]
_SUFFIXES: Final[dict[str, int]] = _WORDS["suffixes"]
_NOUNS: Final[dict[str, int]] = _WORDS["nouns"]
_PLURALS: Final[dict[str, int]] = _WORDS["plurals"]
_VAGUE: Final[dict[str, list[int]]] = _WORDS["vague"]
_FRACTIONS: Final = {word: Decimal(share) for word, share in _WORDS["fractions"].items()}


class Number(NamedTuple):
    """A number at tokens [first, last); vague ones have no best."""

    first: int
    last: int
    low: Decimal
    best: Decimal | None
    high: Decimal
    rule: str
    written: bool
    """In digits, as opposed to words."""
    scale: int
    """The scale word it was written with, 1 if none: "3 to 5 billion" lends it leftwards."""


def number_at(tokens: Sequence[Token], i: int) -> Number | None:
    """The longest number that begins at token i, or None."""
    return _digits(tokens, i) or _half_of_one(tokens, i) or _vague(tokens, i) or _words(tokens, i)


def fraction(word: str) -> Decimal | None:
    """The share that a fraction's word names: "half" → 0.5."""
    return _FRACTIONS.get(word)


def _word(tokens: Sequence[Token], j: int) -> str:
    return tokens[j].lower if j < len(tokens) else ""


def _touch(tokens: Sequence[Token], j: int) -> bool:
    """Whether token j exists and follows the one before it without a space."""
    return 0 < j < len(tokens) and tokens[j].start == tokens[j - 1].end


def _digits(tokens: Sequence[Token], i: int) -> Number | None:
    token = tokens[i]
    if not token.text[0].isdecimal():
        return None
    value, j = Decimal(token.text.replace(",", "")), i + 1
    if len(token.text) <= 3 and token.text.isdecimal():
        while j < len(tokens) and _is_group(tokens[j - 1], tokens[j]):
            value, j = value * 1000 + int(tokens[j].text), j + 1
    if _touch(tokens, j) and (part := _vulgar_fraction(tokens[j].text)) is not None:
        value, j = value + part, j + 1
    if _touch(tokens, j) and (scale := _SUFFIXES.get(tokens[j].lower)) is not None:
        return _whole(i, j + 1, value * scale, "digits with suffix", written=True, scale=scale)
    if (scale := _SCALES.get(_word(tokens, j))) is not None:
        return _whole(i, j + 1, value * scale, "digits with scale word", written=True, scale=scale)
    return _whole(i, j, value, "digits", written=True)


def _is_group(left: Token, right: Token) -> bool:
    """Whether right continues left as a thousands group: "10 000"."""
    return right.start == left.end + 1 and len(right.text) == 3 and right.text.isdecimal()


def _vulgar_fraction(sign: str) -> Decimal | None:
    """As "½" → 0.5; superscripts and other numeric signs are no part of a number."""
    share = unicodedata.numeric(sign, 0) if len(sign) == 1 else 0
    return Decimal(str(share)) if 0 < share < 1 else None


def _half_of_one(tokens: Sequence[Token], i: int) -> Number | None:
    """As in "half a million", "half a dozen"."""
    if (_word(tokens, i), _word(tokens, i + 1)) != ("half", "a"):
        return None
    one = _SCALES.get(_word(tokens, i + 2)) or _NOUNS.get(_word(tokens, i + 2))
    return None if one is None else _whole(i, i + 3, Decimal(one) / 2, "half of one")


def _vague(tokens: Sequence[Token], i: int) -> Number | None:
    j = i + 1 if _word(tokens, i) == "a" and _word(tokens, i + 1) in _VAGUE else i
    word, follows = _word(tokens, j), _word(tokens, j + 1)
    if word in _VAGUE:
        (low, high), j = _VAGUE[word], j + 1
        if one := _SCALES.get(follows) or _NOUNS.get(follows):
            low, high, j = low * one, (high + 1) * one - 1, j + 1
    elif word in _PLURALS:
        (low, high), j = _plural(word), j + 1
        if follows == "of" and (outer := _PLURALS.get(_word(tokens, j + 1))):
            low, high, j = low * outer, high * outer, j + 2
    else:
        return None
    return Number(i, j, Decimal(low), None, Decimal(high), "vague amount", written=False, scale=1)


def _plural(word: str) -> tuple[int, int]:
    """Let "dozens" be at least two and fewer than a hundred, "hundreds" fewer than a thousand, and so on."""
    one = _PLURALS[word]
    above = 100 if one < 100 else one * 10 if one == 100 else one * 1000
    return 2 * one, above - 1


def _words(tokens: Sequence[Token], i: int) -> Number | None:
    """Groups below a thousand, each with a smaller scale word than the one before: "two million three hundred"."""
    total = scale = 0
    j = i
    while scale != 1:
        start = j + 1 if j > i and _word(tokens, j) == "and" else j
        value, after = _group(tokens, start, article=j == i)
        if after == start:
            break
        if j == i and (one := _NOUNS.get(_word(tokens, after))):
            return _whole(i, after + 1, Decimal(value * one), "number noun")
        unit = _SCALES.get(_word(tokens, after), 1)
        if scale and unit >= scale:
            break
        total, scale, j = total + value * unit, unit, after + (unit > 1)
    return None if j == i else _with_half(tokens, i, j, Decimal(total))


def _group(tokens: Sequence[Token], i: int, *, article: bool) -> tuple[int, int]:
    """What may stand before a scale word, and the token after it: "a", "twenty-five", "two hundred and six"."""
    value, j = _below_hundred(tokens, i)
    if j == i and article and _word(tokens, i) in ("a", "an"):
        follows = _word(tokens, i + 1)
        value, j = (1, i + 1) if follows in _SCALES or follows in _NOUNS else (0, i)
    if j > i and _word(tokens, j) == "hundred":
        rest = j + 2 if _word(tokens, j + 1) == "and" else j + 1
        more, after = _below_hundred(tokens, rest)
        value, j = value * 100 + more, after if after > rest else j + 1
    return value, j


def _below_hundred(tokens: Sequence[Token], i: int) -> tuple[int, int]:
    word = _word(tokens, i)
    if word in _UNITS:
        return _UNITS[word], i + 1
    if word not in _TENS:
        return 0, i
    unit = i + 2 if _word(tokens, i + 1) == "-" and _touch(tokens, i + 1) else i + 1
    ones = _UNITS.get(_word(tokens, unit), 0)
    return (_TENS[word] + ones, unit + 1) if 0 < ones < 10 else (_TENS[word], i + 1)


def _with_half(tokens: Sequence[Token], i: int, j: int, value: Decimal) -> Number:
    """As in "two and a half", with the scale word that may follow: "two and a half million"."""
    scale = _SCALES.get(tokens[j - 1].lower, 1)
    if [token.lower for token in tokens[j : j + 3]] == ["and", "a", "half"]:
        value, j = value + Decimal("0.5"), j + 3
        if after := _SCALES.get(_word(tokens, j)):
            value, j, scale = value * after, j + 1, after
    return _whole(i, j, value, "words", scale=scale)


def _whole(i: int, j: int, value: Decimal, rule: str, *, written: bool = False, scale: int = 1) -> Number:
    value = exact(value)
    return Number(i, j, value, value, value, rule, written, scale)
