"""What a version of a flag writes."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.flags import FlagEvent, Grade
from services.dashboard.projection.rows.record import content
from services.dashboard.projection.tables.flags import FlagRow, QuotedRow
from services.dashboard.projection.tables.table import Table
from services.eventlog.port import Record


def flag_rows(record: Record, event: FlagEvent) -> Iterator[Table]:
    """The flag at its version, and the articles that it quotes."""
    flag = event.flag
    yield FlagRow(
        flag=flag.flag,
        number=flag.version,
        what=event.type.partition(".")[2],
        state=flag.state.value,
        claim=flag.claim,
        title=flag.title,
        watched=flag.watched,
        rule=flag.rule.value,
        conflict=flag.grade is Grade.CONFLICT,
        severity=flag.severity,
        explanation=flag.explanation,
        exposed=bool(flag.exposure),
        newest_at=max((item.published_at for item in flag.evidence), default=flag.found_at),
        found_at=flag.found_at,
        appended_at=record.appended_at,
        record=record.place,
        content=content(flag),
    )
    for outlet, article in sorted({(item.outlet, item.article) for item in (*flag.evidence, *flag.exposure)}):
        yield QuotedRow(flag=flag.flag, number=flag.version, outlet=outlet, article=article)
