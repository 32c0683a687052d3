"""A track: all reports that could bear on one another, their rolling figures and flags.

`evaluate` is the truth: rolling figures and open flags as a pure function of the live reports, the rules and the day.
`step` applies one record and returns the difference as events, evaluating only the claims that the record touches.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from schemas.envelope import canonical, digest
from schemas.event import ClaimId, Digest, Event, FlagId, TrackId
from schemas.figures import FiguresRolled
from schemas.flags import Flag, FlagState
from schemas.statements import Reported
from schemas.watch import Rules
from services.detect.rules import RULES
from services.detect.tracking.claims import ClaimKey, claim_id, claims, key_of, kind_of, settled
from services.detect.tracking.figures import WINDOWS, emptied, roll
from services.detect.tracking.lifecycle import changes, flag_of

MAX_STATE_BYTES: Final = 262_144
MAX_REPORTS: Final = 512
"""Of a track; the oldest go first."""
_MAX_FLAGS: Final = 64
_TIMELESS: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Rolled(msgspec.Struct, frozen=True):
    """What is remembered of the last figures of a claim, to know whether they changed."""

    claim: ClaimId
    key: ClaimId
    """What the claims of one key share: the id without an event's day."""
    version: int
    digest: Digest


class Track(msgspec.Struct, frozen=True, kw_only=True):
    """A track's state: bounded, and one value on the log of states."""

    track: TrackId
    applied: int = -1
    """Offset of the last record of `statements` that this state has taken in."""
    reports: tuple[Reported, ...] = ()
    """The live reports, one an article (its highest revision's), in order of publication and article."""
    rolled: tuple[Rolled, ...] = ()
    flags: tuple[Flag, ...] = ()


class Standing(NamedTuple):
    """What a fold knows besides the track: the rules in force and the day that has come (None before any)."""

    rules: Rules = Rules()
    day: dt.date | None = None


class Evaluation(NamedTuple):
    """What holds of the live reports, at version 0."""

    figures: Mapping[ClaimId, tuple[ClaimId, FiguresRolled]]
    """By claim: what the claims of its key share, and its figures."""
    flags: Mapping[FlagId, Flag]


def window_start(standing: Standing) -> dt.date:
    """The first day of the window; before any tick nothing has left it."""
    return dt.date.min if standing.day is None else standing.day - dt.timedelta(days=standing.rules.window_days)


def evaluate(
    track: TrackId,
    reports: Sequence[Reported],
    standing: Standing,
    build: str,
    at: dt.datetime,
    only: Container[ClaimKey] | None = None,
) -> Evaluation:
    """All rolling figures and open flags of the live reports, or those of the claims `only` names.

    `at` is when what changed them happened; nothing but `rolled_at` depends on it.
    """
    figures: dict[ClaimId, tuple[ClaimId, FiguresRolled]] = {}
    flags: dict[FlagId, Flag] = {}
    day = standing.day or (reports[-1].published_at.date() if reports else dt.date.min)
    for key, members in claims(reports, standing.rules):
        if only is not None and key not in only:
            continue
        for claim in settled(track, key, members, standing.rules):
            figures[claim.id] = claim_id(track, key), roll(claim, track, day, at)
            for rule in RULES:
                for finding in rule(claim, standing.rules):
                    flag = flag_of(claim, track, finding, build)
                    flags[flag.flag] = flag
    return Evaluation(figures, flags)


def report(state: Track, event: Reported, offset: int, standing: Standing, build: str) -> tuple[Track, list[Event]]:
    """Take in a report. An older revision, or one that has left the window, changes nothing."""
    known = next((live for live in state.reports if live.article == event.article), None)
    if known is not None and known.revision >= event.revision:
        return msgspec.structs.replace(state, applied=offset), []
    others = [live for live in state.reports if live.article != event.article]
    reports = sorted([*others, event], key=lambda live: (live.published_at, live.article))
    touched = _keys(event, standing.rules) | (_keys(known, standing.rules) if known is not None else set())
    return _settle(state, reports, offset, standing, build, event.occurred_at, touched)


