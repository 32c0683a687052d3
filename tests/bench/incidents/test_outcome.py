"""Two runs are identical if they stand the same, whatever came first."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from msgspec.structs import replace

from bench.incidents.accounting import Ledger
from bench.incidents.outcome import differences, outcome
from schemas.figures import FiguresRolled

MOMENT = dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC)
FIGURES = FiguresRolled(
    claim="killed-lagos",
    title="People killed in Lagos",
    track="event/fire/lagos",
    watched=False,
    version=3,
    rolled_at=MOMENT,
    statements=2,
    low=Decimal(12),
    high=Decimal(14),
    first=None,
    latest=None,
    sources=(),
    outlets=(),
    windows=(),
    origins=(),
)


def of(*events):
    ledger = Ledger()
    for event in events:
        ledger.take(event)
    return outcome(ledger)


def test_versions_and_the_moment_of_rolling_do_not_count():
    later = replace(FIGURES, version=9, rolled_at=MOMENT + dt.timedelta(days=1))
    assert differences(of(FIGURES), of(later)) == []


def test_a_claim_that_was_first_known_by_another_article_is_the_same():
    assert differences(of(FIGURES), of(replace(FIGURES, claim="killed-ikeja"))) == []


def test_another_value_is_named_with_its_field():
    found = differences(of(FIGURES), of(replace(FIGURES, high=Decimal(15))))
    assert found == ["figures event/fire/lagos: People killed in Lagos: high"]


def test_a_claim_that_only_one_has_is_named():
    found = differences(of(FIGURES), of())
    assert found == ["figures event/fire/lagos: People killed in Lagos: only in the first"]


def test_a_claim_without_statements_is_as_none():
    assert differences(of(replace(FIGURES, statements=0)), of()) == []


def test_the_last_figures_count():
    assert differences(of(FIGURES), of(replace(FIGURES, low=Decimal(1)), FIGURES)) == []
