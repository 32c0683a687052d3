"""On which day something happens to a thing, or is to happen: a date, and the verb or noun of doing that it belongs to.

    the order was signed on Monday       → order, signing: that day     the burial on Thursday       → burial
    the last soldiers are out by June    → last soldier, departure: any day up to the end of June
    On 5 May the bridge will be opened   → bridge, opening              That's when the fair closes  → the day last told

A date belongs to the nearest verb before it in its clause, or where it begins one, to the first verb behind it; to a
noun only where the words say that what it names takes place then. What comes again and again has no day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from schemas.values import Span
from services.detect.reading.days.clauses import Clause, Tense, Told, has, tense_of, words_of
from services.detect.reading.days.dates import ON, UNTIL, Date, dates
from services.detect.reading.days.doings import Sort, begins_several
from services.detect.reading.days.nouns import noun_in
from services.detect.reading.days.spans import coming, days_of
from services.detect.reading.days.verbs import verb_at
from services.detect.reading.inflection import Form
from services.detect.reading.names.places import places
from services.detect.reading.sentences import Sentence
from services.detect.reading.times import Time
from services.detect.reading.vocabulary import Language

_REACH: Final = 14
"""Tokens between what happens and its date,"""
_AHEAD: Final = 28
"""and between a date that begins a clause and its verb, behind its subject."""
_INNER: Final = 3
"""Tokens of a wording before the one that is asked."""
_OPENING: Final = 5
"""Tokens of "That is also the day"."""


class Occurrence(Struct, frozen=True):
    """What happens to a thing, told by tokens [first, last)."""

    first: int
    last: int
    day: Span
    """Of a deadline: from the day of speaking on, with the last days as its core."""
    kind: str
    thing: str
    """In plain words; empty where it is not named."""
    place: str | None


def occurrences(sentence: Sentence, found: Sequence[Time], anchor: dt.date, named: Span | None) -> Iterator[Occurrence]:
    """What the sentence dates; `named` are the days last named before it, for "That's when"."""
    if not found and not has("named", sentence.tokens[:1], sentence.language):
        return
    recurring = words_of(sentence.language)["recurring"]
    if any(token.lower in recurring and token.text.islower() for token in sentence.tokens):
        return
    for date in dates(sentence, found):
        put_off = _put_off(sentence, date)
        told, how = (put_off, ON) if put_off is not None else (_told(sentence, date), date.how)
        day = days_of(sentence, replace(date, how=how), told, anchor) if told is not None else None
        if told is not None and day is not None and _is_comparable(told, sentence.language):
            yield _occurrence(sentence, told, min(told.first, date.start), max(told.last, date.time.last), day)
        yield from _when(sentence, date, anchor)
    if named is None:
        return
    for told in _taken_up(sentence):
        day = coming(named, anchor) if told.tense is Tense.FUTURE and named.latest < anchor else named
        if day is not None and _is_comparable(told, sentence.language):
            yield _occurrence(sentence, told, told.first, told.last, day)


def _is_comparable(told: Told, language: Language) -> bool:
    """Whether another article can be seen to tell of the same: of a thing by its words, or of the one such event."""
    topic, words = told.topic, words_of(language)
    if topic.head in words["sessions"] or (topic.is_name and told.kind in words["repeated"]):
        return False
    if topic.is_any and (told.kind not in words["collective"] or told.tense is not Tense.FUTURE):
        return False
    if told.kind is None or topic.words or topic.ordinals or told.kind in words["alone"]:
        return told.kind is not None
    return told.kind in words["personal"] or (told.kind in words["repeated"] and topic.head in words["many"])


def _occurrence(sentence: Sentence, told: Told, first: int, last: int, day: Span) -> Occurrence:
    """With which of a row, which makes another event, and where it was, unless a story has but one such event."""
    topic, kind, tokens, words = told.topic, told.kind or "", sentence.tokens, words_of(sentence.language)
    if kind in words["alone"]:
        return Occurrence(first, last, day, kind, " ".join((*topic.ordinals, *topic.words)), None)
    place = next(places(tokens[told.first : last], sentence.language), None)
    return Occurrence(first, last, day, " ".join((*topic.ordinals, kind)), " ".join(topic.words), place)


def _told(sentence: Sentence, date: Date) -> Told | None:
    """What happens on a date: by the words before it, or where it begins a clause, behind it."""
    clause = _clause_before(sentence, date)
    start = clause.start
    if clause.has("taking", start, clause.end) and has(
        UNTIL, sentence.tokens[start : date.time.first], sentence.language
    ):
        return _done_at_last(sentence, clause, date)
    noun = noun_in(clause, until=date.how == UNTIL)
    if noun is not None or date.how == UNTIL:
        return noun
    is_since = has("since", sentence.tokens[date.start : date.time.first], sentence.language)
    verb = _nearest_verb(clause, is_since=is_since)
    return verb if verb is not None or start < date.start else _first_verb(sentence, date.time.last)


def _done_at_last(sentence: Sentence, clause: Clause, date: Date) -> Told | None:
    """What it takes until a date to do: "it took them until Monday | to put out the fire"."""
    told = _first_verb(sentence, date.time.last)
    tense = tense_of(clause.tokens[clause.start : clause.end], clause.language)
    return replace(told, tense=tense) if told is not None else None


def _clause_before(sentence: Sentence, date: Date) -> Clause:
    tokens, breaks, start = sentence.tokens, words_of(sentence.language)["breaks"], date.start
    while start and date.start - start < _REACH:
        if tokens[start - 1].lower in breaks and not _is_aside(sentence, start, date.start):
            break
        start -= 1
    return Clause(tokens, start, date.start, sentence.language)


def _is_aside(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words up to a date only say of what stands before that it takes place: "the break-in, which was"."""
    tokens, language = sentence.tokens, sentence.language
    said = tokens[start:end]
    if tokens[start - 1].text == ",":
        return has("relative", said[:1], language) and _is_aside(sentence, start + 1, end)
    is_said = bool(said) and all(has("occurring", [token], language) for token in said)
    return is_said and has("relative", tokens[start - 1 : start], language)


