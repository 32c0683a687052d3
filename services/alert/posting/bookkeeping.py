"""Reads into a book what a batch of the log asks of the outbox, and keeps what the batch changed.

However large the batch is, that is a few statements, each for many rows: a statement a row took ten times as long.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import NamedTuple

import msgspec
from sqlalchemy import and_, delete, tuple_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from schemas.decisions import SilenceSet
from schemas.envelope import canonical
from schemas.event import FlagId
from schemas.flags import FlagState
from services.alert.message.message import Decided
from services.alert.outbox import lanes, progress, rows, threads
from services.alert.outbox.tables import (
    DecidedRow,
    GroupRow,
    Lane,
    MemberRow,
    OpenFlagRow,
    Place,
    SilenceRow,
    ToldRow,
    stored,
)
from services.alert.posting.book import Book, Changes, Entry, Known, KnownFlag
from services.alert.posting.grouping import Group, Told
from services.alert.posting.holding import Holding
from services.alert.routing import Labels, Timing

_PLACE = ("receiver", "channel", "group")


class Asked(NamedTuple):
    """What a batch needs to know, besides the groups that are due."""

    now: dt.datetime
    flags: Collection[FlagId] = ()
    claims: Collection[str] = ()
    held: bool = False
    """All that is held back."""


@asynccontextmanager
async def changing(session: AsyncSession, holding: Holding, asked: Asked) -> AsyncIterator[Book]:
    """A book of which the changes are kept in the session's transaction, unless an exception leaves."""
    book = await open_book(session, holding, asked)
    yield book
    await keep(session, book.changes)


async def open_book(session: AsyncSession, holding: Holding, asked: Asked) -> Book:
    """What the outbox knows of the flags and claims that are asked for, and of whatever they may set free."""
    flags = await _flags(session, asked.flags)
    ending = [kept for kept in flags.values() if kept is not None and holding.inhibits(kept.labels)]
    claims = {*asked.claims, *(kept.claim for kept in ending)}
    claims |= await _claims_knowing(session, asked.flags) | await _claims_due(session, asked.now)
    if asked.held or (ending and not holding.within_claims):
        claims |= await _claims_held(session)
    entries = await _entries(session, claims)
    may_be_told = {
        found.flag for of in entries.values() for entry in of for found in (*entry.group.news, *entry.group.open)
    }
    return Book(
        Known(
            flags={**await _inhibiting(session, holding, claims), **flags},
            decided=await _decided(session, asked.flags),
            told=await _told(session, {*asked.flags, *may_be_told}),
            entries=entries,
            silences=await _silences(session, asked.now),
        )
    )


async def keep(session: AsyncSession, changes: Changes) -> None:
    """Keep what changed, and announce what is new to send."""
    await rows.put(session, [_group_row(entry) for entry in changes.entries.values()])
    await _keep_members(session, changes)
    await rows.put(session, [_told_row(*at, told) for at, told in changes.told.items()])
    await rows.put(session, [DecidedRow(flag=flag, decided=_text(known)) for flag, known in changes.decided.items()])
    await rows.put(session, [_flag_row(flag, kept) for flag, kept in changes.flags.items()])
    await rows.put(session, [_silence_row(silence) for silence in changes.silences.values()])
    await threads.keep(session, [(*at, receipt) for at, receipt in changes.threads.items()])
    await rows.add(session, changes.deliveries)
    await progress.move(session, changes.positions)
    await lanes.announce(session, {row.lane for row in changes.deliveries})


async def told_on(session: AsyncSession, lane: Lane, prefix: str) -> dict[FlagId, Told]:
    """What a channel was told of the flags whose ids begin so."""
    receiver, channel = lane
    of = select(ToldRow).where(ToldRow.receiver == receiver, ToldRow.channel == channel)
    found = await session.exec(of.where(col(ToldRow.flag).startswith(prefix, autoescape=True)))
    return {FlagId(row.flag): _of_told(row) for row in found}


async def _flags(session: AsyncSession, flags: Collection[FlagId]) -> dict[FlagId, KnownFlag | None]:
    known: dict[FlagId, KnownFlag | None] = dict.fromkeys(flags)
    for part in rows.parts(flags):
        for row in await session.exec(select(OpenFlagRow).where(col(OpenFlagRow.flag).in_(part))):
            known[FlagId(row.flag)] = _of_flag(row)
    return known


async def _inhibiting(session: AsyncSession, holding: Holding, claims: Collection[str]) -> dict[FlagId, KnownFlag]:
    """The open flags that may hold back those of the claims."""
    if not holding.rules:
        return {}
    still_open = select(OpenFlagRow).where(col(OpenFlagRow.labels).is_not(None))
    asking = [still_open]
    if holding.within_claims:
        asking = [still_open.where(col(OpenFlagRow.claim).in_(part)) for part in rows.parts(claims)]
    return {FlagId(row.flag): _of_flag(row) for each in asking for row in await session.exec(each)}


