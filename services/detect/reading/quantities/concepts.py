"""What a measure is of: what it is said to be a part or the size of, else the subject of its clause.

    60 per cent of its revenue → revenue     a fine of $3 billion → fine     core inflation rose 0.3 % → core inflation
    a 5 kW solar panel → solar panel         Reed, 34, → reed                in May the rouble lost 2 % → rouble

Nouns are told without a parser: by what cannot be one, and by the words before that make a word a verb ("can run").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from services.detect.reading.quantities.counted import Nouns, is_participle, nouns_of
from services.detect.reading.quantities.units import units_of
from services.detect.reading.tokens import Token, is_hyphen
from services.detect.reading.vocabulary import Language, vocabulary

_LONGEST: Final = 6
"""Tokens of a concept."""
_JOINTS: Final = frozenset(("-", "&", "'s"))


class _Words(NamedTuple):
    links: frozenset[str]
    kinds: frozenset[str]
    """Words that say of what kind: "in gains"."""
    dimensions: frozenset[str]
    """Of what only the measure's own dimension is told: "in depth"."""
    changes: frozenset[str]
    """Nouns of change that a measure may stand before: "a 5 % drop in sales"."""
    determiners: frozenset[str]
    clauses: frozenset[str]
    prepositions: frozenset[str]
    places: frozenset[str]
    """Prepositions that may lead from a noun to its measure: "the shot from 30 yards"."""
    verbal: frozenset[str]
    """Words after which a word is a verb: "can run"."""
    no_nouns: frozenset[str]
    endings: tuple[str, ...]
    """Of adverbs and participles, which are no nouns either."""
    ending_nouns: frozenset[str]
    """Nouns though they end so."""
    units: frozenset[str]
    signs: frozenset[str]
    """Of money, which initials may stand before: "AU $5"."""
    nouns: Nouns


def concept_of(tokens: Sequence[Token], first: int, last: int, language: Language) -> str | None:
    """What the measure at tokens [first, last) is of; None where its clause does not say."""
    words = _words(language)
    told = _named(tokens, first, words) or _behind(tokens, last, words)
    return told or _led_to(tokens, first, words) or _subject(tokens, first, words)


def owner_of(tokens: Sequence[Token], first: int, last: int, language: Language) -> str | None:
    """Whose the age at tokens [first, last) is."""
    words = _words(language)
    before = first
    while before and (tokens[before - 1].text in ",(" or is_participle(tokens[before - 1], words.nouns)):
        before -= 1
    return _behind(tokens, last, words) or _run_before(tokens, before, words) or _subject(tokens, first, words)


def _named(tokens: Sequence[Token], first: int, words: _Words) -> str | None:
    """As in a table: "FTSE -0.6 %", "Toronto Stock Exchange (up 58 points)"."""
    if not first or not (tokens[first - 1].text == "(" or tokens[first].text[0] == "-"):
        return None
    return _run_before(tokens, first - (tokens[first - 1].text == "("), words)


def _behind(tokens: Sequence[Token], last: int, words: _Words) -> str | None:
    """As in "60 per cent of its revenue", "a $700,000 award", "a 5 % drop in sales"."""
    start = last
    if start < len(tokens) and tokens[start].text == "-":
        start += 1
    if start < len(tokens) and tokens[start].lower in words.changes:
        start += 1
    elif start < len(tokens) and tokens[start].lower in words.links:
        return _run(tokens, _past_determiners(tokens, start + 1, words), len(tokens), words)
    if start + 1 < len(tokens) and tokens[start].lower in words.kinds and tokens[start + 1].text.islower():
        start = _past_determiners(tokens, start + 1, words)
        if start < len(tokens) and tokens[start].lower in words.dimensions:
            return None
    return _run(tokens, start, len(tokens), words)


def _led_to(tokens: Sequence[Token], first: int, words: _Words) -> str | None:
    """As in "a fine of $3 billion", "the shot from 30 yards", which leads to its measure itself."""
    k = first
    while k and tokens[k - 1].lower in words.determiners and tokens[k - 1].lower not in words.prepositions:
        k -= 1
    if k and (tokens[k - 1].lower in words.links or tokens[k - 1].lower in words.places):
        return _run_before(tokens, k - 1, words)
    return _run_before(tokens, first, words) if tokens[first].lower in words.places else None


def _past_determiners(tokens: Sequence[Token], start: int, words: _Words) -> int:
    while start < len(tokens) and (
        tokens[start].lower in words.determiners or is_participle(tokens[start], words.nouns)
    ):
        start += 1
    return start


def _subject(tokens: Sequence[Token], first: int, words: _Words) -> str | None:
    """The first noun's phrase, not after a preposition, of the measure's clause; else of the clause before it."""
    spare = None
    for begin in (k + 1 for k in range(first - 1, -2, -1) if k < 0 or tokens[k].lower in words.clauses):
        for led, phrase in _phrases(tokens, begin, first, words):
            if not led:
                return phrase
            spare = spare or phrase
    return spare


