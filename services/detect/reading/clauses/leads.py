"""What leads to a clause's verb: auxiliaries, adverbs, denials, and verbs that deny the infinitive behind them.

12 flights | were | cancelled · 12 flights | failed to | land: denied · who | have since | left
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from services.detect.reading.clauses.senses import Role, state_at, verbs_at
from services.detect.reading.clauses.words import Words
from services.detect.reading.tokens import POSSESSIVE, Token
from services.detect.reading.vocabulary import Language


class Lead(Struct, frozen=True):
    """What leads to a verb."""

    is_led: bool
    """By an auxiliary or a relative pronoun, so that a verb must follow."""
    is_passive: bool
    is_denied: bool


def leads(tokens: Sequence[Token], k: int, words: Words, language: Language) -> bool:
    """Whether token k only leads to a verb; but "got away" is a verb by itself, and "at large" a state."""
    if not _is_lead(tokens, k, words):
        return False
    if (state := state_at(tokens, k, language)) is not None and state[1] > k + 1:
        return False
    return not any(verb.length > 1 and verb.role is Role.DO for verb in verbs_at(tokens, k, language))


def lead_to(tokens: Sequence[Token], begin: int, k: int, words: Words) -> Lead:
    """What the auxiliaries right before token k, not before `begin`, make of it."""
    first = k
    while first > begin and _is_lead(tokens, first - 1, words) and not _owns(tokens, first - 1, begin, words):
        first -= 1
    fails = any(_is_failing(tokens, at, words) for at in range(first, k))
    led = [token.lower for token in tokens[first:k] if token.lower not in words.adverbs]
    last = next((word for word in reversed(led) if word not in words.negations or word in words.be), "")
    is_relative = first > begin - 1 and first > 0 and tokens[first - 1].lower in words.relative
    return Lead(bool(led) or is_relative, last in words.be, fails == words.negations.isdisjoint(led))


def _owns(tokens: Sequence[Token], k: int, begin: int, words: Words) -> bool:
    """Whether token k says whose something is, behind another noun than the clause's own: "in Marlow | 's | parks"."""
    return tokens[k].lower == POSSESSIVE and k > begin and tokens[k - 1].lower not in words.relative


def _is_lead(tokens: Sequence[Token], k: int, words: Words) -> bool:
    return tokens[k].lower in words.leading or _is_failing(tokens, k, words)


def _is_failing(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether token k denies an infinitive behind it: "failed | to appear", but not "failed the exam"."""
    return tokens[k].lower in words.failing and k + 1 < len(tokens) and tokens[k + 1].lower in words.to
