"""Letters behind digits that are a scale or a unit: "$3m", "5m people", "300m yuan", but "a 2m wall"."""

from __future__ import annotations

from collections.abc import Sequence

from services.detect.reading.numbers.found import touches, word_at
from services.detect.reading.numbers.lexis import Words
from services.detect.reading.tokens import Token


def is_scale(raw: Sequence[Token], j: int, words: Words, *, first: int) -> bool:
    """Whether the letter at token j is a scale rather than a unit: "$3m", "5m people", "2.5m"; but "a 2m wall"."""
    is_aged = word_at(raw, j + 1) == "-" and word_at(raw, j + 2) in words.aged
    if is_aged or _is_sign(raw, first, words) or _ends_range_of_money(raw, j, words, first=first):
        return True
    if raw[j].lower in words.only_money or word_at(raw, j + 1) in words.dimensions:
        return False
    if raw[j].text.isupper():
        return raw[j].lower not in words.no_capitals and (touches(raw, j) or _is_before_plural(raw, j, words))
    return touches(raw, j) and _is_before_many(raw, j, words, first=first)


def _is_before_plural(raw: Sequence[Token], j: int, words: Words) -> bool:
    """Whether a plural in small letters follows the capital at token j: "30.14 M barrels", but "30 M WALLS"."""
    after = raw[j + 1].text if j + 1 < len(raw) else ""
    return after.islower() and after.endswith(words.plural_ending)


def _is_before_many(raw: Sequence[Token], j: int, words: Words, *, first: int) -> bool:
    """Whether money, a plural or people follow the letter at token j, or a point stands before it: "2.5m"."""
    ahead = raw[j + 1 : j + 4]
    if ahead and (ahead[0].text in words.codes or ahead[0].lower in words.currencies):
        return True
    stop = next(
        (k for k, token in enumerate(ahead) if not token.text[0].isalpha() or token.lower in words.after_scale), 3
    )
    if any(len(token.text) > 3 and token.lower.endswith(words.plural_ending) for token in ahead[:stop]):
        return True
    is_people = stop < len(ahead) and ahead[stop].lower in words.people
    return is_people or (raw[first].shape == "digits" and "." in raw[first].text)


def _is_sign(raw: Sequence[Token], first: int, words: Words) -> bool:
    """Whether a sign or a code of money stands before the digits at token `first`."""
    if not first:
        return False
    before = raw[first - 1]
    return before.text in words.codes or before.text in words.money or (before.text.isupper() and touches(raw, first))


def _ends_range_of_money(raw: Sequence[Token], j: int, words: Words, *, first: int) -> bool:
    """Whether the digits at token `first` end a range whose start has a sign: "£3m-4m", "£3-4m"."""
    at = first - 2 - (first > 1 and raw[first - 2].lower == raw[j].lower)
    if at < 1 or raw[at].shape != raw[first].shape or raw[first - 1].lower not in words.to:
        return False
    return _is_sign(raw, at, words)
