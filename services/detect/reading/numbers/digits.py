"""Numbers in digits, with the fractions and scales that follow them: 1,200 · 10 000 · 3½ · 1.2m · 2.5 million."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from services.detect.reading.numbers.found import MOST_KNOWN, Found, exactly, past_hyphen, sized, touches, word_at
from services.detect.reading.numbers.letters import is_scale
from services.detect.reading.numbers.lexis import Words
from services.detect.reading.numbers.shares import and_share, in_strokes, vulgar
from services.detect.reading.numbers.words import in_words
from services.detect.reading.tokens import Number, Token

_TEN: Final = "10"
_TIMES: Final = frozenset("x×*·")
_SUPERSCRIPTS: Final = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_PLAIN_DIGITS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def power(text: str) -> Decimal:
    """As "4e14", "2.48×10-5", "6.23x10^-4", "8.2x10+1"."""
    figure, _, exponent = re.sub(r"[ ]?[x×][ ]?10\^?", "e", text.lower()).partition("e")
    return Decimal(figure).scaleb(min(max(int(exponent), -99), 99))


def value_of(text: str) -> Decimal:
    """What digits are worth: "1,200.5", "1.234.567", "2.109,00"."""
    if text.count(".") > 1 or ("," in text and text.rfind(".") < text.rfind(",") and "." in text):
        text = text.replace(".", "").replace(",", ".")
    return Decimal(text.replace(",", ""))


def is_minus(raw: Sequence[Token], i: int) -> bool:
    """Whether token i is a sign before digits, not a dash: it touches only what follows, and is no "26 -27"."""
    if raw[i].text != "-" or not touches(raw, i + 1) or not raw[i + 1].shape:
        return False
    if not i:
        return True
    before, after = raw[i - 1].text, raw[i + 1].text
    rises = before.isdecimal() and after.isdecimal() and int(before) < int(after)
    return not rises and (not touches(raw, i) or before in "($")


def in_digits(raw: Sequence[Token], i: int, words: Words) -> Found:
    """The number whose first digits are raw token i."""
    follows = word_at(raw, i + 1)
    if follows.isalpha() and follows not in words.after_digits:
        return Found(i + 1, *_alone(raw[i].text))
    value, j = _whole(raw, i, words)
    plain = raw[i].text.isdecimal()
    alone = plain and j == i + 1
    found = _raised(raw, j, value) or (_divided(raw, j, value, words) if alone else None)
    if found is not None:
        return found
    is_whole = not (i and raw[i - 1].text == "/" and touches(raw, i))  # not the day of "2/1-2/14"
    part, after = _part_of_one(raw, j, words, plain=plain) if is_whole else (Decimal(0), j)
    rule = "digits and fraction" if part else "digits"
    value, j = value + part, after
    multiple, after = _multiple(raw, j, words, first=i)
    if multiple is not None:
        return _scaled(raw, after, value * multiple, multiple, words)
    if j == i + 1:
        return Found(i + 1, *_alone(raw[i].text))
    return Found(j, exactly(value, rule), "decimal" if "." in raw[i].text else "digits other")


@lru_cache(MOST_KNOWN)
def _alone(text: str) -> tuple[Number, str]:
    """What digits are that nothing continues, and their shape."""
    value = value_of(text)
    if not text.isdecimal():
        shape = "decimal" if "." in text else "digits other"
    elif len(text) == 4 and 1000 <= value < 2200:
        shape = "digits year"
    else:
        shape = sized("digits", value)
    return exactly(value, "digits"), shape


def _whole(raw: Sequence[Token], i: int, words: Words) -> tuple[Decimal, int]:
    """The digits at token i with the groups or the decimals that follow, and the token after them."""
    text, j = raw[i].text, i + 1
    value = value_of(text)
    if text.isdecimal() and len(text) <= 3 and text[0] != "0" and not _ends_compound(raw, i):
        while (k := _group_at(raw, j)) is not None:
            value, j = value * 1000 + Decimal(raw[k].text), k + 1
    if text.isdecimal() and _is_decimal_comma(raw, j, words, first=i):
        return value + Decimal(f"0.{raw[j + 1].text}"), j + 2
    return value, j


def _ends_compound(raw: Sequence[Token], i: int) -> bool:
    """Whether a hyphen joins token i to a word, so that no group follows it: "the 6-foot-5 | 220-pound guard"."""
    return i > 1 and raw[i - 1].text == "-" and touches(raw, i - 1) and touches(raw, i) and raw[i - 2].text.isalpha()


def _is_decimal_comma(raw: Sequence[Token], j: int, words: Words, *, first: int) -> bool:
    """Whether a comma at token j stands for a point, as "€5,20", "3,5 %", "5,2 million" say; "1,2 and 3" does not."""
    if word_at(raw, j) != "," or not touches(raw, j) or not touches(raw, j + 1):
        return False
    if not raw[j + 1].text.isdecimal() or len(raw[j + 1].text) > 2 or word_at(raw, j + 2) == ",":
        return False
    after = word_at(raw, j + 2)
    beside = (raw[first - 1].text if first else "", raw[j + 2].text if j + 2 < len(raw) else "")
    return not words.codes.isdisjoint(beside) or after in words.scales or after == "%"


def _divided(raw: Sequence[Token], j: int, value: Decimal, words: Words) -> Found | None:
    """Digits that end before token j, divided by what follows: "2/3", "3/4 million", "7 tenths"."""
    if (share := in_strokes(raw, j - 1, words, mixed=False)) is not None:
        if (scale := words.scales.get(word_at(raw, share[1]))) is not None:
            return Found(share[1] + 1, exactly(share[0] * scale, "share of a scale", scale), "digits other")
        return Found(share[1], exactly(share[0], "fraction in digits"), "fraction")
    if word_at(raw, j) in words.parts:
        return Found(j + 1, exactly(value / words.denominators[word_at(raw, j)], "fraction in digits"), "fraction")
    return None


def _group_at(raw: Sequence[Token], j: int) -> int | None:
    """The token of three digits that goes on what ends before token j: "10 000", "10'000"."""
    apostrophe = word_at(raw, j) == "'" and touches(raw, j) and touches(raw, j + 1)
    k = j + apostrophe
    if k >= len(raw) or not raw[j - 1].text.isdecimal():
        return None
    whole = raw[k].text.partition(".")[0]
    follows = apostrophe or raw[k].start == raw[j - 1].end + 1
    return k if follows and len(whole) == 3 and whole.isdecimal() else None


def _raised(raw: Sequence[Token], j: int, base: Decimal) -> Found | None:
    """A number that ends before token j with its exponent, or times a power of ten: "2^10", "10⁶", "2.5 × 10⁶"."""
    if j < len(raw) and raw[j].text in _TIMES and j + 1 < len(raw) and raw[j + 1].text == _TEN:
        ten = _raised(raw, j + 2, Decimal(_TEN))
        if ten is None or ten.number.best is None:
            return None
        return Found(ten.last, exactly(base * ten.number.best, "power of ten"), "decimal")
    if not touches(raw, j):
        return None
    k, sign = j, 1
    if raw[k].text == "^" or (raw[k].text == word_at(raw, k + 1) == "*" and touches(raw, k + 1)):
        k += 1 + (raw[k].text == "*")
        if word_at(raw, k) == "-" and touches(raw, k):
            k, sign = k + 1, -1
        digits = raw[k].text if touches(raw, k) and raw[k].text.isdecimal() else ""
        k += bool(digits)
    else:
        while base == int(_TEN) and touches(raw, k) and raw[k].text in _SUPERSCRIPTS:
            k += 1
        digits = "".join(raw[m].text for m in range(j, k)).translate(_PLAIN_DIGITS)
        if digits.startswith("-"):
            digits, sign = digits[1:], -1
    if not digits.isdecimal() or (base == 0 and sign < 0):
        return None
    return Found(k, exactly(base ** (sign * min(int(digits), 99)), "number with an exponent"), "decimal")


def _part_of_one(raw: Sequence[Token], j: int, words: Words, *, plain: bool) -> tuple[Decimal, int]:
    """As in "3½", "3 1/2", "3-1/2", "3 and a half": what is added to the number before, and the token after it."""
    k = past_hyphen(raw, j)
    dash = k > j
    if k < len(raw) and (share := vulgar(raw[k].text)) is not None:
        return share, k + 1
    if (dash or not touches(raw, k)) and (stroke := in_strokes(raw, k, words, mixed=True)) is not None:
        return stroke
    return (and_share(raw, j, words) if plain else None) or (Decimal(0), j)


def _multiple(raw: Sequence[Token], j: int, words: Words, *, first: int) -> tuple[int | None, int]:
    """What digits that end before token j are multiplied by, and the token after it: "1.2m", "3-million", "2 dozen"."""
    k = past_hyphen(raw, j)
    word = word_at(raw, k)
    if word in words.scales or word in words.hundred or (word in words.nouns and k == j):
        whole, j = words.multiple(word) or 1, k + 1
        while (more := words.scales.get(word_at(raw, j))) is not None:
            whole, j = whole * more, j + 1
        return whole, j
    scale = words.abbreviated.get(word) if k == j else None
    if scale is not None and touches(raw, j + 1) and raw[j + 1].text in words.money:
        return scale, j + 1  # "50 k€"
    if scale is None or (word in words.ambiguous and not is_scale(raw, j, words, first=first)):
        return None, j
    if word in words.touching and not touches(raw, j) and not (first and raw[first - 1].text in words.money):
        return None, j
    return scale, j + 1


def _scaled(raw: Sequence[Token], j: int, value: Decimal, scale: int, words: Words) -> Found:
    """A number with its scale, and smaller scales that follow: "2 million 300 thousand", "9 hundred and twenty"."""
    if j < len(raw) and raw[j].shape == "digits" and raw[j].text.isdecimal():
        more, after = _multiple(raw, j + 1, words, first=j)
        if more is not None and more < scale and int(raw[j].text) * more < scale:
            return _scaled(raw, after, value + int(raw[j].text) * more, more, words)
    if (share := and_share(raw, j, words)) is not None:
        return Found(share[1], exactly(value + share[0] * scale, "digits and a share", scale), "digits other")
    rest = _rest(raw, j, words, below=scale)
    if rest is not None:
        return Found(rest[1], exactly(value + rest[0], "digits with scale and ones", scale), "digits other")
    return Found(j, exactly(value, "digits with scale", scale), "digits other")


def _rest(raw: Sequence[Token], j: int, words: Words, *, below: int) -> tuple[Decimal, int] | None:
    """What is said after a scale: ones after "3 hundred and", hundreds at once, "2 million five hundred"."""
    joined = below <= 1000 and word_at(raw, j) in words.conjunctions
    if joined and (ones := _ones(raw, j + 1, words, below=below)) is not None:
        return Decimal(ones), j + 2
    found = in_words(raw, j + joined, words) if word_at(raw, j + joined) in words.starts else None
    if found is None or found.number.best is None or not found.shape.startswith("words"):
        return None
    fits = (0 if joined else 99) < found.number.best < below
    return (found.number.best, found.last) if fits else None


def _ones(raw: Sequence[Token], j: int, words: Words, *, below: int) -> int | None:
    """The ones said after "3 hundred and": digits without a scale of their own."""
    if j >= len(raw) or not raw[j].text.isdecimal() or int(raw[j].text) >= below:
        return None
    return int(raw[j].text) if _multiple(raw, j + 1, words, first=j)[0] is None else None
