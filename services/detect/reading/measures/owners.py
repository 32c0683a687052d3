"""Whose a measure is, by a name, and what it is of, by a noun: "Marlow's budget", "the cost of the Skerra bridge"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from services.detect.reading.measures.nouns import clause_start
from services.detect.reading.measures.words import Noun, Words
from services.detect.reading.names.owners import is_name, name_before, name_from
from services.detect.reading.quantities.counted import is_participle, singular
from services.detect.reading.quantities.lexis import Words as Phrases
from services.detect.reading.quantities.lexis import concept_words
from services.detect.reading.quantities.noun_phrases import run_end, spans
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import POSSESSIVE, Token

_REACH: Final = 14
"""Tokens between a figure and what it is said of."""
_LINKED: Final = 3
"""Tokens between a figure and a measure behind it: "62 % of the vote"."""


def things_of(sentence: Sentence, noun: Noun, words: Words) -> list[str]:
    """What it is of: "the cost of the Skerra bridge", "a bridge will cost"; nothing where that is the story itself."""
    tokens, nouns = sentence.tokens, concept_words(sentence.language)
    if noun.last < len(tokens) and tokens[noun.last].lower in words.things:
        first = noun.last + 1
        while first < len(tokens) and _leads(tokens[first], nouns):
            first += 1
        last = run_end(tokens, first, len(tokens), nouns)
        last = 0 if last == first else last
    elif tokens[noun.last - 1].lower in words.costing:
        begin = clause_start(tokens, noun.first, sentence.language)
        last = next((last for led, _, last in spans(tokens, begin, noun.last, nouns) if not led), 0)
    else:
        return []
    thing = singular(tokens[last - 1].lower, nouns.nouns) if last and tokens[last - 1].text.islower() else ""
    is_whole = thing in words.whole or thing in nouns.lengths or thing == noun.name
    return [thing] if thing.isalpha() and not is_whole else []


def _leads(token: Token, nouns: Phrases) -> bool:
    """Whether a word leads to what a measure is of: "the cost of building the | bridge"."""
    return token.lower in nouns.determiners or token.lower.endswith(nouns.endings) or is_participle(token, nouns.nouns)


def owner_of(tokens: Sequence[Token], noun: Noun, begin: int, quantity: Quantity, words: Words) -> str | None:
    """Whose it is: "Marlow's $3bn budget", "the Marlow budget", "the budget of Marlow", "Marlow has a budget of".

    `begin` is the first token of the measure with the words before it that say which.
    """
    start = begin
    if quantity.last <= start <= quantity.last + _LINKED:
        start = quantity.first
    if start and tokens[start - 1].lower == POSSESSIVE:
        return name_before(tokens, start - 1, words.nobody)
    is_verb = tokens[noun.last - 1].lower in words.verbs
    if is_verb:
        if (fined := name_from(tokens, noun.last, words.nobody)) is not None:
            return fined
        while start and tokens[start - 1].lower in words.auxiliaries:
            start -= 1
        if start > 1 and tokens[start - 1].text.islower() and is_name(tokens[start - 2], words.nobody):
            start -= 1  # "the Ansel bridge cost"
    named = name_before(tokens, start, words.nobody)
    if named is not None and _shows_name(named, start, words, is_subject=is_verb):
        return named
    if (haver := _haver(tokens, noun.last, words)) is not None:
        return haver
    behind = (_owner_behind(tokens, after, words) for after in _places_behind(tokens, noun, quantity, words))
    return next(filter(None, behind), None) or _subject(tokens, start, words)


def _shows_name(named: str, start: int, words: Words, *, is_subject: bool) -> bool:
    """Whether words before token `start` are a name; a sentence's first word may be any, a verb's subject its plural.

    "Marlow will cost", "German exports", not "Repairs will cost" nor "Restructuring will cost".
    """
    is_first = len(named.split()) >= start
    return (
        not is_first
        or named.lower() in words.of_states
        or (is_subject and (" " in named or not named.lower().endswith(words.first)))
    )


def _places_behind(tokens: Sequence[Token], noun: Noun, quantity: Quantity, words: Words) -> Iterator[int]:
    """Where an owner may be told: not in "a queue of 41,200" nor "5 % of GDP"."""
    if noun.last != quantity.first - 1:
        yield noun.last
    is_share = quantity.unit == "percentage" and tokens[min(quantity.last, len(tokens) - 1)].lower in words.things
    if not is_share:
        yield quantity.last


def _haver(tokens: Sequence[Token], after: int, words: Words) -> str | None:
    """As in "the ransom (that) Marlow paid"."""
    at = after + (after < len(tokens) and tokens[after].lower in words.relative)
    at += at < len(tokens) and tokens[at].lower in words.articles
    name = name_from(tokens, at, words.nobody)
    behind = (token.lower for token in tokens[at : at + _REACH])
    return name if name is not None and not words.having.isdisjoint(behind) else None


def _owner_behind(tokens: Sequence[Token], after: int, words: Words) -> str | None:
    if after < len(tokens) and tokens[after].lower in words.owners:
        after += 1 + (after + 1 < len(tokens) and tokens[after + 1].lower in words.articles)
        return name_from(tokens, after, words.nobody)
    return None


def _subject(tokens: Sequence[Token], start: int, words: Words) -> str | None:
    """The name last told before a verb of having that leads to what is measured: "the council in Marlow approved a"."""
    at = start
    while at and start - at < _LINKED and tokens[at - 1].lower in words.articles:
        at -= 1
    if not at or tokens[at - 1].lower not in words.having:
        return None
    last = at - 1
    while last and tokens[last - 1].lower in words.auxiliaries:
        last -= 1
    while last and at - last < _REACH and not is_name(tokens[last - 1], words.nobody):
        if tokens[last - 1].lower in words.breaks:
            return None
        last -= 1
    return name_before(tokens, last, words.nobody)
