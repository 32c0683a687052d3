"""Expressions of time → TIMEX3 values and spans of dates, by named rules, from the moment of speaking.

TIMEX3 after TimeML 1.2.1 (ISO 8601 values: 2025-01-30, 2025-W04, P2W). A span's ends are inclusive. Fuzzy wordings
("about two weeks") carry a core, which the wording is certain of, inside their outer ends.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import chain
from typing import Final, NamedTuple

from schemas.values import Precision, Span
from services.detect.reading.spans import (
    day_span,
    earlier,
    fuzzy_span,
    month_span,
    nearest_date,
    slack,
    tolerance,
    year_span,
)
from services.detect.reading.vocabulary import ENGLISH, vocabulary

_WORDS: Final = vocabulary(ENGLISH, "times")
_MONTHS: Final[dict[str, int]] = _WORDS["months"]
_WEEKDAYS: Final[dict[str, int]] = _WORDS["weekdays"]
_DAYS: Final[dict[str, int]] = _WORDS["days"]
_UNITS: Final[dict[str, int]] = _WORDS["units"]
_NUMBERS: Final[dict[str, int]] = _WORDS["numbers"]
_FUTURE: Final = re.compile(rf"\b(?:{'|'.join(_WORDS['future']['words'])})\b", re.IGNORECASE)
_ASCII_CASE: Final = re.IGNORECASE | re.ASCII
"""Else a long s would match a month's name that no vocabulary has."""
_ISO: Final = {"day": "D", "week": "W", "fortnight": "W", "month": "M", "year": "Y"}
_DAY: Final = dt.timedelta(days=1)


class TimeKind(StrEnum):
    """TIMEX3's types that news needs for dating figures."""

    DATE = "DATE"
    DURATION = "DURATION"


class Time(NamedTuple):
    """A time expression at [start, end) of the text; `backwards` ones last until the moment of speaking."""

    start: int
    end: int
    kind: TimeKind
    value: str
    span: Span
    rule: str
    backwards: bool = False


Meaning = tuple[TimeKind, str, Span, bool]
"""What a match means: kind, TIMEX3 value, span, and whether it lasts until the moment of speaking."""


class Rule(NamedTuple):
    """A named pattern and what it means.

    `read` is asked with the match, the day of speaking and whether the sentence speaks of the future. It answers None,
    or fails with ValueError or OverflowError, where the calendar has no such time ("30 February", "9,000 years ago").
    """

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], dt.date, bool], Meaning | None]


def times(flat: str, start: int, end: int, spoken: dt.date) -> list[Time]:
    """The time expressions of flat[start:end], in order; where two overlap, the longer of the earlier start."""
    window = flat[start:end]
    if not _GATE.search(window):
        return []
    future = _FUTURE.search(window) is not None
    found = sorted(
        chain.from_iterable(_matches(rule, window, start, spoken, future) for rule in RULES),
        key=lambda time: (time.start, -time.end),
    )
    kept: list[Time] = []
    for time in found:
        if not kept or time.start >= kept[-1].end:
            kept.append(time)
    return kept


def _matches(rule: Rule, window: str, start: int, spoken: dt.date, future: bool) -> Iterator[Time]:
    for match in rule.pattern.finditer(window):
        try:
            meaning = rule.read(match, spoken, future)
        except (ValueError, OverflowError):
            continue
        if meaning is not None:
            kind, value, span, backwards = meaning
            yield Time(start + match.start(), start + match.end(), kind, value, span, rule.name, backwards)


def _calendar_day(match: re.Match[str], spoken: dt.date, future: bool) -> Meaning | None:
    month, day, year = _MONTHS[match["month"].lower().rstrip(".")], int(match["day"]), match["year"]
    date = dt.date(int(year), month, day) if year else nearest_date(month, day, spoken, future=future)
    return None if date is None else (TimeKind.DATE, date.isoformat(), day_span(date), False)


def _iso_day(match: re.Match[str], _spoken: dt.date, _future: bool) -> Meaning | None:
    date = dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    return TimeKind.DATE, date.isoformat(), day_span(date), False


def _calendar_month(match: re.Match[str], spoken: dt.date, future: bool) -> Meaning | None:
    month, year = _MONTHS[match["month"].lower().rstrip(".")], match["year"]
    if year:
        chosen = int(year)
    elif future:
        chosen = spoken.year + (month < spoken.month)
    else:
        chosen = spoken.year - (month > spoken.month)
    return TimeKind.DATE, f"{chosen}-{month:02}", month_span(chosen, month), False


def _year(match: re.Match[str], _spoken: dt.date, _future: bool) -> Meaning | None:
    year = int(match["year"])
    return TimeKind.DATE, f"{year}", year_span(year), False


def _weekday(match: re.Match[str], spoken: dt.date, future: bool) -> Meaning | None:
    which, wanted = (match["which"] or "").lower(), _WEEKDAYS[match["weekday"].lower()]
    if which == "next" or (future and which != "last"):
        date = spoken + _DAY * ((wanted - spoken.weekday() - 1) % 7 + 1)
    else:
        back = (spoken.weekday() - wanted) % 7
        date = spoken - _DAY * (back or (7 if which == "last" else 0))
    return TimeKind.DATE, date.isoformat(), day_span(date), False


def _relative_day(match: re.Match[str], spoken: dt.date, _future: bool) -> Meaning | None:
    date = spoken + _DAY * _DAYS[match["day"].lower()]
    return TimeKind.DATE, date.isoformat(), day_span(date), False