def _phrases(tokens: Sequence[Token], begin: int, stop: int, words: _Words) -> Iterator[tuple[bool, str]]:
    """The nouns' phrases of tokens [begin, stop), each with whether a preposition leads to it."""
    k, led = begin, False
    while k < stop:
        end = _run_end(tokens, k, stop, words)
        if end == k:
            led = tokens[k].lower in words.prepositions or (led and tokens[k].lower in words.determiners)
            k += 1
            continue
        if not (k and tokens[k - 1].number is not None and tokens[end - 1].lower in words.units):
            yield led, _text(tokens, k, end)  # no other measure's unit: "2 months, 14 days"
        k, led = end, False


def _run(tokens: Sequence[Token], start: int, stop: int, words: _Words) -> str | None:
    end = _run_end(tokens, start, stop, words)
    return _text(tokens, start, end) if end > start else None


def _run_end(tokens: Sequence[Token], start: int, stop: int, words: _Words) -> int:
    end, stop = start, min(stop, start + _LONGEST)
    while end < stop and (_is_noun(tokens, end, words) or (end > start and _goes_on(tokens, end, stop, words))):
        end += 1
    return end


def _run_before(tokens: Sequence[Token], stop: int, words: _Words) -> str | None:
    start = stop
    while start and stop - start < _LONGEST and _belongs(tokens, start - 1, stop, words):
        start -= 1
    return _text(tokens, start, stop) if start < stop and not tokens[start].shape else None


def _belongs(tokens: Sequence[Token], k: int, stop: int, words: _Words) -> bool:
    """Whether token k belongs to a noun's phrase that ends before `stop`: "the Stoxx 50", but "5 per cent penalty"."""
    if k and _goes_on(tokens, k, stop, words):
        return True
    return tokens[k].lower not in words.units and _is_noun(tokens, k, words)


def _goes_on(tokens: Sequence[Token], k: int, stop: int, words: _Words) -> bool:
    """Whether token k belongs to the name before it: "S&P 500", "TA-25", "London's index"."""
    if tokens[k].text in _JOINTS:
        return k + 1 < stop and (is_hyphen(tokens, k) or tokens[k].text != "-")
    named = tokens[k - 1].text[0].isupper() or (tokens[k - 1].text == "-" and is_hyphen(tokens, k - 1))
    return tokens[k].text.isdecimal() and named


def _text(tokens: Sequence[Token], start: int, end: int) -> str:
    """The words as they stand: "s&p 500", "ta-125", "sf90"."""
    gaps = (tokens[k].start > tokens[k - 1].end for k in range(start + 1, end))
    return tokens[start].lower + "".join(
        f" {token.lower}" if gap else token.lower for token, gap in zip(tokens[start + 1 : end], gaps, strict=True)
    )


def _is_noun(tokens: Sequence[Token], k: int, words: _Words) -> bool:
    token = tokens[k]
    if token.shape or token.lower in words.no_nouns:
        return False
    if not token.text[0].isalpha() or (len(token.text) == 1 and not token.text.isupper()):
        return False
    if token.lower.endswith(words.endings) and token.lower not in words.ending_nouns:
        return False
    if k + 1 < len(tokens) and tokens[k + 1].text in words.signs:
        return False
    if k and tokens[k - 1].number is not None and tokens[k - 1].end == token.start:
        return False  # a unit: "80km"
    return not (k and token.text.islower() and tokens[k - 1].lower in words.verbal)


@cache
def _words(language: Language) -> _Words:
    cues = vocabulary(language, "quantities")
    told, nouns = cues["concepts"], nouns_of(language)
    moves = (word for some in cues["direction"].values() for wording in some for word in wording.split())
    after = cues["direction_after"]
    return _Words(
        links=nouns.links,
        kinds=frozenset(told["kinds"]),
        dimensions=frozenset(told["dimensions"]),
        changes=frozenset((*after["up"], *after["down"])),
        determiners=nouns.determiners | nouns.ends,
        clauses=frozenset(told["clauses"]),
        prepositions=frozenset(told["prepositions"]),
        places=frozenset(told["places"]),
        verbal=frozenset(told["verbal"]),
        no_nouns=frozenset((*nouns.ends, *moves, *told["verbs"], *told["lately"])),
        endings=(*told["endings"], *nouns.participles),
        ending_nouns=frozenset((*told["nouns"], *nouns.no_participles)),
        nouns=nouns,
        signs=frozenset(sign for (sign, *_) in units_of(language).signs if not sign.isalnum()),
        units=frozenset(wording[-1] for wording in units_of(language).words),
    )
