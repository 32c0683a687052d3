"""Figures that are told by another one: shares of a whole, factors, and so many in so many.

    half of them · half the homes · a third of the troops · doubled · reduced by half · one in five

A change carries the factor that is left of the figure before: reduced by half 0.5, grew by half 1.5, doubled 2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from schemas.values import Direction, exact
from services.detect.reading.lexicon import Lexicon
from services.detect.reading.patterns import Grammar, Match, Rule
from services.detect.reading.quantities.counted import nouns_of
from services.detect.reading.quantities.cues import Cues, direction
from services.detect.reading.quantities.directions import moving
from services.detect.reading.quantities.unit_phrases import unit_at
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import is_hyphen
from services.detect.reading.vocabulary import Language, vocabulary

_WHOLE: Final = "half the"
"""The rule of a part that takes the determiner of its whole."""
_UNIT_FIRST: Final = "unit and a part"
"""The rule of "an hour and a half"."""


class Relative(Struct, frozen=True):
    """A relative figure at tokens [first, last)."""

    first: int
    last: int
    value: Decimal
    direction: Direction | None
    rule: str
    unit: str | None = None
    """Of "half an hour": what it is half of, and then it is a figure by itself."""
    at: int = 0
    """The token of its part, which an article may stand before."""


class _Relations(Struct, frozen=True):
    lexicon: Lexicon
    grammar: Grammar
    parts: dict[str, Decimal]
    factors: dict[str, Decimal]
    articles: frozenset[str]
    links: frozenset[str]
    lengths: frozenset[str]
    """Units of time."""
    placed: frozenset[str]
    """What makes a place or a time of a part: "the bottom | half"."""


def relatives(sentence: Sentence, around: Cues) -> Iterator[Relative]:
    """The relative figures of a sentence, in order."""
    relations = _relations(sentence.language)
    for match in relations.grammar.matches(relations.lexicon.spell(sentence.tokens)):
        found = _relative(sentence, match, around, relations)
        if found is not None:
            yield found


def has_figures(sentence: Sentence) -> bool:
    """Whether the sentence has a number, or a word that tells a relative figure, at all."""
    return bool(sentence.numbers) or not _figures(sentence.language).isdisjoint(sentence.words)


def _relative(sentence: Sentence, match: Match, around: Cues, relations: _Relations) -> Relative | None:
    return _READERS[match.rule.means](sentence, match, around, relations)


def _ratio(sentence: Sentence, match: Match, _around: Cues, relations: _Relations) -> Relative | None:
    """As in "one in five"; "three in 2014", "won 6-4 in 62 minutes" are none."""
    part, whole = sentence.tokens[match.named["part"]], sentence.tokens[match.named["whole"]]
    above, below = (token.number.best if token.number is not None else None for token in (part, whole))
    if above is None or below is None or whole.shape == "digits year" or not 0 < above < min(below, Decimal(100)):
        return None
    unit = unit_at(sentence.tokens, match.last, sentence.language, touches=False, large=False)
    if unit is not None and unit.name in relations.lengths:
        return None
    return Relative(match.first, match.last, exact(round(above / below, 10)), None, match.rule.name)


def _measure(sentence: Sentence, match: Match, _around: Cues, relations: _Relations) -> Relative | None:
    """As in "half an hour", "half litre", "an hour and a half"."""
    at = match.named["part"]
    told = sentence.tokens[at].number
    share = told.low if told is not None else relations.parts[sentence.tokens[at].lower]
    if match.rule.name == _UNIT_FIRST:
        unit = unit_at(sentence.tokens, match.first + 1, sentence.language, touches=False, large=False)
        if unit is None or unit.last != match.first + 2:
            return None
        return Relative(match.first, match.last, 1 + share, None, _UNIT_FIRST, unit.name)
    if at and sentence.tokens[at - 1].shape:
        return None  # "in the second quarter point"
    unit = unit_at(sentence.tokens, match.last, sentence.language, touches=False, large=False)
    first = at - (at > 0 and sentence.tokens[at - 1].lower in relations.articles)
    return Relative(first, unit.last, share, None, match.rule.name, unit.name, at) if unit is not None else None


def _share(sentence: Sentence, match: Match, _around: Cues, relations: _Relations) -> Relative | None:
    """As in "a third of", "half the"; "the second half of", "the top third of" only tell where or when."""
    at = match.named["part"]
    placed = at and (
        sentence.tokens[at - 1].shape.startswith("ordinal") or sentence.tokens[at - 1].lower in relations.placed
    )
    if placed:
        return None
    if match.last < len(sentence.tokens) and sentence.tokens[match.last].lower in relations.articles:
        unit = unit_at(sentence.tokens, match.last + 1, sentence.language, touches=False, large=False)
        if unit is not None:  # "a quarter of an hour"
            share = relations.parts[sentence.tokens[at].lower]
            return Relative(match.first, unit.last, share, None, match.rule.name, unit.name)
    last = match.last if match.rule.name == _WHOLE else at + 1
    first = at - (at > match.first and sentence.tokens[at - 1].lower in relations.articles)
    return Relative(first, last, relations.parts[sentence.tokens[at].lower], None, match.rule.name)


def _factor(sentence: Sentence, match: Match, _around: Cues, relations: _Relations) -> Relative:
    """As in "doubled"."""
    factor = relations.factors[sentence.tokens[match.first].lower]
    way = Direction.UP if factor > 1 else Direction.DOWN
    return Relative(match.first, match.last, factor, way, match.rule.name)


def _change(sentence: Sentence, match: Match, around: Cues, relations: _Relations) -> Relative | None:
    """As in "reduced by half", "cut the fleet by a third", but not "by half a million"; "by a quarter of a point"."""
    tokens, at = sentence.tokens, match.named["part"]
    if at + 1 < len(tokens) and tokens[at + 1].lower in relations.articles:
        return None
    if at + 2 < len(tokens) and tokens[at + 1].lower in relations.links:
        whole = _share(sentence, replace(match, last=at + 2), around, relations)
        return replace(whole, first=match.first + 1) if whole is not None else None
    if is_hyphen(tokens, at + 1):  # "by a quarter-point"
        return _measure(sentence, replace(match, last=at + 2), around, relations)
    moved = moving(match.first + 1, tokens, around, sentence.language)
    if moved is None:
        return None
    share, way = relations.parts[tokens[at].lower], direction(moved)
    return Relative(match.first + 1, at + 1, 1 - share if way is Direction.DOWN else 1 + share, way, match.rule.name)


_READERS: Final[Mapping[str, Callable[[Sentence, Match, Cues, _Relations], Relative | None]]] = {
    "ratios": _ratio,
    "measures": _measure,
    "shares": _share,
    "factors": _factor,
    "changes": _change,
}


@cache
def _figures(language: Language) -> frozenset[str]:
    """The words that tell a relative figure."""
    words = vocabulary(language, "quantities")
    return frozenset((*words["parts"], *words["factors"]))


@cache
def _relations(language: Language) -> _Relations:
    words = vocabulary(language, "quantities")
    rules = [Rule(rule["name"], rule["pattern"], means) for means in _READERS for rule in words["relative"][means]]
    parts = {word: Decimal(share) for word, share in words["parts"].items()}
    factors = {word: Decimal(factor) for word, factor in words["factors"].items()}
    classes = {**words["classes"], "part": list(parts), "factor": list(factors)}
    lexicon = Lexicon(classes, [rule.pattern for rule in rules])
    return _Relations(
        lexicon=lexicon,
        grammar=Grammar(lexicon, rules),
        parts=parts,
        factors=factors,
        articles=frozenset(words["classes"]["article"]),
        links=nouns_of(language).links,
        lengths=frozenset(words["lengths"]["units"]),
        placed=frozenset(words["placed"]["words"]),
    )