def _this_unit(match: re.Match[str], spoken: dt.date, future: bool) -> Meaning | None:
    """What "this week" means: where the past is spoken of it ends now, as nobody reports what is yet to come."""
    step = {"last": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}[match["which"].lower()]
    unit = match["unit"].lower()
    if unit == "week":
        monday = spoken - _DAY * spoken.weekday() + 7 * step * _DAY
        value, span = f"{monday:%G-W%V}", Span(monday, monday + 6 * _DAY, Precision.WEEK)
    elif unit == "month":
        months = spoken.year * 12 + spoken.month - 1 + step
        span = month_span(months // 12, months % 12 + 1)
        value = f"{span.earliest:%Y-%m}"
    else:
        year = spoken.year + step
        value, span = f"{year}", year_span(year)
    if step == 0 and not future:
        span = Span(span.earliest, spoken, span.precision)
    return TimeKind.DATE, value, span, False


def _count(match: re.Match[str]) -> int:
    word = match["count"].lower()
    return int(word) if word.isdecimal() else _NUMBERS[word]


def _ago(match: re.Match[str], spoken: dt.date, _future: bool) -> Meaning | None:
    count, unit = _count(match), match["unit"].lower()
    there = earlier(spoken, count, unit)
    core, outer = tolerance(count, unit) if match["about"] else (dt.timedelta(0), slack(unit))
    return TimeKind.DATE, there.isoformat(), fuzzy_span(there - outer, there + outer, there - core, there + core), False


def _lasting(match: re.Match[str], spoken: dt.date, _future: bool) -> Meaning | None:
    """What "for about two weeks" means: it ends at the moment of speaking; when it began may be fuzzy."""
    count, unit = _count(match), match["unit"].lower()
    began = earlier(spoken, count, unit)
    outer = tolerance(count, unit)[1] if match["about"] else dt.timedelta(0)
    span = fuzzy_span(began - outer, spoken, min(began + outer, spoken), spoken)
    weeks = 2 * count if unit == "fortnight" else count
    return TimeKind.DURATION, f"P{weeks}{_ISO[unit]}", span, True


def _since(match: re.Match[str], spoken: dt.date, _future: bool) -> Meaning | None:
    month = _MONTHS[match["month"].lower().rstrip(".")]
    year = int(match["year"]) if match["year"] else spoken.year - (month > spoken.month)
    whole = month_span(year, month)
    if whole.earliest > spoken:
        return None
    span = Span(whole.earliest, spoken, Precision.MONTH, min(whole.latest, spoken), spoken)
    return TimeKind.DATE, f"{year}-{month:02}", span, True


def _compile(pattern: str) -> re.Pattern[str]:
    """A pattern written with MONTH, WEEKDAY, COUNT, UNIT, YEAR, ABOUT, and a blank for any short run of space."""
    months, weekdays, units = ("|".join(words) for words in (_MONTHS, _WEEKDAYS, _UNITS))
    filled = (
        pattern.replace(" ", r"\s{1,3}")
        .replace("MONTH", rf"(?P<month>(?:{months})\b\.?)")
        .replace("WEEKDAY", f"(?P<weekday>{weekdays})")
        .replace("COUNT", rf"(?<!\d[,.])(?P<count>\d{{1,4}}|{'|'.join(_NUMBERS)})")
        .replace("UNIT", f"(?P<unit>{units})s?")
        .replace("YEAR", r"(?P<year>(?:1[89]|20)\d\d)")
        .replace("ABOUT", r"(?P<about>(?:about|around|approximately|nearly|almost|roughly|some)\s{1,3})?")
    )
    return re.compile(rf"\b(?:{filled})\b", _ASCII_CASE)


_GATE: Final = re.compile(
    rf"\b(?:{'|'.join(_MONTHS)}|{'|'.join(_WEEKDAYS)}|{'|'.join(_DAYS)}|(?:{'|'.join(_UNITS)})s?|(?:1[89]|20)\d\d)\b",
    _ASCII_CASE,
)

RULES: Final = (
    Rule("ISO day", _compile(r"YEAR-(?P<month>\d\d)-(?P<day>\d\d)"), _iso_day),
    Rule("day month", _compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)? (?:of )?MONTH(?:,? YEAR)?"), _calendar_day),
    Rule("month day", _compile(r"MONTH (?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)(?:,? YEAR)?"), _calendar_day),
    Rule("month", _compile(r"(?:in|of|during|late|early|by|until|mid-?) ?MONTH(?:,? YEAR)?"), _calendar_month),
    Rule("month year", _compile(r"MONTH,? YEAR"), _calendar_month),
    Rule("year", _compile(r"(?:in|during|of|by|until|early|late) YEAR(?![,.]?\d)(?! block)"), _year),
    Rule("weekday", _compile(r"(?:(?P<which>last|this|next) )?WEEKDAY"), _weekday),
    Rule("relative day", _compile(rf"(?P<day>{'|'.join(_DAYS)})"), _relative_day),
    Rule(
        "this or last unit",
        _compile(r"(?P<which>last|this|next|previous|coming) (?P<unit>week|month|year)"),
        _this_unit,
    ),
    Rule("units ago", _compile(r"ABOUTCOUNT UNIT ago"), _ago),
    Rule("lasting until now", _compile(r"for (?:the (?:past|last) )?ABOUTCOUNT UNIT"), _lasting),
    Rule("the past units", _compile(r"(?:in|over|during|within) the (?:past|last) ABOUTCOUNT UNIT"), _lasting),
    Rule("since month", _compile(r"since (?:early |late |mid-? ?)?MONTH(?:,? YEAR)?"), _since),
)
"""In order of reading; where two match at one place the longer wins."""
