"""What is wrong with the running, by what the log says of it: a pure fold, which decides by the moments it is given.

    fetches, statements, notices, rejects ─▶ Watch ─▶ troubles(…, Look) ─▶ what stands now

A trouble that is known to stand goes on until the log shows that it is over; one that is not begins only when the watch
has been kept for as long as it takes to tell, so that a start after a night's pause is no trouble.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Final, NamedTuple

from schemas.articles import FeedFetched
from schemas.event import Event
from schemas.notices import NoticeDelivered, NoticeFailed
from schemas.rejects import Rejected
from schemas.statements import Reported
from services import wording
from services.alert.outbox.tables import Lane
from services.alert.vigil.outlets import Feed, Outlets, silent_since, take_in
from services.alert.vigil.tally import Tally
from services.wording import amounts

LATE: Final = dt.timedelta(minutes=30)
"""After which polling, reading and receivers are in trouble; it is what the page on health calls overdue."""
FAILS: Final = dt.timedelta(hours=2)
"""For how long a feed must fail, while others answer."""
UNREAD: Final = 50
"""Articles in a row that are late and state nothing: many articles state no figure, so few tell nothing."""
MANY: Final = 20
"""Rejects in an hour, and four times what is usual."""
_TIMES: Final = 4


class Kind(StrEnum):
    """What can be in trouble."""

    OUTLET = "outlet"
    FETCHING = "fetching"
    POLLING = "polling"
    READING = "reading"
    RECEIVER = "receiver"
    REJECTS = "rejects"


class Subject(NamedTuple):
    """Who or what is in trouble; `name` is empty where there is one of the kind."""

    kind: Kind
    name: str = ""


class Account(NamedTuple):
    """Since when, and what is seen of it."""

    since: dt.datetime
    seen: str


class Look(NamedTuple):
    """The moment at which is looked, and what stands outside the log."""

    now: dt.datetime
    since: dt.datetime
    """When the watch began."""
    lanes: Collection[Lane]
    """What the configuration names."""
    put_off: Mapping[Lane, dt.datetime]
    """Where a delivery was tried and not made, with the moment at which the oldest of them was decided."""
    known: Collection[Subject]
    """What was told as standing."""


class Ended(NamedTuple):
    """How a lane's last delivery ended; `reason` is empty if it was made."""

    at: dt.datetime
    reason: str


@dataclass
class Watch:
    """What the log said so far."""

    outlets: Outlets = field(default_factory=Outlets)
    articles: Tally = field(default_factory=Tally)
    reported_at: dt.datetime | None = None
    ended: dict[Lane, Ended] = field(default_factory=dict)
    rejects: Tally = field(default_factory=Tally)


def observe(watch: Watch, event: Event, at: dt.datetime) -> None:
    """Take in an event that came to the log at that moment; those of one key come in their order."""
    match event:
        case FeedFetched():
            take_in(watch.outlets, event)
            if taken := event.new + event.revised:
                watch.articles.add(event.fetched_at, taken)
        case Reported():
            watch.reported_at = max(watch.reported_at or at, at)
        case NoticeDelivered() | NoticeFailed():
            lane, reason = (event.receiver, event.channel), event.reason if isinstance(event, NoticeFailed) else ""
            if lane not in watch.ended or event.at >= watch.ended[lane].at:
                watch.ended[lane] = Ended(event.at, reason)
        case Rejected():
            watch.rejects.add(at)


def troubles(watch: Watch, look: Look) -> dict[Subject, Account]:
    """All that is in trouble at that moment."""
    found = [*_polling(watch, look), *_reading(watch, look), *_rejects(watch, look)]
    return dict([*_outlets(watch.outlets, look.known), *found, *_receivers(watch, look)])