def _put_off(sentence: Sentence, date: Date) -> Told | None:
    """What comes on a date because it does not before: "will not open until March", "is shut until Friday"."""
    lead = sentence.tokens[date.start : date.time.first]
    if date.how != UNTIL and not has("before", lead, sentence.language):
        return None
    told = _nearest_verb(_clause_before(sentence, date), puts_off=True)
    return told if told is not None and told.kind is not None else None


def _nearest_verb(clause: Clause, *, puts_off: bool = False, is_since: bool = False) -> Told | None:
    tokens, side, wholes = clause.tokens, clause.sets()["side"], _wholes(clause)
    for k in range(clause.end - 1, clause.start - 1, -1):
        if tokens[k].lower in side:
            return None  # "left after the game on Saturday"
        if (told := verb_at(clause, wholes.get(k, k), puts_off=puts_off, is_since=is_since)) is not None:
            return told
    return None


def _wholes(clause: Clause) -> Mapping[int, int]:
    """Where the wording begins that a token is a part of, by the tokens inside one that is no noun's."""
    several = (k for k in range(clause.start, clause.end) if begins_several(clause.tokens[k].lower, clause.language))
    verbs = ((at, doing) for at in several for doing in clause.doings(at) if doing.sort is not Sort.NOUN)
    wholes = dict[int, int]()
    for at, doing in verbs:
        for k in range(at + 1, min(at + _INNER + 1, at + doing.length)):
            wholes.setdefault(k, at)
    return wholes


def _first_verb(sentence: Sentence, start: int) -> Told | None:
    """What happens by the first verb behind a date that begins a clause."""
    tokens, breaks = sentence.tokens, words_of(sentence.language)["breaks"]
    for k in range(start, min(len(tokens), start + _AHEAD)):
        if tokens[k].lower in breaks and tokens[k].text != ",":
            return None
        stop = next((j for j in range(k, len(tokens)) if tokens[j].lower in breaks), len(tokens))
        clause = Clause(tokens, k, stop, sentence.language)
        if (told := verb_at(clause, k)) is not None and not _describes(clause, k):
            return told
    return None


def _describes(clause: Clause, k: int) -> bool:
    """Whether a verb only says which one is told of: "a bus | carrying | pilgrims overturned"."""
    return all(doing.forms == {Form.GERUND} for doing in clause.doings(k))


def _when(sentence: Sentence, date: Date, anchor: dt.date) -> Iterator[Occurrence]:
    """What else happens on a date: "on 12 May, | when the bridge opens"."""
    tokens, last = sentence.tokens, date.time.last
    last += last < len(tokens) and tokens[last].text == ","
    if not has("at_which", tokens[last : last + 1], sentence.language):
        return
    told = _first_verb(sentence, last + 1 + has("none", tokens[last + 1 : last + 2], sentence.language))
    day = days_of(sentence, date, told, anchor) if told is not None else None
    if told is not None and day is not None and _is_comparable(told, sentence.language):
        yield _occurrence(sentence, told, date.start, told.last, day)


def _taken_up(sentence: Sentence) -> Iterator[Told]:
    """What happens on a day named before: "That's when the fair closes and the last visitors leave"."""
    tokens, language = sentence.tokens, sentence.language
    if not has("named", tokens[:1], language):
        return
    start = next((k + 1 for k in range(1, min(_OPENING, len(tokens))) if has("when", tokens[k : k + 1], language)), 0)
    while start and (
        has("joining", tokens[start : start + 1], language) or has("relative", tokens[start : start + 1], language)
    ):
        start += 1
    while start and (told := _first_verb(sentence, start)) is not None:
        yield told
        ends = (k for k in range(told.last, len(tokens)) if has("breaks", tokens[k : k + 1], language))
        end = next(ends, len(tokens))
        start = end + 1 if has("and", tokens[end : end + 1], language) else 0
