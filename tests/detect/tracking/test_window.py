"""How long reports count: so many days from their telling, plans until their day has come."""

from __future__ import annotations

import datetime as dt

import pytest

from schemas.values import Span
from schemas.watch import Rules
from services.detect.tracking.evaluation import Standing
from services.detect.tracking.window import due, within
from tests.detect.examples import quantity, report, statement

OPENING = dt.date(2026, 6, 1)


COUNT = report("count", statement(quantity(12), day="2025-01-10"), day="2025-01-10")
PLAN = report("plan", statement(Span(OPENING, OPENING), day="2025-01-10"), day="2025-01-10")
PAST = report("past", statement(Span(dt.date(2025, 1, 8), dt.date(2025, 1, 8)), day="2025-01-10"), day="2025-01-10")


@pytest.mark.parametrize(
    ("day", "kept"),
    [
        (None, ["count", "plan", "past"]),
        ("2025-04-10", ["count", "plan", "past"]),
        ("2025-04-11", ["plan"]),
        ("2026-06-01", ["plan"]),
        ("2026-06-02", []),
    ],
)
def test_a_report_counts_for_ninety_days_and_a_plan_until_it_has_come(day: str | None, kept: list[str]) -> None:
    standing = Standing(day=None if day is None else dt.date.fromisoformat(day))
    assert [item.article for item in within([COUNT, PLAN, PAST], standing)] == kept


@pytest.mark.parametrize(
    ("day", "next_day"),
    [("2025-02-10", "2025-04-11"), ("2025-04-11", "2026-06-02"), ("2026-05-31", "2026-06-02")],
)
def test_the_next_day_that_changes_anything_is_known(day: str, next_day: str) -> None:
    standing = Standing(Rules(), dt.date.fromisoformat(day))
    assert due(within([COUNT, PLAN], standing), standing) == dt.date.fromisoformat(next_day)
