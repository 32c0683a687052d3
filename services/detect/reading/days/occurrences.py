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

from schemas.values import Precision, Span
from services.detect.reading.days.clauses import Clause, Tense, Told, has, words_of
from services.detect.reading.days.dates import DEADLINE, ON, UNTIL, Date, dates
from services.detect.reading.days.doings import Sort, begins_several
from services.detect.reading.days.nouns import noun_in
from services.detect.reading.days.verbs import verb_at
from services.detect.reading.names.places import places
from services.detect.reading.sentences import Sentence
from services.detect.reading.times import Time
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language

_REACH: Final = 14
"""Tokens between what happens and its date,"""
_AHEAD: Final = 28
"""and between a date that begins a clause and its verb, behind its subject."""
_INNER: Final = 3
"""Tokens of a wording before the one that is asked."""
_OPENING: Final = 5
"""Tokens of "That is also the day"."""
_YEAR: Final = 4
"""Digits of a year."""
_LONG_PAST: Final = dt.timedelta(days=400)
"""What happened longer ago is background."""
_WEEK: Final = dt.timedelta(days=7)


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
    if has("recurring", [token for token in sentence.tokens if token.text.islower()], sentence.language):
        return
    for date in dates(sentence, found):
        put_off = _put_off(sentence, date)
        told, how = (put_off, ON) if put_off is not None else (_told(sentence, date), date.how)
        day = _day(sentence, replace(date, how=how), told, anchor) if told is not None else None
        if told is not None and day is not None and _is_comparable(told, sentence.language):
            yield _occurrence(sentence, told, min(told.first, date.start), max(told.last, date.time.last), day)
        yield from _when(sentence, date, anchor)
    if named is None:
        return
    for told in _taken_up(sentence):
        day = _coming(named, anchor) if told.tense is Tense.FUTURE and named.latest < anchor else named
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
    noun = noun_in(clause, until=date.how == UNTIL)
    if noun is not None or date.how == UNTIL:
        return noun
    is_since = has("since", sentence.tokens[date.start : date.time.first], sentence.language)
    verb = _nearest_verb(clause, is_since=is_since)
    return verb if verb is not None or start < date.start else _first_verb(sentence, date.time.last)


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
    for k in range(clause.end - 1, clause.start - 1, -1):
        if clause.has("side", k, k + 1):
            return None  # "left after the game on Saturday"
        if (told := verb_at(clause, _whole(clause, k), puts_off=puts_off, is_since=is_since)) is not None:
            return told
    return None


def _whole(clause: Clause, k: int) -> int:
    """Where the wording begins that token k is a part of."""
    near = range(max(clause.start, k - _INNER), k)
    earlier = (at for at in near if begins_several(clause.tokens[at].lower, clause.language))
    verbs = ((at, doing) for at in earlier for doing in clause.doings(at) if doing.sort is not Sort.NOUN)
    return next((at for at, doing in verbs if k < at + doing.length), k)


def _first_verb(sentence: Sentence, start: int) -> Told | None:
    """What happens by the first verb behind a date that begins a clause."""
    tokens, breaks = sentence.tokens, words_of(sentence.language)["breaks"]
    for k in range(start, min(len(tokens), start + _AHEAD)):
        if tokens[k].lower in breaks and tokens[k].text != ",":
            return None
        stop = next((j for j in range(k, len(tokens)) if tokens[j].lower in breaks), len(tokens))
        if (told := verb_at(Clause(tokens, k, stop, sentence.language), k)) is not None:
            return told
    return None


def _when(sentence: Sentence, date: Date, anchor: dt.date) -> Iterator[Occurrence]:
    """What else happens on a date: "on 12 May, | when the bridge opens"."""
    tokens, last = sentence.tokens, date.time.last
    last += last < len(tokens) and tokens[last].text == ","
    if not has("at_which", tokens[last : last + 1], sentence.language):
        return
    told = _first_verb(sentence, last + 1 + has("none", tokens[last + 1 : last + 2], sentence.language))
    day = _day(sentence, date, told, anchor) if told is not None else None
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


def _day(sentence: Sentence, date: Date, told: Told, anchor: dt.date) -> Span | None:
    """The span of days, if it fits what the words say of past and future."""
    span, tense, tokens, language = date.time.span, told.tense, sentence.tokens, sentence.language
    if span is not None and date.time.backwards:
        span = Span(span.earliest, span.core[0], span.precision)  # "since October": at some time of it
    if span is not None and tense is Tense.FUTURE and span.latest < anchor:
        span = _coming(span, anchor) if _is_yearless(tokens[date.time.first : date.time.last]) else None
    if span is None or not _fits(span, told, anchor, language):
        return None
    if date.how is None and span.precision is Precision.ABOUT and span.latest <= anchor:
        return None  # "less than a month ago"
    if date.how == DEADLINE:
        opens = anchor if span.earliest > anchor else span.latest - _LONG_PAST
        return Span(opens, span.latest, Precision.ABOUT, *span.core)
    return span


def _fits(span: Span, told: Told, anchor: dt.date, language: Language) -> bool:
    if span.earliest > anchor:
        return told.tense is not Tense.PAST
    is_long_past = span.latest < anchor - _LONG_PAST and told.kind not in words_of(language)["checked"]
    is_background = is_long_past or span.precision is Precision.YEAR
    return not is_background and (told.tense is not Tense.FORMER or span.latest > anchor)


def _is_yearless(named: Sequence[Token]) -> bool:
    return not any(len(token.text) == _YEAR and token.text.isdigit() for token in named)


def _coming(span: Span, anchor: dt.date) -> Span | None:
    """The next such span, of one that was taken for past but is told as to come: "the bridge opens in September"."""
    if anchor - span.latest < _WEEK and span.earliest == span.latest:
        return Span(span.earliest + _WEEK, span.latest + _WEEK)
    year = dt.date(span.latest.year + 1, span.latest.month, 1) - span.latest.replace(day=1)
    later = Span(span.earliest + year, span.latest + year, span.precision)
    return later if later.latest > anchor else None
