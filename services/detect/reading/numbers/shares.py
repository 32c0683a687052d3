"""Parts of one, and the small numbers that they are told with: ½ · 2/3 · two thirds · "and a half" · "and 3/4"."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from services.detect.reading.numbers.found import past_hyphen, touches, word_at
from services.detect.reading.numbers.lexis import Words
from services.detect.reading.tokens import Token

_USUAL: Final = frozenset((2, 3, 4, 5, 6, 8, 12, 16, 32, 64))
"""Below a stroke in digits; other numbers there are of dates and names: "9/11", "24/7"."""
_MIXED: Final = frozenset((*range(2, 17), 32, 64))
"""Below a stroke behind a whole number, where no date stands: "5 4/9"."""
_GREATEST: Final = 100


def vulgar(sign: str) -> Decimal | None:
    """As "½" → 0.5; superscripts and other numeric signs are no part of a number."""
    share = unicodedata.numeric(sign, 0) if len(sign) == 1 else 0
    return Decimal(str(share)) if 0 < share < 1 else None


def below_hundred(raw: Sequence[Token], i: int, words: Words) -> tuple[int, int, bool]:
    """The words of a number below a hundred, the token after them, and whether it is an ordinal."""
    word = word_at(raw, i)
    if word in words.units:
        return words.units[word], i + 1, False
    if word in words.ordinals:
        return words.ordinals[word], i + 1, True
    if word not in words.tens:
        return 0, i, False
    unit = past_hyphen(raw, i + 1)
    after = word_at(raw, unit)
    if 0 < words.units.get(after, 0) < 10:
        return words.tens[word] + words.units[after], unit + 1, False
    if words.ordinals.get(after, 10) < 10:
        return words.tens[word] + words.ordinals[after], unit + 1, True
    return words.tens[word], i + 1, False


def denominator(raw: Sequence[Token], j: int, words: Words) -> tuple[int, int] | None:
    """The divisor named at token j, and the token after it: "thirds", "-quarters", "twenty-fifths", "one-hundredth"."""
    k = past_hyphen(raw, j)
    divisor = words.denominators.get(word_at(raw, k))
    if divisor is not None:
        return divisor, k + 1
    if words.units.get(word_at(raw, k)) == 1:
        scale = words.denominators.get(word_at(raw, past_hyphen(raw, k + 1)), 0)
        return (scale, past_hyphen(raw, k + 1) + 1) if scale >= _GREATEST else None
    tens = words.tens.get(word_at(raw, k))
    if tens is None:
        return None
    unit = past_hyphen(raw, k + 1)
    ones = words.ordinals.get(word_at(raw, unit).removesuffix(words.plural_ending), 10)
    return (tens + ones, unit + 1) if ones < 10 else None


def in_strokes(raw: Sequence[Token], j: int, words: Words, *, mixed: bool) -> tuple[Decimal, int] | None:
    """The fraction at token j in digits, and the token after it: "2/3", "3/8ths"; `mixed` behind a whole number."""
    if j + 2 >= len(raw) or raw[j + 1].text != "/" or not raw[j].text.isdecimal():
        return None
    if not touches(raw, j + 1) or not touches(raw, j + 2):
        return None
    written = raw[j + 2].text[:-2] if raw[j + 2].shape.startswith("ordinal") else raw[j + 2].text
    above, below, after = int(raw[j].text), int(written) if written.isdecimal() else 0, j + 3
    after += touches(raw, after) and word_at(raw, after) in words.share_endings
    if not 0 < above < below or word_at(raw, after) == "/":
        return None
    if mixed:
        return (Decimal(above) / below, after) if below in _MIXED else None
    alone = j == 0 and after == len(raw)
    told = below <= _GREATEST and (alone or after > j + 3 or word_at(raw, after) in words.of)
    return (Decimal(above) / below, after) if told or below in _USUAL or below % 10 == 0 else None


def and_share(raw: Sequence[Token], j: int, words: Words) -> tuple[Decimal, int] | None:
    """As in "two and a half", "three-and-a-half", "three and two thirds", "3 and 1/2", and the token after it."""
    j = past_hyphen(raw, j)
    if word_at(raw, j) not in words.conjunctions:
        return None
    j = past_hyphen(raw, j + 1)
    if (share := in_strokes(raw, j, words, mixed=True)) is not None:
        return share
    behind = word_at(raw, j + 1)
    if words.denominators.get(word_at(raw, j)) == 2 and behind not in words.of and behind not in words.pronouns:
        return Decimal(1) / 2, j + 1  # "one and half hours", but "two and half the team"
    above, after = (1, j + 1) if word_at(raw, j) in words.articles else below_hundred(raw, j, words)[:2]
    below = denominator(raw, after, words) if above else None
    return None if below is None or above >= below[0] else (Decimal(above) / below[0], below[1])
