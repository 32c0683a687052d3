"""What taking in a batch of the log needs to know and changes: in memory, between one reading and one writing.

    outbox ─▶ Known ─▶ Book ─▶ Changes ─▶ outbox
              asked    post,   kept
              once     decide  once

To ask a book of a flag or a claim that was not asked for is a fault of ours, and raises KeyError.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from schemas.decisions import SilenceSet
from schemas.event import FlagId
from schemas.flags import Flag, FlagState
from schemas.notices import Suppression
from services.alert.message.message import Decided
from services.alert.outbox.tables import DeliveryRow, Lane, Place
from services.alert.posting.grouping import Group, Told
from services.alert.routing import Labels, Timing, labels
from services.eventlog.port import Positions, TopicPartition


class Entry(NamedTuple):
    """A group as it stands, where it tells, and when."""

    place: Place
    timing: Timing
    group: Group


class KnownFlag(NamedTuple):
    """A flag as it was last taken in; `labels` are None of one that ended."""

    claim: str
    version: int
    labels: Labels | None


class Known(NamedTuple):
    """What the outbox knew: there is something under each flag and claim that it was asked about."""

    flags: Mapping[FlagId, KnownFlag | None] = {}
    decided: Mapping[FlagId, Decided] = {}
    told: Mapping[FlagId, Mapping[Lane, Told]] = {}
    entries: Mapping[str, Sequence[Entry]] = {}
    """All groups of a claim."""
    silences: Sequence[SilenceSet] = ()


NOTHING: Final = Known()


class Changes(NamedTuple):
    """What is to be kept."""

    entries: dict[Place, Entry]
    members: dict[Place, frozenset[FlagId]]
    """Of each group that changed, the flags that it knew before."""
    told: dict[tuple[Lane, FlagId], Told]
    decided: dict[FlagId, Decided]
    flags: dict[FlagId, KnownFlag]
    silences: dict[str, SilenceSet]
    threads: dict[tuple[Lane, str], str]
    """The receipts of claims' first messages, unless there is one."""
    deliveries: list[DeliveryRow]
    """New ones, unless they are known."""
    positions: dict[TopicPartition, int]


class Book:
    """What is known, changed as it is written; `changes` are what was."""

    def __init__(self, known: Known = NOTHING) -> None:
        self._entries = {claim: {entry.place: entry for entry in of} for claim, of in known.entries.items()}
        self._knowing: dict[FlagId, dict[Place, None]] = {flag: {} for flag in known.flags}
        self._told = {flag: dict(of) for flag, of in known.told.items()}
        self._decided = dict(known.decided)
        self._flags = dict(known.flags)
        self._open: dict[str, dict[FlagId, Labels]] = {}
        self._silences = {silence.silence: silence for silence in known.silences}
        self.changes = Changes({}, {}, {}, {}, {}, {}, {}, [], {})
        for of in self._entries.values():
            for entry in of.values():
                self._file(entry.place, frozenset(), entry.group.flags)
        for flag, kept in known.flags.items():
            if kept is not None:
                self._keep_open(flag, kept)

    def entry(self, place: Place, timing: Timing) -> Entry:
        """The group at a place, which tells by this timing from now on; a new group if there was none."""
        known = self._entries[place.claim].get(place)
        return Entry(place, timing, Group() if known is None else known.group)

    def keep(self, entry: Entry) -> None:
        """Keep a group as it is from now on."""
        place, of = entry.place, self._entries[entry.place.claim]
        if (before := of.get(place)) == entry:
            return
        known = frozenset[FlagId]() if before is None else before.group.flags
        of[place] = self.changes.entries[place] = entry
        self.changes.members.setdefault(place, known)
        self._file(place, known, entry.group.flags)

    def knowing(self, flag: FlagId) -> list[Entry]:
        """The groups that have something of a flag to tell, or told it."""
        return [self._entries[place.claim][place] for place in self._knowing[flag]]

    def groups_on(self, lane: Lane, claim: str) -> list[Group]:
        """A claim's groups on one channel."""
        return [entry.group for place, entry in self._entries[claim].items() if place.lane == lane]

    def due(self, now: dt.datetime) -> list[Entry]:
        """The groups whose moment has come, the longest due first."""
        due = [(at, entry) for entry in self._all() if (at := entry.group.due_at) is not None and at <= now]
        return [entry for _, entry in sorted(due, key=lambda pair: (pair[0], pair[1].place))]

    def held(self, by: Collection[Suppression], claim: str | None = None) -> list[Entry]:
        """The groups with news that one of these held back; of one claim, or of all."""
        entries = self._all() if claim is None else self._entries[claim].values()
        return [entry for entry in entries if not set(by).isdisjoint(entry.group.held_by)]

    def told(self, lane: Lane, flag: FlagId) -> Told | None:
        """What a channel was told of a flag."""
        return self._told[flag].get(lane)

    def tell(self, lane: Lane, flag: FlagId, told: Told) -> None:
        self._told.setdefault(flag, {})[lane] = self.changes.told[lane, flag] = told

    def keep_thread(self, lane: Lane, claim: str, receipt: str) -> None:
        """Keep it as the claim's first message, unless there is one."""
        self.changes.threads.setdefault((lane, claim), receipt)

    def decided(self, flag: FlagId) -> Decided:
        """What the desk decided on a flag so far."""
        return self._decided[flag]

    def decide(self, flag: FlagId, decided: Decided) -> None:
        self._decided[flag] = self.changes.decided[flag] = decided

    def silences(self, now: dt.datetime) -> list[SilenceSet]:
        """Those that have not ended."""
        return [silence for silence in self._silences.values() if silence.ends_at > now]

    def silence(self, silence: SilenceSet) -> None:
        """Keep it in the place of what was set under its id before."""
        self._silences[silence.silence] = self.changes.silences[silence.silence] = silence

    def keep_flag(self, flag: Flag) -> KnownFlag | None:
        """Keep an open flag's labels, unless a later version is known; how it was until now, if it was open."""
        before = self._flags[flag.flag]
        if before is not None and before.version >= flag.version:
            return None
        kept = KnownFlag(flag.claim, flag.version, labels(flag) if flag.state is FlagState.OPEN else None)
        self._flags[flag.flag] = self.changes.flags[flag.flag] = kept
        if before is not None:
            self._open.get(before.claim, {}).pop(flag.flag, None)
        self._keep_open(flag.flag, kept)
        return before if before is not None and before.labels is not None else None

    def open_flags(self, claim: str | None) -> dict[FlagId, Labels]:
        """The open flags of a claim, or all that are known, with their labels."""
        found = [self._open.get(claim, {})] if claim is not None else self._open.values()
        return dict(sorted(pair for of in found for pair in of.items()))

    def add(self, delivery: DeliveryRow) -> None:
        """Add a delivery, unless it is known."""
        self.changes.deliveries.append(delivery)

    def move(self, positions: Positions) -> None:
        """Say how far the log is read with this."""
        self.changes.positions.update(positions)

    def _all(self) -> list[Entry]:
        return [entry for of in self._entries.values() for entry in of.values()]

    def _file(self, place: Place, before: Collection[FlagId], after: Collection[FlagId]) -> None:
        for flag in before:
            self._knowing[flag].pop(place)
        for flag in after:
            self._knowing.setdefault(flag, {})[place] = None

    def _keep_open(self, flag: FlagId, kept: KnownFlag) -> None:
        if kept.labels is not None:
            self._open.setdefault(kept.claim, {})[flag] = kept.labels
