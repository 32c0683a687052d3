"""What people's decisions write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from schemas.decisions import FlagTaken, RulesSet, SilenceSet, VerdictGiven, WordingApproved
from services.dashboard.projection.rows.record import content, id_of
from services.dashboard.projection.tables.decisions import RulesRow, SilenceRow, TakenRow, VerdictRow, WordingRow
from services.dashboard.projection.tables.table import Table
from services.eventlog.port import Record


def verdict_rows(record: Record, event: VerdictGiven) -> Iterator[Table]:
    """The verdict."""
    yield VerdictRow(
        **_decision(record),
        flag=event.judgement.flag,
        claim=event.claim,
        verdict=event.judgement.verdict.value,
        reason=event.reason,
        link=event.link,
        by=event.by,
        decided_at=event.decided_at,
    )


def taken_rows(record: Record, event: FlagTaken) -> Iterator[Table]:
    """Who has the flag."""
    yield TakenRow(**_decision(record), flag=event.flag, by=event.by)


def silence_rows(record: Record, event: SilenceSet) -> Iterator[Table]:
    """The silence as it is set now."""
    yield SilenceRow(
        **_decision(record),
        silence=event.silence,
        matchers=content(event.matchers),
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        reason=event.reason,
        by=event.by,
        decided_at=event.decided_at,
    )


def wording_rows(record: Record, event: WordingApproved) -> Iterator[Table]:
    """The claim's wording as it is approved now."""
    yield WordingRow(
        **_decision(record),
        claim=event.claim,
        wording=event.wording,
        reason=event.reason,
        by=event.by,
        decided_at=event.decided_at,
    )


def rules_rows(record: Record, event: RulesSet) -> Iterator[Table]:
    """The rules."""
    yield RulesRow(
        **_decision(record),
        reason=event.reason,
        by=event.by,
        decided_at=event.decided_at,
        made_from=event.made_from,
        content=content(event.rules),
    )


def _decision(record: Record) -> dict[str, Any]:
    """What every decision's row has. Decisions on one thing lie in one partition, so that their offsets count them."""
    return {
        "ce_id": id_of(record),
        "number": record.offset + 1,
        "appended_at": record.appended_at,
        "record": record.place,
    }
