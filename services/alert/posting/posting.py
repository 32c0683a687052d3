"""What a flag changes in the outbox: route it, let its groups wait, turn what is due into deliveries.

    flag ─▶ destinations ─▶ every channel's group ─▶ due? ─▶ held back? ─▶ delivery, or part of the route's digest
                                              │                   └──────▶ suppressed for now, and waits
                                              └────▶ too old, or ended before it was told ─▶ suppressed

All of it happens in the caller's book, with the caller's `now`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Final, NamedTuple

import msgspec

from schemas.envelope import canonical, digest
from schemas.flags import Flag, FlagState
from schemas.notices import HELD_BACK, NoticeDelivered, NoticeEvent, NoticeSuppressed, Suppression
from services.alert.message.message import Finding, Message, finding, loudness
from services.alert.outbox.deliveries import give_up, pending
from services.alert.outbox.tables import DeliveryRow, DeliveryState, Place, stored
from services.alert.posting.book import Book, Entry
from services.alert.posting.digests import Part, together
from services.alert.posting.grouping import Group, Intent, Observed, Told, flush, forget, observe, standing
from services.alert.posting.holding import Holding
from services.alert.routing import Digest, Route, destinations, holds

STALE: Final = dt.timedelta(hours=24)
"""A flag that came to the log longer than this before the outbox was set up is past, not news."""

GONE: Final = "the configuration no longer names this channel"


class Desk(NamedTuple):
    """Where flags may go, what may hold them back, and since when this outbox has watched them."""

    route: Route
    channels: Mapping[str, Collection[str]]
    """Of each receiver, by name."""
    holding: Holding
    born_at: dt.datetime

    def has(self, place: Place) -> bool:
        """Whether the configuration still names the channel."""
        return place.channel in self.channels.get(place.receiver, ())


def recall(book: Book, notices: Iterable[NoticeEvent]) -> None:
    """Take in what an earlier outbox did, in the order of the log."""
    for notice in notices:
        if isinstance(notice, NoticeSuppressed) and notice.by in HELD_BACK:
            continue
        lane = notice.receiver, notice.channel
        delivered = isinstance(notice, NoticeDelivered)
        for cause in notice.causes:
            known = book.told(lane, cause.flag)
            shown = cause.state if delivered else known.shown if known else None
            if known is None or cause.version >= known.version:
                book.tell(lane, cause.flag, Told(cause.version, shown))
        if isinstance(notice, NoticeDelivered):
            book.keep_thread(lane, notice.claim, notice.thread)


def post(book: Book, desk: Desk, flag: Flag, appended_at: dt.datetime, now: dt.datetime) -> None:
    """Take in one flag event, appended to the log at that moment."""
    desk.holding.take_in(book, flag, now)
    found = msgspec.structs.replace(finding(flag, appended_at), decided=book.decided(flag.flag))
    timings = {
        Place(to.receiver, channel, to.group, flag.claim): to.timing
        for to in destinations(desk.route, found.labels)
        for channel in desk.channels.get(to.receiver, ())
    }
    for entry in book.knowing(flag.flag):
        if entry.place not in timings:
            book.keep(entry._replace(group=forget(entry.group, found.cause)))
    for place, timing in timings.items():
        _take(book, desk, book.entry(place, timing), found, now)


def post_due(book: Book, desk: Desk, now: dt.datetime) -> None:
    """Turn every group whose moment has come into a delivery, those of a digest together into one."""
    digests: dict[tuple[str, str, Digest], list[Part]] = {}
    for entry in book.due(now):
        hours, due_at = entry.timing.digest, entry.group.due_at
        if hours is None or due_at is None:
            _send(book, desk, entry, now)
        elif (intent := _flush(book, desk, entry, now)) is not None:
            digests.setdefault((*entry.place.lane, hours), []).append(Part(due_at, intent))
    for (receiver, channel, hours), parts in digests.items():
        _deliver(book, desk, Place(receiver, channel, hours.route, ""), together(hours, parts), now)


def _take(book: Book, desk: Desk, entry: Entry, found: Finding, now: dt.datetime) -> None:
    place, timing, group = entry
    told = book.told(place.lane, found.flag)
    is_news = told is None or found.cause.version > told.version
    if is_news and found.appended_at < desk.born_at - STALE:
        _suppress(book, place, found, told, by=Suppression.STALE, now=now)
        return
    group, observed = observe(group, found, told, timing, now)
    if observed is Observed.ENDED:
        _suppress(book, place, found, told, by=Suppression.ENDED, now=now)
    entry = entry._replace(group=group)
    if timing.digest is None:
        _send(book, desk, entry, now)
    else:
        book.keep(entry)


def _send(book: Book, desk: Desk, entry: Entry, now: dt.datetime) -> None:
    """Turn what a group has to tell now, if it has, into a delivery of its own."""
    before = book.groups_on(entry.place.lane, entry.place.claim)
    intent = _flush(book, desk, entry, now)
    if intent is not None:
        _deliver(book, desk, entry.place, _message(book, entry.place, intent, before), now)


def _flush(book: Book, desk: Desk, entry: Entry, now: dt.datetime) -> Intent | None:
    """Keep the group as it is after this moment, and record what is held back; what it has to tell now."""
    place, timing, group = entry
    if group.due_at is None or group.due_at > now:
        book.keep(entry)
        return None
    quiet = desk.holding.quiet(book, place.claim, now)
    flushed = flush(group, timing, now, lambda found: next(holds(quiet, found.labels, timing, now), None))
    book.keep(entry._replace(group=flushed.group))
    for found, hold in flushed.held:
        book.add(_suppressed(place, found, by=hold.by, why=hold.why, now=now))
    return None if flushed.intent is None else _untold(book, place, flushed.intent)


def _untold(book: Book, place: Place, intent: Intent) -> Intent | None:
    """The intent without the findings that another route has brought to the same channel meanwhile."""
    if intent.repeat:
        return intent
    told = [book.told(place.lane, found.flag) for found in intent.findings]
    pairs = zip(intent.findings, told, strict=True)
    left = tuple(found for found, known in pairs if known is None or known.version < found.cause.version)
    return intent._replace(findings=left) if left else None


def _deliver(book: Book, desk: Desk, place: Place, message: Message, now: dt.datetime) -> None:
    delivery = _delivery(place, message, now)
    delivery.uncertain = any(found.appended_at <= desk.born_at for found in message.findings)
    if not desk.has(place):
        give_up(delivery, GONE, now)
    book.add(delivery)
    for found in message.findings:
        book.tell(place.lane, found.flag, Told(found.cause.version, found.cause.state, found.grade))


def _message(book: Book, place: Place, intent: Intent, before: Iterable[Group]) -> Message:
    """What to say; `before` are the claim's groups on the channel as they were until now."""
    findings = intent.findings
    heard = [found.grade for group in before for found in group.open]
    for found in findings:  # a flag that moved here from another group has left that one already
        known = book.told(place.lane, found.flag)
        heard += [known.grade] if known and known.grade and known.shown is FlagState.OPEN else []
    return Message(
        findings[0].title,
        findings,
        intent.repeat,
        standing=standing(book.groups_on(place.lane, place.claim)),
        louder=loudness(found.grade for found in findings if found.open) > loudness(heard),
    )


def _suppress(
    book: Book, place: Place, found: Finding, told: Told | None, *, by: Suppression, now: dt.datetime
) -> None:
    book.add(_suppressed(place, found, by=by, why="", now=now))
    shown: FlagState | None = told.shown if told else None
    grade = told.grade if told else None
    book.tell(place.lane, found.flag, Told(found.cause.version, shown, grade))


def _suppressed(place: Place, found: Finding, *, by: Suppression, why: str, now: dt.datetime) -> DeliveryRow:
    delivery = _delivery(place, Message(found.title, (found,)), now, by.value)
    delivery.state = DeliveryState.SUPPRESSED
    delivery.reason, delivery.why = by.value, why
    delivery.finished_at = stored(now)
    return delivery


def _delivery(place: Place, message: Message, now: dt.datetime, number: str | None = None) -> DeliveryRow:
    causes = [found.cause for found in message.findings]
    identity = digest(*place[:3], canonical(causes), number or str(message.repeat))
    since = min(found.appended_at for found in message.findings)
    return pending(identity, place, causes, message, since=since, now=now)
