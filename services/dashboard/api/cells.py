"""Views as rows of a table: what is nested stands in cells of its own."""

from __future__ import annotations

from typing import Any

import msgspec

from schemas.values import Presence, Quantity, Span
from services import wording
from services.dashboard.api.files import Cells
from services.dashboard.views.claims import ClaimRow, StatementRow
from services.dashboard.views.decisions import SilenceRow
from services.dashboard.views.flags import FlagRow


def silence_cells(row: SilenceRow) -> Cells:
    """With its matchers in one."""
    return {**msgspec.structs.asdict(row), "matchers": "; ".join(row.matchers), "course": row.course.value}


def flag_cells(row: FlagRow) -> Cells:
    """With its outlets in one."""
    return {**msgspec.structs.asdict(row), "outlets": "; ".join(row.outlets)}


def claim_cells(row: ClaimRow) -> Cells:
    """With its last figure in words."""
    return {**msgspec.structs.asdict(row), "latest": "" if row.latest is None else wording.figure(row.latest)}


def statement_cells(row: StatementRow) -> Cells:
    """With all that it says, each in a cell of its own."""
    said = row.statement
    figure = said.figure
    number = figure if isinstance(figure, Quantity) else None
    span = figure.span if isinstance(figure, Presence) else figure if isinstance(figure, Span) else None
    whole: dict[str, Any] = msgspec.structs.asdict(row)
    del whole["statement"]
    return whole | {
        "words": said.quote,
        "figure": wording.figure(figure),
        "low": number and number.low,
        "best": number and number.best,
        "high": number and number.high,
        "unit": number and number.unit,
        "modality": number and number.modality.value,
        "seen": figure.seen if isinstance(figure, Presence) else None,
        "earliest": span and span.earliest,
        "latest": span and span.latest,
        "measure": wording.measure(figure),
        "scope": said.scope.value,
        "as_of_earliest": said.as_of.span.earliest,
        "as_of_latest": said.as_of.span.latest,
        "anchor": said.as_of.anchor,
        "basis": said.as_of.basis,
        "chain": " ← ".join(said.chain),
        "first_hand": said.first_hand,
        "factuality": said.factuality.value,
    }
