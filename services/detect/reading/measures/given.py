"""Which measure a figure is given to: one that has a class, right before or behind; else any noun (`measured_nouns`).

$3m in damage → damage · the budget of Marlow is $4.2 million → budget · $3m in the red → loss
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from services.detect.reading.measures.nouns import figure_kind, is_change, is_clear, is_level, noun_of
from services.detect.reading.measures.words import Kind, Noun, Words, measure_words
from services.detect.reading.names.owners import is_name
from services.detect.reading.patterns import Match
from services.detect.reading.quantities.counted import nouns_of, singular
from services.detect.reading.quantities.lexis import concept_words
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token

_REACH: Final = 14
"""Tokens between a figure and what it is said of."""
_FARTHEST: Final = 40
"""Tokens between a figure and any measure that may be its own."""
_NORM: Final = 2
"""Tokens from "over" to what it is over: "over the | budget"."""
_ADJECTIVES: Final = 2
"""Words between a figure and what it measures: "a $3bn defence budget"."""
_ELECTION: Final = 4
"""Tokens behind a margin that may say that it is another vote's: "by 1,204 votes | at the last general election"."""


_OPENING: Final = (",", "(", "-", ":")
_CLOSING: Final = (",", ")", "-", ".", ";")


class Ground(Struct, frozen=True):
    """A sentence in which measures are looked for."""

    sentence: Sentence
    figures: Sequence[Quantity]
    """Its quantities that may measure something."""
    classed: Sequence[Match]
    """The measures in it that have a class."""
    states: Mapping[int, Match]
    """What says by itself what the figure before it measures, by its first token."""
    words: Words


def ground_of(sentence: Sentence, quantities: Sequence[Quantity]) -> Ground:
    """Where the measures of a sentence stand."""
    words = measure_words(sentence.language)
    figures = [quantity for quantity in quantities if figure_kind(quantity, sentence.language) is not None]
    if not figures:
        return Ground(sentence, figures, (), {}, words)
    classed = words.grammar.matches(words.grammar.lexicon.spell(sentence.tokens))
    states = {match.first: match for match in words.states.matches(words.states.lexicon.spell(sentence.tokens))}
    return Ground(sentence, figures, classed, states, words)


def given_to(ground: Ground, quantity: Quantity, kind: Kind) -> Noun | None:
    """The measure of a figure; None where no noun is given it."""
    sentence, words = ground.sentence, ground.words
    tokens, language = sentence.tokens, sentence.language
    if (state := _state(ground, quantity, kind)) is not None:
        return state
    if _is_distance(tokens, quantity.last, words):
        return None
    may_count = _may_count(tokens, quantity, words)
    near = _near(ground.classed, quantity)
    is_share = kind is Kind.PERCENTAGE and is_change(tokens, quantity, language)  # by which anything may rise
    fitting = [match for match in near if may_count and (is_share or kind in words.kinds[match.rule.means])]
    is_led = quantity.first > 0 and tokens[quantity.first - 1].lower in concept_words(language).links
    led = next((match for match in fitting if is_led and match.last == quantity.first - 1), None)
    led = led or _beside(tokens, quantity, fitting, words)
    found = noun_of(tokens, quantity, ground.figures, kind, language) if led is None else None
    if led is None and not (is_led and found is not None and found[1] == quantity.first - 1):
        led = _behind(tokens, quantity, fitting, words) or _before(ground, quantity, fitting)
    if led is not None:
        return Noun(led.first, led.last, led.rule.means)
    if found is None:
        return None
    if (known := next((match for match in near if match.last == found[1]), None)) is not None:
        # not as in "the budget in Marlow is 4 per cent"
        return Noun(known.first, known.last, known.rule.means) if known in fitting else None
    return Noun(found[1] - 1, found[1], singular(tokens[found[1] - 1].lower, nouns_of(language)))


