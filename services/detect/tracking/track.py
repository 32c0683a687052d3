"""A track: all reports that could bear on one another, their rolling figures and flags.

`evaluate` is the truth: rolling figures and open flags as a pure function of the live reports, the rules and the day.
Each step applies one record and returns the difference as events, evaluating only the claims that the record touches.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

import msgspec

from schemas.envelope import canonical, digest
from schemas.event import ClaimId, Digest, Event
from schemas.figures import FiguresRolled, StatementAt
from schemas.flags import FlagState
from schemas.statements import Reported, VerdictTaken
from schemas.watch import Rules
from services.detect.tracking.evaluation import TIMELESS, Evaluated, Standing, evaluated, not_closed
from services.detect.tracking.figures import emptied
from services.detect.tracking.filed import touched_by
from services.detect.tracking.lifecycle import carried, changes
from services.detect.tracking.live import Live
from services.detect.tracking.state import Bearer, Rolled, Track, Versions, size
from services.detect.tracking.window import within

MAX_STATE_BYTES: Final = 262_144
MAX_REPORTS: Final = 512
"""Of a track; of more the oldest go, an eighth at a time: what is left goes on as it was the longer."""


def report(state: Track, event: Reported, offset: int, standing: Standing, build: str) -> tuple[Track, list[Event]]:
    """Take in a report: an article's highest revision is what it says, its lowest what it said first."""
    article = event.article
    kept = [item for item in (*state.firsts, *state.reports) if item.article == article]
    if kept and kept[0].revision <= event.revision <= kept[-1].revision:
        return msgspec.structs.replace(state, applied=offset), []
    first, *_, last = sorted([*kept, event, event], key=lambda item: item.revision)
    live = state.live.with_article(first, last)
    touched = {claim for item in (*kept, event) for claim in touched_by(item, standing.rules)}
    change = _Change(offset, event.occurred_at, touched)
    return _settle(state, live, change, standing, build)


def judge(state: Track, event: VerdictTaken, offset: int, standing: Standing, build: str) -> tuple[Track, list[Event]]:
    """Take in a verdict."""
    change = _Change(offset, event.occurred_at, None)
    return _settle(state, state.live.with_verdict(event.judgement), change, standing, build)


def review(state: Track, at: dt.datetime, offset: int, standing: Standing, build: str) -> tuple[Track, list[Event]]:
    """Evaluate anew, after a tick or under new rules; `at` is when these came."""
    return _settle(state, state.live, _Change(offset, at, None), standing, build)


class _Change(NamedTuple):
    """What a record brings: its offset, when it happened, and the shared ids of the claims it touches; None is all."""

    offset: int
    at: dt.datetime
    touched: set[ClaimId] | None


