"""Numbers in words: twenty-five · two and a half million · two thirds · a quarter of a million · dozens."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from services.detect.reading.numbers.found import Found, exactly, past_hyphen, sized, word_at
from services.detect.reading.numbers.lexis import Words
from services.detect.reading.numbers.shares import and_share, below_hundred, denominator
from services.detect.reading.tokens import Number, Token

_QUARTERS: Final = 4
"""Parts of a year, of which there may be more than make a whole."""


class _Said(Struct, frozen=True):
    """What the words of a number have said so far, and the last scale among them."""

    value: Decimal
    scale: int


def part_of_scale(raw: Sequence[Token], i: int, words: Words) -> Found | None:
    """As in "half a million", "half a dozen", "a quarter of a million", "quarter million"."""
    start = i + 1 if raw[i].lower in words.articles else i
    divisor = words.denominators.get(word_at(raw, start))
    if divisor is None:
        return None
    whole = _share_of_scale(raw, i, start + 1, Decimal(1) / divisor, words)
    if whole is None and start > i and start + 1 == len(raw):
        return Found(start + 1, exactly(Decimal(1) / divisor, "one part"), "fraction")
    return whole


def _share_of_scale(raw: Sequence[Token], i: int, j: int, share: Decimal, words: Words) -> Found | None:
    """A share before token j of the scale that is named there: "… of a million"; None where none is."""
    j = j + 1 if word_at(raw, j) in words.of else past_hyphen(raw, j)
    j = j + 1 if word_at(raw, j) in words.articles else j
    word = word_at(raw, j)
    if word not in words.scales and (word not in words.nouns or words.nouns[word] == 2):
        return None
    one = words.multiple(word) or 1
    return Found(j + 1, exactly(share * one, "share of a scale", one), "words other")


def vague(raw: Sequence[Token], i: int, words: Words) -> Found | None:
    """As in "dozens", "tens of thousands", "several hundred", "a few"."""
    j = i + 1 if raw[i].lower in words.articles else i
    word = word_at(raw, j)
    if word in words.vague and (word not in words.nouns or _is_of_many(raw, j + 1, words)):
        (low, high), j = words.vague[word], j + 1
        after = j + 1 if word_at(raw, j) in words.of else j
        if one := words.multiple(word_at(raw, after)):
            while (more := words.scales.get(word_at(raw, after + 1))) is not None:
                one, after = one * more, after + 1  # "several hundred million"
            low, high, j = low * one, (high + 1) * one - 1, after + 1
        elif word in words.nouns:
            return None
    elif word_at(raw, j + 1) in words.of and j + 2 < len(raw) and raw[j + 2].shape == "digits":
        return None  # "scores of 90"
    elif word in words.plurals and (j == i or word not in words.nouns):
        low, j = words.plurals[word], j + 1
        if word_at(raw, j) in words.of and (outer := words.plurals.get(word_at(raw, j + 1))):
            low, j = low * outer, j + 2
        high = 10 * low
    else:
        return None
    return Found(j, Number(Decimal(low), None, Decimal(high), "vague amount"), "vague")


def _is_of_many(raw: Sequence[Token], j: int, words: Words) -> bool:
    """Whether a noun before token j is a vague number of something: "a couple of", "a couple hundred"."""
    return word_at(raw, j) in words.of or words.multiple(word_at(raw, j)) is not None


def in_words(raw: Sequence[Token], i: int, words: Words) -> Found | None:
    """Groups below a thousand, each with a smaller scale word than the one before: "two million three hundred"."""
    total, scale, j, ordinal = Decimal(0), 0, i, False
    while scale != 1 and not ordinal:
        if j > i and and_share(raw, j, words) is not None:
            break
        start = _past_joint(raw, j, words) if j > i else j
        value, after, ordinal = _group(raw, start, words, first=j == i)
        if after == start and not value:
            break
        unit = 1
        while (more := words.scales.get(word_at(raw, past_hyphen(raw, after)))) is not None:
            unit, after = unit * more, past_hyphen(raw, after) + 1
        if scale and value * unit >= scale:
            ordinal = False
            break
        total, scale, j = total + value * unit, unit, after
    if j == i:
        return None
    if not ordinal and (dozen := words.nouns.get(word_at(raw, j))):
        total, scale, j = total * dozen, dozen, j + 1
    if ordinal:
        return Found(j, exactly(total, "ordinal in words"), sized("ordinal", total)) if j > i + 1 else None
    return _continued(raw, i, j, _Said(total, scale), words)


def _past_joint(raw: Sequence[Token], j: int, words: Words) -> int:
    """Past what joins a smaller group to a scale: "a million and six"; a comma, where so many hundreds go on."""
    if word_at(raw, j) != "," or j + 2 >= len(raw):
        return j + 1 if word_at(raw, j) in words.conjunctions else j
    _, after, _ = below_hundred(raw, j + 1, words)
    hundreds = after > j + 1 and word_at(raw, after) in words.hundred
    goes_on = word_at(raw, after + 1) in words.conjunctions or word_at(raw, after + 1) in words.scales
    return j + 1 if hundreds and goes_on else j


def _group(raw: Sequence[Token], i: int, words: Words, *, first: bool) -> tuple[int, int, bool]:
    """A number below a thousand, or of so many hundreds; the token after it; whether it is an ordinal."""
    value, j, ordinal = below_hundred(raw, i, words)
    if ordinal:
        return value, j, True
    if j == i:
        one = i + 1 if word_at(raw, i) in words.articles else i
        if not first or not (words.multiple(word_at(raw, one)) if one > i else _is_bare(raw, i, words)):
            return 0, i, False
        value, j = 1, one
        if word_at(raw, j) not in words.hundred:
            return value, j, False
    if hundred := words.hundred.get(word_at(raw, past_hyphen(raw, j))):
        j = past_hyphen(raw, j) + 1
        rest = past_hyphen(raw, j)
        rest = past_hyphen(raw, rest + 1) if word_at(raw, rest) in words.conjunctions else rest
        if and_share(raw, j, words) is not None:
            return value * hundred, j, False
        more, after, ordinal = below_hundred(raw, rest, words)
        value = value * hundred * more if more >= 1000 else value * hundred + more  # "two-hundred-thousandth"
        j = after if after > rest else j
    return value, j, ordinal


def _is_bare(raw: Sequence[Token], i: int, words: Words) -> bool:
    """Whether a scale is one by itself, as a number goes on behind it: "hundred thousand", "thousand and five"."""
    if word_at(raw, i) not in words.hundred and word_at(raw, i) not in words.scales:
        return False
    if word_at(raw, i + 1) in words.scales:
        return True
    after = i + 2 if word_at(raw, i + 1) in words.conjunctions else i + 1
    value, _, ordinal = below_hundred(raw, after, words)
    return value > 0 and not ordinal


def _continued(raw: Sequence[Token], i: int, j: int, said: _Said, words: Words) -> Found:
    """A number in words with what may follow it: a decimal part, a denominator, "and a half"."""
    return (
        _with_decimals(raw, j, said, words)
        or _divided(raw, i, j, said, words)
        or _with_share(raw, j, said, words)
        or Found(j, exactly(said.value, "words", _lent(raw, j, said, words)), sized("words", said.value))
    )


def _lent(raw: Sequence[Token], j: int, said: _Said, words: Words) -> int:
    """The scale that a number in words lends to one before it: "two to three dozen", "five to six hundred"."""
    return said.scale if said.scale > 1 else words.multiple(word_at(raw, j - 1)) or 1


def _with_decimals(raw: Sequence[Token], j: int, said: _Said, words: Words) -> Found | None:
    """As in "three point one", "one point two million"."""
    digits, after = _decimals(raw, j + 1, words) if word_at(raw, j) in words.points else ("", j)
    return _times_scale(raw, after, said.value + Decimal(f"0.{digits}"), words) if digits else None


def _divided(raw: Sequence[Token], i: int, j: int, said: _Said, words: Words) -> Found | None:
    """As in "two thirds", "three quarters of a million"."""
    below = denominator(raw, j, words)
    if below is None:
        return None
    plural = word_at(raw, below[1] - 1).endswith(words.plural_ending)
    if not plural and said.value > 1 and below[0] >= 100 and below[1] == j + 2:
        return Found(below[1], exactly(said.value * below[0], "ordinal in words"), "ordinal other")  # "ten-thousandth"
    if plural and said.value >= below[0] == _QUARTERS:
        return None  # "nine quarters" are so many
    if not plural and (said.scale != 1 or (said.value >= 100 and below[0] < 100)):
        return None
    share = said.value / below[0]
    return _share_of_scale(raw, i, below[1], share, words) or Found(
        below[1], exactly(share, "fraction in words"), "fraction"
    )


def _with_share(raw: Sequence[Token], j: int, said: _Said, words: Words) -> Found | None:
    """As in "two and a half", "a million and a half", "two and a half million"."""
    added = and_share(raw, j, words)
    if added is None:
        return None
    if said.scale == 1:
        return _times_scale(raw, added[1], said.value + added[0], words)
    return Found(added[1], exactly(said.value + added[0] * said.scale, "words and a share", said.scale), "words other")


def _times_scale(raw: Sequence[Token], j: int, value: Decimal, words: Words) -> Found:
    scale = words.scales.get(word_at(raw, j)) or words.nouns.get(word_at(raw, j), 1)
    return Found(j + (scale > 1), exactly(value * scale, "words with scale", scale), "words other")


def _decimals(raw: Sequence[Token], j: int, words: Words) -> tuple[str, int]:
    """The digits said after "point", each by itself, and the token after them."""
    digits = ""
    while 0 <= (digit := words.units.get(word_at(raw, j), words.decimals.get(word_at(raw, j), -1))) < 10:
        digits, j = digits + str(digit), j + 1
    if not digits and (word_at(raw, j) in words.tens or word_at(raw, j) in words.units):
        value, j, _ = below_hundred(raw, j, words)
        digits = str(value)
    return digits, j
