"""Which one-off event a statement speaks of: those of a kind are told apart by day, and rare ones by their places.

Days up to two apart are of one event. Outlets name the place of an earthquake differently (the island, the town); two
are of one event if the place that one is told of is among those that the other's article names.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import Final, NamedTuple

from schemas.statements import Statement
from services.detect.tracking.keys import ClaimKey, Happening, Kind, slug
from services.detect.tracking.stories import stories
from services.detect.tracking.voices import Member

_ONE_EVENT: Final = dt.timedelta(days=2)


def happenings(key: ClaimKey, members: Sequence[Member]) -> Iterator[tuple[Happening | None, Sequence[Member]]]:
    """The statements of a key, in order of publication, by event; all together where it is of none."""
    if members and members[0].statement.story:
        yield from stories(members)
        return
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
    """Members that are near one another, or near to some between; names are spelt once, as all pairs are asked."""
    told = [_told(member.statement) for member in members]
    groups: list[list[int]] = []
    for k, names in enumerate(told):
        near = [group for group in groups if any(_are_near(names, told[other]) for other in group)]
        groups = [group for group in groups if group not in near] + [sorted([*chain.from_iterable(near), k])]
    for group in groups:
        yield [members[k] for k in group]


class _Told(NamedTuple):
    """The place that a statement is told of, and all that its article names."""

    place: str
    named: frozenset[str]


def _told(statement: Statement) -> _Told:
    return _Told(slug(statement.subject.place or ""), frozenset(map(slug, statement.places)))


def _are_near(left: _Told, right: _Told) -> bool:
    return left.place == right.place or left.place in right.named or right.place in left.named
