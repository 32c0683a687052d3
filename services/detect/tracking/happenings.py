"""Which one-off event a statement speaks of: those of a kind are told apart by day, and rare ones by their places.

Days up to two apart are of one event. Outlets name the place of an earthquake differently (the island, the town); two
are of one event if the place that one is told of is among those that the other's article names.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from schemas.statements import Statement
from services.detect.tracking.keys import ClaimKey, Happening, Kind, slug
from services.detect.tracking.voices import Member

_ONE_EVENT: Final = dt.timedelta(days=2)


def happenings(key: ClaimKey, members: Sequence[Member]) -> Iterator[tuple[Happening | None, Sequence[Member]]]:
    """The statements of a key, in order of publication, by event; all together where it is of none."""
    if key.subject.event is None or key.yardstick.kind is Kind.PRESENCE:
        yield None, members
        return
    is_count = key.yardstick.kind is Kind.QUANTITY
    for group in _by_day(members) if is_count else [members]:
        for near in _by_place(group) if key.subject.place is None else [group]:
            day = min(_happened(member.statement) for member in near) if is_count else None
            place = near[0].statement.subject.place if key.subject.place is None else None
            yield None if day is None and place is None else Happening(day, place), near


def _happened(statement: Statement) -> dt.date:
    """The day of a one-off event: as dated, else when it is told of."""
    return statement.event_day.earliest if statement.event_day is not None else statement.as_of.anchor


def _by_day(members: Sequence[Member]) -> Iterator[list[Member]]:
    days = sorted({_happened(member.statement) for member in members})
    starts = [days[0], *(day for before, day in pairwise(days) if day - before > _ONE_EVENT)]
    groups: dict[dt.date, list[Member]] = {start: [] for start in starts}
    for member in members:
        groups[starts[bisect_right(starts, _happened(member.statement)) - 1]].append(member)
    yield from groups.values()


def _by_place(members: Sequence[Member]) -> Iterator[list[Member]]:
    groups: list[list[Member]] = []
    for member in members:
        near = [group for group in groups if any(_is_near(member.statement, other.statement) for other in group)]
        joined = [other for group in near for other in group]
        groups = [group for group in groups if group not in near] + [[*joined, member]]
    for group in groups:
        together = set(map(id, group))
        yield [member for member in members if id(member) in together]


def _is_near(left: Statement, right: Statement) -> bool:
    first, second = slug(left.subject.place or ""), slug(right.subject.place or "")
    return first == second or first in map(slug, right.places) or second in map(slug, left.places)
