"""The days that a date gives to what is told to happen on it, where they fit what the words say of past and future."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from schemas.values import Precision, Span
from services.detect.reading.days.clauses import Tense, Told
from services.detect.reading.days.dates import DEADLINE, Date
from services.detect.reading.days.kinds import befalls_once, is_checked
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language

_YEAR: Final = 4
"""Digits of a year."""
_LONG_PAST: Final = dt.timedelta(days=400)
"""What happened longer ago is background."""
_WEEK: Final = dt.timedelta(days=7)


def days_of(sentence: Sentence, date: Date, told: Told, anchor: dt.date) -> Span | None:
    """The span of days, if it fits what the words say of past and future."""
    span, tense, tokens, language = date.time.span, told.tense, sentence.tokens, sentence.language
    if span is not None and date.time.backwards:
        span = Span(span.earliest, span.core[0], span.precision)  # "since October": at some time of it
    if span is not None and tense is Tense.FUTURE and span.latest < anchor:
        span = coming(span, anchor) if _is_yearless(tokens[date.time.first : date.time.last]) else None
    if span is not None and tense is Tense.FUTURE and span.earliest < span.latest <= anchor:
        return None  # "comes into port this month": some time of what is left of it
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
    is_of_thing = befalls_once(told.kind, language) and bool(told.topic.words)
    is_known_for_long = is_checked(told.kind, language) or is_of_thing
    is_long_past = span.latest < anchor - _LONG_PAST and not is_known_for_long
    is_background = is_long_past or span.precision is Precision.YEAR
    return not is_background and (told.tense is not Tense.FORMER or span.latest > anchor)


def _is_yearless(named: Sequence[Token]) -> bool:
    return not any(len(token.text) == _YEAR and token.text.isdigit() for token in named)


def coming(span: Span, anchor: dt.date) -> Span | None:
    """The next such span, of one that was taken for past but is told as to come: "the bridge opens in September"."""
    if anchor - span.latest < _WEEK and span.earliest == span.latest:
        return Span(span.earliest + _WEEK, span.latest + _WEEK)
    year = dt.date(span.latest.year + 1, span.latest.month, 1) - span.latest.replace(day=1)
    later = Span(span.earliest + year, span.latest + year, span.precision)
    return later if later.latest > anchor else None
