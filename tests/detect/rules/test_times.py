"""Of which times two figures speak: one table for contradiction and drift, so that no pair falls between them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from schemas.flags import Grade
from schemas.statements import Reported, Subject
from schemas.values import Measure, Span
from schemas.watch import Rule, Rules
from services.detect.rules.times import Times, times_of
from services.detect.tracking.claims import claims
from tests.detect.examples import DEPLOYED, TRACK, day_span, quantity, report, statement
from tests.detect.rules.finding import found

POWERLESS = Subject("home", None, "without power", "Marlow", None)
SHELTERED = Subject("people", None, "sheltered", "Marlow", None)
MISSING = Subject("people", None, "missing", "Marlow", "flood")
MARCHING = Subject("people", None, "protesting", "Marlow", "protest")
BUDGET = Subject("budget", "Marlow", None, None, None)
CAPTIVES = Subject("soldier", "Russia", "held", "Marlow", None)


def told(
    article: str, number: int, subject: Subject, source: str, day: str, *, hour: int = 12, as_of: Span | None = None
) -> Reported:
    outlet = f"Outlet {article}"
    item = statement(number, subject, day=day, source=source, outlet=outlet, as_of=as_of)
    return report(article, item, day=day, hour=hour, outlet=outlet)


@pytest.mark.parametrize(
    ("subject", "day", "hour", "times"),
    [
        # What stands until its owner changes it holds all day, and for some days before anybody asks again.
        (BUDGET, "2025-01-01", 22, Times.ONE),
        (DEPLOYED, "2025-01-01", 22, Times.ONE),
        (CAPTIVES, "2025-01-01", 22, Times.ONE),
        (BUDGET, "2025-01-04", 8, Times.ABOUT_ONE),
        (DEPLOYED, "2025-01-04", 8, Times.ABOUT_ONE),
        (BUDGET, "2025-01-05", 8, Times.TWO),
        # Crews restore power by the hour: noon's count and the evening's may both be right.
        (POWERLESS, "2025-01-01", 10, Times.ONE),
        (POWERLESS, "2025-01-01", 15, Times.ABOUT_ONE),
        (POWERLESS, "2025-01-02", 7, Times.ABOUT_ONE),
        (POWERLESS, "2025-01-02", 9, Times.TWO),
        (SHELTERED, "2025-01-02", 7, Times.ABOUT_ONE),
        (SHELTERED, "2025-01-03", 8, Times.TWO),
        (MISSING, "2025-01-01", 15, Times.ABOUT_ONE),
        (MISSING, "2025-01-03", 8, Times.TWO),
        # A march is counted for its day, whenever that is told.
        (MARCHING, "2025-01-01", 22, Times.ONE),
    ],
)
def test_times_of_two_parties_who_do_not_say_when(subject: Subject, day: str, hour: int, times: Times) -> None:
    first = told("a", 40_000, subject, "grid operator", "2025-01-01", hour=8)
    second = told("b", 12_000, subject, "mayor", day, hour=hour)
    [claim] = claims(TRACK, [first, second], Rules())
    left, right = claim.members
    assert times_of(claim, left, right) is times
    assert times_of(claim, right, left) is times


@pytest.mark.parametrize(("held", "times"), [("2024-12-31", Times.ABOUT_ONE), ("2024-12-28", Times.TWO)])
def test_what_is_told_for_a_day_and_what_stands_are_of_about_one_time_if_that_day_is_near(
    held: str, times: Times
) -> None:
    dated = told("a", 61, BUDGET, "ministry", "2025-01-01", as_of=day_span(held))
    [claim] = claims(TRACK, [dated, told("b", 112, BUDGET, "mayor", "2025-01-02")], Rules())
    assert times_of(claim, *claim.members) is times


def test_deaths_since_a_day_do_not_grow_between_two_parties_on_the_day_up_to_which_both_count() -> None:
    dead = Subject("people", None, "killed", "Marlow", "heatwave")
    since = Span(day_span("2024-12-20").earliest, day_span("2025-01-01").latest)
    counts = (quantity(number, measure=Measure.CUMULATIVE) for number in (140, 390))
    pair = [
        report(name, statement(count, dead, source=name, day="2025-01-01", as_of=since), day="2025-01-01", hour=hour)
        for name, count, hour in zip(("ministry", "institute"), counts, (8, 14), strict=True)
    ]
    assert len(found(Rule.QUANTITY, *pair)) == 1


def test_a_party_s_own_later_figure_is_what_has_become_of_its_first() -> None:
    """The operator's 12,000 in the evening is power restored, whichever outlet carries it."""
    pair = (
        told("a", 40_000, POWERLESS, "grid operator", "2025-01-01", hour=8),
        told("b", 12_000, POWERLESS, "grid operator", "2025-01-01", hour=15),
    )
    assert found(Rule.SELF, *pair) == found(Rule.QUANTITY, *pair) == []
    [finding] = found(Rule.DRIFT, *pair)
    assert finding.explanation.startswith("The figure fell from 40,000 (")


def test_two_counts_of_one_moment_are_a_conflict_and_hours_apart_a_tension_that_says_why() -> None:
    first = told("a", 40_000, POWERLESS, "grid operator", "2025-01-01", hour=8)
    [at_once] = found(Rule.QUANTITY, first, told("b", 12_000, POWERLESS, "mayor", "2025-01-01", hour=9))
    assert at_once.grade is Grade.CONFLICT
    [later] = found(Rule.QUANTITY, first, told("b", 12_000, POWERLESS, "mayor", "2025-01-01", hour=18))
    assert later.grade is Grade.TENSION
    assert "such a figure changes by the hour, and they were not told at one moment" in later.reasons


def test_figures_for_one_day_of_the_past_stay_a_tension_however_late_they_are_told() -> None:
    """Nobody says at which hour of that day he counted."""
    day = day_span("2025-01-01")
    first = told("a", 40_000, POWERLESS, "grid operator", "2025-01-02", as_of=day)
    [finding] = found(Rule.QUANTITY, first, told("b", 12_000, POWERLESS, "mayor", "2025-01-09", as_of=day))
    assert finding.grade is Grade.TENSION


@pytest.mark.parametrize("subject", [BUDGET, DEPLOYED, POWERLESS, SHELTERED, CAPTIVES])
@pytest.mark.parametrize("days", range(1, 9))
def test_no_pair_of_standing_figures_of_two_parties_falls_between_contradiction_and_drift(
    subject: Subject, days: int
) -> None:
    pair = (
        told("a", 40_000, subject, "grid operator", "2025-01-01"),
        told("b", 12_000, subject, "mayor", f"2025-01-{days:02}"),
    )
    flagged = [len(found(rule, *pair)) for rule in (Rule.QUANTITY, Rule.DRIFT)]
    assert sorted(flagged) == [0, 1]


def test_a_growing_toll_is_of_the_time_of_its_telling() -> None:
    dead = Subject("people", None, "killed", "Marlow", "flood")
    counts = [
        report(f"a{hour}", statement(quantity(12, measure=Measure.CUMULATIVE), dead, day=day), day=day, hour=hour)
        for day, hour in (("2025-01-01", 8), ("2025-01-02", 7), ("2025-01-03", 9))
    ]
    [claim] = claims(TRACK, counts, Rules())
    assert [times_of(claim, left, right) for left, right in pairwise(claim.members)] == [Times.ONE, Times.TWO]
