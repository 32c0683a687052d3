"""What a clause says of what it counts: the sense of its verb, of a state, or of a noun of doing.

    12,400 teachers took part · 12 schools are shut · the closure of 12 schools · police arrested 40 people
    12 school closures · 4,000 homes without power · 31,000 teachers in the state have walked out

No parser: what is counted is a verb's object where the verb stands before it, else the subject of the next verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from services.detect.reading.clauses.senses import Role, Verb, senses_of, state_at, verbs_at
from services.detect.reading.clauses.words import Words, words_of
from services.detect.reading.inflection import Form
from services.detect.reading.quantities.counted import nouns_of, singular
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language

_REACH: Final = 14
"""Tokens between the counted and what is said of it."""
_LEAD: Final = 5
"""Tokens between a verb and its object: "closed | some of the state's | 12 schools"."""
_LONGEST: Final = 4
"""Tokens of a verb with its particles."""


class Said(NamedTuple):
    """A sense said of a quantity, by tokens [first, last)."""

    sense: str
    first: int
    last: int
    is_denied: bool = False


class _Lead(NamedTuple):
    """What leads to a verb."""

    is_led: bool
    """By an auxiliary or a relative pronoun, so that a verb must follow."""
    is_passive: bool
    is_denied: bool


def is_totalled(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether token k is a noun like "number" that is said to be "of" what is counted."""
    words = words_of(language)
    return k + 1 < len(tokens) and tokens[k].lower in words.totals and tokens[k + 1].lower in words.links


def said_of_numbered(tokens: Sequence[Token], quantity: Quantity, language: Language) -> Said | None:
    """What the phrase itself says of the noun at tokens [first, last) whose number is told: "flooded homes"."""
    words = words_of(language)
    if (state := _state(tokens, quantity.last, words, language)) is not None:
        return Said(state[0], quantity.last, state[1])
    k = quantity.last + (tokens[quantity.last].lower in words.relative if quantity.last < len(tokens) else 0)
    is_told = k > quantity.last or any(
        verb.role is Role.SUFFER and Form.PARTICIPLE in verb.forms for verb in verbs_at(tokens, k, language)
    )
    return _object(tokens, quantity.first, words, language) or (
        _subject(tokens, quantity.first, quantity.last, words, language) if is_told else None
    )


def said_of(tokens: Sequence[Token], quantity: Quantity, language: Language) -> Said | None:
    """What the clause says of the quantity at tokens [first, last); None where it says nothing that we know."""
    words = words_of(language)
    if (state := _state(tokens, quantity.last, words, language)) is not None:
        return Said(state[0], quantity.last, state[1])  # "4,000 homes without power", "12 dead"
    first = _past_totals(tokens, quantity.first, words)
    return (
        _doing(tokens, first, words, language)
        or _covered(tokens, first, words, language)
        or _object(tokens, first, words, language)
        or _compound(tokens, quantity, language)
        or _subject(tokens, first, quantity.last, words, language)
    )


def _past_totals(tokens: Sequence[Token], first: int, words: Words) -> int:
    """Before "a total of" and the like."""
    while first > 1 and tokens[first - 1].lower in words.links and tokens[first - 2].lower in words.totals:
        first -= 2
        while first and tokens[first - 1].lower in words.determiners:
            first -= 1
    return first


def _state(tokens: Sequence[Token], k: int, words: Words, language: Language) -> tuple[str, int] | None:
    """The state that the words from token k say, "without power", and the token behind it; "on" alone says none."""
    found = state_at(tokens, k, language)
    return None if found is None or (found[1] == k + 1 and tokens[k].lower in words.prepositions) else found


def _doing(tokens: Sequence[Token], first: int, words: Words, language: Language) -> Said | None:
    """A noun of doing that leads to it: "the closure of 12 schools"."""
    if first < 2 or tokens[first - 1].lower not in words.links:
        return None
    noun = tokens[first - 2].lower
    sense = senses_of(language).nouns.get(singular(noun, nouns_of(language)))
    return None if sense is None else Said(sense, first - 2, first)


