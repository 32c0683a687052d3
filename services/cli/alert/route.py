"""`claimwatch alert route`: where a flag goes, by which routes, and what would hold it back now."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from schemas.decisions import SilenceSet
from schemas.event import Digest, FlagId
from schemas.flags import Flag, FlagState
from schemas.notices import Suppression
from services.alert.receivers.receivers import Alerting
from services.alert.routing import Destination, Hold, Labels, Quiet, Route, destinations, holds, labels
from services.cli.configured import configured, load_configuration, open_log
from services.cli.known import flags_on, silences_on, the_one
from services.wiring.logs import wall


class _Known(NamedTuple):
    """What the log has of flags and silences."""

    flags: dict[FlagId, Flag]
    silences: dict[Digest, SilenceSet]


@click.command()
@configured
@click.argument("flag")
def route(path: Path, flag: str) -> None:
    """Show where a flag goes, why, and what would hold it back now.

    FLAG is its id, or the first characters of it.
    """
    configuration = load_configuration(path, secrets=False)

    async def look() -> _Known:
        async with open_log(configuration) as log:
            return _Known(await flags_on(log), await silences_on(log))

    known = asyncio.run(look())
    for line in _shown(configuration.alerting, the_one(known.flags, flag, "flag"), known, wall()):
        click.echo(line)


def _shown(alerting: Alerting, flag: Flag, known: _Known, now: dt.datetime) -> Iterator[str]:
    asked = labels(flag)
    for name, values in asked.items():
        yield f"{name}: {', '.join(values)}".rstrip()
    yield from _tried(alerting.route, asked, 0)
    channels = {receiver.name: receiver.channels for receiver in alerting.receivers}
    open_flags = {id_: labels(one) for id_, one in sorted(known.flags.items()) if one.state is FlagState.OPEN}
    intervals = {interval.name: interval for interval in alerting.time_intervals}
    quiet = Quiet(intervals, alerting.inhibit_rules, list(known.silences.values()), open_flags)
    for to in destinations(alerting.route, asked):
        ways = ", ".join(channels[to.receiver]) or "no channel: kept, not sent"
        yield f"→ {to.receiver} ({ways}), {_when(to, now)}, group {to.group}"
        yield from (f"    {_held(hold, known)}" for hold in holds(quiet, asked, to.timing, now))


def _tried(at: Route, asked: Labels, depth: int) -> Iterator[str]:
    """The routes that were tried, in the order of the tree: which took the flag, and why the others did not."""
    failing = at.failing(asked)
    name = f"{'  ' * depth}route{f' to {at.receiver}' if at.receiver else ''} {' '.join(at.matchers)}".rstrip()
    if failing:
        yield f"{name}: no, as not {' and '.join(failing)}"
        return
    yield f"{name}: yes"
    for below in at.routes:
        yield from _tried(below, asked, depth + 1)
        if not below.continue_ and not below.failing(asked):
            return


def _when(to: Destination, now: dt.datetime) -> str:
    digest = to.timing.digest
    if digest is None:
        return f"after {to.timing.group_wait.total_seconds():g} s"
    return f"in the digest of {digest.told(digest.next(now))}"


def _held(hold: Hold, known: _Known) -> str:
    until = "" if hold.until is None else f"until {hold.until:%Y-%m-%d %H:%M} UTC"
    match hold.by:
        case Suppression.INHIBITED:
            other = known.flags[FlagId(hold.why)]
            return f"inhibited by {other.flag}, as long as it is open: {other.title} ({other.rule}, {other.grade})"
        case Suppression.SILENCED:
            silence = known.silences[Digest(hold.why)]
            return f"silenced by {silence.by} {until}: {silence.reason} ({' '.join(silence.matchers)})"
        case _:
            return f"muted by {hold.why} {until}"
