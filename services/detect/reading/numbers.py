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
    return _digits(tokens, i) or _vague(tokens, i) or _words(tokens, i)


def _digits(tokens: Sequence[Token], i: int) -> Number | None:
    token = tokens[i]
    if not token.text[0].isdecimal():
        return None
    value, j = Decimal(token.text.replace(",", "")), i + 1
    if len(token.text) <= 3 and token.text.isdecimal():
        while j < len(tokens) and _is_group(tokens[j - 1], tokens[j]):
            value, j = value * 1000 + int(tokens[j].text), j + 1
    if j < len(tokens) and len(tokens[j].text) == 1 and unicodedata.category(tokens[j].text) == "No":
        if tokens[j].start != tokens[j - 1].end:
            return _whole(i, j, value, "digits", written=True)
        numerator, denominator = Decimal(str(unicodedata.numeric(tokens[j].text))).as_integer_ratio()
        value, j = value + Decimal(numerator) / denominator, j + 1
    if j < len(tokens) and tokens[j].start == tokens[j - 1].end and tokens[j].lower in _SUFFIXES:
        scale = _SUFFIXES[tokens[j].lower]
        return _whole(i, j + 1, value * scale, "digits with suffix", written=True, scale=scale)
    if j < len(tokens) and tokens[j].lower in _SCALES:
        scale = _SCALES[tokens[j].lower]
        return _whole(i, j + 1, value * scale, "digits with scale word", written=True, scale=scale)
    return _whole(i, j, value, "digits", written=True)


def _is_group(left: Token, right: Token) -> bool:
    """Whether right continues left as a thousands group: "10 000"."""
    return right.start == left.end + 1 and len(right.text) == 3 and right.text.isdecimal()


def _vague(tokens: Sequence[Token], i: int) -> Number | None:
    j = i
    low = high = 0
    if tokens[j].lower == "a" and j + 1 < len(tokens) and tokens[j + 1].lower in _VAGUE:
        j += 1
    if tokens[j].lower in _VAGUE:
        low, high = _VAGUE[tokens[j].lower]
        j += 1
        if j < len(tokens) and (noun := _SCALES.get(tokens[j].lower) or _NOUNS.get(tokens[j].lower)):
            low, high, j = low * noun, (high + 1) * noun - 1, j + 1
    elif tokens[j].lower in _PLURALS:
        low, high = _plural(tokens[j].lower)
        j += 1
        if j + 1 < len(tokens) and tokens[j].lower == "of" and (outer := _PLURALS.get(tokens[j + 1].lower)):
            low, high, j = low * outer, high * outer, j + 2
    else:
        return None
    return Number(i, j, Decimal(low), None, Decimal(high), "vague amount", written=False, scale=1)


def _plural(word: str) -> tuple[int, int]:
    """ "Dozens" are at least two and fewer than a hundred; "hundreds" fewer than a thousand; and so on."""
    one = _PLURALS[word]
    above = 100 if one < 100 else one * 10 if one == 100 else one * 1000
    return 2 * one, above - 1


def _words(tokens: Sequence[Token], i: int) -> Number | None:
    total = part = scale = 0
    j = i
    while j < len(tokens):
        word = tokens[j].lower
        if word in _UNITS:
            if part % 10 or (part and _UNITS[word] >= 10 and part % 100):
                break
            part += _UNITS[word]
        elif word in _TENS and part % 100 == 0:
            part += _TENS[word]
        elif word == "hundred" and (j > i or _article(tokens, i)):
            part = max(part, 1) * 100
        elif word in _SCALES and word != "hundred" and (part or _article(tokens, i)):
            scale = _SCALES[word]
            total, part = total + max(part, 1) * scale, 0
        elif word in _NOUNS and (part or _article(tokens, i)):
            return _whole(i, j + 1, Decimal(max(part, 1) * _NOUNS[word]), "number noun")
        elif not _joins(tokens, j, i):
            break
        j += 1
    while j > i and tokens[j - 1].lower in ("and", "-"):
        j -= 1
    if j == i or (j == i + 1 and _article(tokens, i)):
        return None
    value = Decimal(total + part)
    if value == 0 and tokens[i].lower != "zero":
        return None
    return _with_half(tokens, i, j, value, scale)


def _article(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i].lower in ("a", "an")


def _joins(tokens: Sequence[Token], j: int, i: int) -> bool:
    """Whether a token that is no number may stand inside one: "a hundred", "twenty-five", "two hundred and six"."""
    if j == i:
        follows = tokens[j + 1].lower if j + 1 < len(tokens) else ""
        return _article(tokens, i) and (follows in _SCALES or follows in _NOUNS)
    follows = tokens[j + 1].lower if j + 1 < len(tokens) else ""
    before = tokens[j - 1].lower
    if tokens[j].text == "-":
        return before in _TENS and follows in _UNITS and tokens[j].start == tokens[j - 1].end
    return tokens[j].lower == "and" and before in _SCALES and (follows in _UNITS or follows in _TENS)


def _with_half(tokens: Sequence[Token], i: int, j: int, value: Decimal, scale: int) -> Number:
    """ "Two and a half", with the scale word that may follow: "two and a half million"."""
    if [token.lower for token in tokens[j : j + 3]] == ["and", "a", "half"]:
        value, j = value + Decimal("0.5"), j + 3
        if j < len(tokens) and (after := _SCALES.get(tokens[j].lower)):
            value, j, scale = value * after, j + 1, after
    return _whole(i, j, value, "words", scale=scale or 1)


def _whole(i: int, j: int, value: Decimal, rule: str, *, written: bool = False, scale: int = 1) -> Number:
    value = exact(value)
    return Number(i, j, value, value, value, rule, written, scale)


def fraction(word: str) -> Decimal | None:
    """The share that a fraction's word names: "half" → 0.5."""
    return _FRACTIONS.get(word)
