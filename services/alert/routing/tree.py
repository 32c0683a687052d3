"""Which receivers a flag goes to: Prometheus Alertmanager's routing tree.

A flag enters at the root. At each node the children are tried in order; a child whose matchers all hold takes it, and
the siblings after that child are tried only if it says `continue`. Where no child takes it the node itself does. A
child inherits what it does not say, but for its time intervals.

Source: Alertmanager documentation, "Configuration", section `<route>`. Beyond it the claim is always part of a group,
and flags are repeated only where a route says so, as they stay open for weeks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, NamedTuple

import msgspec

from services.alert.routing.clocks import zone
from services.alert.routing.digests import Digest, hours_of
from services.alert.routing.labels import Labels, values
from services.alert.routing.matchers import failing, parse_matcher

GroupLabel = Literal["claim", "rule", "grade", "severity", "state", "watched", "exposed", "place"]
"""The labels with one value."""


class Route(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A node of the tree; what is None is inherited from the parent. Times are in seconds."""

    receiver: str | None = None
    matchers: tuple[str, ...] = ()
    group_by: tuple[GroupLabel, ...] | None = None
    group_wait_seconds: int | None = None
    """How long a new group waits for more before its first notice."""
    group_interval_seconds: int | None = None
    """The least time between two notices of a group."""
    repeat_interval_seconds: int | None = None
    """After how long an open flag is told again; 0 is never."""
    digest_at: tuple[str | int, ...] | None = None
    """Times of the day (HH:MM) at which what the route takes is told in one message; none: claim by claim, at once."""
    time_zone: str | None = None
    """Of the digest's times, by its IANA name."""
    mute_time_intervals: tuple[str, ...] = ()
    """Names of time intervals in which the route tells nothing. These and the next are not inherited."""
    active_time_intervals: tuple[str, ...] = ()
    """Names of those outside of which it tells nothing; none: it always does."""
    routes: tuple[Route, ...] = ()
    continue_: bool = msgspec.field(default=False, name="continue")

    def __post_init__(self) -> None:
        for text in self.matchers:
            parse_matcher(text)
        for seconds in (self.group_wait_seconds, self.group_interval_seconds, self.repeat_interval_seconds):
            if seconds is not None and seconds < 0:
                raise ValueError(f"a time of {seconds} seconds: it must be 0 or more")
        hours_of(self.digest_at or ())
        if self.time_zone is not None:
            zone(self.time_zone)

    def failing(self, of: Labels) -> list[str]:
        """The matchers that do not hold of a flag with these labels: the route takes it if there are none."""
        return failing(self.matchers, of)


class Timing(NamedTuple):
    """When a group is told; a `repeat_interval` of zero is never."""

    group_wait: dt.timedelta
    group_interval: dt.timedelta
    repeat_interval: dt.timedelta
    digest: Digest | None = None
    """Of the route, which then tells its groups together and waits for nothing else."""
    mute: tuple[str, ...] = ()
    active: tuple[str, ...] = ()
    """Names of time intervals, as the route has them."""


class Destination(NamedTuple):
    """Where a flag goes: a receiver, and there the group that it belongs to."""

    receiver: str
    group: str
    """The route and the labels grouped by, as Alertmanager spells a group: `{}/{grade="conflict"}:{claim="…"}`."""
    timing: Timing


class _Inherited(NamedTuple):
    receiver: str
    group_by: tuple[str, ...]
    wait: int
    interval: int
    repeat: int
    path: str
    digest_at: tuple[str | int, ...] = ()
    time_zone: str = "UTC"
    mute: tuple[str, ...] = ()
    active: tuple[str, ...] = ()


def destinations(root: Route, of: Labels) -> tuple[Destination, ...]:
    """Where a flag with these labels goes, in the tree's order; the root takes what no other route does."""
    start = _Inherited(root.receiver or "", (), wait=30, interval=300, repeat=0, path="")
    return tuple(_destination(at, of) for at in _taken(root, start, of))


def receivers_named(root: Route) -> set[str]:
    """Every receiver that the tree may send to.

    Raises:
        ValueError: the root names none, or has matchers; it must take every flag.
    """
    if root.receiver is None:
        raise ValueError("the root route names no receiver; it takes what no other route does")
    if root.matchers:
        raise ValueError("the root route has matchers; it takes every flag: move them to a route below it")
    return {route.receiver for route in _all(root) if route.receiver is not None}


def intervals_named(root: Route) -> set[str]:
    """Every time interval that the tree goes by.

    Raises:
        ValueError: the root names one; it must hear at all times.
    """
    if root.mute_time_intervals or root.active_time_intervals:
        raise ValueError("the root route has time intervals; it hears at all times: move them to a route below it")
    return {name for route in _all(root) for name in (*route.mute_time_intervals, *route.active_time_intervals)}


def _all(route: Route) -> Iterator[Route]:
    yield route
    for child in route.routes:
        yield from _all(child)


def _taken(route: Route, above: _Inherited, of: Labels) -> list[_Inherited]:
    here = _Inherited(
        receiver=above.receiver if route.receiver is None else route.receiver,
        group_by=above.group_by if route.group_by is None else route.group_by,
        wait=above.wait if route.group_wait_seconds is None else route.group_wait_seconds,
        interval=above.interval if route.group_interval_seconds is None else route.group_interval_seconds,
        repeat=above.repeat if route.repeat_interval_seconds is None else route.repeat_interval_seconds,
        path=f"{above.path}/{{{','.join(route.matchers)}}}".removeprefix("/"),
        digest_at=above.digest_at if route.digest_at is None else route.digest_at,
        time_zone=above.time_zone if route.time_zone is None else route.time_zone,
        mute=route.mute_time_intervals,
        active=route.active_time_intervals,
    )
    taken: list[_Inherited] = []
    for child in route.routes:
        if not child.failing(of):
            taken += _taken(child, here, of)
            if not child.continue_:
                break
    return taken or [here]


def _destination(at: _Inherited, of: Labels) -> Destination:
    by = sorted({"claim", *at.group_by})
    grouped = ",".join(f'{label}="{values(of, label)[0]}"' for label in by)
    wait, interval, repeat = (dt.timedelta(seconds=seconds) for seconds in (at.wait, at.interval, at.repeat))
    hours = hours_of(at.digest_at)
    digest = Digest(f"{at.path}:{{}}", hours, at.time_zone) if hours else None
    timing = Timing(wait, interval, repeat, digest, at.mute, at.active)
    return Destination(at.receiver, f"{at.path}:{{{grouped}}}", timing)
