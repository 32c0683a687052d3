"""A large projection of invented news, as rows for its tables."""

from __future__ import annotations

from collections.abc import Iterator

from bench.dashboard.found import figures_rows, flag_rows, quoted_rows, title_row
from bench.dashboard.news import (
    IN_ARTICLE,
    OUTLETS,
    Row,
    article_row,
    claims_in,
    member_row,
    record_row,
    report_row,
    statement_row,
)
from bench.dashboard.running import feed_row, notice_row, rules_row
from services.dashboard.projection.tables.articles import ArticleRow, ReportRow, StatementRow
from services.dashboard.projection.tables.claims import FiguresRow, MemberRow, TitleRow
from services.dashboard.projection.tables.decisions import RulesRow
from services.dashboard.projection.tables.flags import FlagRow, QuotedRow
from services.dashboard.projection.tables.records import RecordRow
from services.dashboard.projection.tables.running import FeedRow, NoticeRow
from services.dashboard.projection.tables.table import Table


def tables(statements: int) -> Iterator[tuple[type[Table], Iterator[Row]]]:
    """Each table with its rows, of so many statements in all."""
    articles = statements // IN_ARTICLE
    yield ArticleRow, (article_row(number) for number in range(articles))
    yield RecordRow, (record_row(number) for number in range(articles))
    yield ReportRow, (report_row(number) for number in range(statements))
    yield StatementRow, (statement_row(number) for number in range(statements))
    yield MemberRow, (member_row(number) for number in range(statements))
    yield FiguresRow, (row for number in range(claims_in(statements)) for row in figures_rows(number))
    yield TitleRow, (title_row(number) for number in range(claims_in(statements)))
    yield FlagRow, (row for number in range(claims_in(statements) // 5) for row in flag_rows(number))
    yield QuotedRow, (row for number in range(claims_in(statements) // 5) for row in quoted_rows(number))
    yield NoticeRow, (notice_row(number) for number in range(claims_in(statements) // 5))
    yield FeedRow, (feed_row(outlet) for outlet in OUTLETS)
    yield RulesRow, iter([rules_row()])
