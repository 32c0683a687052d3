"""What an article's revision writes, and what is read from it."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.articles import ArticleRevised, Revision
from schemas.event import stands_elsewhere
from schemas.statements import Reported, Statement
from services.dashboard.projection.rows.record import content
from services.dashboard.projection.tables.articles import ArticleRow, ReportRow, StatementRow
from services.dashboard.projection.tables.table import Table
from services.dashboard.projection.words import words
from services.eventlog.port import Record


def article_rows(record: Record, event: Revision) -> Iterator[Table]:
    """The revision."""
    yield ArticleRow(
        article=event.article,
        revision=event.revision,
        outlet=event.outlet,
        feed=event.feed,
        url=event.url,
        title=event.title,
        body=event.body,
        body_kind=event.body_kind.value,
        dated_by=event.dated_by.value,
        published_at=event.published_at,
        revised_at=event.revised_at if isinstance(event, ArticleRevised) else None,
        digest=event.digest,
        captures=" ".join(event.captures),
        appended_at=record.appended_at,
        record=record.place,
    )


def report_rows(record: Record, event: Reported) -> Iterator[Table]:
    """The report, and each of its statements."""
    yield ReportRow(
        track=event.track,
        article=event.article,
        revision=event.revision,
        statements=len(event.statements),
        corrects=event.corrects,
        build=event.build,
        appended_at=record.appended_at,
        record=record.place,
    )
    for ordinal, statement in enumerate(event.statements):
        yield _statement(record, event, ordinal, statement)


def _statement(record: Record, event: Reported, ordinal: int, statement: Statement) -> StatementRow:
    subject, again = statement.subject, stands_elsewhere(event.track)
    return StatementRow(
        track=event.track,
        article=event.article,
        revision=event.revision,
        ordinal=ordinal,
        outlet=event.outlet,
        source=statement.chain[-1] if statement.chain else event.outlet,
        links=len(statement.chain),
        place=subject.place,
        url=event.url,
        title=event.title,
        published_at=event.published_at,
        appended_at=record.appended_at,
        again=again,
        words=""
        if again
        else words(
            event.title,
            statement.quote,
            subject.counted,
            subject.actor,
            subject.action,
            subject.place,
            subject.event,
            *statement.chain,
        ),
        content=content(statement),
    )
