"""Who is the subject of a verb of saying, and whom he told or cites.

officials said · he added → whoever spoke last · "…", said the army chief · The union wants more | and says
The ministry has played it down, | saying · a spokesman told the Example Times → (Example Times, spokesman)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from services.detect.reading.attribution.cues import subject_end
from services.detect.reading.attribution.kinds import is_outlet
from services.detect.reading.attribution.parties import party_after, party_before
from services.detect.reading.attribution.phrases import phrase_after
from services.detect.reading.attribution.references import Before, Chain, is_pronoun, named_before, referent
from services.detect.reading.attribution.speakers import speaker_after, speaker_before
from services.detect.reading.attribution.subject import subject
from services.detect.reading.patterns import Match
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_APPOSITION: Final = 9
"""Tokens before a comma in which the words may tell who the one before them is."""


def speaking(
    tokens: Sequence[Token], cue: Match, others: Sequence[Match], before: Before, language: Language
) -> Iterator[tuple[Chain, str]]:
    """The party that a verb of saying has, and the outlet told or the source cited with it."""
    at = subject_end(tokens, cue.first, "auxiliary", language)
    if at and is_pronoun(tokens[at - 1], language) and not _is_object(tokens, at - 1, language):
        if (meant := referent(tokens, at - 1, before, language)) is not None:
            yield meant, f"said again: {tokens[at - 1].lower}"
        return
    party = _speaker(tokens, cue, at, language)
    if party is None:
        return
    if (meant := named_before(party, before.known, language)) is not None:
        yield meant, f"said again: {party}"
        return
    told = _told(tokens, cue, language) if cue.rule.means == "telling" else None
    chain = (told, party) if told is not None and is_outlet(told, language) else (party,)
    yield (*chain, *cited(tokens, others, language)), cue.rule.name


def cited(tokens: Sequence[Token], cues: Sequence[Match], language: Language) -> Chain:
    """Whom the party that speaks cites in turn: "the Example Times reported, citing officials, that"."""
    for cue in cues:
        if cue.rule.means == "citing" and (party := speaker_after(tokens, cue.last, language)) is not None:
            return (party,)
    return ()


def _is_object(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """Whether a pronoun belongs to a clause that tells which party is meant: "the company that makes | it | said"."""
    return at > 1 and tokens[at - 2].lower in vocabulary(language, "attribution")["aside"]["relatives"]


def _speaker(tokens: Sequence[Token], cue: Match, at: int, language: Language) -> str | None:
    """Who says it by a verb whose subject ends before token `at`."""
    if at and tokens[at - 1].lower in vocabulary(language, "attribution")["parties"]["joining"]:
        return subject(tokens[:at], language)  # "The union wants more | and says"
    is_behind = tokens[at - 1].text == ","
    gerund = vocabulary(language, "attribution")["aside"]["gerund"]
    if is_behind and tokens[cue.first].lower.endswith(gerund):  # "The ministry has played it down, | saying"
        return subject(tokens[: cue.first], language) or _subject(tokens[: cue.first], language)
    party = _inverted(tokens, cue, language) or speaker_before(tokens, at, language)
    if party is None and is_behind:
        party = _subject(tokens[: cue.first], language)
    return party


def _inverted(tokens: Sequence[Token], cue: Match, language: Language) -> str | None:
    """As in: "…", said the army chief. Not so behind an apposition: "John Doe, a spokesman, said"."""
    words = vocabulary(language, "attribution")
    if (
        not cue.first
        or tokens[cue.first - 1].text not in '",'
        or tokens[cue.first].lower not in words["cues"]["inverted"]
    ):
        return None
    near = tokens[max(0, cue.first - _APPOSITION) : cue.first - 1]
    told = (a.text == "," and b.lower in words["parties"]["apposition"] for a, b in pairwise(near))
    if any(told):
        return None
    return speaker_after(tokens, cue.last, language) or phrase_after(tokens, cue.last, language)


def _told(tokens: Sequence[Token], cue: Match, language: Language) -> str | None:
    """To whom; nobody else if it is the outlet itself: "told | this newspaper"."""
    own = vocabulary(language, "attribution")["parties"]["own"]
    is_own = cue.last < len(tokens) and tokens[cue.last].lower in own
    return None if is_own else party_after(tokens, cue.last, language)


def _subject(tokens: Sequence[Token], language: Language) -> str | None:
    """Who goes on to say: "The ministry has played it down, | saying"."""
    leading = _leading(language)
    at = next((k for k, token in enumerate(tokens) if token.lower in leading), 0)
    return party_before(tokens, at, language)


@cache
def _leading(language: Language) -> frozenset[str]:
    """Words that lead to a predicate."""
    words = vocabulary(language, "attribution")["parties"]
    return frozenset((*words["auxiliary"], *words["passive"], *words["predicate"]))
