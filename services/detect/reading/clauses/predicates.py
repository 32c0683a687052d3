"""What is said of the counted by a predicate behind it: the next verb whose subject it is, or the state that it is in.

12 schools were closed · 12 schools are shut · 12,400 teachers took part · 340 jobs are covered by the cuts
the 71 people who came out alive · one of 31,000 who, by one count, have crossed · 238 flights being cancelled
71 cars built in Marlow | had to be repaired: a shortened clause says which, and the verb behind it what is told
the owner of 12 schools was fined says nothing of the schools · 12 flights failed to land: denied
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from services.detect.reading.clauses.asides import past_aside, past_some, past_time
from services.detect.reading.clauses.leads import Lead, lead_to, leads
from services.detect.reading.clauses.senses import Role, Said, Verb, doing_of, state_at, verbs_at
from services.detect.reading.clauses.words import Words, words_of
from services.detect.reading.inflection import Form
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language

_REACH: Final = 14
"""Tokens between the counted and what is said of it."""
_DOING: Final = 4
"""Tokens between "covered by" and the noun of doing: "the latest emergency | recall"."""


def predicate(tokens: Sequence[Token], first: int, last: int, language: Language) -> Said | None:
    """What the next verb of the clause says of its subject, the counted at tokens [first, last)."""
    words = words_of(language)
    begin = last + (last + 1 < len(tokens) and tokens[last].text == "," and tokens[last + 1].lower in words.relative)
    is_led = first > 0 and (_is_led(tokens, first, begin, words) or _is_of_another(tokens, first, words))
    if is_led and not _is_clause(tokens, begin, words, language):
        return None  # "in 12 schools pupils were sent home"
    is_relative = begin < len(tokens) and tokens[begin].lower in words.relative
    begin = past_time(tokens, past_aside(tokens, begin + 1), words) if is_relative else past_some(tokens, begin, words)
    said = _next(tokens, begin, words, language)
    if said is None and is_relative and not is_led:
        return _of_sentence(tokens, begin + 1, words, language, finite=True)  # "pupils who wrote | have passed"
    if said is None or is_led or not (is_relative or said.first == begin):
        return said
    is_to_be = tokens[said.first - 1].lower in words.to
    return _of_sentence(tokens, said.last, words, language, finite=is_to_be) or said


def _is_led(tokens: Sequence[Token], first: int, begin: int, words: Words) -> bool:
    """Whether a preposition leads to the counted, and no clause of theirs: not in "after 12 schools | were closed"."""
    lead = tokens[first - 1].lower
    begins = lead in words.conjunctions and begin < len(tokens) and tokens[begin].lower in words.auxiliaries
    return lead in words.prepositions and not begins


def _is_of_another(tokens: Sequence[Token], first: int, words: Words) -> bool:
    """Whether the noun before "of" is the head, not how many or what of the counted it is."""
    if first < 2 or tokens[first - 1].lower not in words.of:
        return False
    head = tokens[first - 2]
    is_word = head.number is None and head.text[0].isalpha()
    return is_word and head.lower not in words.totals and head.lower not in words.some_of


def _is_clause(tokens: Sequence[Token], k: int, words: Words, language: Language) -> bool:
    """Whether a clause of the counted's own begins at token k: "the 71 | who came", "led to 340 | being cancelled"."""
    if k >= len(tokens):
        return False
    if tokens[k].lower in words.relative or tokens[k].lower in words.being:
        return True
    return any(_is_suffered(verb) and _has_no_object(tokens, k, verb, words) for verb in verbs_at(tokens, k, language))


def _next(tokens: Sequence[Token], begin: int, words: Words, language: Language) -> Said | None:
    """The clause's next verb; what a clause says of another noun, "captives from two buses | that were", is not it."""
    clause = _clause_in(tokens, begin, words)
    said = _first(tokens, begin, clause, words, language)
    if said is not None or clause is None:
        return said
    said = _first(tokens, clause + 1, None, words, language)
    return None if said is None else _of_sentence(tokens, said.last, words, language)


def _clause_in(tokens: Sequence[Token], begin: int, words: Words) -> int | None:
    """The relative pronoun of another noun's clause within reach."""
    return next(
        (k for k in range(begin + 1, min(len(tokens), begin + _REACH)) if tokens[k].lower in words.relative), None
    )


def _first(tokens: Sequence[Token], begin: int, stop: int | None, words: Words, language: Language) -> Said | None:
    for k in range(begin, min(len(tokens), begin + _REACH) if stop is None else stop):
        if leads(tokens, k, words, language):
            continue
        if tokens[k].lower in words.breaks:
            return None
        lead = lead_to(tokens, begin, k, words)
        said = _said_at(tokens, k, lead, words, language, is_next=k == begin)
        if said is not None or lead.is_led:
            return said  # or it is said by a verb that we do not know
    return None


def _of_sentence(
    tokens: Sequence[Token], begin: int, words: Words, language: Language, *, finite: bool = False
) -> Said | None:
    """What auxiliaries lead to behind a clause that says which: "71 cars built in Marlow | had to be repaired".

    Behind one that says nothing, or what was to be, a `finite` verb of several words needs none: "who had shifts |
    stayed away".
    """
    for k in range(begin, min(len(tokens), begin + _REACH)):
        if tokens[k].lower in words.breaks or tokens[k].lower in words.relative:
            return None
        if finite and (verb := _finite_at(tokens, k, words, language)) is not None:
            return Said(verb.sense, k, k + verb.length)
        if leads(tokens, k, words, language):
            continue
        lead = lead_to(tokens, begin, k, words)
        if lead.is_led and tokens[k - 1].lower not in words.prepositions:
            return _verb_at(tokens, k, lead, words, language, is_next=False)
    return None


