"""What a verb, or a state, says to happen to its subject or its object.

the order | was signed    they | signed | the order    the soldiers will be | out of the country    left | on Monday
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from services.detect.reading.days import spoken, topics
from services.detect.reading.days.clauses import Clause, Tense, Told, has, is_at, tense_of
from services.detect.reading.days.doings import Sort, is_noun_too
from services.detect.reading.days.kinds import LAST, is_checked, is_listed
from services.detect.reading.days.outcomes import ended, opened_by, outcome
from services.detect.reading.days.phrases import in_singular, is_auxiliary, is_noun, past_aside
from services.detect.reading.days.topics import Topic
from services.detect.reading.days.unlisted import base_of
from services.detect.reading.days.uses import NOBODY, Use
from services.detect.reading.inflection import Form
from services.detect.reading.tokens import Token

_PHRASE: Final = 6
"""Tokens of a noun's phrase with what it is of."""
_AND: Final = 14
"""Tokens between two verbs that "and" joins."""


def verb_at(clause: Clause, k: int, *, puts_off: bool = False, is_since: bool = False) -> Told | None:
    """What is told by the words from token k on, if they are a verb or a state there.

    What leads to a day may put off until then what is denied before, and end what is so: "will not open | until",
    "is shut | until". What is denied since a day was done then for the last time, as what "was last inspected".
    """
    if not (doings := clause.doings(k)):
        return None  # as most words
    first, words = k, clause.sets()
    while first and is_auxiliary(clause.tokens[first - 1], clause.language):
        first -= 1
    for doing in doings:
        use = Use(clause, doing, first, k, is_since)
        topic = _befallen(use)
        if topic is not None:
            is_none = not words["nobody"].isdisjoint(topic.words)  # "no case from Marlow | was recorded"
            is_denied = is_none or clause.has("denials", first - 1, k) or _is_nobody(clause, first)
            if is_checked(doing.kind, clause.language) and (clause.has("last", first, k) or (is_denied and is_since)):
                last_time = replace(topic, ordinals=(*topic.ordinals, LAST))
                return Told(first, use.last, doing.kind, last_time, Tense.PAST)
            told = opened_by(clause.tokens[k].lower, topic, clause.language) or doing.kind
            what = told if is_denied is puts_off else ended(told, clause.language) if puts_off else None
            if what is None or topic is NOBODY or what in words["lasting"] or _is_of_row(use, topic, what):
                return Told(first, use.last, None, topic, _tense(use))
            return Told(first, use.last, *outcome(what, topic, use.subject, clause.language), _tense(use))
    return None


def _is_of_row(use: Use, topic: Topic, kind: str) -> bool:
    """Whether it only says of what row somebody is one: "the third mayor | to be murdered in two years"."""
    is_bare = use.first < use.k and use.clause.is_at("until", use.first)
    return is_bare and bool(topic.ordinals) and kind in use.clause.sets()["each"]


def _is_nobody(clause: Clause, end: int) -> bool:
    """Whether the noun before a verb is denied: "no | engineer had checked it"."""
    for at in range(end - 1, max(clause.start, end - _PHRASE) - 1, -1):
        if clause.is_at("nobody", at):
            return True
        if not is_noun(clause.tokens, at, clause.language):
            return False
    return False


def _befallen(use: Use) -> Topic | None:
    """Whom or what it befalls; None where the words are no verb or state."""
    match use.doing.sort:
        case Sort.TOLD:
            return Topic(())
        case Sort.USE:
            return use.object()
        case Sort.STATE:
            return use.subject() if use.is_led_by("passive", "awaited") else None
        case Sort.NOUN:
            return None
    if not _is_verb(use) or (Form.GERUND in use.doing.forms and _goes_on(use)):
        return None
    return _set_aside(use) or (_suffered(use) if use.doing.sort is Sort.SUFFER else _done(use))


def _goes_on(use: Use) -> bool:
    """Whether an -ing form tells what ceases, or what goes on: "stopped | working", "were | digging"."""
    clause = use.clause
    return clause.is_at("ceasing", use.k - 1) or not is_listed(use.doing.kind or "", clause.language)


def _suffered(use: Use) -> Topic | None:
    """The object, or in the passive the subject; "the order | signed on Monday" has lost its "that was".

    Of "the batch that the firm | destroyed on Monday" it is what the clause says more of.
    """
    if (at := _object_before(use)) is not None:
        return topics.before(use.clause.tokens, at, use.clause.language) or NOBODY
    if use.last == use.clause.end and use.first == use.k and use.is_since and Form.FINITE in use.doing.forms:
        return None  # "the number | delivered | since May"
    if Form.PARTICIPLE in use.doing.forms and (use.is_led_by("passive") or not use.has_object()):
        return use.subject() if use.is_led_by("passive") or use.last == use.clause.end else None
    return use.object() if use.has_object() else None


def _set_aside(use: Use) -> Topic | None:
    """Of whom a participle tells that a comma sets beside: "the colonel, | captured at Nihm on 3 May"."""
    clause, start = use.clause, use.clause.start
    is_alone = start == use.first == use.k and Form.PARTICIPLE in use.doing.forms and not use.has_object()
    if not is_alone or start < 1 or clause.tokens[start - 1].text != ",":
        return None
    is_closing = past_aside(clause.tokens, start, clause.language) < start  # "the poet, a Chilean, | died"
    is_suffered = any(doing.sort is Sort.SUFFER for doing in clause.doings(use.k))
    return topics.before(clause.tokens, start - 1, clause.language) if is_suffered and not is_closing else None