def _covered(tokens: Sequence[Token], first: int, words: Words, language: Language) -> Said | None:
    """A noun of doing that is said to cover it: "the recall of the cars covers 12 models"."""
    end = _past_leads(tokens, first, words)
    if end < 2 or tokens[end - 1].lower not in words.covering:
        return None
    for k in range(end - 2, max(-1, end - _REACH), -1):
        sense = senses_of(language).nouns.get(singular(tokens[k].lower, nouns_of(language)))
        if sense is not None:
            return Said(sense, k, end)
        if tokens[k].lower in words.breaks:
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
    sense = senses_of(language).nouns.get(quantity.counted.rsplit(maxsplit=1)[-1])
    return None if sense is None else Said(sense, quantity.last - 1, quantity.last)


def _subject(tokens: Sequence[Token], first: int, last: int, words: Words, language: Language) -> Said | None:
    """The next verb of the clause, whose subject it is, in the active or the passive; or what it is said to be."""
    if first and tokens[first - 1].lower in words.prepositions:
        return None  # "in 12 schools pupils were sent home"
    begin = last + (last + 1 < len(tokens) and tokens[last].text == "," and tokens[last + 1].lower in words.relative)
    for k in range(begin, min(len(tokens), begin + _REACH)):
        lower = tokens[k].lower
        is_whole = any(verb.length > 1 and verb.role is Role.DO for verb in verbs_at(tokens, k, language))
        if (lower in words.leading and not is_whole) or (lower in words.relative and k == begin):
            continue  # but "got away" is a verb by itself
        if lower in words.breaks:
            return None
        lead = _lead(tokens, begin, k, words)
        said = _predicate(tokens, k, lead, words, language, is_next=k == begin)
        if said is not None or lead.is_led:
            return said  # or it is said by a verb that we do not know
    return None


def _predicate(
    tokens: Sequence[Token], k: int, lead: _Lead, words: Words, language: Language, *, is_next: bool
) -> Said | None:
    """What the words at token k say of the subject that they are led to from.

    A verb's form in "-ing" says it of the noun that stands next to it, as does a participle before its agent: not in
    "12 models with names | starting in A", "seven people at a party | attended by hundreds".
    """
    state = _state(tokens, k, words, language) if lead.is_passive else None
    if state is not None:
        return Said(state[0], k, state[1], lead.is_denied)
    verb = None if _is_noun(tokens, k, words) else _fitting(verbs_at(tokens, k, language), tokens, k, lead, words)
    if verb is None or (not (is_next or lead.is_led) and _is_of_the_nearest(tokens, k, verb, words)):
        return None
    return Said(verb.sense, k, k + verb.length, lead.is_denied)


def _is_of_the_nearest(tokens: Sequence[Token], k: int, verb: Verb, words: Words) -> bool:
    behind = tokens[k + verb.length].lower if k + verb.length < len(tokens) else ""
    return verb.forms == {Form.GERUND} or (Form.PARTICIPLE in verb.forms and behind in words.agents)


def _lead(tokens: Sequence[Token], begin: int, k: int, words: Words) -> _Lead:
    """What the auxiliaries right before token k, not before `begin`, make of it."""
    first = k
    while first > begin and tokens[first - 1].lower in words.leading:
        first -= 1
    led = [token.lower for token in tokens[first:k] if token.lower not in words.adverbs]
    last = next((word for word in reversed(led) if word not in words.negations or word in words.be), "")
    is_relative = first > begin - 1 and first > 0 and tokens[first - 1].lower in words.relative
    return _Lead(bool(led) or is_relative, last in words.be, not words.negations.isdisjoint(led))


def _is_noun(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether a word that may be a verb is a noun here: "complaints about the broadcast"."""
    before = tokens[k - 1].lower
    return before in words.determiners or (before in words.prepositions and before not in words.modal)


def _fitting(found: Sequence[Verb], tokens: Sequence[Token], k: int, lead: _Lead, words: Words) -> Verb | None:
    """The verb as it is said of a subject: suffered in the passive, else done."""
    suffered = next((verb for verb in found if verb.role is Role.SUFFER and Form.PARTICIPLE in verb.forms), None)
    if lead.is_passive:
        return suffered or next((v for v in found if v.role is Role.DO and Form.GERUND in v.forms), None)
    done = next((verb for verb in found if verb.role is Role.DO), None)
    if done is not None or lead.is_led or suffered is None:
        return done
    # "12 schools closed by the order": a clause without its "that were"; else it has an object
    end = k + suffered.length
    return (
        suffered
        if end >= len(tokens) or not tokens[end].text[0].isalnum() or tokens[end].lower in words.behind
        else None
    )