def _settle(state: Track, live: Live, change: _Change, standing: Standing, build: str) -> tuple[Track, list[Event]]:
    """The state after, within its limits, and the difference as events.

    What is too much goes in this order: claims that are empty and flags that have ended, as far as only memory of them
    is kept, then the oldest reports, an eighth at a time. That is enough, as verdicts have room of their own (`live`).
    """
    kept = within(live.reports, standing)
    over = len(kept) - MAX_REPORTS
    live, change = _only(live, kept[over + MAX_REPORTS // 8 :] if over > 0 else kept, change, standing.rules)
    after, events = _difference(state, live, change, standing, build)
    if size(after) <= MAX_STATE_BYTES:
        return after, events
    while size(after := _forgetting(after)) > MAX_STATE_BYTES and live.reports:
        live, change = _only(live, live.reports[len(live.reports) // 8 + 1 :], change, standing.rules)
        after, events = _difference(state, live, change, standing, build)
    return after, events


def _only(live: Live, reports: Sequence[Reported], change: _Change, rules: Rules) -> tuple[Live, _Change]:
    """What is live of these reports alone; the claims of those that go are touched too."""
    if len(reports) == len(live.reports):
        return live, change
    kept = live.only(reports)
    if change.touched is None:
        return kept, change
    left = {item.article for item in reports}
    gone = (item for item in (*live.reports, *live.firsts) if item.article not in left)
    return kept, change._replace(touched=change.touched.union(*(touched_by(item, rules) for item in gone)))


def _difference(state: Track, live: Live, change: _Change, standing: Standing, build: str) -> tuple[Track, list[Event]]:
    known = [item for item in state.rolled if change.touched is None or item.key in change.touched]
    found = list(evaluated(state.track, live, standing, build, known=known, only=change.touched))
    rolled, rolls = _rolls(state, known, found, change)
    ids = {item.claim for item in known}
    of_track = {flag.flag: flag for flag in state.flags}
    before = {key: flag for key, flag in of_track.items() if flag.claim in ids}
    told = ((flag, item.grounds.articles) for item in found for flag in item.flags)
    now = not_closed(carried(before.values(), told, of_track), live.verdicts)
    articles = {item.article for item in live.reports}
    events = list(changes(before, now, articles, change.at, state.forgotten.flags))
    flags = of_track | {event.flag.flag: event.flag for event in events}
    after = Track(
        track=state.track,
        applied=change.offset,
        reports=tuple(live.reports),
        firsts=tuple(live.firsts),
        verdicts=tuple(live.verdicts),
        rolled=tuple(rolled),
        flags=tuple(flags.values()),
        forgotten=state.forgotten,
    )
    return after, [*rolls, *events]


def _rolls(
    state: Track, known: Iterable[Rolled], found: Collection[Evaluated], change: _Change
) -> tuple[list[Rolled], list[FiguresRolled]]:
    """What is remembered of all claims now, and an event for each of those known or found whose figures changed."""
    rolled = {item.claim: item for item in state.rolled}
    events: list[FiguresRolled] = []

    def take(key: ClaimId, now: FiguresRolled, content: Digest, by: _By) -> None:
        before = rolled.get(now.claim) or Rolled(now.claim, key, state.forgotten.figures, Digest(""), empty=True)
        if (before.digest, before.bearers, before.members) == (content, *by):
            return
        joined, left = _beyond(by.members, before.members), _beyond(before.members, by.members)
        version = before.version
        if before.digest != content or joined or left:
            version += 1
            told = {"version": version, "rolled_at": change.at, "joined": joined, "left": left}
            events.append(msgspec.structs.replace(now, **told))
        rolled[now.claim] = Rolled(now.claim, key, version, content, now.statements == 0, *by)

    for item in found:
        take(item.grounds.shared, item.figures, item.content, _By(item.bearers, item.members))
    living = {item.figures.claim for item in found}
    for gone in known:
        if not gone.empty and gone.claim not in living:
            now = emptied(gone.claim, state.track, TIMELESS)
            take(gone.key, now, digest(canonical(now)), _By())
    return list(rolled.values()), events


class _By(NamedTuple):
    """Whose a claim is: the statements that bear its name, and all."""

    bearers: tuple[Bearer, ...] = ()
    members: tuple[StatementAt, ...] = ()


def _beyond(some: tuple[StatementAt, ...], others: tuple[StatementAt, ...]) -> tuple[StatementAt, ...]:
    """Those of some that are not among the others; mostly the one goes the other on."""
    if others[: len(some)] == some:
        return ()
    if some[: len(others)] == others:
        return some[len(others) :]
    known = set(others)
    return tuple(each for each in some if each not in known)


def _forgetting(state: Track) -> Track:
    """The state without what it keeps only to number versions, of which the highest will do."""
    empty = [item.version for item in state.rolled if item.empty]
    ended = [flag.version for flag in state.flags if flag.state is not FlagState.OPEN]
    return msgspec.structs.replace(
        state,
        rolled=tuple(item for item in state.rolled if not item.empty),
        flags=tuple(flag for flag in state.flags if flag.state is FlagState.OPEN),
        forgotten=Versions(max([state.forgotten.figures, *empty]), max([state.forgotten.flags, *ended])),
    )
