"""What holds a finding back at the moment at which it would be told: it is told later if it is open then.

    inhibited? ─▶ outside the route's active times? ─▶ within its muted times? ─▶ silenced? ─▶ told

The order is Alertmanager's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from schemas.decisions import SilenceSet
from schemas.notices import Suppression
from services.alert.routing.inhibition import InhibitRule, Sources, inhibiting
from services.alert.routing.intervals import TimeInterval, changes
from services.alert.routing.labels import Labels
from services.alert.routing.silences import silencing
from services.alert.routing.tree import Timing

_HORIZON: Final = 366
"""Days: what is muted for longer is looked at again then."""


class Hold(NamedTuple):
    """Why nothing is told now."""

    by: Suppression
    why: str
    """The interval's name, the silence's or the flag's id."""
    until: dt.datetime | None
    """When it ends by itself; None: when the flag ends that inhibits."""


class Quiet(NamedTuple):
    """All that can hold findings back."""

    intervals: Mapping[str, TimeInterval]
    rules: Sequence[InhibitRule]
    silences: Sequence[SilenceSet]
    open_flags: Sources


def holds(quiet: Quiet, of: Labels, timing: Timing, now: dt.datetime) -> Iterator[Hold]:
    """All that holds a finding with these labels back now on a route with this timing."""
    if (flag := inhibiting(quiet.rules, of, quiet.open_flags)) is not None:
        yield Hold(Suppression.INHIBITED, flag, None)
    if (name := _muting(quiet.intervals, timing, now)) is not None:
        yield Hold(Suppression.MUTED, name, _heard_again(quiet.intervals, timing, now))
    if (silence := silencing(quiet.silences, of, now)) is not None:
        yield Hold(Suppression.SILENCED, silence.silence, silence.ends_at)


def _muting(intervals: Mapping[str, TimeInterval], timing: Timing, now: dt.datetime) -> str | None:
    """The interval that mutes the route now, or those outside of which it is.

    A group's timing may be of an earlier configuration: a name that is no more says nothing.
    """
    active = [intervals[name] for name in timing.active if name in intervals]
    if active and not any(interval.contains(now) for interval in active):
        return f"not {' or '.join(timing.active)}"
    return next((name for name in timing.mute if name in intervals and intervals[name].contains(now)), None)


def _heard_again(intervals: Mapping[str, TimeInterval], timing: Timing, now: dt.datetime) -> dt.datetime:
    named = [intervals[name] for name in (*timing.mute, *timing.active) if name in intervals]
    ends = (moment for moment in changes(named, now, _HORIZON) if _muting(intervals, timing, moment) is None)
    return next(ends, now + dt.timedelta(days=_HORIZON))
