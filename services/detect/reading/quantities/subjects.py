"""The subject of the clause that a measure stands in, without a parser.

sales of trucks, buses and vans | rose 5 %       the shares, which lost 3 %, | rose 2 %
the brewer said | it had 200 pubs                if fees are cut | the fund loses $3m
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from services.detect.reading.quantities.counted import is_participle
from services.detect.reading.quantities.lexis import Words
from services.detect.reading.quantities.noun_phrases import phrases, run_before, spans, wording
from services.detect.reading.quantities.parts_of_speech import is_noun, is_verb
from services.detect.reading.tokens import Token, is_hyphen

_REACH: Final = 4
"""Words between "to" and the figure that its verb moves: "to shrink by about 1 %"."""
_PARTING: Final = 4
"""Tokens of the shortest subject with what parts it from its verb: "costs, driven up,"."""
_MEMBERS: Final = 6
"""Members of a list that is looked through for what it is in: "sales in France, Spain and Portugal"."""


def subject_of(tokens: Sequence[Token], first: int, words: Words) -> str | None:
    """The first noun's phrase, not after a preposition, of the measure's clause; else of the clause before it."""
    spare, stop = _object_of_infinitive(tokens, first, words) or _parted(tokens, first, words), first
    if spare is not None:
        return spare
    for begin in _begins(tokens, first, words):
        is_relative = begin > 1 and tokens[begin - 1].lower in words.relatives
        pronoun = _pronoun(tokens, begin, stop, words)
        if pronoun is not None and pronoun not in words.anaphors:
            return spare
        if pronoun is None and not (is_relative and stop < first):  # "the shares, which lost 3 %, rose"
            antecedent = _antecedent(tokens, begin - 1, words) if is_relative else None
            if antecedent is not None and is_verb(tokens, begin, words):
                return antecedent
            named = _before_last_verb(tokens, begin, stop, words) or next(
                (phrase for led, phrase in phrases(tokens, begin, stop, words) if not led), None
            )
            if named is not None:
                return named
            spare = spare or antecedent or next((phrase for _, phrase in phrases(tokens, begin, stop, words)), None)
            if antecedent is not None:
                return spare
        stop = begin - 1
    return spare


def _parted(tokens: Sequence[Token], first: int, words: Words) -> str | None:
    """The subject that a participle's words between commas part from its verb: "costs, driven by wages, rose"."""
    begin = next(_begins(tokens, first, words), 0)
    if begin < _PARTING or tokens[begin - 1].text != "," or not is_verb(tokens, begin, words):
        return None
    for k in range(begin - 2, 0, -1):
        if tokens[k].text == "," and is_participle(tokens[k + 1], words.nouns):
            return run_before(tokens, k, words)
        if tokens[k].lower in words.auxiliaries:
            return None
    return None


def _before_last_verb(tokens: Sequence[Token], begin: int, stop: int, words: Words) -> str | None:
    """The subject of the second of two verbs that nothing parts: "if fees are cut the | fund will lose 3 %"."""
    k = stop
    while k > begin and not is_verb(tokens, k - 1, words):
        k -= 1
    while k > begin and is_verb(tokens, k - 1, words):
        k -= 1
    if not any(is_verb(tokens, j, words) for j in range(begin, k)):
        return None
    last = [span for span in spans(tokens, begin, stop, words) if span[2] <= k][-1:]
    return next((wording(tokens, first, end) for led, first, end in last if not led), None)


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


def _object_of_infinitive(tokens: Sequence[Token], first: int, words: Words) -> str | None:
    """As in "analysts expect the economy to shrink 1 %"."""
    k = first
    while k and first - k < _REACH and not is_noun(tokens, k - 1, words):
        k -= 1
        if tokens[k].lower in words.infinitives:
            return run_before(tokens, k, words) if is_verb(tokens, k + 1, words) else None
    return None


def _antecedent(tokens: Sequence[Token], k: int, words: Words) -> str | None:
    """Whom the relative pronoun at token k stands for: "the daughter who was 10", "inflation, which hit 9 %"."""
    if k < 1 or tokens[k].lower not in words.relatives:
        return None
    return run_before(tokens, k - (tokens[k - 1].text == ","), words)
