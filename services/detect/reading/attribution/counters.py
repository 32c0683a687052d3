"""Whose count a figure is, where nobody says it: who registered, measured or revised it, whose tally it is.

The port authority registered 40 ships. · By the union's reckoning 40 left. · Its last survey puts turnout at 40%.
Its monitors recorded 40 violations. → the party of the sentence before
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.attribution.kinds import Kind, kind_of
from services.detect.reading.attribution.parties import party_before
from services.detect.reading.attribution.phrases import phrase_before
from services.detect.reading.attribution.references import Before, Chain, is_pronoun, named_before, referent
from services.detect.reading.attribution.speakers import speaker_before
from services.detect.reading.lexicon import Lexicon
from services.detect.reading.patterns import Grammar, Match, wordings
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import POSSESSIVE, Token
from services.detect.reading.vocabulary import Language, vocabulary

_OWNED: Final = frozenset((POSSESSIVE, "'"))
"""What stands between a party and its count."""
_PARTY: Final = 8
"""Tokens of a party behind "by", with its possessive."""
_COUNTING: Final = frozenset((Kind.BODY, Kind.MANY))
"""What counts in the way of its work; a person or a place that "recorded 40" need not have counted."""


class _Words(Struct, frozen=True):
    leads: frozenset[str]
    """What leads to whose count it is: "by | the union's count"."""
    staff: frozenset[str]
    """Who counts for the party that he is of: "its | monitors"."""
    passive: frozenset[str]
    """What shows that the subject was counted."""
    auxiliaries: frozenset[str]


def counter(sentence: Sentence, before: Before) -> Chain | None:
    """The chain of whoever counted what the sentence tells."""
    tokens, language = sentence.tokens, sentence.language
    grammar = _grammar(language)
    for found in grammar.matches(grammar.lexicon.spell(tokens)):
        chain = _of(tokens, found, before, language)
        if chain is not None:
            return chain
    return None


def _of(tokens: Sequence[Token], found: Match, before: Before, language: Language) -> Chain | None:
    """The chain of whoever the words of a count lead to."""
    if found.rule.means in ("reckoned", "held"):
        return _owner(tokens, found, before, language)
    words, at = _words(language), found.first
    while at and tokens[at - 1].lower in words.auxiliaries:
        at -= 1
    if not at or tokens[at - 1].lower in words.passive:
        return None
    if is_pronoun(tokens[at - 1], language):
        return referent(tokens, at - 1, before, language) if found.rule.means == "counted" else None
    if is_pronoun(tokens[0], language) and any(token.lower in words.staff for token in tokens[1:at]):
        return referent(tokens, 0, before, language)
    party = speaker_before(tokens, at, language)
    if party is not None and (found.rule.means != "registered" or kind_of(party, language) in _COUNTING):
        return named_before(party, before.known, language) or (party,)
    told = phrase_before(tokens, at, found, language) if found.rule.means == "counted" else None
    return None if told is None else (told,)


def _owner(tokens: Sequence[Token], found: Match, before: Before, language: Language) -> Chain | None:
    """Whose count it is: "by | its | reckoning", "the | home ministry | 's toll stood"."""
    if is_pronoun(tokens[found.first], language):
        return referent(tokens, found.first, before, language)
    if found.rule.means == "held":
        start = 0
    else:
        leads = _words(language).leads
        reach = range(found.first - 1, max(-1, found.first - _PARTY), -1)
        lead = next((k for k in reach if tokens[k].lower in leads), None)
        if lead is None:
            return None
        start = lead + 1
    party = party_before(tokens[start:], found.first - start, language)
    if party is None or (found.rule.means == "held" and kind_of(party, language) not in _COUNTING):
        return None
    return named_before(party, before.known, language) or (party,)


@cache
def _grammar(language: Language) -> Grammar:
    table = vocabulary(language, "attribution")["counting"]
    rules = wordings({name: table[name] for name in ("counted", "registered", "reckoned", "held")}, "counting")
    return Grammar(Lexicon({}, [rule.pattern for rule in rules]), rules)


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "attribution")
    counting, parties = table["counting"], table["parties"]
    return _Words(
        leads=frozenset(counting["leads"]),
        staff=frozenset(counting["staff"]),
        passive=frozenset(parties["copulas"]),
        auxiliaries=frozenset(parties["auxiliary"]),
    )
