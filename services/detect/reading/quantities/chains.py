"""Nouns' phrases from right to left, as each belongs to the one before it: "sales | of cars | in France and Spain".

What tells when or how much may stand between them: "sales in May of cars".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from services.detect.reading.quantities.counted import is_participle
from services.detect.reading.quantities.lexis import Words
from services.detect.reading.quantities.noun_phrases import MEASURE, is_article, run_start
from services.detect.reading.quantities.parts_of_speech import is_noun, is_verb
from services.detect.reading.tokens import Token

_LONGEST: Final = 12
"""Phrases that may hang together."""
_BRACKETS: Final = 20
"""Tokens of what tells when or how much."""


class Phrase(NamedTuple):
    """The noun's phrase of tokens [first, last)."""

    first: int
    last: int
    lead: int
    """The token before what determines it; -1 at the beginning."""


def phrase_before(tokens: Sequence[Token], stop: int, words: Words) -> Phrase | None:
    """The noun's phrase that ends before token `stop`."""
    start = run_start(tokens, stop, words)
    return Phrase(start, stop, _lead(tokens, start, words)) if start < stop else None


def outwards(tokens: Sequence[Token], stop: int, words: Words) -> list[Phrase]:
    """The noun's phrases before token `stop`, the nearest first, as each belongs to the next: "sales | in | Rome"."""
    chain: list[Phrase] = []
    joined = False
    while (phrase := phrase_before(tokens, stop, words)) is not None:
        chain.append(phrase)
        if (lead := phrase.lead) < 1 or len(chain) == _LONGEST:
            break
        joins = tokens[lead].lower in words.conjunctions or (joined and tokens[lead].text == ",")
        if joins:
            stop, joined = past_comma(tokens, lead), True
        elif _is_doing(tokens, lead, words):
            stop = lead - 1
        elif tokens[lead].lower in words.prepositions or tokens[lead].lower in words.adjuncts:
            stop = past_adverbial(tokens, lead, words)
        else:
            break
        if not stop or not is_noun(tokens, stop - 1, words):
            break
    return chain


def past_adverbial(tokens: Sequence[Token], stop: int, words: Words) -> int:
    """Before what says when or how much just before token `stop`: "sales | in May rose", "costs | (up 3 %) rose"."""
    start, reach = stop, max(0, stop - _BRACKETS)
    if start and tokens[start - 1].text == ")":
        start = next((k for k in range(start - 1, reach, -1) if tokens[k].text == "("), start)
    while start > reach and _tells_when(tokens, start - 1, words):
        start -= 1
    if start > 1 and tokens[start - 1].lower in words.pronouns and tokens[start - 2].lower in words.prepositions:
        return start - 2  # "the voltage | across it was"
    return start - (0 < start < stop and tokens[start - 1].lower in words.prepositions)


def past_comma(tokens: Sequence[Token], stop: int) -> int:
    """Before the comma that may stand before token `stop`."""
    return stop - (stop > 0 and tokens[stop - 1].text == ",")


def is_modifier(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether token k is an adverb, or a participle that a noun has before it: "the elected | members"."""
    if tokens[k].lower.endswith(words.adverbial):
        return True
    if not k or not (is_participle(tokens[k], words.nouns) or tokens[k].lower.endswith(words.doing)):
        return False
    return is_article(tokens[k - 1], words) or tokens[k - 1].lower == "'s"


def _lead(tokens: Sequence[Token], start: int, words: Words) -> int:
    """The token before the determiners, numbers and participles of a phrase."""
    k, reach = start - 1, max(-1, start - _BRACKETS)
    while k > reach and (
        tokens[k].number is not None
        or tokens[k].shape == MEASURE
        or (tokens[k].text.islower() and _is_small(tokens, k, words) and not is_article(tokens[k], words))
        or (is_verb(tokens, k, words) and is_modifier(tokens, k, words))
    ):
        k -= 1
    while k > reach and is_article(tokens[k], words):
        k -= 1
    return k


def _is_doing(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether token k says what a noun is of by what is done: "the cost of | rebuilding homes"."""
    return tokens[k].lower.endswith(words.doing) and is_verb(tokens, k, words) and tokens[k - 1].lower in words.links


def _tells_when(tokens: Sequence[Token], k: int, words: Words) -> bool:
    token = tokens[k]
    start = run_start(tokens, k + 1, words)
    if start <= k:  # "this year", but "the S&P 500", "the weekly hours"
        return start == k and token.lower in words.periods
    if token.number is not None or token.shape:
        return True
    return _is_small(tokens, k, words)


def _is_small(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether token k is an adverb or an adjective that no phrase begins with: "last", "however"."""
    word = tokens[k].lower
    if word not in words.no_nouns or word in words.prepositions or word in words.clauses:
        return False
    return word not in words.relatives and word not in words.pronouns and not is_verb(tokens, k, words)
