"""Replay both legs of detect from a log, and compare with what was recorded.

    articles   ──reading──▶  reports        = those in `statements`?
    statements ──tracking──▶ flags, figures = those in `flags`, `figures`?

Each partition is folded in its recorded order. Recorded events are taken at their first occurrence by `ce_id`, as a
crash may have repeated them, and byte by byte; of figures, the last of each claim. Events that another build made are
counted as such and not compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field

import msgspec

from schemas.envelope import EnvelopeError, Headers, canonical, header, seal, unseal
from schemas.event import TrackId
from schemas.figures import FiguresRolled
from schemas.flags import FlagEvent
from schemas.statements import Reported
from schemas.topics import FIGURES, FLAGS, PARTITIONS, STATEMENTS, Topic
from services.detect.fold import Refused
from services.detect.reading.tracks import build
from services.detect.service import READING, TRACKING, Stage
from services.eventlog.history import history, size
from services.eventlog.port import EventLog, Record

Progress = Callable[[str, int, int], None]
"""Told the leg, how many records are done, and how many there are."""

_Compared = Reported | FlagEvent | FiguresRolled


@dataclass
class Leg:
    """The comparison of one kind of event; `difference` is the first one found, in words."""

    name: str
    replayed: int = 0
    recorded: int = 0
    other_build: int = 0
    difference: str | None = None


@dataclass
class _Side:
    """Events of one side in order, by key, each once; figures keep the last of each key only."""

    events: defaultdict[str, dict[bytes, bytes]] = field(default_factory=lambda: defaultdict(dict))
    tracks: dict[str, TrackId] = field(default_factory=dict)
    """Of each key."""
    other_build: set[str] = field(default_factory=set)
    """The keys in which another build had a hand."""

    def add(self, event: _Compared, headers: Headers, value: bytes) -> None:
        self.tracks[_key(event)] = event.flag.track if isinstance(event, FlagEvent) else event.track
        if _build(event) not in (build(), None):
            self.other_build.add(_key(event))
        if isinstance(event, FiguresRolled):
            self.events[_key(event)] = {b"last": value}
        else:
            self.events[_key(event)].setdefault(header(headers, "ce_id") or b"", value)

    def __len__(self) -> int:
        return sum(map(len, self.events.values()))


async def replay(log: EventLog, progress: Progress) -> list[Leg]:
    """Replay reading and tracking; a leg for reports, one for flags, one for figures."""
    reports, _ = await _fold(log, READING, progress)
    flags, figures = await _fold(log, TRACKING, progress)
    recorded_reports = await _recorded(log, STATEMENTS, Reported)
    recorded_flags = await _recorded(log, FLAGS, FlagEvent)
    recorded_figures = await _recorded(log, FIGURES, FiguresRolled)
    # Figures name no build, and a flag that is missing cannot: there the rest of the track tells who was at work.
    others = {side.tracks[key] for side in (recorded_reports, recorded_flags) for key in side.other_build}
    recorded_figures.other_build |= {key for side in (figures, recorded_figures) for key in _within(side, others)}
    recorded_flags.other_build |= _within(flags, others) - recorded_flags.events.keys()
    return [
        _compare("reports", reports, recorded_reports),
        _compare("flags", flags, recorded_flags),
        _compare("figures", figures, recorded_figures),
    ]


def _within(side: _Side, tracks: set[TrackId]) -> set[str]:
    return {key for key, track in side.tracks.items() if track in tracks}


async def _fold(log: EventLog, stage: Stage, progress: Progress) -> tuple[_Side, _Side]:
    """What the stage's folds make of its topic: figures apart from all else."""
    folds = [stage.make() for _ in range(PARTITIONS)]
    others, figures = _Side(), _Side()
    async for record, done, total in _records(log, [stage.topic]):
        try:
            outcome = folds[record.partition].apply(record.offset, unseal(record.headers, record.value))
        except (EnvelopeError, Refused):
            continue  # live, this went to `rejects`, which no leg compares
        for event in outcome.events:
            if not isinstance(event, Reported | FlagEvent | FiguresRolled):
                continue
            entry = seal(event)
            (figures if isinstance(event, FiguresRolled) else others).add(event, entry.headers, entry.value)
        progress(stage.group, done, total)
    return others, figures


async def _recorded(log: EventLog, topic: Topic, family: type[_Compared]) -> _Side:
    """The recorded events of a family."""
    side = _Side()
    async for record, _, _ in _records(log, [topic]):
        try:
            event = unseal(record.headers, record.value)
        except EnvelopeError:
            continue  # another's record in our topic: `rejects` has it, as above
        if isinstance(event, family):
            # The bytes as they lie there: decoding would drop what somebody added.
            side.add(event, record.headers, record.value)
    return side


async def _records(log: EventLog, topics: Sequence[Topic]) -> AsyncIterator[tuple[Record, int, int]]:
    """Every record there is now, with how many are done and how many there are."""
    total, done = await size(log, topics), 0
    async for record in history(log, topics):
        done += 1
        yield record, done, total


def _compare(name: str, replayed: _Side, recorded: _Side) -> Leg:
    leg = Leg(name, len(replayed), len(recorded), len(recorded.other_build))
    for key in sorted(replayed.events.keys() | recorded.events.keys()):
        ours, theirs = list(replayed.events[key].values()), list(recorded.events[key].values())
        if key in recorded.other_build or ours == theirs:
            continue
        leg.difference = _difference(key, ours, theirs)
        break
    return leg


def _difference(key: str, ours: Sequence[bytes], theirs: Sequence[bytes]) -> str:
    for place, (our, their) in enumerate(zip(ours, theirs, strict=False), start=1):
        if our != their:
            fields = _fields(msgspec.json.decode(our), msgspec.json.decode(their))
            return f"{key}: event {place} differs in {', '.join(fields)}"
    more = "replayed" if len(ours) > len(theirs) else "recorded"
    return f"{key}: {len(ours)} replayed, {len(theirs)} recorded: the rest was only {more}"


def _fields(ours: object, theirs: object, path: str = "") -> list[str]:
    """The paths at which two decoded events differ."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return [
            found
            for name in sorted(ours.keys() | theirs.keys())
            for found in _fields(ours.get(name), theirs.get(name), f"{path}.{name}".lstrip("."))
        ]
    return [] if canonical(ours) == canonical(theirs) else [path or "(all)"]


def _key(event: _Compared) -> str:
    """What events are compared in the order of: a report's article and track, else the event's own key."""
    return f"{event.article} in {event.track}" if isinstance(event, Reported) else event.key


def _build(event: _Compared) -> str | None:
    if isinstance(event, Reported):
        return event.build
    return event.flag.build if isinstance(event, FlagEvent) else None
