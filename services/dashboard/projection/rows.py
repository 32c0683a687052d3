"""What an event writes: the rows that it adds, and what it changes of others. Pure.

Whatever comes of a set of records is the same in whichever order its topics are read; within a topic's partition they
come in theirs. A record that comes twice writes the same rows twice, which is once.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from schemas.articles import ArticlePublished, ArticleRevised, FeedFetched, Revision
from schemas.decisions import FlagTaken, RulesSet, VerdictGiven
from schemas.envelope import canonical, header
from schemas.event import ArticleId, ClaimId, Event, TrackId
from schemas.figures import FiguresRolled
from schemas.flags import FlagEvent, FlagLapsed, FlagRaised, FlagReopened, FlagResolved, FlagUpdated, Grade
from schemas.notices import NoticeDelivered, NoticeEvent, NoticeFailed, NoticeSuppressed
from schemas.rejects import Rejected
from schemas.statements import Reported, Statement
from services.dashboard.projection.tables.articles import ArticleRow, ReportRow, StatementRow
from services.dashboard.projection.tables.claims import FiguresRow, MemberRow, TitleRow
from services.dashboard.projection.tables.flags import FlagRow, QuotedRow, RulesRow, TakenRow, VerdictRow
from services.dashboard.projection.tables.records import RecordRow
from services.dashboard.projection.tables.running import CauseRow, FeedRow, NoticeRow, RejectRow
from services.dashboard.projection.tables.table import Table
from services.eventlog.port import Record


class Leaving(NamedTuple):
    """A statement leaves a claim."""

    claim: ClaimId
    number: int
    """The version of the claim's figures from which on it is gone."""
    track: TrackId
    article: ArticleId
    revision: int
    ordinal: int
    left_at: dt.datetime


Write = Table | Leaving
"""A row to be added unless it is there; a row of a feed takes the place of an earlier poll's."""


def record_row(record: Record, fault: str | None) -> RecordRow:
    """The record itself; `fault` says why its event could not be read."""
    return RecordRow(
        topic=record.topic,
        partition=record.partition,
        offset=record.offset,
        appended_at=record.appended_at,
        key=record.key,
        type=_text(record, "ce_type"),
        ce_id=_text(record, "ce_id"),
        size=len(record.value),
        fault=fault,
    )


def rows(record: Record, event: Event) -> Iterator[Write]:
    """What the event in a record writes, besides the record; nothing for one that is not shown."""
    write = _WRITES.get(type(event))
    return iter(()) if write is None else write(record, event)


_WORD: Final = re.compile(r"[^\W_]+")


def words(*texts: str | None) -> str:
    """The words of texts in the one spelling in which they are looked for: small, without accents, apart by blanks."""
    plain = unicodedata.normalize("NFKD", " ".join(text for text in texts if text).casefold())
    return " ".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


def _article(record: Record, event: Revision) -> Iterator[Write]:
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


def _report(record: Record, event: Reported) -> Iterator[Write]:
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
    subject = statement.subject
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
        words=words(
            event.title,
            statement.quote,
            subject.counted,
            subject.actor,
            subject.action,
            subject.place,
            subject.event,
            *statement.chain,
        ),
        content=_content(statement),
    )


def _figures(record: Record, event: FiguresRolled) -> Iterator[Write]:
    yield FiguresRow(
        claim=event.claim,
        number=event.version,
        title=event.title,
        track=event.track,
        watched=event.watched,
        statements=event.statements,
        low=None if event.low is None else str(event.low),
        high=None if event.high is None else str(event.high),
        rolled_at=event.rolled_at,
        appended_at=record.appended_at,
        record=record.place,
        content=_content(event),
    )
    yield TitleRow(claim=event.claim, title=event.title, words=words(event.title))
    for at in event.left:
        yield Leaving(
            event.claim, event.version, event.track, at.article, at.revision, at.index, left_at=record.appended_at
        )
    for at in event.joined:
        yield MemberRow(
            claim=event.claim,
            article=at.article,
            revision=at.revision,
            ordinal=at.index,
            number=event.version,
            track=event.track,
            appended_at=record.appended_at,
        )