def _is_distance(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether the words from token k say how far a figure is from another: "$3m short", "$3m over its budget"."""
    if k >= len(tokens) or tokens[k].lower not in words.over:
        return k < len(tokens) and tokens[k].lower in words.beside
    behind = tokens[k + 1 : k + 1 + _NORM]
    ends = not behind or not behind[0].text[0].isalnum()
    return ends or any(token.lower in words.norms for token in behind)


def _is_margin(tokens: Sequence[Token], quantity: Quantity, words: Words) -> bool:
    """Whether it says by how many votes one side was ahead: "won by | 1,204 votes", not "by 309 votes to 298"."""
    if (quantity.counted or "").rpartition(" ")[2] not in words.ballots:
        return False
    k = quantity.first - 1
    while k > 0 and tokens[k].lower in words.fillers:
        k -= 1
    behind = [token.lower for token in tokens[quantity.last : quantity.last + _ELECTION]]
    is_other = not words.earlier.isdisjoint(behind) or not words.against.isdisjoint(behind[:1])
    return k >= 0 and tokens[k].lower in words.ahead and not is_other


def _near(classed: Sequence[Match], quantity: Quantity) -> Sequence[Match]:
    """Those of the measures that a figure can reach."""
    first = bisect_left(classed, quantity.first - _FARTHEST, key=_first)
    return classed[first : bisect_right(classed, quantity.last + _FARTHEST, key=_first)]


def _first(match: Match) -> int:
    return match.first


def _state(ground: Ground, quantity: Quantity, kind: Kind) -> Noun | None:
    """As in "the company was $3m in the red", "won by 1,204 votes": the name of a measure, which no noun tells."""
    if _is_margin(ground.sentence.tokens, quantity, ground.words):
        return Noun(quantity.first, quantity.first, ground.words.margin)
    match = ground.states.get(quantity.last)
    if match is None or kind not in ground.words.kinds[match.rule.means]:
        return None
    return Noun(quantity.first, quantity.first, match.rule.means)


def _may_count(tokens: Sequence[Token], quantity: Quantity, words: Words) -> bool:
    """Whether what a number counts is no thing of its own: "a queue of 47,900 patients", not "most of the 12 cases"."""
    if quantity.counted is not None and quantity.first and tokens[quantity.first - 1].lower in words.articles:
        return False
    return quantity.counted is None or quantity.counted.rsplit(maxsplit=1)[-1] in words.counted


def _beside(tokens: Sequence[Token], quantity: Quantity, told: Sequence[Match], words: Words) -> Match | None:
    """As in "turnout, at 38 per cent, was low", "the loss (C$63 million)", "of magnitude 6.4"."""
    first = quantity.first - (quantity.first > 0 and tokens[quantity.first - 1].lower in words.levels)
    closed = quantity.last < len(tokens) and tokens[quantity.last].text in _CLOSING
    if first and closed and tokens[first - 1].text in _OPENING:
        return next((match for match in told if match.last == first - 1), None)
    touching = (match for match in told if match.last == quantity.first and match.rule.means in words.adjacent)
    return next(touching, None)


def _behind(tokens: Sequence[Token], quantity: Quantity, told: Sequence[Match], words: Words) -> Match | None:
    """As in "a $4.2 million budget", "$3m in damage"."""
    start = quantity.last
    while start < len(tokens) and (tokens[start].text == "-" or tokens[start].lower in words.behind):
        start += 1
    found = next((match for match in told if start <= match.first <= start + _ADJECTIVES), None)
    if found is None or not all(may_describe(tokens[k], words) for k in range(start, found.first)):
        return None
    return found


def _before(ground: Ground, quantity: Quantity, told: Sequence[Match]) -> Match | None:
    """As in "the budget of Marlow is $4.2 million": a verb between, and no other clause."""
    reached = (match for match in reversed(told) if match.last <= quantity.first <= match.last + _REACH)
    near = next(reached, None)
    if near is None or _is_said(ground, quantity, near):
        return near
    verb = next(reached, None)  # "will cost the | budget | $3m"
    is_verb = verb is not None and ground.sentence.tokens[verb.last - 1].lower in ground.words.verbs
    return verb if verb is not None and is_verb and _is_said(ground, quantity, verb) else None


def _is_said(ground: Ground, quantity: Quantity, near: Match) -> bool:
    """Whether what stands between a measure and a figure says that it is so much."""
    sentence, words = ground.sentence, ground.words
    between = _past_relative(sentence.tokens[near.last : quantity.first], words)
    led = {token.lower for token in (*between, sentence.tokens[quantity.first])}
    if not words.breaks.isdisjoint(led):
        return False
    if any(asked(sentence.tokens, quantity, sentence.language) for asked in (is_change, is_level)):
        return True  # "rose by 5 % to $3bn"
    led.add(sentence.tokens[near.last - 1].lower)
    return not led.isdisjoint(words.saying) and is_clear(ground.figures, near.last, quantity)


def _past_relative(between: Sequence[Token], words: Words) -> Sequence[Token]:
    """What follows a clause that says whose it is: "the ransom that Marlow paid on 3 May | came to"."""
    if not between or not (between[0].lower in words.relative or is_name(between[0], words.articles)):
        return between
    had = next((k for k, token in enumerate(between) if token.lower in words.having), None)
    said = next((k for k in range(had or 0, len(between)) if between[k].lower in words.predicates), None)
    return between if had is None or said is None else between[said:]


def may_describe(token: Token, words: Words) -> bool:
    """Whether a word may stand before a measure and say which."""
    plain = not token.shape and token.text[0].isalpha() and len(token.text) > 1
    return plain and token.lower not in words.apart
