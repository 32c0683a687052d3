"""On which day something happens to a thing, or is to happen: a date, and the verb or noun of doing that it belongs to.

    the order was signed on Monday       → order, signing: that day     the burial on Thursday       → burial
    the last soldiers are out by June    → last soldier, departure: any day up to the end of June
    On 5 May the bridge will be opened   → bridge, opening              That's when the fair closes  → the day last told

A date belongs to the nearest verb before it in its clause, or where it begins one, to the first verb behind it; to a
noun only where the words say that what it names takes place then. What comes again and again has no day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from schemas.values import Span
from services.detect.reading.days.clauses import Clause, Tense, Told, has, is_at, tense_of, words_of
from services.detect.reading.days.comparable import is_comparable
from services.detect.reading.days.dates import ON, UNTIL, Date, dates
from services.detect.reading.days.deadlines import deadline
from services.detect.reading.days.fronted import told_behind
from services.detect.reading.days.kinds import is_listed
from services.detect.reading.days.meant import taken_for
from services.detect.reading.days.nouns import noun_behind, noun_in, noun_owned
from services.detect.reading.days.reach import clause_before, first_verb, nearest_verb, verb_past
from services.detect.reading.days.spans import coming, days_of
from services.detect.reading.days.visits import last_visit
from services.detect.reading.names.places import places
from services.detect.reading.sentences import Sentence
from services.detect.reading.times import Time, TimeKind

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
    hour: dt.time | None = None
    """At which it was done, where one is told."""


def occurrences(
    sentence: Sentence, found: Sequence[Time], anchor: dt.date, named: Span | None, before: Sequence[Sentence]
) -> Iterator[Occurrence]:
    """What the sentence dates.

    Args:
        sentence: the sentence.
        found: its times.
        anchor: the day of speaking.
        named: the days last named before it, for "That's when".
        before: the sentences right before it, for "She was arrested".
    """
    if not found and not is_at("named", sentence.tokens, 0, sentence.language):
        return
    for date in dates(sentence, found):
        if _recurs(sentence, date):
            continue
        fronted = told_behind(sentence, date)
        only = fronted or _put_off(sentence, date) or deadline(sentence, date) or last_visit(sentence, date)
        told, how = (only, ON) if only is not None else (_told(sentence, date), date.how)
        told = taken_for(told, before) if told is not None else None
        day = days_of(sentence, replace(date, how=how), told, anchor) if told is not None else None
        if told is not None and day is not None and is_comparable(told, sentence.language):
            first, last = min(told.first, date.start), max(told.last, date.time.last)
            yield replace(_occurrence(sentence, told, first, last, day), hour=_hour(sentence, date, day, anchor))
        if fronted is None:
            yield from _when(sentence, date, anchor)
    yield from _owned(sentence, found, anchor)
    if named is None:
        return
    for told in _taken_up(sentence):
        day = coming(named, anchor) if told.tense is Tense.FUTURE and named.latest < anchor else named
        if day is not None and is_comparable(told, sentence.language):
            yield _occurrence(sentence, told, told.first, told.last, day)


def _recurs(sentence: Sentence, date: Date) -> bool:
    """Whether the clause of a date tells what comes again and again: "the talks are usually held on"."""
    tokens, breaks = sentence.tokens, words_of(sentence.language)["breaks"]
    if words_of(sentence.language)["recurring"].isdisjoint(sentence.words):
        return False
    first = next((k + 1 for k in range(date.start - 1, -1, -1) if tokens[k].lower in breaks), 0)
    last = next((k for k in range(date.time.last, len(tokens)) if tokens[k].lower in breaks), len(tokens))
    return has("recurring", [token for token in tokens[first:last] if token.text.islower()], sentence.language)


def _owned(sentence: Sentence, found: Sequence[Time], anchor: dt.date) -> Iterator[Occurrence]:
    """What a date only says of which one is told of: "the dead of | Thursday's school bus crash"."""
    tokens, language = sentence.tokens, sentence.language
    for time in found:
        start = time.last + is_at("possessive", tokens, time.last, language)
        is_led = start > time.last or is_at("articles", tokens, time.first - 1, language)
        span = time.span if time.kind is TimeKind.DATE and is_led else None
        if span is None or span.earliest != span.latest or span.latest > anchor:
            continue
        stop = next((j for j in range(start, len(tokens)) if is_at("breaks", tokens, j, language)), len(tokens))
        # what is before the date is of nothing behind it
        told = noun_owned(Clause(tokens[start:], 0, stop - start, language))
        if told is None or told.kind in words_of(language)["held"] or not is_listed(told.kind or "", language):
            continue
        if is_comparable(told, language):
            yield _occurrence(
                sentence, replace(told, first=time.first, last=start + told.last), time.first, start + told.last, span
            )


def _occurrence(sentence: Sentence, told: Told, first: int, last: int, day: Span) -> Occurrence:
    """With which of a row, which makes another event, and where it was, unless a story has but one such event."""
    topic, kind, tokens, words = told.topic, told.kind or "", sentence.tokens, words_of(sentence.language)
    if kind in words["alone"]:
        return Occurrence(first, last, day, kind, " ".join((*topic.ordinals, *topic.words)), None)
    place = next(places(tokens[told.first : last], sentence.language), None)
    return Occurrence(first, last, day, " ".join((*topic.ordinals, kind)), " ".join(topic.words), place)


def _hour(sentence: Sentence, date: Date, day: Span, anchor: dt.date) -> dt.time | None:
    """The hour of a past day at which something was done, by the clock of the place: not so "10.30 GMT"."""
    tokens, time = sentence.tokens, date.time
    is_elsewhere = has("zones", tokens[time.first : time.last + 1], sentence.language)
    is_exact = date.how == ON and day.earliest == day.latest <= anchor
    return time.hour if is_exact and not is_elsewhere else None


def _told(sentence: Sentence, date: Date) -> Told | None:
    """What happens on a date: by the words before it, or where it begins a clause, behind it."""
    if (named := _given_for(sentence, date)) is not None:
        return named
    clause = clause_before(sentence, date)
    start, end = clause.start, date.time.first
    lead = sentence.tokens[date.start : end]
    if clause.has("taking", start, clause.end) and has(UNTIL, lead, sentence.language):
        return _done_at_last(sentence, clause, date)
    noun = noun_in(clause, until=date.how == UNTIL)
    if noun is not None or date.how == UNTIL:
        return noun
    if start == date.start:
        return first_verb(sentence.tokens, sentence.language, date.time.last)
    is_since = has("since", lead, sentence.language)
    return nearest_verb(clause, is_since=is_since) or verb_past(sentence, clause, date)


def _given_for(sentence: Sentence, date: Date) -> Told | None:
    """What somebody gives a day for: "gave 4 May for | the launch", "has set 9 June as the date of | the vote"."""
    tokens, language, k = sentence.tokens, sentence.language, date.time.last
    is_given = date.start == date.time.first and is_at("giving", tokens, date.start - 1, language)
    if not is_given or not is_at("given_for", tokens, k, language):
        return None
    stop = next((j for j in range(k + 1, len(tokens)) if is_at("breaks", tokens, j, language)), len(tokens))
    return noun_behind(Clause(tokens, k + 1, stop, language))


def _done_at_last(sentence: Sentence, clause: Clause, date: Date) -> Told | None:
    """What it takes until a date to do: "it took them until Monday | to put out the fire"."""
    told = first_verb(sentence.tokens, sentence.language, date.time.last)
    tense = tense_of(clause.tokens[clause.start : clause.end], clause.language)
    return replace(told, tense=tense) if told is not None else None


def _put_off(sentence: Sentence, date: Date) -> Told | None:
    """What comes on a date because it does not before: "will not open until March", "is shut until Friday"."""
    lead = sentence.tokens[date.start : date.time.first]
    if date.how != UNTIL and not has("before", lead, sentence.language):
        return None
    told = nearest_verb(clause_before(sentence, date), puts_off=True)
    return told if told is not None and told.kind is not None else None


def _when(sentence: Sentence, date: Date, anchor: dt.date) -> Iterator[Occurrence]:
    """What else happens on a date: "on 12 May, | when the bridge opens"."""
    tokens, last = sentence.tokens, date.time.last
    last += last < len(tokens) and tokens[last].text == ","
    if not is_at("at_which", tokens, last, sentence.language):
        return
    told = first_verb(sentence.tokens, sentence.language, last + 1 + is_at("none", tokens, last + 1, sentence.language))
    day = days_of(sentence, date, told, anchor) if told is not None else None
    if told is not None and day is not None and is_comparable(told, sentence.language):
        yield _occurrence(sentence, told, date.start, told.last, day)


def _taken_up(sentence: Sentence) -> Iterator[Told]:
    """What happens on a day named before: "That's when the fair closes and the last visitors leave"."""
    tokens, language = sentence.tokens, sentence.language
    if not is_at("named", tokens, 0, language):
        return
    start = next((k + 1 for k in range(1, min(_OPENING, len(tokens))) if is_at("when", tokens, k, language)), 0)
    while start and (is_at("joining", tokens, start, language) or is_at("relative", tokens, start, language)):
        start += 1
    while start and (told := first_verb(sentence.tokens, sentence.language, start)) is not None:
        yield told
        ends = (k for k in range(told.last, len(tokens)) if is_at("breaks", tokens, k, language))
        end = next(ends, len(tokens))
        start = end + 1 if is_at("and", tokens, end, language) else 0
