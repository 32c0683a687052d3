"""What taking in the log changes: groups, what channels were told, threads, positions, and new deliveries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import msgspec
from sqlalchemy import and_, func, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from schemas.decisions import SilenceSet
from schemas.envelope import canonical
from schemas.event import FlagId
from schemas.flags import Flag, FlagState
from schemas.notices import Suppression
from services.alert.message.message import Decided
from services.alert.outbox.tables import (
    DecidedRow,
    DeliveryRow,
    GroupRow,
    IntakeRow,
    Lane,
    MemberRow,
    OpenFlagRow,
    PositionRow,
    SilenceRow,
    ThreadRow,
    ToldRow,
    moment,
    stored,
)
from services.alert.posting.grouping import Group, Told
from services.alert.routing import Labels, labels
from services.eventlog.port import Positions


class Book:
    """What can be read and changed in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self.lanes: set[Lane] = set()
        """Where there is something new to send."""
        # What was read or written before in the transaction is not asked for again: it alone changes these.
        self._groups: dict[tuple[str, str, str], Group | None] = {}
        self._told: dict[tuple[str, str, FlagId], Told | None] = {}

    async def born_at(self) -> dt.datetime | None:
        """When this outbox took in the past; None for one that has not yet."""
        return moment((await self._session.exec(select(IntakeRow.born_at))).one())

    async def be_born(self, at: dt.datetime) -> None:
        await self._session.exec(update(IntakeRow).values(born_at=stored(at)))

    async def positions(self) -> Positions:
        rows = await self._session.exec(select(PositionRow))
        return {(row.topic, row.partition): row.position for row in rows}

    async def move(self, positions: Positions) -> None:
        for (topic, partition), position in positions.items():
            await self._session.merge(PositionRow(topic=topic, partition=partition, position=position))

    async def group(self, receiver: str, channel: str, group: str) -> Group:
        """The group's state; a new group's if it is not known."""
        key = receiver, channel, group
        if key not in self._groups:
            row = await self._session.get(GroupRow, key)
            self._groups[key] = None if row is None else msgspec.json.decode(row.state, type=Group)
        return self._groups[key] or Group()

    async def keep_group(self, row: GroupRow, group: Group) -> None:
        key = row.receiver, row.channel, row.group
        before, after = (_flags(await self.group(*key)), _flags(group))
        members = [
            MemberRow(receiver=row.receiver, channel=row.channel, group=row.group, flag=flag) for flag in after - before
        ]
        self._session.add_all(members)
        for flag in before - after:
            await self._session.delete(await self._session.get_one(MemberRow, (*key, flag)))
        row.state = canonical(group).decode()
        row.due_at = stored(group.due_at) if group.due_at else None
        row.held_by = " ".join(group.held_by)
        await self._keep(row, is_new=self._groups[key] is None)
        self._groups[key] = group

    async def groups_knowing(self, flag: FlagId) -> list[GroupRow]:
        """The groups that have something of a flag to tell, or told it."""
        same = [getattr(GroupRow, name) == getattr(MemberRow, name) for name in ("receiver", "channel", "group")]
        rows = select(GroupRow).join(MemberRow, and_(*same)).where(MemberRow.flag == flag)
        return list(await self._session.exec(rows))

    async def groups_on(self, receiver: str, channel: str, claim: str) -> list[Group]:
        """A claim's groups on one channel."""
        here = select(GroupRow.state).where(GroupRow.claim == claim)
        rows = await self._session.exec(here.where(GroupRow.receiver == receiver, GroupRow.channel == channel))
        return [msgspec.json.decode(state, type=Group) for state in rows]

    async def groups_due(self, now: dt.datetime) -> list[GroupRow]:
        """The groups whose moment has come, the longest due first."""
        due = select(GroupRow).where(col(GroupRow.due_at) <= stored(now)).order_by(col(GroupRow.due_at))
        return list(await self._session.exec(due))

    async def groups_held(self, by: Collection[Suppression], claim: str | None = None) -> list[GroupRow]:
        """The groups with news that one of these held back; of one claim, or of all."""
        held = select(GroupRow).where(col(GroupRow.held_by) != "")
        rows = await self._session.exec(held if claim is None else held.where(GroupRow.claim == claim))
        return [row for row in rows if any(name in row.held_by.split() for name in by)]

    async def next_flush(self) -> dt.datetime | None:
        """When the next group is due; None if none waits."""
        return moment((await self._session.exec(select(func.min(GroupRow.due_at)))).one())

    async def told(self, receiver: str, channel: str, flag: FlagId) -> Told | None:
        key = receiver, channel, flag
        if key not in self._told:
            row = await self._session.get(ToldRow, key)
            self._told[key] = _told(row) if row else None
        return self._told[key]

    async def tell(self, receiver: str, channel: str, flag: FlagId, told: Told) -> None:
        version, shown, grade = told
        row = ToldRow(receiver=receiver, channel=channel, flag=flag, version=version, shown=shown, grade=grade)
        await self._keep(row, is_new=await self.told(receiver, channel, flag) is None)
        self._told[receiver, channel, flag] = told

    async def told_on(self, receiver: str, channel: str, prefix: str) -> dict[FlagId, Told]:
        """What a channel was told of the flags whose ids begin so."""
        of = select(ToldRow).where(ToldRow.receiver == receiver, ToldRow.channel == channel)
        rows = await self._session.exec(of.where(col(ToldRow.flag).startswith(prefix, autoescape=True)))
        return {FlagId(row.flag): _told(row) for row in rows}

    async def thread(self, receiver: str, channel: str, claim: str) -> str | None:
        """The receipt of the claim's first message on the channel."""
        row = await self._session.get(ThreadRow, (receiver, channel, claim))
        return row.receipt if row else None

    async def keep_thread(self, receiver: str, channel: str, claim: str, receipt: str) -> None:
        """Keep it as the claim's first message, unless there is one; a digest is of no claim, and begins no thread."""
        if claim and await self.thread(receiver, channel, claim) is None:
            self._session.add(ThreadRow(receiver=receiver, channel=channel, claim=claim, receipt=receipt))

    async def decided(self, flag: FlagId) -> Decided:
        """What the desk decided on a flag so far."""
        row = await self._session.get(DecidedRow, flag)
        return Decided() if row is None else msgspec.json.decode(row.decided, type=Decided)

    async def decide(self, flag: FlagId, decided: Decided) -> None:
        await self._session.merge(DecidedRow(flag=flag, decided=canonical(decided).decode()))

    async def silence(self, silence: SilenceSet) -> None:
        """Keep it in the place of what was set under its id before."""
        event = canonical(silence).decode()
        await self._session.merge(SilenceRow(silence=silence.silence, ends_at=stored(silence.ends_at), event=event))

    async def silences(self, now: dt.datetime) -> list[SilenceSet]:
        """Those that have not ended."""
        rows = await self._session.exec(select(SilenceRow.event).where(SilenceRow.ends_at > stored(now)))
        return [msgspec.json.decode(event, type=SilenceSet) for event in rows]

    async def keep_flag(self, flag: Flag) -> Labels | None:
        """Keep an open flag's labels, unless a later version is known; what they were until now, if it was open."""
        known = await self._session.get(OpenFlagRow, flag.flag)
        if known is not None and known.version >= flag.version:
            return None
        before = None if known is None or known.labels is None else msgspec.json.decode(known.labels, type=Labels)
        asked = canonical(labels(flag)).decode() if flag.state is FlagState.OPEN else None
        await self._session.merge(OpenFlagRow(flag=flag.flag, claim=flag.claim, version=flag.version, labels=asked))
        return before

    async def open_flags(self, claim: str | None) -> dict[FlagId, Labels]:
        """The open flags of a claim, or all, with their labels."""
        rows = select(OpenFlagRow.flag, OpenFlagRow.labels).where(col(OpenFlagRow.labels).is_not(None))
        rows = rows if claim is None else rows.where(OpenFlagRow.claim == claim)
        found = await self._session.exec(rows.order_by(col(OpenFlagRow.flag)))
        return {FlagId(flag): msgspec.json.decode(kept, type=Labels) for flag, kept in found if kept is not None}

    async def add(self, row: DeliveryRow) -> None:
        """Add a delivery, unless it is known."""
        known = await self._session.exec(select(DeliveryRow.seq).where(DeliveryRow.delivery == row.delivery))
        if known.first() is None:
            self._session.add(row)
            self.lanes.add((row.receiver, row.channel))

    async def _keep(self, row: GroupRow | ToldRow, *, is_new: bool) -> None:
        """Without asking first whether it is there, where that is known."""
        if is_new:
            self._session.add(row)
        else:
            await self._session.merge(row)


def _flags(group: Group) -> set[FlagId]:
    return {found.flag for found in (*group.news, *group.open, *group.ended)}


def _told(row: ToldRow) -> Told:
    return Told(row.version, FlagState(row.shown) if row.shown else None, row.grade)
