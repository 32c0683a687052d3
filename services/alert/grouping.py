"""When a group of findings is told, and which of them: Alertmanager's waits, as a pure fold.

    finding ──observe──▶ group, due at some moment ──flush, once that has come──▶ group, and what to send

A group is the news for one channel of one receiver, on one claim. Its first notice waits `group_wait` for company;
later ones come only at multiples of `group_interval` after the last flush. What is still open is told again once
`repeat_interval` has passed. A finding overtaken by a newer version before it was told is not told; one that ended
before it was told is suppressed.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final, NamedTuple

import msgspec

from schemas.flags import FlagState
from schemas.notices import Cause
from services.alert.message import Change, Finding
from services.alert.routing import Timing

_ENDED: Final = 5
"""How many of those that ended a group still shows; the rest is history."""


class Told(NamedTuple):
    """The last version of a flag that a channel has dealt with, and the state it last showed (None: it showed none)."""

    version: int
    shown: FlagState | None
    grade: str | None = None
    """The grade that it last showed; None where an earlier outbox showed it."""


class Group(msgspec.Struct, frozen=True):
    """What a group has still to tell, what it told that is open, and what it told last that has ended."""

    news: tuple[Finding, ...] = ()
    open: tuple[Finding, ...] = ()
    ended: tuple[Finding, ...] = ()
    flushed_at: dt.datetime | None = None
    news_at: dt.datetime | None = None
    """When the news is told, if there is any."""
    repeat_at: dt.datetime | None = None
    """When the open is told again, if there is any; None is never."""
    repeats: int = 0

    @property
    def due_at(self) -> dt.datetime | None:
        """When to flush; None while there is nothing to tell."""
        if self.news:
            return self.news_at
        return self.repeat_at if self.open else None


class Observed(StrEnum):
    """What became of a finding."""

    KNOWN = "known"
    WAITS = "waits"
    ENDED = "ended"


class Intent(NamedTuple):
    """Send these now; `repeat` counts the group's repetitions, 0 for news."""

    findings: tuple[Finding, ...]
    repeat: int


def observe(
    group: Group, finding: Finding, told: Told | None, timing: Timing, now: dt.datetime
) -> tuple[Group, Observed]:
    """Take in a finding. A version dealt with before changes nothing, so a repeated record does not either."""
    waiting = max((known.cause.version for known in group.news if known.flag == finding.flag), default=0)
    if finding.cause.version <= max(waiting, told.version if told else 0):
        return _remember(group, finding, told, timing, now), Observed.KNOWN
    rest = forget(group, finding.cause)
    shown = told.shown if told else None
    if not finding.open and shown is not FlagState.OPEN:
        return rest, Observed.ENDED
    news = (*rest.news, msgspec.structs.replace(finding, change=_change(finding, shown)))
    if not group.news:
        first = now + timing.group_wait if group.flushed_at is None else _tick(group.flushed_at, timing, now)
        rest = msgspec.structs.replace(rest, news_at=first)
    return msgspec.structs.replace(rest, news=news), Observed.WAITS


def forget(group: Group, cause: Cause) -> Group:
    """The group without this flag's earlier versions: it has a newer one, or now belongs elsewhere."""

    def stays(known: Finding) -> bool:
        return known.flag != cause.flag or known.cause.version >= cause.version

    kept = {name: tuple(filter(stays, getattr(group, name))) for name in ("news", "open", "ended")}
    return msgspec.structs.replace(group, **kept)


def flush(group: Group, timing: Timing, now: dt.datetime) -> tuple[Group, Intent | None]:
    """What to send at this moment: nothing before the group is due; news before repetitions."""
    if group.due_at is None or now < group.due_at:
        return group, None
    told = {finding.flag for finding in group.news}
    still = (*(f for f in group.open if f.flag not in told), *(f for f in group.news if f.open))
    repeats = group.repeats if group.news else group.repeats + 1
    findings, repeat = (group.news, 0) if group.news else (still, repeats)
    repeat_at = _tick(now, timing, now + timing.repeat_interval) if timing.repeat_interval else None
    ended = (*group.ended, *(f for f in group.news if not f.open))[-_ENDED:]
    told_now = Group(open=still, ended=ended, flushed_at=now, repeat_at=repeat_at, repeats=repeats)
    return told_now, Intent(findings, repeat)


def _change(finding: Finding, shown: FlagState | None) -> Change:
    if not finding.open:
        return finding.change
    return {None: Change.RAISED, FlagState.OPEN: Change.UPDATED}.get(shown, Change.REOPENED)


def _remember(group: Group, finding: Finding, told: Told | None, timing: Timing, now: dt.datetime) -> Group:
    """Put back an open flag that an earlier outbox told: it stands, and can be repeated."""
    here = {known.flag for known in (*group.news, *group.open)}
    shown = told is not None and (told.version, told.shown) == (finding.cause.version, FlagState.OPEN)
    if not (shown and finding.open) or finding.flag in here:
        return group
    repeat_at = group.repeat_at or (now + timing.repeat_interval if timing.repeat_interval else None)
    return msgspec.structs.replace(group, open=(*group.open, finding), repeat_at=repeat_at)


def _tick(flushed_at: dt.datetime, timing: Timing, now: dt.datetime) -> dt.datetime:
    """The first multiple of `group_interval` after the last flush that is not before `now`."""
    if not timing.group_interval:
        return now
    missed = -((flushed_at - now) // timing.group_interval)
    return flushed_at + max(1, missed) * timing.group_interval
