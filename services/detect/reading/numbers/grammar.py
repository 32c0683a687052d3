"""The number that begins at a token, whichever way it is written; its words become one token."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from services.detect.reading.numbers.digits import in_digits, is_minus, power
from services.detect.reading.numbers.found import Found, exactly, sized, word_at
from services.detect.reading.numbers.lexis import Words, words_of
from services.detect.reading.numbers.shares import vulgar
from services.detect.reading.numbers.words import in_words, part_of_scale, vague
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language


def joined(raw: Sequence[Token], flat: str, language: Language) -> tuple[tuple[Token, ...], tuple[int, ...]]:
    """The tokens with every number's words and signs made one, and which of them are numbers."""
    words = words_of(language)
    made, numbers = list[Token](), list[int]()
    at, starts = 0, words.starts
    begun = [
        i
        for i, token in enumerate(raw)  # all that is asked of most tokens
        if token.shape or token.lower in starts or not token.text.isascii()
    ]
    for i in begun:
        if i < at or (raw[i].lower in words.articles and word_at(raw, i + 1) not in words.after_article):
            continue
        if (found := _number_at(raw, i, words)) is not None:
            start, end = raw[i].start, raw[found.last - 1].end
            text = flat[start:end]
            made += raw[at:i]
            numbers.append(len(made))
            made.append(Token(start, end, text, text.lower(), found.shape, found.number))
            at = found.last
    made += raw[at:]
    return tuple(made), tuple(numbers)


def _number_at(raw: Sequence[Token], i: int, words: Words) -> Found | None:
    """The longest number that begins at raw token i."""
    if raw[i].shape:
        return _shaped(raw, i, words)
    if (share := vulgar(raw[i].text)) is not None:
        return Found(i + 1, exactly(share, "fraction in one sign"), "fraction")
    if raw[i].text == "-" or raw[i].lower in words.negatives:
        return _negative(raw, i, words) if raw[i].text != "-" or is_minus(raw, i) else None
    if (multiple := words.multiples.get(raw[i].lower)) is not None:
        return Found(i + 1, exactly(Decimal(multiple), "multiple"), "multiple")
    return _worded(raw, i, words)


def _worded(raw: Sequence[Token], i: int, words: Words) -> Found | None:
    """As in "two thirds", "dozens", "twelve", "one in ten"; "one" may be a pronoun."""
    found = part_of_scale(raw, i, words) or vague(raw, i, words) or in_words(raw, i, words)
    if found is None or found.number.best != 1:
        return found
    return _one_over(raw, found.last, words) or (None if _is_pronoun(raw, i, found, words) else found)


def _one_over(raw: Sequence[Token], j: int, words: Words) -> Found | None:
    """As in "one over twenty"."""
    below = _number_at(raw, j + 1, words) if word_at(raw, j) in words.over and j + 1 < len(raw) else None
    if below is None or below.number.best is None or below.number.best <= 1:
        return None
    return Found(below.last, exactly(1 / below.number.best, "one over a number"), "fraction")


def _is_pronoun(raw: Sequence[Token], i: int, found: Found, words: Words) -> bool:
    """Of "the one", "no one"."""
    return i > 0 and found.last == i + 1 and raw[i - 1].lower in words.pronouns


def _shaped(raw: Sequence[Token], i: int, words: Words) -> Found | None:
    """A number that begins with digits; dates and clock times are none."""
    match raw[i].shape:
        case "digits":
            found = in_digits(raw, i, words)
            return (_one_over(raw, found.last, words) if found.number.best == 1 else None) or found
        case "ordinal":
            value = Decimal(raw[i].text[:-2].replace(",", ""))
            return Found(i + 1, exactly(value, "ordinal in digits"), sized("ordinal", value))
        case "power":
            return Found(i + 1, exactly(power(raw[i].text), "power of ten"), "decimal")
        case _:
            return None


def _negative(raw: Sequence[Token], i: int, words: Words) -> Found | None:
    if i and raw[i - 1].lower in words.tolerating:
        return None  # "plus or minus five"
    dash = raw[i].text != "-" and word_at(raw, i + 1) == "-"  # "minus-5"
    after = i + 1 + dash
    again = word_at(raw, after) in words.negatives or word_at(raw, after) == "-"
    found = _number_at(raw, after, words) if after < len(raw) and not again else None
    if found is None or found.number.best is None:
        return None
    value = -found.number.best
    return Found(found.last, replace(found.number, low=value, best=value, high=value), "negative")
