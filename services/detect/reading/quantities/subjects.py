"""The subject of the clause that a measure stands in, without a parser.

sales of trucks, buses and vans | rose 5 %       the shares, which lost 3 %, | rose 2 %
the brewer said | it had 200 pubs                if fees are cut | the fund loses $3m
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from services.detect.reading.quantities.lexis import Words
from services.detect.reading.quantities.noun_phrases import past_complement, phrases, wording
from services.detect.reading.quantities.parts_of_speech import is_noun, is_verb
from services.detect.reading.quantities.verb_subjects import last_verb, subject
from services.detect.reading.tokens import Token, is_hyphen

_MEMBERS: Final = 6
"""Members of a list that is looked through for what it is in: "sales in France, Spain and Portugal"."""


def subject_of(tokens: Sequence[Token], first: int, words: Words) -> str | None:
    """The subject of the verb before the measure, or the first noun's phrase of its clause or of one before it."""
    spare, stop = None, first
    for begin in _begins(tokens, first, words):
        pronoun = _pronoun(tokens, begin, stop, words)
        if pronoun is not None and pronoun not in words.anaphors:
            return spare
        is_relative = begin > 1 and tokens[begin - 1].lower in words.relatives
        if pronoun is None and not (is_relative and stop < first):  # "the shares, which lost 3 %, rose"
            named = _named(tokens, begin, stop, words)
            if named is not None:
                return named
            spare = spare or next((phrase for _, phrase in phrases(tokens, begin, stop, words)), None)
        stop = begin - 1
    return spare


def _named(tokens: Sequence[Token], begin: int, stop: int, words: Words) -> str | None:
    """The subject of the last verb in tokens [begin, stop), or where none is, a phrase that no preposition leads to."""
    verb = last_verb(tokens, begin, stop, words)
    if verb is None:
        return next((phrase for led, phrase in phrases(tokens, begin, stop, words) if not led), None)
    span = subject(tokens, verb, words)
    if span is None or tokens[span[0]].lower in words.pronouns:
        return None
    return wording(tokens, span[0], past_complement(tokens, span[1], verb, words))


def _pronoun(tokens: Sequence[Token], begin: int, stop: int, words: Words) -> str | None:
    """The pronoun that is the subject of tokens [begin, stop)."""
    for k in range(begin, stop):
        word = tokens[k].lower
        if word in words.pronouns and not is_hyphen(tokens, k + 1):  # not "the I-Pace"
            return word
        if is_verb(tokens, k, words) or is_noun(tokens, k, words):
            return None
    return None


def _begins(tokens: Sequence[Token], first: int, words: Words) -> Iterator[int]:
    """Where the clauses before token `first` begin, the nearest first; lists and appositions are no clauses."""
    stop = first
    for k in range(first - 1, -2, -1):
        if k >= 0 and tokens[k].lower not in words.clauses:
            continue
        if k >= 0 and tokens[k].lower in words.adjuncts and not any(is_verb(tokens, j, words) for j in range(k, stop)):
            continue  # "has gained 4 % | since the start of the year and lost"
        if k >= 0 and tokens[k].lower in words.joints and _joins_nouns(tokens, k, words):
            continue  # "sales of trucks and | buses rose", "shares of Marlow, | the brewer, rose"
        if k + 1 < stop and tokens[k + 1].lower not in words.sourcing:
            yield k + 1
        stop = k


def _joins_nouns(tokens: Sequence[Token], k: int, words: Words) -> bool:
    return not is_verb(tokens, k + 1, words) and _has_bare_noun(tokens, k, words)


def _has_bare_noun(tokens: Sequence[Token], stop: int, words: Words) -> bool:
    """Whether no verb or number but a noun without preposition stands before token `stop`, in clause or list."""
    for _ in range(_MEMBERS):
        begin = stop
        while begin and tokens[begin - 1].lower not in words.clauses:
            begin -= 1
            if tokens[begin].number is not None or is_verb(tokens, begin, words):
                return False
        boundary = tokens[begin - 1].lower if begin else ""
        if boundary in words.relatives:
            return False
        if any(not led for led, _ in phrases(tokens, begin, stop, words)):
            return True
        if boundary not in words.joints:
            return False
        stop = begin - 1
    return False
