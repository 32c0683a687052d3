"""What the words around numbers say of them: bounds, direction, ages, and which numbers count nothing.

All are wordings and patterns of `quantities.toml`; here they are only found, each by the token that it leads to.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from msgspec import Struct

from schemas.values import Direction, Modality
from services.detect.reading.lexicon import Lexicon
from services.detect.reading.patterns import Grammar, Match, Rule, wordings
from services.detect.reading.quantities.movements import movements
from services.detect.reading.sentences import Sentence
from services.detect.reading.vocabulary import Language, vocabulary

_NO_MOVE: Final = "none"
_ROLES: Final = ("never", "refused", "refused_alone", "ages")


class Cues(Struct, frozen=True):
    """The cues of one sentence."""

    before: Mapping[int, Match]
    """Bounds, by the token after them."""
    after: Mapping[int, Match]
    """Bounds, by their first token."""
    moves: Mapping[int, Match]
    """Verbs of direction, by the token after them."""
    never: Mapping[int, str]
    """The rule by which the number at a token counts nothing, even before a unit."""
    refused: Mapping[int, str]
    """The rule by which the number at a token counts nothing."""
    compared: Mapping[int, Match]
    """Comparisons with another figure, by their first token."""
    ranks: Mapping[int, str]
    """The rule by which it counts nothing unless a noun follows."""
    ages: Mapping[int, str]
    """The rule by which the number at a token is an age."""


class _Grammars(Struct, frozen=True):
    lexicon: Lexicon
    before: Grammar
    after: Grammar
    moves: Grammar
    compared: Grammar
    roles: Grammar


def cues(sentence: Sentence) -> Cues:
    """What the sentence's words say of its numbers."""
    grammars = _grammars(sentence.language)
    spelt = grammars.lexicon.spell(sentence.tokens)
    roles: dict[str, dict[int, str]] = {part: {} for part in _ROLES}
    for match in grammars.roles.matches(spelt):
        roles[match.rule.means] |= dict.fromkeys(match.marked, match.rule.name)
    return Cues(
        before={match.last: match for match in grammars.before.matches(spelt)},
        after={match.first: match for match in grammars.after.matches(spelt)},
        moves={match.last: match for match in grammars.moves.matches(spelt) if match.rule.means != _NO_MOVE},
        never=roles["never"],
        refused=roles["refused"],
        compared={match.first: match for match in grammars.compared.matches(spelt)},
        ranks=roles["refused_alone"],
        ages=roles["ages"],
    )


def modality(match: Match) -> Modality:
    """What a bound makes of a number."""
    return Modality(match.rule.means)


def direction(match: Match) -> Direction:
    """Which way a verb moves a number."""
    return Direction(match.rule.means)


@cache
def _grammars(language: Language) -> _Grammars:
    words: dict[str, Any] = vocabulary(language, "quantities")
    before, after = (wordings(words["bounds"][side], f"bound {side}") for side in ("before", "after"))
    moves = wordings(movements(language), "direction")
    compared = wordings(words["comparisons"], "comparison")
    roles = [Rule(rule["name"], rule["pattern"], part) for part in _ROLES for rule in words[part]]
    lexicon = Lexicon(words["classes"], [rule.pattern for rule in (*before, *after, *moves, *compared, *roles)])
    return _Grammars(lexicon, *(Grammar(lexicon, rules) for rules in (before, after, moves, compared, roles)))
