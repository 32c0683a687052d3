"""Figures that are told by another one: shares of a whole, factors, and so many in so many.

    half of them · half the homes · a third of the troops · doubled · reduced by half · one in five

A change carries the factor that is left of the figure before: reduced by half 0.5, grew by half 1.5, doubled 2.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from schemas.values import Direction, exact
from services.detect.reading.cues import Cues, direction
from services.detect.reading.patterns import Grammar, Lexicon, Match, Rule
from services.detect.reading.sentences import Sentence
from services.detect.reading.units import unit_at
from services.detect.reading.vocabulary import Language, vocabulary


_MEANINGS: Final = ("shares", "measures", "changes", "ratios")


class Relative(NamedTuple):
    """A relative figure at tokens [first, last)."""

    first: int
    last: int
    value: Decimal
    direction: Direction | None
    rule: str
    unit: str | None = None
    """Of "half an hour": what it is half of, and then it is a figure by itself."""


class _Relations(NamedTuple):
    lexicon: Lexicon
    grammar: Grammar
    parts: dict[str, Decimal]
    factors: dict[str, Decimal]
    articles: frozenset[str]


def relatives(sentence: Sentence, around: Cues) -> Iterator[Relative]:
    """The relative figures of a sentence, in order."""
    relations = _relations(sentence.language)
    for match in relations.grammar.matches(relations.lexicon.spell(sentence.tokens)):
        found = _relative(sentence, match, around, relations)
        if found is not None:
            yield found


def is_relative(sentence: Sentence) -> bool:
    """Whether the sentence has a word of the kind at all."""
    relations = _relations(sentence.language)
    return any(token.lower in relations.parts or token.lower in relations.factors for token in sentence.tokens)


def _relative(sentence: Sentence, match: Match, around: Cues, relations: _Relations) -> Relative | None:
    tokens, at = sentence.tokens, match.named["part"]
    if match.rule.means == "ratios":
        part, whole = tokens[at].number, tokens[match.named["whole"]].number
        if part is None or whole is None or part.best is None or whole.best is None:
            return None
        if not 0 < part.best < min(whole.best, Decimal(100)) or tokens[match.named["whole"]].shape == "digits year":
            return None
        return Relative(match.first, match.last, exact(round(part.best / whole.best, 10)), None, match.rule.name)
    word = tokens[at].lower
    if match.rule.means == "measures":
        unit = unit_at(tokens, match.last, sentence.language, touches=False, large=False)
        return Relative(at, unit.last, relations.parts[word], None, match.rule.name, unit.name) if unit else None
    if match.rule.means == "shares":
        linked = match.last - 1 if match.last > at + 2 or match.rule.name == "share of" else match.last
        return Relative(match.first, linked, relations.parts[word], None, match.rule.name)
    if word in relations.factors:
        factor = relations.factors[word]
        way = Direction.UP if factor > 1 else Direction.DOWN
        return Relative(at, at + 1, factor, way, match.rule.name)
    moved = around.moves.get(match.first)
    if moved is None or (at + 1 < len(tokens) and tokens[at + 1].lower in relations.articles):
        return None
    share, way = relations.parts[word], direction(moved)
    return Relative(match.first + 1, at + 1, 1 - share if way is Direction.DOWN else 1 + share, way, match.rule.name)


@cache
def _relations(language: Language) -> _Relations:
    words = vocabulary(language, "quantities")
    rules = [Rule(rule["name"], rule["pattern"], means) for means in _MEANINGS for rule in words[means]]
    parts = {word: Decimal(share) for word, share in words["parts"].items()}
    factors = {word: Decimal(factor) for word, factor in words["factors"].items()}
    classes = {**words["classes"], "part": list(parts), "factor": list(factors)}
    lexicon = Lexicon(classes, [rule.pattern for rule in rules])
    return _Relations(lexicon, Grammar(lexicon, rules), parts, factors, frozenset(words["classes"]["article"]))
