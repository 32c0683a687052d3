"""What a flag changes in the outbox: route it, let its groups wait, turn what is due into deliveries.

    flag ─▶ destinations ─▶ every channel's group ─▶ due? ─▶ held back? ─▶ delivery, or part of the route's digest
                                              │                   └──────▶ suppressed for now, and waits
                                              └────▶ too old, or ended before it was told ─▶ suppressed

All of it happens in the caller's transaction, with the caller's `now`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

import msgspec

from schemas.envelope import canonical, digest
from schemas.flags import Flag, FlagState
from schemas.notices import HELD_BACK, NoticeDelivered, NoticeEvent, NoticeSuppressed, Suppression
from services.alert.message.message import Finding, Message, finding, loudness
from services.alert.outbox.book import Book
from services.alert.outbox.deliveries import pending
from services.alert.outbox.tables import DeliveryRow, DeliveryState, GroupRow, Lane, stored
from services.alert.posting.digests import Part, together
from services.alert.posting.grouping import Group, Intent, Observed, Told, flush, forget, observe, standing
from services.alert.posting.holding import Holding
from services.alert.routing import Digest, Route, Timing, destinations, holds, labels

STALE: Final = dt.timedelta(hours=24)
"""A flag that came to the log longer than this before the outbox was set up is past, not news."""


class Desk(NamedTuple):
    """Where flags may go, what may hold them back, and since when this outbox has watched them."""

    route: Route
    lanes: Collection[Lane]
    holding: Holding
    born_at: dt.datetime


async def recall(book: Book, notices: Iterable[NoticeEvent]) -> None:
    """Take in what an earlier outbox did, in the order of the log."""
    for notice in notices:
        if isinstance(notice, NoticeSuppressed) and notice.by in HELD_BACK:
            continue
        lane = notice.receiver, notice.channel
        delivered = isinstance(notice, NoticeDelivered)
        for cause in notice.causes:
            known = await book.told(*lane, cause.flag)
            shown = cause.state if delivered else known.shown if known else None
            if known is None or cause.version >= known.version:
                await book.tell(*lane, cause.flag, Told(cause.version, shown))
        if isinstance(notice, NoticeDelivered):
            await book.keep_thread(*lane, notice.claim, notice.thread)


async def post(book: Book, desk: Desk, flag: Flag, appended_at: dt.datetime, now: dt.datetime) -> None:
    """Take in one flag event, appended to the log at that moment."""
    await desk.holding.take_in(book, flag, now)
    found = msgspec.structs.replace(finding(flag, appended_at), decided=await book.decided(flag.flag))
    rows = [
        GroupRow(
            receiver=receiver, channel=channel, group=to.group, claim=flag.claim, timing=_packed(to.timing), state=""
        )
        for to in destinations(desk.route, labels(flag))
        for receiver, channel in sorted(desk.lanes)
        if receiver == to.receiver
    ]
    here = {_key(row) for row in rows}
    for row in await book.groups_knowing(flag.flag):
        if _key(row) not in here:
            await book.keep_group(row, forget(await book.group(*_key(row)), found.cause))
    for row in rows:
        await _take(book, desk, row, found, now)


async def post_due(book: Book, desk: Desk, now: dt.datetime) -> None:
    """Turn every group whose moment has come into a delivery, those of a digest together into one."""
    digests: dict[tuple[str, str, Digest], list[Part]] = {}
    for row in await book.groups_due(now):
        group, hours = await book.group(*_key(row)), _unpacked(row.timing).digest
        if hours is None or group.due_at is None:
            await _send(book, desk, row, group, now)
        elif (intent := await _flush(book, desk, row, group, now)) is not None:
            digests.setdefault((row.receiver, row.channel, hours), []).append(Part(group.due_at, intent))
    for (receiver, channel, hours), parts in digests.items():
        of_all = GroupRow(receiver=receiver, channel=channel, group=hours.route, claim="", timing="", state="")
        await _deliver(book, desk, of_all, together(hours, parts), now)


async def _take(book: Book, desk: Desk, row: GroupRow, found: Finding, now: dt.datetime) -> None:
    group = await book.group(*_key(row))
    told = await book.told(row.receiver, row.channel, found.flag)
    is_news = told is None or found.cause.version > told.version
    if is_news and found.appended_at < desk.born_at - STALE:
        await _suppress(book, row, found, told, by=Suppression.STALE, now=now)
        return
    timing = _unpacked(row.timing)
    group, observed = observe(group, found, told, timing, now)
    if observed is Observed.ENDED:
        await _suppress(book, row, found, told, by=Suppression.ENDED, now=now)
    if timing.digest is None:
        await _send(book, desk, row, group, now)
    else:
        await book.keep_group(row, group)


async def _send(book: Book, desk: Desk, row: GroupRow, group: Group, now: dt.datetime) -> None:
    """Turn what a group has to tell now, if it has, into a delivery of its own."""
    before = await book.groups_on(row.receiver, row.channel, row.claim) if _is_due(group, now) else []
    intent = await _flush(book, desk, row, group, now)
    if intent is not None:
        await _deliver(book, desk, row, await _message(book, row, intent, before), now)


async def _flush(book: Book, desk: Desk, row: GroupRow, group: Group, now: dt.datetime) -> Intent | None:
    """Keep the group as it is after this moment, and record what is held back; what it has to tell now."""
    if not _is_due(group, now):
        await book.keep_group(row, group)
        return None
    timing, quiet = _unpacked(row.timing), await desk.holding.quiet(book, row.claim, now)
    flushed = flush(group, timing, now, lambda found: next(holds(quiet, found.labels, timing, now), None))
    await book.keep_group(row, flushed.group)
    for found, hold in flushed.held:
        await book.add(_suppressed(row, found, by=hold.by, why=hold.why, now=now))
    return None if flushed.intent is None else await _untold(book, row, flushed.intent)


def _is_due(group: Group, now: dt.datetime) -> bool:
    return group.due_at is not None and group.due_at <= now


async def _untold(book: Book, row: GroupRow, intent: Intent) -> Intent | None:
    """The intent without the findings that another route has brought to the same channel meanwhile."""
    if intent.repeat:
        return intent
    told = [await book.told(row.receiver, row.channel, found.flag) for found in intent.findings]
    pairs = zip(intent.findings, told, strict=True)
    left = tuple(found for found, known in pairs if known is None or known.version < found.cause.version)
    return intent._replace(findings=left) if left else None


async def _deliver(book: Book, desk: Desk, row: GroupRow, message: Message, now: dt.datetime) -> None:
    delivery = _delivery(row, message, now)
    delivery.uncertain = any(found.appended_at <= desk.born_at for found in message.findings)
    if (row.receiver, row.channel) not in desk.lanes:
        give_up(delivery, "the configuration no longer names this channel", now)
    await book.add(delivery)
    for found in message.findings:
        told = Told(found.cause.version, found.cause.state, found.grade)
        await book.tell(row.receiver, row.channel, found.flag, told)


async def _message(book: Book, row: GroupRow, intent: Intent, before: Iterable[Group]) -> Message:
    """What to say; `before` are the claim's groups on the channel as they were until now."""
    findings = intent.findings
    heard = [found.grade for group in before for found in group.open]
    for found in findings:  # a flag that moved here from another group has left that one already
        known = await book.told(row.receiver, row.channel, found.flag)
        heard += [known.grade] if known and known.grade and known.shown is FlagState.OPEN else []
    groups = await book.groups_on(row.receiver, row.channel, row.claim)
    return Message(
        findings[0].title,
        findings,
        intent.repeat,
        standing=standing(groups),
        louder=loudness(found.grade for found in findings if found.open) > loudness(heard),
    )


