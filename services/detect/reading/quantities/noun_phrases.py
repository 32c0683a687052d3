"""Nouns' phrases without a parser: runs of what can be nouns, with what joins them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from services.detect.reading.quantities.lexis import Words
from services.detect.reading.quantities.parts_of_speech import is_noun, is_verb
from services.detect.reading.quantities.unit_phrases import PER
from services.detect.reading.tokens import POSSESSIVE, Token, is_hyphen

_LONGEST: Final = 8
"""Tokens of a phrase."""
_JOINTS: Final = frozenset(("-", "/", "&", POSSESSIVE))
_TOUCHING: Final = frozenset(("-", "/"))
"""Of these, what joins only where it touches both."""
MEASURE: Final = "measure"
"""The shape of the words of other measures, which no phrase takes in: "the 10-year | yield", "66 cents a share"."""


def phrases(tokens: Sequence[Token], begin: int, stop: int, words: Words) -> Iterator[tuple[bool, str]]:
    """The nouns' phrases of tokens [begin, stop), each with whether a preposition leads to it."""
    return ((led, wording(tokens, first, last)) for led, first, last in spans(tokens, begin, stop, words))


def spans(tokens: Sequence[Token], begin: int, stop: int, words: Words) -> Iterator[tuple[bool, int, int]]:
    """The same phrases by their tokens [first, last)."""
    k, led = begin, False
    while k < stop:
        end = run_end(tokens, k, stop, words)
        if end == k:
            measures, begins = tokens[k].shape == MEASURE, k > 0 and tokens[k - 1].shape == MEASURE
            modifies = tokens[k].lower in words.determiners or tokens[k].lower in words.adjectives
            passed = measures or (modifies and not begins)
            led = tokens[k].lower in words.prepositions or (led and passed)
            k += 1
            continue
        if _are_adjectives(tokens, k, end, words):
            k = end
            continue
        if _only_modifies(tokens, k, end, stop, words):
            k = end + (tokens[end - 1].lower != POSSESSIVE)
            continue
        is_time = end == k + 1 and tokens[k].lower in words.lengths  # "this year"
        is_unit = k > 0 and tokens[k - 1].number is not None and tokens[end - 1].lower in words.units  # "2 months, 14"
        if not (is_time or is_unit or _is_listed(tokens, k, end, stop, words)):
            if led and tokens[k - 1].lower in words.absolutes and end < len(tokens) and is_verb(tokens, end, words):
                led = False  # "with Marlow down 7 %"
            led = led or (k - 1 > begin and tokens[k - 1].number is not None)  # "has 1,100 employees in"
            end = past_complement(tokens, end, stop, words)
            yield led, k, end - _closes_with_verb(tokens, k, end, stop, words)
        k, led = end, False


def _is_listed(tokens: Sequence[Token], k: int, end: int, stop: int, words: Words) -> bool:
    """Whether tokens [k, end) are counted in a list, and no verb's subject: "27 points, nine | rebounds and six"."""
    if not k or tokens[k - 1].number is None or (k > 1 and tokens[k - 2].lower not in words.joints):
        return False
    return not any(is_verb(tokens, j, words) for j in range(end, stop))


def _only_modifies(tokens: Sequence[Token], k: int, end: int, stop: int, words: Words) -> bool:
    """Whether tokens [k, end) belong to a noun behind a number: "the firm's | 4 shops", "a record | 4 shops"."""
    if end >= len(tokens) or tokens[end].number is None:
        return False
    if tokens[end - 1].lower == POSSESSIVE:
        return end < stop
    in_compound = end < stop and is_hyphen(tokens, end + 1)  # "the average 30-year rate"
    return in_compound or (end == stop and k > 0 and tokens[k - 1].lower in words.articles)


def is_article(token: Token, words: Words) -> bool:
    """Whether a noun's phrase may begin with the word: "the", "their"."""
    return token.lower in words.articles or token.lower in words.nouns.determiners


