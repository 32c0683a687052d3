"""Views as tables: what is nested stands in columns of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from schemas.values import Presence, Quantity, Span
from services import wording
from services.dashboard.api.files import Columns, columns
from services.dashboard.views.claims import ClaimRow, StatementRow
from services.dashboard.views.decisions import SilenceRow, WordingRow
from services.dashboard.views.flags import FlagRow
from services.dashboard.views.log import RecordRow
from services.dashboard.views.outlets import OutletRow, SourceRow


def _number(row: StatementRow) -> Quantity | None:
    figure = row.statement.figure
    return figure if isinstance(figure, Quantity) else None


def _sighting(row: StatementRow) -> Presence | None:
    figure = row.statement.figure
    return figure if isinstance(figure, Presence) else None


def _span(row: StatementRow) -> Span | None:
    figure = row.statement.figure
    return figure.span if isinstance(figure, Presence) else figure if isinstance(figure, Span) else None


def _of(part: Callable[[StatementRow], object], name: str) -> Callable[[StatementRow], object]:
    """What a part of a statement is in that respect; nothing where the statement has no such part."""
    return lambda row: getattr(part(row), name, None)


FLAGS: Final = columns(FlagRow, outlets=lambda row: "; ".join(row.outlets))
CLAIMS: Final = columns(ClaimRow, latest=lambda row: row.latest and wording.figure(row.latest))
SILENCES: Final = columns(SilenceRow, matchers=lambda row: "; ".join(row.matchers))
WORDINGS: Final = columns(WordingRow)
OUTLETS: Final = columns(OutletRow)
SOURCES: Final = columns(SourceRow)
RECORDS: Final = columns(RecordRow)
STATEMENTS: Final[Columns[StatementRow]] = {
    **{name: read for name, read in columns(StatementRow).items() if name != "statement"},
    "words": lambda row: row.statement.quote,
    "figure": lambda row: wording.figure(row.statement.figure),
    "low": _of(_number, "low"),
    "best": _of(_number, "best"),
    "high": _of(_number, "high"),
    "unit": _of(_number, "unit"),
    "modality": _of(_number, "modality"),
    "seen": _of(_sighting, "seen"),
    "earliest": _of(_span, "earliest"),
    "latest": _of(_span, "latest"),
    "measure": lambda row: wording.measure(row.statement.figure),
    "scope": lambda row: row.statement.scope,
    "as_of_earliest": lambda row: row.statement.as_of.span.earliest,
    "as_of_latest": lambda row: row.statement.as_of.span.latest,
    "anchor": lambda row: row.statement.as_of.anchor,
    "basis": lambda row: row.statement.as_of.basis,
    "chain": lambda row: " ← ".join(row.statement.chain),
    "first_hand": lambda row: row.statement.first_hand,
    "factuality": lambda row: row.statement.factuality,
}