async def _suppress(
    book: Book, row: GroupRow, found: Finding, told: Told | None, *, by: Suppression, now: dt.datetime
) -> None:
    await book.add(_suppressed(row, found, by=by, why="", now=now))
    shown: FlagState | None = told.shown if told else None
    grade = told.grade if told else None
    await book.tell(row.receiver, row.channel, found.flag, Told(found.cause.version, shown, grade))


def _suppressed(row: GroupRow, found: Finding, *, by: Suppression, why: str, now: dt.datetime) -> DeliveryRow:
    delivery = _delivery(row, Message(found.title, (found,)), now, by.value)
    delivery.state = DeliveryState.SUPPRESSED
    delivery.reason, delivery.why = by.value, why
    delivery.finished_at = stored(now)
    return delivery


def give_up(row: DeliveryRow, reason: str, now: dt.datetime) -> None:
    """Mark a delivery as failed for good."""
    row.state = DeliveryState.FAILED
    row.reason = reason
    row.finished_at = stored(now)


def _delivery(row: GroupRow, message: Message, now: dt.datetime, number: str | None = None) -> DeliveryRow:
    causes = [found.cause for found in message.findings]
    identity = digest(row.receiver, row.channel, row.group, canonical(causes), number or str(message.repeat))
    since = min(found.appended_at for found in message.findings)
    return pending(identity, row, causes, message, since=since, now=now)


def _key(row: GroupRow) -> tuple[str, str, str]:
    return row.receiver, row.channel, row.group


def _packed(timing: Timing) -> str:
    return canonical(timing).decode()


def _unpacked(timing: str) -> Timing:
    return msgspec.json.decode(timing, type=Timing)