async def _claims_knowing(session: AsyncSession, flags: Collection[FlagId]) -> set[str]:
    same = and_(*(getattr(GroupRow, name) == getattr(MemberRow, name) for name in _PLACE))
    knowing = select(GroupRow.claim).join(MemberRow, same)
    return {
        claim
        for part in rows.parts(flags)
        for claim in await session.exec(knowing.where(col(MemberRow.flag).in_(part)))
    }


async def _claims_due(session: AsyncSession, now: dt.datetime) -> set[str]:
    return set(await session.exec(select(GroupRow.claim).where(col(GroupRow.due_at) <= stored(now))))


async def _claims_held(session: AsyncSession) -> set[str]:
    return set(await session.exec(select(GroupRow.claim).where(col(GroupRow.held_by) != "")))


async def _entries(session: AsyncSession, claims: Collection[str]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {claim: [] for claim in claims}
    by_place = [getattr(GroupRow, name) for name in _PLACE]
    for part in rows.parts(claims):
        for row in await session.exec(select(GroupRow).where(col(GroupRow.claim).in_(part)).order_by(*by_place)):
            place = Place(row.receiver, row.channel, row.group, row.claim)
            found[row.claim].append(Entry(place, _timing(row.timing), msgspec.json.decode(row.state, type=Group)))
    return found


async def _told(session: AsyncSession, flags: Collection[FlagId]) -> dict[FlagId, dict[Lane, Told]]:
    found: dict[FlagId, dict[Lane, Told]] = {flag: {} for flag in flags}
    for part in rows.parts(flags):
        for row in await session.exec(select(ToldRow).where(col(ToldRow.flag).in_(part))):
            found[FlagId(row.flag)][row.receiver, row.channel] = _of_told(row)
    return found


async def _decided(session: AsyncSession, flags: Collection[FlagId]) -> dict[FlagId, Decided]:
    known = {flag: Decided() for flag in flags}
    for part in rows.parts(flags):
        found = await session.exec(select(DecidedRow.flag, DecidedRow.decided).where(col(DecidedRow.flag).in_(part)))
        known |= {FlagId(flag): msgspec.json.decode(decided, type=Decided) for flag, decided in found}
    return known


async def _silences(session: AsyncSession, now: dt.datetime) -> list[SilenceSet]:
    found = await session.exec(select(SilenceRow.event).where(SilenceRow.ends_at > stored(now)))
    return [msgspec.json.decode(event, type=SilenceSet) for event in found]


async def _keep_members(session: AsyncSession, changes: Changes) -> None:
    now = {place: changes.entries[place].group.flags for place in changes.members}
    new = [(place, flag) for place, before in changes.members.items() for flag in now[place] - before]
    gone = [(*place[:3], flag) for place, before in changes.members.items() for flag in before - now[place]]
    await rows.add(
        session,
        [MemberRow(receiver=at.receiver, channel=at.channel, group=at.group, flag=flag) for at, flag in new],
    )
    members = tuple_(*(col(getattr(MemberRow, name)) for name in (*_PLACE, "flag")))
    for part in rows.parts(gone):
        await session.exec(delete(MemberRow).where(members.in_(part)))


def _group_row(entry: Entry) -> GroupRow:
    (receiver, channel, name, claim), timing, group = entry
    return GroupRow(
        receiver=receiver,
        channel=channel,
        group=name,
        claim=claim,
        timing=_text(timing),
        state=_text(group),
        due_at=stored(group.due_at) if group.due_at else None,
        held_by=" ".join(group.held_by),
    )


def _told_row(lane: Lane, flag: FlagId, told: Told) -> ToldRow:
    receiver, channel = lane
    version, shown, grade = told
    return ToldRow(receiver=receiver, channel=channel, flag=flag, version=version, shown=shown, grade=grade)


def _flag_row(flag: FlagId, kept: KnownFlag) -> OpenFlagRow:
    asked = None if kept.labels is None else _text(kept.labels)
    return OpenFlagRow(flag=flag, claim=kept.claim, version=kept.version, labels=asked)


def _silence_row(silence: SilenceSet) -> SilenceRow:
    return SilenceRow(silence=silence.silence, ends_at=stored(silence.ends_at), event=_text(silence))


def _of_told(row: ToldRow) -> Told:
    return Told(row.version, FlagState(row.shown) if row.shown else None, row.grade)


def _of_flag(row: OpenFlagRow) -> KnownFlag:
    asked = None if row.labels is None else msgspec.json.decode(row.labels, type=Labels)
    return KnownFlag(row.claim, row.version, asked)


@lru_cache
def _timing(kept: str) -> Timing:
    """Routes are few."""
    return msgspec.json.decode(kept, type=Timing)


def _text(value: object) -> str:
    return canonical(value).decode()
