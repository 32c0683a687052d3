"""The questions, in the order in which somebody at a desk would think of them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import click

from schemas.watch import WatchedClaim
from services.alert.routing.clocks import zone
from services.cli.desk.watch import watched_as_read
from services.cli.init.answers import Answers, MailAnswer, SlackAnswer
from services.ingest.discovery import Discovery, FoundFeed
from services.ingest.errors import NotFetched, Unreadable
from services.ingest.opml import read as read_opml
from services.ingest.outlets import Outlet, Settings
from services.wiring.ingesting import discover_feeds
from services.wording.amounts import counted


def ask(opml: Path | None, *, private: bool) -> Answers:
    """Ask for all of it."""
    contact = click.prompt("Where can an outlet reach you? A mail or web address, sent with every request", type=_word)
    outlets = [] if opml is None else _from_opml(opml)
    outlets += _outlets(
        Settings(contact=contact, host_gap_seconds=0.5), {outlet.name for outlet in outlets}, private=private
    )
    return Answers(contact, tuple(outlets), _claim(), _receiver(), _time_zone())


def _word(given: str) -> str:
    if not given or any(letter.isspace() or not letter.isascii() for letter in given):
        raise click.BadParameter("one word of plain letters, such as desk@example.org")
    return given


def _from_opml(path: Path) -> list[Outlet]:
    try:
        outlets = read_opml(path.read_bytes())
    except OSError as fault:
        raise click.UsageError(f"{path}: {fault.strerror}; name a file that can be read") from fault
    except Unreadable as fault:
        raise click.UsageError(f"{path}: {fault}") from fault
    feeds = sum(len(outlet.feeds) for outlet in outlets)
    click.echo(f"{path}: {counted(len(outlets), 'outlet')} with {counted(feeds, 'feed')}")
    return outlets


def _outlets(settings: Settings, known: set[str], *, private: bool) -> list[Outlet]:
    found: list[Outlet] = []
    while True:
        again = "; nothing when done" if known or found else ""
        address = click.prompt(
            f"The address of {'another' if found else 'an'} outlet, its front page or a feed{again}",
            default="" if known or found else None,
            show_default=False,
        )
        if not address:
            return found
        outlet = _outlet(settings, address, known | {outlet.name for outlet in found}, private=private)
        if outlet is not None:
            found.append(outlet)


def _outlet(settings: Settings, address: str, known: set[str], *, private: bool) -> Outlet | None:
    try:
        discovery = asyncio.run(discover_feeds(settings, address, private=private))
    except NotFetched as fault:
        click.echo(f"  {fault.detail}: try another address")
        return None
    for failure in discovery.failures:
        click.echo(f"  {failure}")
    if not discovery.feeds:
        click.echo("  no feed there: look on its site for “RSS”, and give that address")
        return None
    feeds = _chosen(discovery)
    name = click.prompt("  Its name", default=discovery.name)
    while name in known:
        name = click.prompt(f"  {name} is in already; another name")
    return Outlet(name, tuple(feed.url for feed in feeds), ours=click.confirm("  Is it your own?"), private=private)


def _chosen(discovery: Discovery) -> Sequence[FoundFeed]:
    for number, feed in enumerate(discovery.feeds, 1):
        newest = "none dated" if feed.newest is None else f"newest {feed.newest:%d %b %Y, %H:%M} UTC"
        click.echo(f"  {number}. {feed.title} ({feed.items} items, {newest})")
    if len(discovery.feeds) == 1:
        return discovery.feeds

    def numbers(given: str) -> list[int]:
        chosen = [int(word) for word in given.replace(",", " ").split() if word.isdecimal()]
        if not chosen or not all(1 <= number <= len(discovery.feeds) for number in chosen):
            raise click.BadParameter(f"numbers from 1 to {len(discovery.feeds)}, such as 1, 3")
        return list(dict.fromkeys(chosen))

    chosen: list[int] = click.prompt("  Which of them", default="1", value_proc=numbers)
    return [discovery.feeds[number - 1] for number in chosen]


def _claim() -> WatchedClaim | None:
    while True:
        name = click.prompt(
            "A claim to watch, such as “North Korean soldiers deployed in Kursk”; nothing for none",
            default="",
            show_default=False,
        )
        if not name:
            return None
        watched = watched_as_read(name)
        if watched is None:
            click.echo("  it is not plain what that counts: begin with what is counted, as in “people killed in …”")
            continue
        parts = (watched.actor, watched.counted, watched.action, watched.place)
        click.echo(f"  read as: {' · '.join(part for part in parts if part)}")
        if click.confirm("  Is that what you mean?", default=True):
            return watched


def _time_zone() -> str:
    """Unless said, this machine's, if it tells."""
    here = Path("/etc/localtime").resolve().as_posix().partition("/zoneinfo/")[2] or "UTC"
    name: str = click.prompt("Your time zone, for nights and digests", default=here, value_proc=_zone)
    return name


def _zone(given: str) -> str:
    try:
        return zone(given).key
    except ValueError as fault:
        raise click.BadParameter(str(fault)) from fault


def _receiver() -> MailAnswer | SlackAnswer | None:
    kinds = click.Choice(["terminal", "mail", "slack"])
    kind = click.prompt("Where shall alerts go, besides this terminal", type=kinds, default="terminal")
    if kind == "slack":
        return SlackAnswer(click.prompt("  The channel's id, as in its link (C0123456789)", type=_word))
    if kind == "mail":
        to = click.prompt("  To which address", type=_word)
        sender = click.prompt("  From which address", default=f"claimwatch@{to.rpartition('@')[2]}", type=_word)
        host = click.prompt("  By which mail server", type=_word)
        port = click.prompt("  At its port", default=587, type=click.IntRange(1, 65_535))
        username = click.prompt("  With which user name; nothing for none", default="", show_default=False)
        return MailAnswer(to, sender, host, port, username)
    return None
