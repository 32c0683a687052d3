"""What a clause says of what it counts: the sense of its verb, of a state, or of a noun of doing.

    12,400 teachers took part · 12 schools are shut · the closure of 12 schools · police arrested 40 people
    12 school closures · 4,000 homes without power · they pulled 31 people to safety · the recall covers 12 models

No parser: what is counted is a verb's object where the verb stands before it, else the subject of the next verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from services.detect.reading.clauses.predicates import predicate, state_of
from services.detect.reading.clauses.senses import Role, Said, Verb, doing_of, parted_at, verbs_at
from services.detect.reading.clauses.words import Words, words_of
from services.detect.reading.inflection import Form
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language

_REACH: Final = 14
"""Tokens between the counted and a noun of doing that covers it."""
_LEAD: Final = 5
"""Tokens between a verb and its object: "closed | some of the state's | 12 schools"."""
_LONGEST: Final = 4
"""Tokens of a verb with its particles."""


def is_totalled(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether token k is a noun like "number" that is said to be "of" what is counted."""
    words = words_of(language)
    return k + 1 < len(tokens) and tokens[k].lower in words.totals and tokens[k + 1].lower in words.links


def said_of_numbered(tokens: Sequence[Token], quantity: Quantity, language: Language) -> Said | None:
    """What the phrase itself says of the noun at tokens [first, last) whose number is told: "flooded homes"."""
    words = words_of(language)
    if (state := state_of(tokens, quantity.last, words, language)) is not None:
        return Said(state[0], quantity.last, state[1])
    leads = words.relative | words.to  # "the number of schools | that have closed", "of jobs | to go"
    k = quantity.last + (tokens[quantity.last].lower in leads if quantity.last < len(tokens) else 0)
    is_told = k > quantity.last or any(
        verb.role is Role.SUFFER and Form.PARTICIPLE in verb.forms for verb in verbs_at(tokens, k, language)
    )
    return _object(tokens, quantity.first, words, language) or (
        predicate(tokens, quantity.first, quantity.last, language) if is_told else None
    )


def said_of(tokens: Sequence[Token], quantity: Quantity, language: Language) -> Said | None:
    """What the clause says of the quantity at tokens [first, last); None where it says nothing that we know."""
    words = words_of(language)
    first = _past_totals(tokens, quantity.first, words)
    if (parted := _parted(tokens, first, quantity.last, words, language)) is not None:
        return parted
    if (state := state_of(tokens, quantity.last, words, language)) is not None:
        return Said(state[0], quantity.last, state[1])  # "4,000 homes without power", "12 dead"
    return (
        _doing(tokens, first, words, language)
        or _covered(tokens, first, words, language)
        or _object(tokens, first, words, language)
        or _compound(tokens, quantity, language)
        or predicate(tokens, first, quantity.last, language)
    )


def _past_totals(tokens: Sequence[Token], first: int, words: Words) -> int:
    """Before "a total of" and the like."""
    while first > 1 and tokens[first - 1].lower in words.links and tokens[first - 2].lower in words.totals:
        first -= 2
        while first and tokens[first - 1].lower in words.determiners:
            first -= 1
    return first


def _doing(tokens: Sequence[Token], first: int, words: Words, language: Language) -> Said | None:
    """A noun of doing that leads to it: "the closure of 12 schools"."""
    if first < 2 or tokens[first - 1].lower not in words.links:
        return None
    sense = doing_of(tokens[first - 2].lower, language)
    return None if sense is None else Said(sense, first - 2, first)


def _covered(tokens: Sequence[Token], first: int, words: Words, language: Language) -> Said | None:
    """A noun of doing that is said to cover it: "the recall of the cars covers 12 models"."""
    end = _past_leads(tokens, first, words)
    verb = tokens[end - 1].lower if end > 1 else ""
    strikes = verb in words.affecting
    if not strikes and verb not in words.covering:
        return None
    for k in range(end - 2, max(-1, end - _REACH), -1):
        if (sense := doing_of(tokens[k].lower, language)) is not None:
            return Said(sense, k, end) if not strikes or sense in words.strikes else None
        if tokens[k].lower in words.breaks and tokens[k + 1].lower not in words.relative:
            return None
    return None


def _past_leads(tokens: Sequence[Token], first: int, words: Words) -> int:
    """Before the determiners and adverbs that lead to the counted."""
    end = first
    while end and first - end < _LEAD and tokens[end - 1].lower in words.before:
        end -= 1
    return end


def _object(tokens: Sequence[Token], first: int, words: Words, language: Language) -> Said | None:
    """A verb right before, whose object it is: "has closed all 12 schools"."""
    end = _past_leads(tokens, first, words)
    for length in range(_LONGEST, 0, -1):
        k = end - length
        if k < 0:
            continue
        fitting = [verb for verb in verbs_at(tokens, k, language) if verb.length == length and verb.role is Role.SUFFER]
        if not fitting or _is_passive(tokens, k, fitting[0], words):
            continue
        return Said(fitting[0].sense, k, end, _is_negated(tokens, k, words))
    return None


def _parted(tokens: Sequence[Token], first: int, last: int, words: Words, language: Language) -> Said | None:
    """A verb right before, with its particles behind: "let | 12 lorries | in", "brought | 31 people | to safety"."""
    k = _past_leads(tokens, first, words) - 1
    if k < 0:
        return None
    verb = next((verb for verb in parted_at(tokens, k, last, language) if verb.role is Role.SUFFER), None)
    return None if verb is None else Said(verb.sense, k, last + verb.length - 1, _is_negated(tokens, k, words))


def _is_passive(tokens: Sequence[Token], k: int, verb: Verb, words: Words) -> bool:
    """Whether a form of "to be" makes the verb at token k say what was done to something else."""
    at = k
    while at and tokens[at - 1].lower in words.adverbs:
        at -= 1
    return bool(at) and Form.PARTICIPLE in verb.forms and tokens[at - 1].lower in words.be


def _is_negated(tokens: Sequence[Token], k: int, words: Words) -> bool:
    return any(token.lower in words.negations for token in tokens[max(0, k - 2) : k])


def _compound(tokens: Sequence[Token], quantity: Quantity, language: Language) -> Said | None:
    """A noun of doing as the counted's own head: "12 school closures"."""
    if quantity.counted is None or " " not in quantity.counted:
        return None
    sense = doing_of(quantity.counted.rsplit(maxsplit=1)[-1], language)
    return None if sense is None else Said(sense, quantity.last - 1, quantity.last)
