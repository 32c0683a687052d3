"""The rows that the desk is measured on are rows of its tables, and the first claim has its 10,000."""

from __future__ import annotations

from collections import Counter

from bench.dashboard.news import claim_id
from bench.dashboard.tables import tables
from services.dashboard.projection.tables.claims import MemberRow
from services.dashboard.projection.tables.table import table_of


def test_each_table_gets_its_columns():
    for kind, rows in tables(20_000):
        assert set(next(rows)) == set(table_of(kind).c.keys())


def test_statements_are_of_one_claim_each():
    members = Counter(row["claim"] for kind, rows in tables(20_000) if kind is MemberRow for row in rows)
    assert members[claim_id(0)] == 10_000
    assert sum(members.values()) == 20_000
    assert max(count for claim, count in members.items() if claim != claim_id(0)) <= 10