def review(state: Track, at: dt.datetime, offset: int, standing: Standing, build: str) -> tuple[Track, list[Event]]:
    """Evaluate anew, after a tick or under new rules; `at` is when these came."""
    return _settle(state, list(state.reports), offset, standing, build, at, None)


def due(state: Track, standing: Standing) -> dt.date | None:
    """The next day on which a tick changes this track: when a report leaves the window, or one of the figures'."""
    after = standing.day or dt.date.min
    days = (*WINDOWS, standing.rules.window_days + 1)
    leaves = (live.published_at.date() + dt.timedelta(days=width) for live in state.reports for width in days)
    return min((day for day in leaves if day > after), default=None)


def _keys(event: Reported, rules: Rules) -> set[ClaimKey]:
    return {key_of(item.subject, kind_of(item.figure), rules) for item in event.statements}


def _settle(
    state: Track,
    reports: list[Reported],
    offset: int,
    standing: Standing,
    build: str,
    at: dt.datetime,
    touched: set[ClaimKey] | None,
) -> tuple[Track, list[Event]]:
    """The state after, and the difference as events; `touched` None means that any claim may have changed."""
    since = window_start(standing)
    live = [item for item in reports if item.published_at.date() >= since][-MAX_REPORTS:]
    if len(live) < len(reports):
        touched = None
    found = evaluate(state.track, live, standing, build, at, touched)
    concerned = None if touched is None else {claim_id(state.track, key) for key in touched}
    rolled, rolls = _rolls(state, found, concerned, at)
    ids = {item.claim for item in state.rolled if concerned is None or item.key in concerned}
    before = {flag.flag: flag for flag in state.flags if flag.claim in ids}
    events = list(changes(before, found.flags.values(), since, at))
    flags = {flag.flag: flag for flag in state.flags} | {event.flag.flag: event.flag for event in events}
    after = Track(
        track=state.track, applied=offset, reports=tuple(live), rolled=tuple(rolled), flags=tuple(flags.values())
    )
    return bounded(after), [*rolls, *events]


def _rolls(
    state: Track, found: Evaluation, concerned: Container[ClaimId] | None, at: dt.datetime
) -> tuple[list[Rolled], list[FiguresRolled]]:
    """What is remembered of all claims' figures now, and an event for each whose figures changed."""
    rolled = {item.claim: item for item in state.rolled}
    events: list[FiguresRolled] = []
    for claim, (key, figures) in found.figures.items():
        _roll_on(rolled, events, key, claim, figures)
    for claim, item in list(rolled.items()):
        if claim not in found.figures and (concerned is None or item.key in concerned):
            _roll_on(rolled, events, item.key, claim, emptied(claim, state.track, at))
    return list(rolled.values()), events


def _roll_on(
    rolled: dict[ClaimId, Rolled], events: list[FiguresRolled], key: ClaimId, claim: ClaimId, figures: FiguresRolled
) -> None:
    known = rolled.get(claim)
    content = digest(canonical(msgspec.structs.replace(figures, rolled_at=_TIMELESS)))
    if known is None or known.digest != content:
        version = known.version + 1 if known is not None else 1
        rolled[claim] = Rolled(claim, key, version, content)
        events.append(msgspec.structs.replace(figures, version=version))


def bounded(state: Track) -> Track:
    """The state within its limit: claims long empty and flags long ended go first, then the oldest reports."""
    if len(canonical(state)) <= MAX_STATE_BYTES:
        return state
    live = {item.claim for item in state.rolled[-MAX_REPORTS:]}
    flags = tuple(flag for flag in state.flags if flag.state is FlagState.OPEN)
    state = msgspec.structs.replace(
        state, rolled=tuple(item for item in state.rolled if item.claim in live), flags=flags[-_MAX_FLAGS:]
    )
    while len(canonical(state)) > MAX_STATE_BYTES and state.reports:
        state = msgspec.structs.replace(state, reports=state.reports[len(state.reports) // 8 + 1 :])
    return state