def _outlets(outlets: Outlets, known: Collection[Subject]) -> Iterator[tuple[Subject, Account]]:
    """Of each outlet what is wrong with it; where no feed answers that is said once, and nothing ends."""
    feeds = dict(outlets.followed())
    answering = [feed for feed in feeds.values() if not feed.error]
    if feeds and not answering:
        since = max(feed.same_since for feed in feeds.values())
        account = Account(since, f"No feed has answered since {wording.moment(since)}.")
        if max(feed.polled_at for feed in feeds.values()) - since >= LATE:
            yield Subject(Kind.FETCHING), account
        yield from ((subject, account) for subject in known if subject.kind is Kind.OUTLET)
        return
    by_outlet = sorted(feeds.items(), key=lambda pair: (pair[1].outlet, pair[0]))
    for outlet, own in groupby(by_outlet, key=lambda pair: pair[1].outlet):
        followed, subject = dict(own), Subject(Kind.OUTLET, outlet)
        found = _failing(followed, answering, is_known=subject in known) or _silent(outlets, outlet, followed)
        if found is not None:
            yield subject, found


def _failing(feeds: Mapping[str, Feed], answering: Collection[Feed], *, is_known: bool) -> Account | None:
    """Of one outlet's feeds the one that fails longest, if for long enough while others answer."""
    others_since = min(feed.same_since for feed in answering)
    failing = [
        (feed.same_since, url, feed.error)
        for url, feed in feeds.items()
        if feed.error and (is_known or feed.polled_at - max(feed.same_since, others_since) >= FAILS)
    ]
    if not failing:
        return None
    since, url, error = min(failing)
    return Account(since, f"{url} has failed since {wording.moment(since)}, last with: {error}.")


def _silent(outlets: Outlets, outlet: str, feeds: Mapping[str, Feed]) -> Account | None:
    since = silent_since(outlets, outlet, feeds.values())
    if since is None:
        return None
    return Account(since, f"Its feeds answer, but there is nothing new in them since {wording.moment(since)}.")


def _polling(watch: Watch, look: Look) -> Iterator[tuple[Subject, Account]]:
    due_at, polled_at, polling = watch.outlets.due_at, watch.outlets.polled_at, Subject(Kind.POLLING)
    if due_at is None or polled_at is None:
        return
    if look.now - (due_at if polling in look.known else max(due_at, look.since)) >= LATE:
        yield polling, Account(due_at, f"No feed has been polled since {wording.moment(polled_at)}.")


def _reading(watch: Watch, look: Look) -> Iterator[tuple[Subject, Account]]:
    late, reading, since = look.now - LATE, Subject(Kind.READING), watch.reported_at
    if look.since > late and reading not in look.known:
        return
    if (unread := watch.articles.between(since, late)) >= UNREAD:
        last = "ever" if since is None else f"since {wording.moment(since)}"
        seen = f"{amounts.number(unread)} articles were taken in, and nothing was read out of any, {last}."
        yield reading, Account(since or late, seen)


def _receivers(watch: Watch, look: Look) -> Iterator[tuple[Subject, Account]]:
    for lane in sorted(look.lanes):
        subject, ended, waits = Subject(Kind.RECEIVER, " ".join(lane)), watch.ended.get(lane), look.put_off.get(lane)
        if waits is not None and look.now - waits >= LATE:
            yield subject, Account(waits, f"A notice waits since {wording.moment(waits)}, and every attempt failed.")
        elif ended is not None and ended.reason:
            yield subject, Account(ended.at, f"Its last notice could not be delivered: {ended.reason}.")


def _rejects(watch: Watch, look: Look) -> Iterator[tuple[Subject, Account]]:
    """They have risen at the whole limit, and until they fall below half of it."""
    hour, usual, subject = watch.rejects.hour(look.now), watch.rejects.usual(look.now), Subject(Kind.REJECTS)
    limit = max(MANY, _TIMES * usual)
    if hour >= (limit / 2 if subject in look.known else limit):
        seen = f"{amounts.number(hour)} records were refused within an hour; usual are {amounts.number(usual)}."
        yield subject, Account(look.now - dt.timedelta(hours=1), seen)


def turned(known: Collection[Subject], standing: Mapping[Subject, Account]) -> list[tuple[Subject, Account | None]]:
    """What is to be said to somebody who knows of some: what began, and, without an account, what is over."""
    begun = [(subject, account) for subject, account in standing.items() if subject not in known]
    return [*begun, *((subject, None) for subject in sorted(known) if subject not in standing)]
