"""Tracking as a fold: the tracks of one partition of `statements`, and the rules and the day in force there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec

from schemas.event import Event, TrackId
from schemas.statements import DayCame, Reported, RulesTaken, VerdictTaken
from schemas.topics import PARTITIONS, control_key
from schemas.watch import Rules
from services.detect.fold import Outcome, Refused
from services.detect.tracking.evaluation import Standing
from services.detect.tracking.state import Track
from services.detect.tracking.track import judge, report, review
from services.detect.tracking.window import due

_CONTROL_KEYS = frozenset(control_key(partition) for partition in range(PARTITIONS))


class Control(msgspec.Struct, frozen=True):
    """What the control records said last, as kept."""

    applied: int = -1
    rules: Rules = Rules()
    day: dt.date | None = None


class TrackingFold:
    """The tracks of one partition.

    Tracks are decoded when they are first needed; for each, the next day is known on which a tick can change it.
    """

    def __init__(self, build: str) -> None:
        self._build = build
        self._tracks: dict[str, Track | bytes] = {}
        self._due: dict[str, dt.date] = {}
        self._control = Control()

    def load(self, states: Iterable[tuple[str, bytes]]) -> None:
        kept = dict(states)
        control = [kept.pop(key) for key in _CONTROL_KEYS & kept.keys()]
        self._control = msgspec.json.decode(control[0], type=Control) if control else Control()
        self._tracks, self._due = {**kept}, {}
        for key in self._tracks:
            self._note_due(key, self._track(key))

    def apply(self, offset: int, event: Event) -> Outcome:
        if isinstance(event, Reported | VerdictTaken):
            return self._tell(offset, event)
        if not isinstance(event, DayCame | RulesTaken):
            raise Refused(f"{event.type} is neither a report nor a control record")
        known = self._control
        if offset <= known.applied:
            return Outcome()
        if isinstance(event, RulesTaken):
            control = msgspec.structs.replace(known, applied=offset, rules=event.rules)
            return self._reviewed(control, event, offset, list(self._tracks))
        if known.day is not None and event.day <= known.day:
            return Outcome()
        control = msgspec.structs.replace(known, applied=offset, day=event.day)
        # Before the first day each claim had a day of its own, so that any may change.
        late = [key for key in self._tracks if known.day is None or self._due.get(key, dt.date.max) <= event.day]
        return self._reviewed(control, event, offset, late)

    def barrier(self, event: Event) -> bool:
        return not isinstance(event, Reported | VerdictTaken)

    def tracks(self) -> Iterator[Track]:
        """All tracks as they stand."""
        return (self._track(key) for key in self._tracks)

    def _tell(self, offset: int, event: Reported | VerdictTaken) -> Outcome:
        state = self._track(event.track)
        if offset <= state.applied:
            return Outcome()
        if isinstance(event, Reported):
            state, events = report(state, event, offset, self._standing, self._build)
        else:
            state, events = judge(state, event, offset, self._standing, self._build)
        return Outcome(tuple(events), {event.track: self._keep(event.track, state)})

    def _reviewed(self, control: Control, event: DayCame | RulesTaken, offset: int, keys: list[str]) -> Outcome:
        """Review the tracks that have not seen this record yet; the control state is kept last."""
        self._control = control
        events: list[Event] = []
        states: dict[str, msgspec.Struct] = {}
        for key in sorted(keys):
            state = self._track(key)
            if offset <= state.applied:
                continue
            state, changes = review(state, event.occurred_at, offset, self._standing, self._build)
            events += changes
            states[key] = self._keep(key, state)
        states[event.key] = control
        return Outcome(tuple(events), states)

    @property
    def _standing(self) -> Standing:
        return Standing(self._control.rules, self._control.day)

    def _track(self, key: str) -> Track:
        kept = self._tracks.get(key)
        if kept is None:
            return Track(track=TrackId(key))
        if isinstance(kept, bytes):
            kept = self._tracks[key] = msgspec.json.decode(kept, type=Track)
        return kept

    def _keep(self, key: str, state: Track) -> Track:
        self._tracks[key] = state
        self._note_due(key, state)
        return state

    def _note_due(self, key: str, state: Track) -> None:
        day = due(state.reports, self._standing)
        if day is None:
            self._due.pop(key, None)
        else:
            self._due[key] = day
