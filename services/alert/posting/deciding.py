"""What the desk decided on a flag, brought to where the flag was told: an edit of the claim's first message.

    decision ─▶ kept by flag ─▶ every group that has told the flag ─▶ on channels that can edit: a delivery that tells
                                                                      nothing new, but how things stand

A channel that cannot edit hears nothing: it told the finding, and tells its end. So it is with what a digest told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import msgspec

from schemas.decisions import FlagTaken, VerdictGiven
from schemas.envelope import canonical, digest
from schemas.event import FlagId
from services.alert.message.message import Decided, Finding, Message
from services.alert.outbox.book import Book
from services.alert.outbox.deliveries import pending
from services.alert.outbox.tables import DeliveryRow, GroupRow, Lane
from services.alert.posting.grouping import Group, standing
from services.alert.routing import Timing

Decision = FlagTaken | VerdictGiven


async def take_in(book: Book, editing: Collection[Lane], decision: Decision, now: dt.datetime) -> None:
    """Take in one decision; `editing` are the channels that can edit what they sent."""
    flag = decision.flag if isinstance(decision, FlagTaken) else decision.judgement.flag
    decided = after(await book.decided(flag), decision)
    await book.decide(flag, decided)
    shown: dict[Lane, GroupRow] = {}
    for row in await book.groups_knowing(flag):
        group = await book.group(row.receiver, row.channel, row.group)
        noted = note(group, flag, decided)
        if noted != group:
            await book.keep_group(row, noted)
        if not _is_of_digest(row) and any(found.flag == flag for found in standing([noted])):
            shown[row.receiver, row.channel] = row
    for lane, row in shown.items():
        if lane in editing:
            findings = standing(await book.groups_on(*lane, row.claim))
            await book.add(_edit(row, findings, flag, canonical(decision), now))


def after(decided: Decided, decision: Decision) -> Decided:
    """What was decided on a flag, this decision included."""
    if isinstance(decision, FlagTaken):
        return msgspec.structs.replace(decided, taken_by=decision.by, taken_at=decision.taken_at)
    return msgspec.structs.replace(
        decided,
        verdict=decision.judgement.verdict.value,
        reason=decision.reason,
        judged_by=decision.by,
        judged_at=decision.decided_at,
    )


def note(group: Group, flag: FlagId, decided: Decided) -> Group:
    """The group with what was decided on a flag, wherever it has it."""

    def noted(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        return tuple(
            msgspec.structs.replace(found, decided=decided) if found.flag == flag else found for found in findings
        )

    return msgspec.structs.replace(group, news=noted(group.news), open=noted(group.open), ended=noted(group.ended))


def _is_of_digest(row: GroupRow) -> bool:
    """Whether what the group told stands in no message of its claim's own."""
    return msgspec.json.decode(row.timing, type=Timing).digest is not None


def _edit(row: GroupRow, findings: tuple[Finding, ...], flag: FlagId, decision: bytes, now: dt.datetime) -> DeliveryRow:
    told = next(found for found in findings if found.flag == flag)
    identity = digest(row.receiver, row.channel, row.claim, decision)
    return pending(identity, row, [told.cause], Message(told.title, (), standing=findings), since=now, now=now)