def _flag(record: Record, event: FlagEvent) -> Iterator[Write]:
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
        content=_content(flag),
    )
    for outlet, article in sorted({(item.outlet, item.article) for item in (*flag.evidence, *flag.exposure)}):
        yield QuotedRow(flag=flag.flag, number=flag.version, outlet=outlet, article=article)


def _verdict(record: Record, event: VerdictGiven) -> Iterator[Write]:
    yield VerdictRow(
        ce_id=_text(record, "ce_id"),
        flag=event.judgement.flag,
        claim=event.claim,
        verdict=event.judgement.verdict.value,
        reason=event.reason,
        link=event.link,
        by=event.by,
        decided_at=event.decided_at,
        appended_at=record.appended_at,
        record=record.place,
    )


def _taken(record: Record, event: FlagTaken) -> Iterator[Write]:
    yield TakenRow(
        ce_id=_text(record, "ce_id"),
        flag=event.flag,
        by=event.by,
        appended_at=record.appended_at,
        record=record.place,
    )


def _rules(record: Record, event: RulesSet) -> Iterator[Write]:
    yield RulesRow(
        ce_id=_text(record, "ce_id"),
        by=event.by,
        decided_at=event.decided_at,
        appended_at=record.appended_at,
        record=record.place,
        content=_content(event.rules),
    )


def _notice(record: Record, event: NoticeEvent) -> Iterator[Write]:
    ce_id = _text(record, "ce_id")
    yield NoticeRow(
        ce_id=ce_id,
        claim=event.claim,
        what=event.type.partition(".")[2],
        receiver=event.receiver,
        channel=event.channel,
        detail=_outcome(event),
        at=event.at,
        appended_at=record.appended_at,
        record=record.place,
    )
    for flag, version in sorted({(cause.flag, cause.version) for cause in event.causes}):
        yield CauseRow(ce_id=ce_id, flag=flag, number=version)


def _outcome(event: NoticeEvent) -> str:
    match event:
        case NoticeDelivered():
            return event.receipt
        case NoticeFailed():
            return event.reason
        case NoticeSuppressed():
            return event.by.value
    raise TypeError(f"{type(event).__name__} has no outcome to show")


def _reject(record: Record, event: Rejected) -> Iterator[Write]:
    yield RejectRow(
        ce_id=_text(record, "ce_id"),
        service=event.service,
        refused=event.where,
        reason=event.reason,
        detail=event.detail,
        refused_at=event.refused_at,
        appended_at=record.appended_at,
        record=record.place,
    )


def _fetch(_: Record, event: FeedFetched) -> Iterator[Write]:
    news = event.new + event.revised
    yield FeedRow(
        feed=event.feed,
        outlet=event.outlet,
        fetched_at=event.fetched_at,
        next_at=event.next_at,
        status=event.status,
        error=None if event.error is None else f"{event.error.reason}: {event.error.detail}",
        failures=0 if event.error is None else 1,
        answered_at=event.fetched_at if event.error is None else None,
        news_at=event.fetched_at if news else None,
    )


_WRITES: Final[Mapping[type[Event], Callable[[Record, Any], Iterator[Write]]]] = {
    ArticlePublished: _article,
    ArticleRevised: _article,
    Reported: _report,
    FiguresRolled: _figures,
    FlagRaised: _flag,
    FlagUpdated: _flag,
    FlagResolved: _flag,
    FlagLapsed: _flag,
    FlagReopened: _flag,
    VerdictGiven: _verdict,
    FlagTaken: _taken,
    RulesSet: _rules,
    NoticeDelivered: _notice,
    NoticeFailed: _notice,
    NoticeSuppressed: _notice,
    Rejected: _reject,
    FeedFetched: _fetch,
}


def _content(value: object) -> str:
    return canonical(value).decode()


def _text(record: Record, name: str) -> str:
    return (header(record.headers, name) or b"").decode(errors="replace")
