"""A track: all reports that could bear on one another, their rolling figures and flags.

`evaluate` is the truth: rolling figures and open flags as a pure function of the live reports, the rules and the day.
`step` applies one record and returns the difference as events, evaluating only the claims that the record touches.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Container, Mapping
from typing import Final, NamedTuple

import msgspec

from schemas.envelope import canonical, digest
from schemas.event import ClaimId, Event, FlagId, TrackId
from schemas.figures import FiguresRolled
from schemas.flags import Flag, FlagState
from schemas.statements import Reported, VerdictTaken
from schemas.watch import Rules
from services.detect.rules import findings
from services.detect.rules.verdicts import is_closed
from services.detect.tracking.calendar import days_after, days_before
from services.detect.tracking.claims import claims
from services.detect.tracking.figures import WINDOWS, emptied, roll
from services.detect.tracking.keys import claim_id, filed_under
from services.detect.tracking.lifecycle import changes, flag_of
from services.detect.tracking.live import Live
from services.detect.tracking.state import Rolled, Track, size

MAX_STATE_BYTES: Final = 262_144
MAX_REPORTS: Final = 512
"""Of a track; the oldest go first."""
_TIMELESS: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


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
    return dt.date.min if standing.day is None else days_before(standing.day, standing.rules.window_days)


def evaluate(
    track: TrackId,
    live: Live,
    standing: Standing,
    build: str,
    at: dt.datetime,
    *,
    only: Container[ClaimId] | None = None,
) -> Evaluation:
    """All rolling figures and open flags of what is live, or those of the claims whose shared ids `only` names.

    `at` is when what changed them happened; nothing but `rolled_at` depends on it.
    """
    reports, firsts, verdicts = live.without_misread()
    given = {item.flag: item for item in verdicts}
    figures: dict[ClaimId, tuple[ClaimId, FiguresRolled]] = {}
    flags: dict[FlagId, Flag] = {}
    for claim in claims(track, reports, standing.rules, firsts=firsts, only=only):
        figures[claim.id] = claim_id(track, claim.key), roll(claim, track, standing.day, at)
        for finding in findings(claim):
            flag = flag_of(claim, track, finding, build, standing.rules.ours)
            if not is_closed(flag, given.get(flag.flag)):
                flags[flag.flag] = flag
    return Evaluation(figures, flags)


def report(state: Track, event: Reported, offset: int, standing: Standing, build: str) -> tuple[Track, list[Event]]:
    """Take in a report: an article's highest revision is what it says, its lowest what it said first."""
    article = event.article
    kept = [item for item in (*state.firsts, *state.reports) if item.article == article]
    if kept and kept[0].revision <= event.revision <= kept[-1].revision:
        return msgspec.structs.replace(state, applied=offset), []
    first, *_, last = sorted([*kept, event, event], key=lambda item: item.revision)
    live = state.live.with_article(first, last)
    touched = {claim for item in (*kept, event) for claim in _claims_of(item, standing.rules)}
    change = _Change(offset, event.occurred_at, touched)
    return _settle(state, live, change, standing, build)


def judge(state: Track, event: VerdictTaken, offset: int, standing: Standing, build: str) -> tuple[Track, list[Event]]:
    """Take in a verdict."""
    change = _Change(offset, event.occurred_at, None)
    return _settle(state, state.live.with_verdict(event.judgement), change, standing, build)


def review(state: Track, at: dt.datetime, offset: int, standing: Standing, build: str) -> tuple[Track, list[Event]]:
    """Evaluate anew, after a tick or under new rules; `at` is when these came."""
    return _settle(state, state.live, _Change(offset, at, None), standing, build)


def due(state: Track, standing: Standing) -> dt.date | None:
    """The next day on which a tick changes this track: when a report leaves the window, or one of the figures'."""
    after = (standing.day or dt.date.min).toordinal()
    found: list[dt.date] = []
    for width in (*WINDOWS, standing.rules.window_days + 1):
        first = bisect_right(state.reports, after - width, key=lambda item: item.published_at.toordinal())
        if first < len(state.reports):
            found.append(days_after(state.reports[first].published_at.date(), width))
    return min(found, default=None)


