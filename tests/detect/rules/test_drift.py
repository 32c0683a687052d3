"""drift: the newest figure has left the baseline."""

from __future__ import annotations

from decimal import Decimal

import pytest

from schemas.flags import Grade, Rule
from schemas.statements import Reported, Subject
from schemas.values import Measure, Modality
from schemas.watch import Rules, Thresholds, WatchedClaim
from tests.detect.examples import quantity, report, statement
from tests.detect.rules.finding import found


def course(*figures: object, measure: Measure = Measure.STOCK) -> list[Reported]:
    """One figure a day, from one source."""
    told = []
    for number, figure in enumerate(figures, start=1):
        day = f"2025-01-{number:02}"
        value = quantity(figure, measure=measure) if isinstance(figure, int) else figure
        told.append(report(f"a{number}", statement(value, day=day), day=day))  # type: ignore[arg-type]  # a quantity
    return told


def test_jump_is_a_drift_from_the_first_figure() -> None:
    [finding] = found(Rule.DRIFT, *course(10_000, 10_200, 12_000))
    assert finding.grade is Grade.CONFLICT
    assert finding.explanation == (
        "The figure rose from 10,000 (US officials in Example Times, 1 January 2025) to 12,000 "
        "(US officials in Example Times, 3 January 2025)."
    )
    assert (finding.compared.gap, finding.compared.threshold) == (Decimal(2000), Decimal(1000))


def test_creeping_is_found_as_well_as_jumping() -> None:
    assert len(found(Rule.DRIFT, *course(10_000, 10_400, 10_800, 11_200))) == 1


@pytest.mark.parametrize(
    "figures",
    [
        (10_000,),
        (10_000, 10_900),  # a tenth is the threshold
        (10_000, quantity(None, Modality.RANGE, low=9_000, high=14_000)),
        (10_000, quantity(None, Modality.VAGUE, low=20, high=99)),
        (10, quantity(10, Modality.AT_LEAST)),
    ],
)
def test_no_departure_is_none(figures: tuple[object, ...]) -> None:
    assert found(Rule.DRIFT, *course(*figures)) == []


def test_baseline_is_the_figure_last_flagged() -> None:
    [finding] = found(Rule.DRIFT, *course(10_000, 12_000, 12_500, 6_000))
    assert [member.report.article for member in finding.members] == ["a2", "a4"]
    assert finding.explanation.startswith("The figure fell from 12,000 (")


def test_return_inside_the_outer_tolerance_is_a_tension() -> None:
    [finding] = found(Rule.DRIFT, *course(quantity(10_000, Modality.ABOUT), 11_500))
    assert finding.grade is Grade.TENSION


def test_toll_grows_without_drift_and_drifts_when_it_falls() -> None:
    assert found(Rule.DRIFT, *course(10, 14, 31, measure=Measure.CUMULATIVE)) == []
    [finding] = found(Rule.DRIFT, *course(10, 31, 31, 12, measure=Measure.CUMULATIVE))
    assert finding.explanation.startswith("The figure fell from 31 (")


def test_those_missing_after_an_event_move_by_nature_and_drift_neither_way() -> None:
    missing = Subject("people", None, "missing", "Marlow", "flood")
    told = [
        report(f"a{day}", statement(quantity(best), missing, day=f"2025-01-{day}"), day=f"2025-01-{day}")
        for day, best in ((15, 12), (17, 31), (20, 4))
    ]
    assert found(Rule.DRIFT, *told) == []


def test_watched_claim_may_accumulate_and_have_its_own_threshold() -> None:
    def watching(**more: object) -> Rules:
        watched = WatchedClaim(name="W", counted="soldier", actor="North Korea", action="deployed", **more)  # type: ignore[arg-type]
        return Rules(watchlist=(watched,))

    told = course(10_000, 12_000)
    assert len(found(Rule.DRIFT, *told, rules=watching())) == 1
    assert found(Rule.DRIFT, *told, rules=watching(accumulates=True)) == []
    assert found(Rule.DRIFT, *told, rules=watching(drift=Decimal("0.5"))) == []
    assert found(Rule.DRIFT, *told, rules=Rules(thresholds=Thresholds(drift=Decimal("0.3")))) == []