def _object_before(use: Use) -> int | None:
    """Where a verb's object ends, if a relative pronoun and the verb's subject follow: "the batch | that the firm"."""
    clause, start = use.clause, use.clause.start
    if use.last < clause.end or use.is_led_by("passive") or use.first == start:
        return None
    if not clause.is_at("relative", start - 1):
        return None
    return start - 1 - (start > 1 and clause.tokens[start - 2].text == ",")


def _done(use: Use) -> Topic | None:
    """The subject; of "after leaving on 3 May" that of the clause."""
    clause, is_gerund = use.clause, Form.GERUND in use.doing.forms
    if is_gerund and not use.is_led_by("passive", "beginning"):
        if not clause.is_at("clauses", use.k - 1):
            return None
        return spoken.of_clause(clause.tokens, use.k - 1, clause.language) or NOBODY
    if use.is_led_by("passive") and not is_gerund:
        return None
    told = (other for other in clause.doings(use.k) if other.kind is not None or use.doing.kind is None)
    is_transitive = use.doing.length == 1 and any(other.sort is Sort.SUFFER for other in told)
    if is_transitive and (use.has_object() or _object_before(use) is not None):
        return None
    if any(token.number is not None for token in clause.tokens[use.last : clause.end]):
        return NOBODY  # "left 14 people dead on Monday"
    return use.subject()


def _is_verb(use: Use) -> bool:
    """Whether a form that may be a noun is a verb here: "will launch", "the rocket launches"."""
    clause, k = use.clause, use.k
    if use.is_led_by("modals", "perfect"):
        is_to_alone = use.first == k - 1 and clause.is_at("until", k - 1)  # "open to | traffic", "nurses to | return"
        return not is_to_alone or is_listed(use.doing.kind or "", clause.language)
    if not use.doing.is_present:
        is_quality = use.has_object() and clause.is_at("joining", k - 1)  # "a tax on | imported | steel"
        is_led = clause.is_at("articles", k - 1) and not clause.is_at("relative", k - 1)  # "the ship that | sank"
        return not is_led and not is_quality
    if use.is_led_by("passive"):
        return False
    if use.doing.kind is None:
        return False  # as like as not a noun: "the Brede works"
    one = in_singular(clause.tokens[k], clause.language)
    is_base = one == clause.tokens[k].lower and not clause.has("modals", use.first, k)
    if is_base and (_is_infinitive(use) or not _is_plural(clause, k - 1)):
        return _is_infinitive(use)
    is_third = one != clause.tokens[k].lower and (use.last == clause.end or use.is_between_nouns())  # "| ends | on"
    is_many = k > clause.start and in_singular(clause.tokens[k - 1], clause.language) != clause.tokens[k - 1].lower
    is_noun = not (is_third or is_many) and is_noun_too(one, clause.language)
    is_counted = k > 0 and clause.tokens[k - 1].number is not None  # "two | stations"
    return not (is_noun or is_counted or clause.is_at("articles", k - 1) or clause.is_at("joining", k - 1))


def _is_infinitive(use: Use) -> bool:
    """Whether it is the second of two bases with one auxiliary: "will pack up and | be home by June"."""
    base = min(use.k, use.first)
    is_base = use.clause.is_at("be", base) or base_of(use.clause.tokens[base].lower, use.clause.language)
    return bool(is_base) and use.clause.is_at("and", base - 1) and bool(_verb_before(use))


def _verb_before(use: Use) -> Sequence[Token]:
    """The auxiliaries of the verb to which "and" joins this one, if they lead to a base."""
    tokens, language = use.clause.tokens, use.clause.language
    for at in range(use.first - 1, max(0, use.first - _AND), -1):
        if is_at("modals", tokens, at - 1, language):
            return tokens[max(0, at - 2) : at]
        if is_at("ends", tokens, at - 1, language) and tokens[at - 1].text != '"':
            break
    return ()


def _is_plural(clause: Clause, k: int) -> bool:
    """Whether the noun's phrase that ends with token k may be many: "doses of the vaccine | arrive"."""
    for at in range(k, max(-1, k - _PHRASE), -1):
        token = clause.tokens[at]
        if clause.is_at("plurals", at) or in_singular(token, clause.language) != token.lower:
            return True
        if clause.is_at("breaks", at) or clause.is_at("auxiliaries", at):
            return False
    return False


def _tense(use: Use) -> Tense:
    """Whether it has happened: as its auxiliaries say, with what may hold one ("it'll"), else as its form does."""
    tokens, doing = use.clause.tokens, use.doing
    said: Sequence[Token] = tokens[max(0, use.first - 1) : use.k if doing.forms else use.last]
    told = tense_of(said, use.clause.language)
    if told is not Tense.UNTOLD:
        return told
    if _is_infinitive(use):
        return tense_of(_verb_before(use), use.clause.language)
    if doing.is_present or (doing.sort is Sort.TOLD and has("present", said, use.clause.language)):
        return Tense.FUTURE
    return Tense.PAST if Form.FINITE in doing.forms else Tense.UNTOLD
