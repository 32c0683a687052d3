"""A log in memory whose processes die: between any two of an output, a state and a position, as often as a plan says.

It does in many steps what an adapter may do in many (Kafka), and hands out records as a broker does: each partition in
order, the partitions in any. A process that starts anew may find the states and positions of an earlier moment, as
from a backup; what was appended since is still there.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from schemas.envelope import Entry
from schemas.topics import PARTITIONS, Topic
from services.eventlog.memory import MemoryLog
from services.eventlog.port import Positions, Reader, Record, TopicPartition


class Died(Exception):
    """The process that used the log was killed."""


class Poll(NamedTuple):
    """What a poll brings."""

    first: int
    """The partition whose records come first."""
    most: int
    """How many records, at most."""


class Plan(NamedTuple):
    """What goes wrong, in turn; when a list has come to its end, nothing does any more."""

    polls: Sequence[Poll] = ()
    deaths: Sequence[int | None] = ()
    """Of each commit: after how many of its steps the process dies; None is not at all."""
    losses: Sequence[int] = ()
    """Of each death: how many commits the states and positions found afterwards lie behind."""


NO_FAULT = Plan()


class Write(NamedTuple):
    """One step of a commit."""

    entries: Sequence[Entry] = ()
    states: Mapping[str, bytes] = {}
    positions: Mapping[TopicPartition, int] = {}


class DyingLog(MemoryLog):
    """The log, with its plan."""

    def __init__(self, plan: Plan = NO_FAULT) -> None:
        super().__init__()
        self._polls = iter(plan.polls)
        self._deaths = iter(plan.deaths)
        self._losses = iter(plan.losses)
        self._backups: defaultdict[str, list[Write]] = defaultdict(lambda: [Write()])

    def read(self, topics: Sequence[Topic], start: Positions | None = None) -> Reader:
        return _Reader(self, topics, start or {}, self._polls)

    async def commit(
        self,
        group: str,
        positions: Positions,
        *,
        entries: Sequence[Entry] = (),
        states: Mapping[str, bytes] | None = None,
    ) -> None:
        writes = self.writes(entries, states or {}, positions)
        death = next(self._deaths, None)
        for write in writes[:death]:
            await super().commit(group, write.positions, entries=write.entries, states=write.states)
        if death is None or death >= len(writes):
            self._backups[group].append(Write((), dict(self._states[group]), dict(self._committed[group])))
        if death is not None:
            self._lose(group, next(self._losses, 0))
            raise Died

    def writes(self, entries: Sequence[Entry], states: Mapping[str, bytes], positions: Positions) -> list[Write]:
        """The steps of a commit: outputs, states, positions."""
        return [
            *(Write(entries=[entry]) for entry in entries),
            *(Write(states={key: state}) for key, state in states.items()),
            *(Write(positions={place: position}) for place, position in positions.items()),
        ]

    def _lose(self, group: str, commits: int) -> None:
        """Go back; what was lost does not come back later, or an output repeated meanwhile would be the last."""
        if commits:
            backups = self._backups[group]
            del backups[max(1, len(backups) - commits) :]
            self._states[group], self._committed[group] = dict(backups[-1].states), dict(backups[-1].positions)


class _Reader:
    def __init__(self, log: MemoryLog, topics: Sequence[Topic], start: Positions, polls: Iterator[Poll]) -> None:
        self._log = log
        self._polls = polls
        self._positions: dict[TopicPartition, int] = {
            (topic.name, partition): start.get((topic.name, partition), 0)
            for topic in topics
            for partition in range(PARTITIONS)
        }

    @property
    def positions(self) -> Positions:
        return dict(self._positions)

    async def poll(self, wait: dt.timedelta, limit: int = 500) -> Sequence[Record]:
        first, most = next(self._polls, Poll(0, limit))
        waiting = [
            record
            for record in self._log.records
            if record.offset >= self._positions.get((record.topic, record.partition), record.offset + 1)
        ]
        taken = sorted(waiting, key=lambda record: (record.partition - first) % PARTITIONS)[:most]
        for record in taken:
            self._positions[record.topic, record.partition] = record.offset + 1
        return taken

    async def close(self) -> None:
        """Nothing is held."""