class _Change(NamedTuple):
    """What a record brings: its offset, when it happened, and the shared ids of the claims it touches; None is all."""

    offset: int
    at: dt.datetime
    touched: set[ClaimId] | None


def _claims_of(event: Reported, rules: Rules) -> set[ClaimId]:
    """The shared ids of the claims that a report's statements belong to, or are a part of."""
    filed = [filed_under(event.track, item, rules) for item in event.statements]
    return {claim for _, *ids in filed for claim in ids if claim is not None}


def _settle(state: Track, live: Live, change: _Change, standing: Standing, build: str) -> tuple[Track, list[Event]]:
    """The state after, within its limits, and the difference as events.

    What is too much goes in this order: claims that are empty and flags that have ended, as far as only memory of them
    is kept, then the oldest reports, an eighth at a time. That is enough, as verdicts have room of their own (`live`).
    """
    since = window_start(standing)
    first = bisect_left(live.reports, since, key=lambda item: item.published_at.date())
    live, change = _without(live, max(first, len(live.reports) - MAX_REPORTS), change, standing.rules)
    after, events = _difference(state, live, change, standing, build)
    if size(after) <= MAX_STATE_BYTES:
        return after, events
    while size(after := _forgetting(after)) > MAX_STATE_BYTES and live.reports:
        live, change = _without(live, len(live.reports) // 8 + 1, change, standing.rules)
        after, events = _difference(state, live, change, standing, build)
    return after, events


def _without(live: Live, count: int, change: _Change, rules: Rules) -> tuple[Live, _Change]:
    """What is live without so many of the oldest reports; the claims of these are touched too."""
    if count <= 0:
        return live, change
    kept = live.only(live.reports[count:])
    if change.touched is None:
        return kept, change
    articles = {item.article for item in live.reports[:count]}
    gone = (item for item in (*live.reports, *live.firsts) if item.article in articles)
    return kept, change._replace(touched=change.touched.union(*(_claims_of(item, rules) for item in gone)))


def _difference(state: Track, live: Live, change: _Change, standing: Standing, build: str) -> tuple[Track, list[Event]]:
    found = evaluate(state.track, live, standing, build, change.at, only=change.touched)
    rolled, rolls = _rolls(state, found, change)
    ids = {item.claim for item in state.rolled if change.touched is None or item.key in change.touched}
    before = {flag.flag: flag for flag in state.flags if flag.claim in ids}
    events = list(changes(before, found.flags.values(), {item.article for item in live.reports}, change.at))
    flags = {flag.flag: flag for flag in state.flags} | {event.flag.flag: event.flag for event in events}
    after = Track(
        track=state.track,
        applied=change.offset,
        reports=tuple(live.reports),
        firsts=tuple(live.firsts),
        verdicts=tuple(live.verdicts),
        rolled=tuple(rolled),
        flags=tuple(flags.values()),
    )
    return after, [*rolls, *events]


def _rolls(state: Track, found: Evaluation, change: _Change) -> tuple[list[Rolled], list[FiguresRolled]]:
    """What is remembered of all claims' figures now, and an event for each whose figures changed."""
    rolled = {item.claim: item for item in state.rolled}
    events: list[FiguresRolled] = []
    figures = dict(found.figures)
    for claim, item in rolled.items():
        if claim not in figures and (change.touched is None or item.key in change.touched):
            figures[claim] = item.key, emptied(claim, state.track, change.at)
    for claim, (key, now) in figures.items():
        known = rolled.get(claim)
        content = digest(canonical(msgspec.structs.replace(now, rolled_at=_TIMELESS)))
        if known is None or known.digest != content:
            version = known.version + 1 if known is not None else 1
            rolled[claim] = Rolled(claim, key, version, content, now.statements == 0)
            events.append(msgspec.structs.replace(now, version=version))
    return list(rolled.values()), events


def _forgetting(state: Track) -> Track:
    """The state without what it keeps only to number versions: a claim or flag that comes again begins anew at 1."""
    return msgspec.structs.replace(
        state,
        rolled=tuple(item for item in state.rolled if not item.empty),
        flags=tuple(flag for flag in state.flags if flag.state is FlagState.OPEN),
    )
