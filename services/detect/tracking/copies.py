"""Sentences that two articles have in common, and the days that these give their events."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from schemas.event import ArticleId
from schemas.statements import Factuality, Reported
from schemas.values import Span
from services.detect.tracking.intervals import days_between
from services.detect.tracking.remembered import remembered
from services.detect.tracking.voices import Member

_ALIKE: Final = 16
"""Characters that two copies of one sentence must share,"""
_DIFFERENT: Final = 16
"""and those in which they may differ."""


_Days = frozenset[tuple[dt.date, dt.date]]
"""Spans of days, each by its first and last."""


class Copy(NamedTuple):
    """A sentence that an article has from an earlier one, with another day for its event."""

    first: Member
    second: Member


class Dated:
    """The articles of one key, in order of publication, that date what they tell."""

    def __init__(self, reports: Iterable[Reported]) -> None:
        self._reports = [report for report in reports if _dating(report)]
        self._places = {report.article: place for place, report in enumerate(self._reports)}
        self._days = [_days(report) for report in self._reports]
        self._differing: dict[_Days, list[int]] = {}

    def copies(self, own: set[ArticleId], settle: dt.timedelta, is_one: bool) -> Iterator[Copy]:
        """What is copied from these articles within the settle time but for the day; if that is one, by others."""
        if is_one and own.issuperset(self._places):
            return
        for place in sorted(self._places[article] for article in own if article in self._places):
            first, differing = self._reports[place], self._giving_another(self._days[place])
            for later in differing[bisect_right(differing, place) :]:
                second = self._reports[later]
                if second.published_at - first.published_at > settle:
                    break
                if not (is_one and second.article in own) and (copy := _copy(first, second)) is not None:
                    yield copy

    def _giving_another(self, own: _Days) -> list[int]:
        """The places of articles that may give an event another day; there are none where all give it one day."""
        if own not in self._differing:
            places = enumerate(self._days)
            self._differing[own] = [place for place, days in places if days != own or len(days) > 1]
        return self._differing[own]


def worded_alike(left: Member, right: Member) -> bool:
    """Whether two statements are one sentence but for a few words, such as a number: one copies the other."""
    return _alike(left.statement.quote, right.statement.quote)


def day_of(member: Member) -> Span:
    """The day that a member gives its event."""
    day = member.statement.event_day
    assert day is not None  # noqa: S101 - only members that date their event are compared
    return day


def days_apart(left: Member, right: Member) -> int:
    """Days between those that two members give their event; 0 or less where they meet."""
    return _apart(day_of(left), day_of(right))


def gives(report: Reported, other: Member) -> bool:
    """Whether an article gives the other's day to such an event too."""
    theirs, event = day_of(other), other.statement.subject.event
    days = (told.figure for told in report.statements if told.subject.event == event)
    return any(isinstance(day, Span) and _apart(day, theirs) <= 0 for day in days)


@remembered
def _dating(report: Reported) -> Sequence[Member]:
    """What an article states of events that it dates."""
    stated = (told for told in report.statements if told.factuality is Factuality.ASSERTED)
    return tuple(Member(report, told, told.chain[-1]) for told in stated if told.event_day is not None)


@remembered
def _days(report: Reported) -> _Days:
    """The days that it gives them."""
    return frozenset((span.earliest, span.latest) for span in map(day_of, _dating(report)))


@remembered
def _copy(first: Reported, second: Reported) -> Copy | None:
    """None also if one of the articles gives the other's day too."""
    pairs = product(_dating(first), _dating(second))
    copied = next((pair for pair in pairs if days_apart(*pair) > 0 and worded_alike(*pair)), None)
    return None if copied is None or gives(first, copied[1]) or gives(second, copied[0]) else Copy(*copied)


def _apart(first: Span, second: Span) -> int:
    return days_between((first.earliest, first.latest), (second.earliest, second.latest))


@lru_cache(maxsize=65_536)
def _alike(first: str, second: str) -> bool:
    if abs(len(first) - len(second)) > _DIFFERENT:
        return False
    start = _shared(first, second)
    end = _shared(first[start:][::-1], second[start:][::-1])
    return start + end >= _ALIKE and max(len(first), len(second)) - start - end <= _DIFFERENT


def _shared(first: str, second: str) -> int:
    """How many characters two texts begin with in common."""
    pairs = zip(first, second, strict=False)
    return next((k for k, (one, other) in enumerate(pairs) if one != other), min(len(first), len(second)))
