"""drift: the newest figure has left the baseline."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from schemas.flags import Grade
from schemas.statements import Reported, Subject
from schemas.values import Measure, Modality
from schemas.watch import Rule, Rules, Thresholds, WatchedClaim
from tests.detect.examples import day_span, quantity, report, statement
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


def test_two_parties_within_a_few_days_are_at_odds_and_have_not_moved() -> None:
    told = [
        report("a", statement(10_000, day="2025-01-01", source="army"), day="2025-01-01"),
        report("b", statement(12_000, day="2025-01-03", source="mayor"), day="2025-01-03"),
        report("c", statement(12_000, day="2025-01-08", source="mayor"), day="2025-01-08"),
    ]
    assert found(Rule.DRIFT, *told[:2]) == []
    assert len(found(Rule.DRIFT, *told)) == 1


def test_where_a_preferred_party_has_spoken_its_figures_alone_are_followed() -> None:
    watched = WatchedClaim(name="The deployment", counted="soldier", action="deployed", preferred=("ministry",))
    told = [
        report("a", statement(10_000, day="2025-01-01", source="defence ministry"), day="2025-01-01"),
        report("b", statement(15_000, day="2025-01-09", source="mayor"), day="2025-01-09"),
    ]
    assert len(found(Rule.DRIFT, *told)) == 1
    assert found(Rule.DRIFT, *told, rules=Rules(watchlist=(watched,))) == []


def test_a_watched_toll_that_jumps_beyond_its_pace_is_a_drift() -> None:
    watched = WatchedClaim(name="The deployment", counted="soldier", action="deployed", accumulates=True)
    rules = Rules(watchlist=(watched,))
    steady, jump = course(100, 110, 120, 131), course(100, 110, 120, 190)
    assert found(Rule.DRIFT, *steady, rules=rules) == []
    [finding] = found(Rule.DRIFT, *jump, rules=rules)
    assert finding.explanation.startswith("The figure rose from 120 (")
    assert found(Rule.DRIFT, *course(100, 190), rules=rules) == []  # as yet it has no pace


class TestPlans:
    LAUNCH = Subject("launch", "Petrel", None, None, "launch")

    def planned(self, *days: tuple[str, str]) -> list[Reported]:
        return [
            report(f"a{told}", statement(day_span(day), self.LAUNCH, day=told, as_of=day_span(told)), day=told)
            for told, day in days
        ]

    def test_a_planned_day_that_moves_is_a_drift_in_tension(self) -> None:
        [finding] = found(Rule.DRIFT, *self.planned(("2025-01-01", "2025-03-03"), ("2025-02-01", "2025-03-20")))
        assert finding.grade is Grade.TENSION
        assert finding.explanation == (
            "The day planned moved 17 days later: from 3 March (US officials in Example Times, 1 January 2025) to "
            "20 March (US officials in Example Times, 1 February 2025)."
        )

    def test_one_that_stays_or_is_told_afterwards_is_none(self) -> None:
        assert found(Rule.DRIFT, *self.planned(("2025-01-01", "2025-03-03"), ("2025-02-01", "2025-03-03"))) == []
        assert found(Rule.DRIFT, *self.planned(("2025-01-01", "2025-03-03"), ("2025-03-09", "2025-03-05"))) == []


def test_a_toll_that_falls_by_those_whom_it_no_longer_takes_in_is_no_drift() -> None:
    def told(article: str, day: str, *counts: tuple[int, str, str]) -> Reported:
        made = []
        for number, who, action in counts:
            subject = Subject(who, None, action, "Marlow", "shooting")
            item = statement(quantity(number, measure=Measure.CUMULATIVE), subject, day=day)
            made.append(msgspec.structs.replace(item, event_day=day_span("2025-01-01")))
        return report(article, *made, day=day)

    six, one = (6, "people", "killed"), (1, "suspect", "killed")
    assert found(Rule.DRIFT, told("a", "2025-01-01", six), told("b", "2025-01-05", (5, "people", "killed")))
    assert not found(Rule.DRIFT, told("a", "2025-01-01", six, one), told("b", "2025-01-05", (5, "people", "killed")))
    five, four, dead = (5, "people", "injured"), (4, "people", "injured"), (1, "people", "killed")
    assert found(Rule.DRIFT, told("a", "2025-01-01", five), told("b", "2025-01-05", four))
    assert not found(Rule.DRIFT, told("a", "2025-01-01", five), told("b", "2025-01-05", dead, four))
