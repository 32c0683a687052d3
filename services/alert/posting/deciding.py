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
from services.alert.message.message import Decided, Finding, Kind, Message
from services.alert.outbox.deliveries import pending
from services.alert.outbox.tables import DeliveryRow, Lane, Place
from services.alert.posting.book import Book
from services.alert.posting.grouping import Group, standing

Decision = FlagTaken | VerdictGiven


def take_in(book: Book, editing: Collection[Lane], decision: Decision, now: dt.datetime) -> None:
    """Take in one decision; `editing` are the channels that can edit what they sent."""
    flag = flag_of(decision)
    decided = after(book.decided(flag), decision)
    book.decide(flag, decided)
    shown: dict[Lane, Place] = {}
    for entry in book.knowing(flag):
        noted = note(entry.group, flag, decided)
        book.keep(entry._replace(group=noted))
        is_told = any(found.flag == flag for found in standing([noted]))
        if is_told and entry.timing.digest is None:  # what a digest told stands in no message of its claim's own
            shown[entry.place.lane] = entry.place
    for lane, place in shown.items():
        if lane in editing:
            findings = standing(book.groups_on(lane, place.claim))
            book.add(_edit(place, findings, flag, canonical(decision), now))


def flag_of(decision: Decision) -> FlagId:
    """Which flag is decided on."""
    return decision.flag if isinstance(decision, FlagTaken) else decision.judgement.flag


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


def _edit(place: Place, findings: tuple[Finding, ...], flag: FlagId, decision: bytes, now: dt.datetime) -> DeliveryRow:
    told = next(found for found in findings if found.flag == flag)
    identity = digest(*place.lane, place.claim, decision)
    edit = Message(told.title, (), standing=findings, kind=Kind.EDIT)
    return pending(identity, place, [told.cause], edit, since=now, now=now)
