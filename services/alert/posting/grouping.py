"""When a group of findings is told, and which of them: Alertmanager's waits, as a pure fold.

    finding ──observe──▶ group, due at some moment ──flush, once that has come──▶ group, what to send, what is held back

A group is the news for one channel of one receiver, on one claim. Its first notice waits `group_wait` for company;
later ones come only at multiples of `group_interval` after the last one. On a route with a digest they come at its
hours instead. What is still open is told again once `repeat_interval` has passed. What is held back as it would be told
stays in the group, and is looked at again when that may end. A finding overtaken by a newer version before it was told
is not told; one that ended before it was told is suppressed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from enum import StrEnum
from itertools import chain
from typing import Final, NamedTuple

import msgspec

from schemas.event import FlagId
from schemas.flags import FlagState
from schemas.notices import Cause, Suppression
from services.alert.message.message import Change, Finding
from services.alert.routing import Hold, Timing

_NONE: Final = dt.timedelta()
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
    """When the news is told, if there is any; None while it is held back until something else happens."""
    held_by: tuple[Suppression, ...] = ()
    """What held back news of the group as it was last looked at."""
    repeat_at: dt.datetime | None = None
    """When the open is told again, if there is any; None is never."""
    repeats: int = 0

    @property
    def flags(self) -> frozenset[FlagId]:
        """Of which it has something to tell, or told it."""
        return frozenset(found.flag for found in (*self.news, *self.open, *self.ended))

    @property
    def due_at(self) -> dt.datetime | None:
        """When to flush; None while there is nothing to tell. Repetitions wait for news, unless that is held back."""
        news_at = self.news_at if self.news else None
        repeat_at = self.repeat_at if self.open and (self.held_by or not self.news) else None
        return min((moment for moment in (news_at, repeat_at) if moment is not None), default=None)


class Observed(StrEnum):
    """What became of a finding."""

    KNOWN = "known"
    WAITS = "waits"
    ENDED = "ended"


class Intent(NamedTuple):
    """Send these now; `repeat` counts the group's repetitions, 0 for news."""

    findings: tuple[Finding, ...]
    repeat: int


class Flushed(NamedTuple):
    """A group after its moment has come, what it sends, and which of its news is held back."""

    group: Group
    intent: Intent | None = None
    held: tuple[tuple[Finding, Hold], ...] = ()


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
    if not group.news or group.held_by:
        wait = timing.group_wait if group.flushed_at is None else _NONE
        first = _from_now(group, timing, now, wait)
        rest = msgspec.structs.replace(rest, news_at=min(first, group.news_at or first) if group.news else first)
    return msgspec.structs.replace(rest, news=news), Observed.WAITS


def standing(groups: Iterable[Group]) -> tuple[Finding, ...]:
    """What the groups told that is open, and after it what they told last that has ended."""
    known = tuple(groups)
    return (*chain.from_iterable(one.open for one in known), *chain.from_iterable(one.ended for one in known))


def forget(group: Group, cause: Cause) -> Group:
    """The group without this flag's earlier versions: it has a newer one, or now belongs elsewhere."""

    def stays(known: Finding) -> bool:
        return known.flag != cause.flag or known.cause.version >= cause.version

    kept = {name: tuple(filter(stays, getattr(group, name))) for name in ("news", "open", "ended")}
    return msgspec.structs.replace(group, **kept)


def rouse(group: Group, timing: Timing, now: dt.datetime) -> Group:
    """Look again, as soon as the group may tell something, at what is held back: it may be so no longer."""
    if not group.held_by:
        return group
    soon = _from_now(group, timing, now)
    return msgspec.structs.replace(group, news_at=min(soon, group.news_at or soon))


def flush(group: Group, timing: Timing, now: dt.datetime, hold: Callable[[Finding], Hold | None]) -> Flushed:
    """What to send at this moment: nothing before the group is due, nothing on `hold`; news before repetitions."""
    if group.due_at is None or now < group.due_at:
        return Flushed(group)
    if group.news and group.news_at is not None and group.news_at <= now:
        return _tell(group, timing, now, hold)
    return _repeat(group, timing, now, hold)


def _tell(group: Group, timing: Timing, now: dt.datetime, hold: Callable[[Finding], Hold | None]) -> Flushed:
    looked = [(finding, hold(finding)) for finding in group.news]
    free = tuple(finding for finding, held in looked if held is None)
    kept = tuple((finding, held) for finding, held in looked if held is not None)
    if free:
        told = {finding.flag for finding in free}
        group = msgspec.structs.replace(
            group,
            open=(*(f for f in group.open if f.flag not in told), *(f for f in free if f.open)),
            ended=(*group.ended, *(f for f in free if not f.open))[-_ENDED:],
            flushed_at=now,
        )
        group = msgspec.structs.replace(group, repeat_at=_repeat_at(group, timing, now))
    ends = _first_end(held for _, held in kept)
    group = msgspec.structs.replace(
        group,
        news=tuple(finding for finding, _ in kept),
        news_at=None if ends is None else _next(group, timing, ends),
        held_by=tuple(sorted({held.by for _, held in kept})),
    )
    return Flushed(group, Intent(free, 0) if free else None, kept)


def _repeat(group: Group, timing: Timing, now: dt.datetime, hold: Callable[[Finding], Hold | None]) -> Flushed:
    looked = [(finding, hold(finding)) for finding in group.open]
    free = tuple(finding for finding, held in looked if held is None)
    if not free:
        ends = _first_end(held for _, held in looked if held is not None)
        return Flushed(msgspec.structs.replace(group, repeat_at=_repeat_at(group, timing, now, ends)))
    repeats = group.repeats + 1
    group = msgspec.structs.replace(group, flushed_at=now, repeats=repeats)
    news_at = None if group.news_at is None else _next(group, timing, group.news_at)
    group = msgspec.structs.replace(group, news_at=news_at, repeat_at=_repeat_at(group, timing, now))
    return Flushed(group, Intent(free, repeats))


def _repeat_at(
    group: Group, timing: Timing, now: dt.datetime, earliest: dt.datetime | None = None
) -> dt.datetime | None:
    """When what is open is told again, at `earliest`, or after the interval; None is never."""
    if not timing.repeat_interval:
        return None
    return _next(group, timing, earliest or now + timing.repeat_interval)


def _first_end(holds: Iterable[Hold]) -> dt.datetime | None:
    """When the first of them ends by itself; None if none does."""
    return min((held.until for held in holds if held.until is not None), default=None)


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


def _from_now(group: Group, timing: Timing, now: dt.datetime, wait: dt.timedelta = _NONE) -> dt.datetime:
    """When news that comes now is told; a digest's hour that has struck is past."""
    if timing.digest is not None:
        return timing.digest.next(now + dt.timedelta.resolution)
    return _next(group, timing, now + wait)


def _next(group: Group, timing: Timing, moment: dt.datetime) -> dt.datetime:
    """When the group may first tell something that is not before the moment.

    That is at a multiple of `group_interval` after it last told something, or at an hour of the route's digest.
    """
    if timing.digest is not None:
        return timing.digest.next(moment)
    if group.flushed_at is None or not timing.group_interval:
        return moment
    missed = -((group.flushed_at - moment) // timing.group_interval)
    return group.flushed_at + max(1, missed) * timing.group_interval
