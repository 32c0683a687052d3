"""What an event writes: the rows that it adds, and what it changes of others. Pure.

Whatever comes of a set of records is the same in whichever order its topics are read; within a topic's partition they
come in theirs. A record that comes twice writes the same rows twice, which is once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from schemas.articles import ArticlePublished, ArticleRevised, FeedFetched
from schemas.decisions import FlagTaken, RulesSet, SilenceSet, VerdictGiven, WordingApproved
from schemas.event import Event
from schemas.figures import FiguresRolled
from schemas.flags import FlagLapsed, FlagRaised, FlagReopened, FlagResolved, FlagUpdated
from schemas.notices import NoticeDelivered, NoticeFailed, NoticeSuppressed
from schemas.rejects import Rejected
from schemas.statements import Reported
from services.dashboard.projection.rows.articles import article_rows, report_rows
from services.dashboard.projection.rows.claims import Leaving, figures_rows
from services.dashboard.projection.rows.decisions import (
    rules_rows,
    silence_rows,
    taken_rows,
    verdict_rows,
    wording_rows,
)
from services.dashboard.projection.rows.flags import flag_rows
from services.dashboard.projection.rows.running import fetch_rows, notice_rows, reject_rows
from services.dashboard.projection.tables.table import Table
from services.eventlog.port import Record

Write = Table | Leaving
"""A row to be added unless it is there; a row of a feed takes the place of an earlier poll's."""


def rows(record: Record, event: Event) -> Iterator[Write]:
    """What the event in a record writes, besides the record; nothing for one that is not shown."""
    write = _WRITES.get(type(event))
    return iter(()) if write is None else write(record, event)


_WRITES: Final[Mapping[type[Event], Callable[[Record, Any], Iterator[Write]]]] = {
    ArticlePublished: article_rows,
    ArticleRevised: article_rows,
    Reported: report_rows,
    FiguresRolled: figures_rows,
    FlagRaised: flag_rows,
    FlagUpdated: flag_rows,
    FlagResolved: flag_rows,
    FlagLapsed: flag_rows,
    FlagReopened: flag_rows,
    VerdictGiven: verdict_rows,
    FlagTaken: taken_rows,
    SilenceSet: silence_rows,
    WordingApproved: wording_rows,
    RulesSet: rules_rows,
    NoticeDelivered: notice_rows,
    NoticeFailed: notice_rows,
    NoticeSuppressed: notice_rows,
    Rejected: reject_rows,
    FeedFetched: fetch_rows,
}
