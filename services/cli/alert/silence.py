"""`claimwatch alert silence`: what nobody is to be told of for a while, as the desk's page Silences has it."""

from __future__ import annotations

import asyncio
import datetime as dt
import getpass
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import click

from schemas.decisions import SilenceSet
from schemas.envelope import seal
from schemas.event import Digest
from schemas.matching import equals
from services.alert.routing import parse_matcher
from services.cli.configured import configured, load_configuration, open_log
from services.cli.known import silences_on, the_one
from services.cli.moments import moment as moment_given
from services.deciding.silences import LONGEST, ended
from services.deciding.silences import silence as silence_of
from services.wiring.logs import wall
from services.wording import moment

_SHOWN: Final = 12
"""Of an id, in characters."""
_LENGTH: Final = re.compile(r"(?P<number>\d{1,4})(?P<unit>[mhdw])")
_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}

_because = click.option("--because", "reason", required=True, help="Why, for whoever reads the log later.")


@click.group()
def silence() -> None:
    """Say what nobody is to be told of for a while."""


@silence.command()
@configured
@click.argument("matchers", metavar="MATCHER...", nargs=-1, required=True)
@click.option("--for", "length", metavar="LENGTH", help="How long: 90m, 24h, 3d or 1w.")
@click.option("--until", metavar="MOMENT", help="Until when: 2025-01-30T12:00, in UTC unless it says a zone.")
@_because
def add(*, path: Path, matchers: tuple[str, ...], length: str | None, until: str | None, reason: str) -> None:
    """Silence the flags that meet every MATCHER, from now on.

    Matchers are those of routes: 'outlet="Courier"', 'rule=~"contradiction.*"', 'severity<=2'. The flags are raised and
    shown all the same.
    """
    now, conditions = wall(), [_spelled(each) for each in matchers]
    ends_at = _end(length, until, now)
    decided = silence_of(conditions, ends_at, by=getpass.getuser(), reason=_said(reason), now=now)
    asyncio.run(_record(path, decided))
    click.echo(_line(decided, now))


@silence.command("list")
@configured
def list_silences(path: Path) -> None:
    """List the silences that hold, and those to come.

    Those that end last come first.
    """
    now, known = wall(), asyncio.run(_known(path))
    holding = sorted((each for each in known.values() if now < each.ends_at), key=lambda each: each.ends_at)
    for each in reversed(holding):
        click.echo(_line(each, now))
    if not holding:
        click.echo("nothing is silenced")


@silence.command()
@configured
@click.argument("asked", metavar="SILENCE")
@_because
def end(path: Path, asked: str, reason: str) -> None:
    """End a silence now.

    SILENCE is its id, or the first characters of it.
    """
    now = wall()
    found = the_one(asyncio.run(_known(path)), asked, "silence")
    if found.ends_at <= now:
        raise click.UsageError(f"{asked}: this silence has been over since {moment(found.ends_at)}")
    by = getpass.getuser()
    over = ended(found.silence, found.matchers, found.starts_at, by=by, reason=_said(reason), now=now)
    asyncio.run(_record(path, over))
    click.echo(f"{found.silence[:_SHOWN]} is over: {' '.join(found.matchers)}")


def _end(length: str | None, until: str | None, now: dt.datetime) -> dt.datetime:
    if (length is None) == (until is None):
        raise click.UsageError("until when? Say --for or --until, one of the two")
    ends_at = now + _length(length) if length is not None else _moment(str(until))
    if not now < ends_at <= now + LONGEST:
        raise click.UsageError(f"{moment(ends_at)} is not within the year to come")
    return ends_at


def _length(given: str) -> dt.timedelta:
    found = _LENGTH.fullmatch(given)
    if found is None:
        raise click.BadParameter(f"{given!r} is no length, such as 90m, 24h, 3d or 1w", param_hint="--for")
    return dt.timedelta(**{_UNITS[found["unit"]]: int(found["number"])})


def _moment(given: str) -> dt.datetime:
    try:
        return moment_given(given)
    except ValueError as fault:
        raise click.BadParameter(str(fault), param_hint="--until") from fault


def _said(reason: str) -> str:
    if not reason.strip():
        raise click.BadParameter("say why, for whoever reads the log later", param_hint="--because")
    return reason.strip()


def _spelled(given: str) -> str:
    """The matcher as the log spells it."""
    try:
        matcher = parse_matcher(given)
    except ValueError as fault:
        raise click.BadParameter(str(fault), param_hint="MATCHER") from fault
    return equals(matcher.label, matcher.value) if matcher.sign == "=" else given.strip()


async def _known(path: Path) -> Mapping[Digest, SilenceSet]:
    async with open_log(load_configuration(path, secrets=False)) as log:
        return await silences_on(log)


async def _record(path: Path, decided: SilenceSet) -> None:
    async with open_log(load_configuration(path, secrets=False)) as log:
        await log.append([seal(decided)])


def _line(known: SilenceSet, now: dt.datetime) -> str:
    starts = f"from {moment(known.starts_at)} " if now < known.starts_at else ""
    held = f"{known.silence[:_SHOWN]}  {starts}until {moment(known.ends_at)}: {' '.join(known.matchers)}"
    return f"{held}\n  {known.by}: {known.reason}"
