"""Which one-off event a statement speaks of: known again by whom and what its article names, and by its day.

    people named ─┐
    streets, days ├─▶ sure to be of one event ─▶ parts ─▶ joined where places and days are shared ─▶ events
                  ┘

Outlets place an event differently (the town, its quarter, the county) and date it differently, up to two days apart. A
name that one of two articles gives with an age is of one event whenever they were written: a trial's report need not
date what is tried. Of a town alone many things are told on one day: articles that name streets there, and none in
common, are of two events.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from schemas.statements import Statement
from services.detect.reading.names.gazetteer import is_state
from services.detect.reading.names.streets import is_street
from services.detect.reading.setting.events import is_kind, is_rare, may_be_summed
from services.detect.reading.vocabulary import ENGLISH
from services.detect.tracking import carried, tellings
from services.detect.tracking.disjoint import Disjoint
from services.detect.tracking.keys import ClaimKey, Happening, Kind, slug
from services.detect.tracking.likeness.days import DAYS
from services.detect.tracking.likeness.quantities import QUANTITIES
from services.detect.tracking.remembered import remembered
from services.detect.tracking.stories import stories
from services.detect.tracking.voices import Member

_LIKENESS: Final = {Kind.TELLING: QUANTITIES, Kind.TOLD_DAY: DAYS}
_ONE_EVENT: Final = dt.timedelta(days=2)


def happenings(key: ClaimKey, members: Sequence[Member]) -> Iterator[tuple[Happening | None, Sequence[Member]]]:
    """The statements of a key, in order of publication, by event; all together where it is of none."""
    if key.watched is not None:
        yield None, members
        return
    if key.yardstick.kind is Kind.CARRIED:
        yield from carried.by_story(members)
        return
    if key.yardstick.kind in _LIKENESS:
        yield from tellings.by_likeness(members, _LIKENESS[key.yardstick.kind])
        return
    if members and members[0].statement.story:
        yield from stories(key, members)
        return
    if key.subject.event is None or key.yardstick.kind is Kind.PRESENCE:
        yield None, members
        return
    is_count, is_one = key.yardstick.kind is Kind.QUANTITY, not is_kind(key.subject.event, ENGLISH)
    taken: set[Happening] = set()
    for group in [members] if is_one else _events(members, is_dated=is_count):
        happening = _happening(group, taken, is_dated=is_count, is_placed=not is_one)
        taken.add(happening)
        yield None if happening == Happening(None) else happening, group


def are_of_one_day(members: Iterable[Member]) -> bool:
    """Whether all that date the event date it so that days alone would tell of one."""
    spans = (member.statement.event_day for member in members)
    days = [span.earliest for span in spans if span is not None]
    return not days or max(days) - min(days) <= _ONE_EVENT


class _Told(NamedTuple):
    """What is told of an event's place and people, names as slugs, and its day."""

    day: dt.date
    place: str
    places: frozenset[str]
    """The place that the statement is told of, and all that its article names but streets and states."""
    states: frozenset[str]
    streets: frozenset[str]
    people: frozenset[str]
    names: frozenset[str]


@remembered
def _told(statement: Statement) -> _Told:
    place = statement.subject.place or ""
    streets = {name for name in statement.places if is_street(name, ENGLISH)}
    states = {name for name in (place, *statement.places) if is_state(name)}
    return _Told(
        day=_happened(statement),
        place=slug(place),
        places=_slugs({*statement.places} - streets - states | {place}),
        states=_slugs(states),
        streets=_slugs(streets),
        people=_slugs(statement.people),
        names=_slugs(statement.names),
    )


def _happened(statement: Statement) -> dt.date:
    """The day of a one-off event: as dated, else when it is told of."""
    return statement.event_day.earliest if statement.event_day is not None else statement.as_of.anchor


def _slugs(names: Iterable[str]) -> frozenset[str]:
    return frozenset(slug(name) for name in names if name)