def _finite_at(tokens: Sequence[Token], k: int, words: Words, language: Language) -> Verb | None:
    """The verb of several words that begins at token k and that nothing leads to."""
    if tokens[k - 1].lower in words.auxiliaries or tokens[k - 1].lower in words.negations:
        return None
    found = (verb for verb in verbs_at(tokens, k, language) if verb.length > 1 and verb.role is Role.DO)
    return next((verb for verb in found if Form.FINITE in verb.forms), None)


def _said_at(
    tokens: Sequence[Token], k: int, lead: Lead, words: Words, language: Language, *, is_next: bool
) -> Said | None:
    """What the words at token k say of the subject that they are led to from."""
    if lead.is_passive:
        is_so = _covered(tokens, k, lead, words, language) or _state_at(tokens, k, lead, words, language)
        if is_so is not None:
            return is_so
    return _verb_at(tokens, k, lead, words, language, is_next=is_next)


def _verb_at(
    tokens: Sequence[Token], k: int, lead: Lead, words: Words, language: Language, *, is_next: bool
) -> Said | None:
    """The verb at token k.

    Its form in "-ing" says it of the noun that stands next to it, as does a participle before its agent: not in
    "12 models with names | starting in A", "seven people at a party | attended by hundreds".
    """
    found = [verb for verb in verbs_at(tokens, k, language) if not _is_loose(tokens, k, verb, words)]
    verb = None if _is_noun(tokens, k, words) else _fitting(found, tokens, k, lead, words)
    if verb is None or (not (is_next or lead.is_led) and _is_of_the_nearest(tokens, k, verb, words)):
        return None
    return Said(verb.sense, k, k + verb.length, lead.is_denied)


def _is_loose(tokens: Sequence[Token], k: int, verb: Verb, words: Words) -> bool:
    """Whether a verb's last word only leads to a phrase: "will go | in | this round"."""
    end = k + verb.length
    is_followed = end < len(tokens) and tokens[end].lower in words.determiners
    return verb.length > 1 and is_followed and tokens[end - 1].lower in words.loose


def _state_at(tokens: Sequence[Token], k: int, lead: Lead, words: Words, language: Language) -> Said | None:
    state = state_of(tokens, k, words, language)
    return None if state is None else Said(state[0], k, state[1], lead.is_denied)


def state_of(tokens: Sequence[Token], k: int, words: Words, language: Language) -> tuple[str, int] | None:
    """The state that the words from token k say, "without power", and the token behind it; "on" alone says none.

    Nor does "out" where it leads on, "12 out of 40", or "off" before a name: "400 tonnes off Marlow"; nor what begins
    a longer wording of a verb: "found | guilty".
    """
    found = state_at(tokens, k, language)
    if found is None or _is_suffered_beyond(tokens, k, found[1], language):
        return None
    if found[1] > k + 1:
        return found
    behind = tokens[k + 1] if k + 1 < len(tokens) else None
    leads = behind is not None and (
        behind.lower in words.onward
        or (tokens[k].lower in words.particles and behind.lower in words.tied)
        or (tokens[k].lower in words.places and behind.text[0].isupper())
    )
    return None if leads or tokens[k].lower in words.prepositions else found


def _is_suffered_beyond(tokens: Sequence[Token], k: int, end: int, language: Language) -> bool:
    return any(_is_suffered(verb) and k + verb.length > end for verb in verbs_at(tokens, k, language))


def _covered(tokens: Sequence[Token], k: int, lead: Lead, words: Words, language: Language) -> Said | None:
    """A noun of doing that covers it: "12 models are covered by the recall", "under evacuation orders"."""
    at = k + (tokens[k].lower in words.covering)
    if at >= len(tokens) or tokens[at].lower not in (words.covers if at > k else words.under):
        return None
    for noun in range(at + 1, min(len(tokens), at + 1 + _DOING)):
        if (sense := doing_of(tokens[noun].lower, language)) is not None:
            return Said(sense, k, noun + 1, lead.is_denied)
        if tokens[noun].lower in words.breaks or tokens[noun].lower in words.prepositions:
            return None
    return None


def _is_of_the_nearest(tokens: Sequence[Token], k: int, verb: Verb, words: Words) -> bool:
    behind = tokens[k + verb.length].lower if k + verb.length < len(tokens) else ""
    return verb.forms == {Form.GERUND} or (Form.PARTICIPLE in verb.forms and behind in words.agents)


def _is_noun(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether a word that may be a verb is a noun here: "complaints about the broadcast"."""
    before = tokens[k - 1].lower
    return before in words.determiners or (before in words.prepositions and before not in words.modal)


def _fitting(found: Sequence[Verb], tokens: Sequence[Token], k: int, lead: Lead, words: Words) -> Verb | None:
    """The verb as it is said of a subject: suffered in the passive, else done."""
    suffered = next((verb for verb in found if _is_suffered(verb)), None)
    if lead.is_passive:
        return suffered or next((v for v in found if v.role is Role.DO and Form.GERUND in v.forms), None)
    done = next((verb for verb in found if verb.role is Role.DO), None)
    if done is not None or lead.is_led or suffered is None:
        return done
    return suffered if _has_no_object(tokens, k, suffered, words) else None


def _is_suffered(verb: Verb) -> bool:
    return verb.role is Role.SUFFER and Form.PARTICIPLE in verb.forms


def _has_no_object(tokens: Sequence[Token], k: int, verb: Verb, words: Words) -> bool:
    """Whether it is a clause without its "that were": "12 schools | closed by the order"; else it has an object."""
    end = k + verb.length
    return end >= len(tokens) or not tokens[end].text[0].isalnum() or tokens[end].lower in words.behind
