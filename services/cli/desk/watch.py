"""`claimwatch watch add`: a claim for the watchlist, tried on what has been read so far."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

import click
import msgspec
import yaml

from schemas.amending import said
from schemas.statements import Factuality, Subject
from schemas.watch import Rule, Rules, WatchedClaim
from services.audit.backtest import Backtest, backtest
from services.cli.configuration import Configuration
from services.cli.configuration.editing import add_watch
from services.cli.configured import configured, load_configuration, open_log
from services.detect.reading.statements import read
from services.detect.rules.wording import stated, voice
from services.detect.tracking.keys import is_of, key_of
from services.detect.tracking.voices import Member
from services.wiring.logs import wall
from services.wording.amounts import counted

_PROBE = "1,000"
"""A number before a claim's name makes a sentence of it."""


@click.group()
def watch() -> None:
    """The claims that the desk watches."""


@watch.command("add", short_help="Watch a claim.")
@configured
@click.argument("name")
@click.option("--counted", help="What is counted, singular (soldier); else as NAME is read.")
@click.option("--alias", "aliases", multiple=True, help="Another noun that counts the same; repeatable.")
@click.option("--actor", help="Whose they are (North Korea).")
@click.option("--action", help="What they do or suffer (deployed, killed).")
@click.option("--place", help="Where.")
@click.option("--also", "places", multiple=True, help="Another name of the place, or a place inside it; repeatable.")
@click.option("--priority", type=click.IntRange(1, 3), default=1, show_default=True)
@click.option("--accumulates", is_flag=True, help="It can only grow: a fall is drift, and a jump beyond its pace.")
@click.option("--drift", metavar="SHARE", help="By how much it may move unremarked (0.1 is a tenth).")
@click.option("--interested", multiple=True, help="Words of a party with a stake in it; repeatable.")
@click.option("--preferred", multiple=True, help="Words of a party whose figure the desk goes by; repeatable.")
@click.option("--quiet", multiple=True, type=click.Choice([rule.value for rule in Rule]), help="A rule not to speak.")
@click.option("--tag", "tags", multiple=True, help="What the desk files it under, for routes; repeatable.")
@click.option("--preview", is_flag=True, help="Write nothing: show what it would have gathered and flagged.")
def add(*, path: Path, preview: bool, drift: str | None, quiet: tuple[str, ...], **given: object) -> None:
    """Watch the claim NAME, such as "North Korean soldiers deployed in Kursk".

    What is counted, whose, doing what and where is read from NAME, as far as no option says it.
    """
    configuration = load_configuration(path, secrets=False)
    watched = _watched(given, drift, quiet)
    if any(known.name == watched.name for known in configuration.rules.watchlist):
        raise click.UsageError(f"{watched.name!r} is watched already: change it in {path}")
    click.echo(yaml.safe_dump([said(watched)], sort_keys=False, allow_unicode=True).rstrip())
    if preview:
        for line in asyncio.run(_preview(configuration, watched)):
            click.echo(line)
        return
    add_watch(path, watched)
    click.echo(f"{path}: added; it is watched from the next start of `claimwatch run` or `claimwatch detect` on")


def watched_as_read(name: str) -> WatchedClaim | None:
    """The watch that a claim's words describe by themselves; None where it is not plain what they count."""
    subject = _subject(name)
    if not subject.counted:
        return None
    return WatchedClaim(name, subject.counted, actor=subject.actor, action=subject.action, place=subject.place)


def _watched(given: dict[str, object], drift: str | None, quiet: tuple[str, ...]) -> WatchedClaim:
    """The watch that the words and options describe."""
    name = str(given["name"])
    subject = _subject(name)
    read_as = {part: getattr(subject, part) for part in ("counted", "actor", "action", "place")}
    said_so = {key: value for key, value in given.items() if value is not None}
    told = read_as | said_so | {"quiet": quiet, "drift": _share(drift)}
    if not told["counted"]:
        raise click.UsageError(f"it is not plain what {name!r} counts: say it with --counted")
    return msgspec.convert(told, WatchedClaim)


def _subject(name: str) -> Subject:
    """What a count of it would be of, as far as its name says."""
    readings = [reading for _, reading in read("", f"{_PROBE} {name}.", "", wall())]
    return next((statement.subject for reading in readings for statement in reading.statements), Subject())


def _share(drift: str | None) -> Decimal | None:
    if drift is None:
        return None
    try:
        share = Decimal(drift)
    except InvalidOperation:
        share = Decimal(-1)
    if not share.is_finite() or share < 0:
        raise click.BadParameter(f"{drift!r} is no share: a tenth is 0.1", param_hint="--drift")
    return share


async def _preview(configuration: Configuration, watched: WatchedClaim) -> list[str]:
    """What the log's reports and ticks would have come to with the claim on the watchlist."""
    rules = configuration.rules
    tried = msgspec.structs.replace(rules, watchlist=(*rules.watchlist, watched))
    async with open_log(configuration) as log:
        found = await backtest(log, tried)
    return [*_gathered(found, tried, watched), *_flagged(found, watched)]


def _gathered(found: Backtest, rules: Rules, watched: WatchedClaim) -> Iterator[str]:
    reports = {report for shared, told in found.reports.items() if is_of(shared, watched.name) for report in told}
    members = [
        Member(report, statement, statement.chain[-1])
        for report in sorted(reports, key=lambda each: (each.published_at, each.article, each.revision))
        for statement in report.statements
        if key_of(statement, rules).watched == watched.name and statement.factuality is Factuality.ASSERTED
    ]
    told = [f"{stated(member)} ({voice(member)})" for member in members]
    yield from _headed("it would have gathered", "figure", told)


def _flagged(found: Backtest, watched: WatchedClaim) -> Iterator[str]:
    flags = [flag for flag in found.flags.values() if is_of(flag.claim, watched.name)]
    told = [
        f"{flag.rule.value}, {flag.grade.value}, {flag.state.value}: {flag.explanation}"
        for flag in sorted(flags, key=lambda each: each.found_at)
    ]
    yield from _headed("it would have raised", "flag", told)


def _headed(what: str, noun: str, told: Sequence[str]) -> Iterator[str]:
    yield f"{what} {counted(len(told), noun)}{':' if told else ''}"
    yield from (f"  {each}" for each in told)