def _happening(group: Sequence[Member], taken: set[Happening], *, is_dated: bool, is_placed: bool) -> Happening:
    """The event by its first day and place; a second one of that day and place by its street too."""
    told = [_told(member.statement) for member in group]
    place = group[0].statement.subject.place if is_placed else None
    plain = Happening(min(item.day for item in told) if is_dated else None, place)
    if plain not in taken:
        return plain
    streets = (name for member in group for name in member.statement.places if is_street(name, ENGLISH))
    return plain._replace(place=f"{next(streets, '')}, {place}")


def _events(members: Sequence[Member], *, is_dated: bool) -> Iterator[list[Member]]:
    """Members by event, each in order of publication, events in the order in which they were first told of."""
    told = [_told(member.statement) for member in members]
    days = [item.day.toordinal() if is_dated else 0 for item in told]
    event, one = members[0].statement.subject.event, Disjoint(len(told))
    is_frequent = may_be_summed(event, ENGLISH)
    _join_known(told, one)
    for known in _by_name(item.streets for item in told).values():
        for near in _near(known, days):
            one.join(near)
    with_streets = {one.of(k) for k, item in enumerate(told) if item.streets}
    for known in _by_name(item.places for item in told).values():
        _join_in_place(sorted(known, key=days.__getitem__), days, one, with_streets, goes_on=not is_frequent)
    if is_rare(event, ENGLISH):
        _join_in_states(told, days, one)
    groups: defaultdict[int, list[Member]] = defaultdict(list)
    for k, member in enumerate(members):
        groups[one.of(k)].append(member)
    yield from groups.values()


def _join_known(told: Sequence[_Told], one: Disjoint) -> None:
    """Join those that name somebody in common, if one of them tells his age."""
    aged = frozenset[str]().union(*(item.people for item in told))
    if aged:
        for known in _by_name((item.people | item.names) & aged for item in told).values():
            one.join(known)


def _join_in_place(
    known: Sequence[int], days: Sequence[int], one: Disjoint, with_streets: set[int], *, goes_on: bool
) -> None:
    """Join what is told of one place within days, by day, unless both parts name streets: these have none in common.

    What goes on is told of from day to day; of the rest a part ends so many days after it was first told of here. Of
    parts without a street at most one is open at a time, as the next would be joined to it.
    """
    last: dict[int, int] = {}  # of each open part the day from which its end is reckoned, about in order
    plain: int | None = None
    for k in known:
        while last and days[k] - last[oldest := next(iter(last))] > _ONE_EVENT.days:
            del last[oldest]
        part = one.of(k)
        since = last.pop(part, None)
        if since is None and last:
            other = next(reversed(last)) if part not in with_streets else plain
            if other in last and days[k] - last[other] <= _ONE_EVENT.days:
                since = last.pop(other)
                one.join((part, other))
                if not with_streets.isdisjoint((part, other)):
                    with_streets.add(one.of(part))
        part = one.of(k)
        last[part] = days[k] if goes_on or since is None else since
        if part not in with_streets:
            plain = part
        elif plain not in last or plain in with_streets:
            plain = None


def _join_in_states(told: Sequence[_Told], days: Sequence[int], one: Disjoint) -> None:
    """Join what is told of a state as a whole with all within days that name the state."""
    telling = {item.place for item in told}
    for state, known in _by_name(item.states for item in told).items():
        if state in telling:
            for near in _near(known, days):
                if any(told[k].place == state for k in near):
                    one.join(near)


def _by_name(told: Iterable[frozenset[str]]) -> dict[str, list[int]]:
    """By name, who names it; in an order that does not depend on how sets are ordered."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for k, names in enumerate(told):
        for name in names:
            found[name].append(k)
    return dict(sorted(found.items()))


def _near(known: Iterable[int], days: Sequence[int]) -> Iterator[list[int]]:
    """Runs of those whose days follow one another closely."""
    run: list[int] = []
    for k in sorted(known, key=days.__getitem__):
        if run and days[k] - days[run[-1]] > _ONE_EVENT.days:
            yield run
            run = []
        run.append(k)
    if run:
        yield run
