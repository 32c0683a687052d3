"""What a flag changes in the outbox: route it, let its groups wait, turn what is due into deliveries.

    flag ─▶ destinations ─▶ every channel's group ─▶ due? ─▶ delivery
                                              └────▶ too old, or ended before it was told ─▶ suppressed

All of it happens in the caller's transaction, with the caller's `now`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from itertools import chain
from typing import Final, NamedTuple

import msgspec

from schemas.envelope import canonical, digest
from schemas.event import ClaimId
from schemas.flags import Flag, FlagState
from schemas.notices import NoticeDelivered, NoticeEvent, Suppression
from services.alert.grouping import Group, Intent, Observed, Told, flush, forget, observe
from services.alert.message import Finding, Message, finding, loudness
from services.alert.outbox.book import Book
from services.alert.outbox.tables import DeliveryRow, DeliveryState, GroupRow, Lane, stored
from services.alert.routing import Route, Timing, destinations, labels

STALE: Final = dt.timedelta(hours=24)
"""A flag that came to the log longer than this before the outbox was set up is past, not news."""


class Desk(NamedTuple):
    """Where flags may go, and since when this outbox has watched them."""

    route: Route
    lanes: Collection[Lane]
    born_at: dt.datetime


async def recall(book: Book, notices: Iterable[NoticeEvent]) -> None:
    """Take in what an earlier outbox did, in the order of the log."""
    for notice in notices:
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
    found = finding(flag, appended_at)
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
    """Turn every group whose moment has come into a delivery."""
    for row in await book.groups_due(now):
        await _flush(book, desk, row, await book.group(*_key(row)), now)


async def _take(book: Book, desk: Desk, row: GroupRow, found: Finding, now: dt.datetime) -> None:
    group = await book.group(*_key(row))
    told = await book.told(row.receiver, row.channel, found.flag)
    is_news = told is None or found.cause.version > told.version
    if is_news and found.appended_at < desk.born_at - STALE:
        await _suppress(book, row, found, told, by=Suppression.STALE, now=now)
        return
    group, observed = observe(group, found, told, _unpacked(row.timing), now)
    if observed is Observed.ENDED:
        await _suppress(book, row, found, told, by=Suppression.ENDED, now=now)
    await _flush(book, desk, row, group, now)


async def _flush(book: Book, desk: Desk, row: GroupRow, group: Group, now: dt.datetime) -> None:
    group, intent = flush(group, _unpacked(row.timing), now)
    before = [] if intent is None else await book.groups_on(row.receiver, row.channel, row.claim)
    await book.keep_group(row, group)
    if intent is None or not (findings := await _untold(book, row, intent)):
        return
    delivery = _delivery(row, await _message(book, row, findings, intent.repeat, before), now)
    delivery.uncertain = any(found.appended_at <= desk.born_at for found in findings)
    if (row.receiver, row.channel) not in desk.lanes:
        give_up(delivery, "the configuration no longer names this channel", now)
    await book.add(delivery)
    for found in findings:
        told = Told(found.cause.version, found.cause.state, found.grade)
        await book.tell(row.receiver, row.channel, found.flag, told)


async def _untold(book: Book, row: GroupRow, intent: Intent) -> tuple[Finding, ...]:
    """The findings without those that another route has brought to the same channel meanwhile."""
    if intent.repeat:
        return intent.findings
    told = [await book.told(row.receiver, row.channel, found.flag) for found in intent.findings]
    pairs = zip(intent.findings, told, strict=True)
    return tuple(found for found, known in pairs if known is None or known.version < found.cause.version)


async def _message(
    book: Book, row: GroupRow, findings: tuple[Finding, ...], repeat: int, before: Iterable[Group]
) -> Message:
    """What to say; `before` are the claim's groups on the channel as they were until now."""
    heard = [found.grade for group in before for found in group.open]
    for found in findings:  # a flag that moved here from another group has left that one already
        known = await book.told(row.receiver, row.channel, found.flag)
        heard += [known.grade] if known and known.grade and known.shown is FlagState.OPEN else []
    groups = await book.groups_on(row.receiver, row.channel, row.claim)
    return Message(
        findings[0].title,
        findings,
        repeat,
        standing=(*chain.from_iterable(g.open for g in groups), *chain.from_iterable(g.ended for g in groups)),
        louder=loudness(found.grade for found in findings if found.open) > loudness(heard),
    )


async def _suppress(
    book: Book, row: GroupRow, found: Finding, told: Told | None, *, by: Suppression, now: dt.datetime
) -> None:
    delivery = _delivery(row, Message(found.title, (found,)), now)
    delivery.state = DeliveryState.SUPPRESSED
    delivery.reason = by.value
    delivery.finished_at = stored(now)
    await book.add(delivery)
    shown: FlagState | None = told.shown if told else None
    grade = told.grade if told else None
    await book.tell(row.receiver, row.channel, found.flag, Told(found.cause.version, shown, grade))


def give_up(row: DeliveryRow, reason: str, now: dt.datetime) -> None:
    """Mark a delivery as failed for good."""
    row.state = DeliveryState.FAILED
    row.reason = reason
    row.finished_at = stored(now)


def _delivery(row: GroupRow, message: Message, now: dt.datetime) -> DeliveryRow:
    causes = canonical([found.cause for found in message.findings])
    return DeliveryRow(
        delivery=digest(row.receiver, row.channel, row.group, causes, str(message.repeat)),
        receiver=row.receiver,
        channel=row.channel,
        group=row.group,
        claim=ClaimId(row.claim),
        causes=causes.decode(),
        payload=canonical(message).decode(),
        state=DeliveryState.PENDING,
        decided_at=stored(now),
        since=stored(min(found.appended_at for found in message.findings)),
        next_attempt_at=stored(now),
    )


def _key(row: GroupRow) -> tuple[str, str, str]:
    return row.receiver, row.channel, row.group


def _packed(timing: Timing) -> str:
    return canonical(timing).decode()


def _unpacked(timing: str) -> Timing:
    return msgspec.json.decode(timing, type=Timing)