def past_complement(tokens: Sequence[Token], end: int, stop: int, words: Words) -> int:
    """Past the "of …" that a noun's phrase ending before token `end` has: "number | of visitors"."""
    if end >= stop or tokens[end].lower not in words.links:
        return end
    start = end + 1
    while start < stop and is_article(tokens[start], words):
        start += 1
    after = run_end(tokens, start, stop, words)
    return after if after > start else end


def _closes_with_verb(tokens: Sequence[Token], k: int, end: int, stop: int, words: Words) -> bool:
    """Whether the last word of tokens [k, end) touches the measure as only a verb does: "the company employs 4,200"."""
    if end < stop or end - k == 1 or tokens[stop].lower in words.clauses:
        return False
    return tokens[end - 1].text.isalpha() and tokens[end - 1].text.islower()


def run(tokens: Sequence[Token], start: int, stop: int, words: Words) -> str | None:
    """The phrase that begins at token `start`."""
    end = run_end(tokens, start, stop, words)
    return _phrase(tokens, start, past_complement(tokens, end, stop, words), words)


def run_end(tokens: Sequence[Token], start: int, stop: int, words: Words) -> int:
    """The token behind the phrase that begins at token `start`."""
    end, stop = start, min(stop, start + _LONGEST)
    while end < stop and (is_noun(tokens, end, words) or (end > start and _goes_on(tokens, end, stop, words))):
        end += 1
    return end


def run_before(tokens: Sequence[Token], stop: int, words: Words) -> str | None:
    """The phrase before token `stop`, or before what it is per or when it was: "profit per share in the year | of"."""
    start = run_start(tokens, stop, words)
    if start < stop and (tokens[stop - 1].lower in words.periods or tokens[start - 1].lower == PER):
        while start and is_article(tokens[start - 1], words):
            start -= 1
        is_led = start > 1 and tokens[start - 1].lower in words.prepositions
        return run_before(tokens, start - 1, words) if is_led else None
    return _phrase(tokens, start, stop, words) if not tokens[start].shape else None


def _phrase(tokens: Sequence[Token], start: int, end: int, words: Words) -> str | None:
    """The phrase of tokens [start, end), unless it has no noun."""
    return None if _are_adjectives(tokens, start, end, words) else wording(tokens, start, end)


def _are_adjectives(tokens: Sequence[Token], start: int, end: int, words: Words) -> bool:
    """Whether tokens [start, end) have no noun: "it is | close to the 2 % mark"."""
    return all(token.lower in words.adjectives for token in tokens[start:end])


def run_start(tokens: Sequence[Token], stop: int, words: Words) -> int:
    """The token at which the phrase begins that ends before token `stop`."""
    start = stop
    while start and stop - start < _LONGEST and _belongs(tokens, start - 1, stop, words):
        start -= 1
    while start < stop and tokens[start].text in _JOINTS:
        start += 1
    return start


def _belongs(tokens: Sequence[Token], k: int, stop: int, words: Words) -> bool:
    """Whether token k belongs to a noun's phrase that ends before `stop`: "the Stoxx 50"."""
    return is_noun(tokens, k, words) or (k > 0 and _goes_on(tokens, k, stop, words))


def _goes_on(tokens: Sequence[Token], k: int, stop: int, words: Words) -> bool:
    """Whether token k belongs to the name before it: "S&P 500", "TA-25", "London's index"."""
    if tokens[k].text in _JOINTS:
        return k + 1 < stop and (tokens[k].text not in _TOUCHING or _touches(tokens, k))
    named = tokens[k - 1].text[0].isupper() or (tokens[k - 1].text == "-" and is_hyphen(tokens, k - 1))
    return tokens[k].text.isdecimal() and named and tokens[k].shape != MEASURE


def _touches(tokens: Sequence[Token], k: int) -> bool:
    return tokens[k].start == tokens[k - 1].end and tokens[k].end == tokens[k + 1].start


def wording(tokens: Sequence[Token], start: int, end: int) -> str:
    """The words as they stand: "s&p 500", "ta-125", "sf90"."""
    gaps = (tokens[k].start > tokens[k - 1].end for k in range(start + 1, end))
    return tokens[start].lower + "".join(
        f" {token.lower}" if gap else token.lower for token, gap in zip(tokens[start + 1 : end], gaps, strict=True)
    )
