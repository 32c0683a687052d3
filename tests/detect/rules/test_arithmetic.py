"""contradiction.arithmetic: a relative figure that does not fit, or parts that exceed their whole."""

from __future__ import annotations

from decimal import Decimal

import pytest

from schemas.flags import Grade
from schemas.statements import Statement, Subject
from schemas.values import Modality, Quantity
from schemas.watch import Rule
from tests.detect.examples import quantity, report, statement
from tests.detect.rules.finding import found

MARLOW = Subject("people", None, "killed", "Marlow", "flood")
CHILDREN = Subject("child", None, "killed", "Marlow", "flood")


def times(factor: str) -> Quantity:
    number = Decimal(factor)
    return Quantity(number, number, number, modality=Modality.RELATIVE)


def told(figure: Quantity | int, day: str, source: str = "army chief", start: int = 0) -> Statement:
    return statement(figure, day=day, source=source, start=start)


def test_half_of_what_its_own_article_names_is_held_against_what_others_say_now() -> None:
    halved = report("a", told(12_000, "2025-01-22"), told(times("0.5"), "2025-01-22", start=50), day="2025-01-22")
    other = report("b", told(11_000, "2025-01-23", "US officials"), day="2025-01-23")
    [finding] = found(Rule.ARITHMETIC, halved, other)
    assert finding.grade is Grade.CONFLICT
    assert finding.explanation == (
        "The sum does not come out: half as many (army chief in Example Times, 22 January 2025) with 12,000 "
        "(army chief in Example Times, 22 January 2025) makes about 6,000 now, against 11,000 "
        "(US officials in Example Times, 23 January 2025)."
    )


def test_doubled_to_a_figure_is_held_against_the_last_one_before() -> None:
    before = report("a", told(16_000, "2025-01-10", "US officials"), day="2025-01-10")
    doubled = report("b", told(times("2"), "2025-01-22"), told(20_000, "2025-01-22", start=50), day="2025-01-22")
    [finding] = found(Rule.ARITHMETIC, before, doubled)
    assert "makes about 10,000 before, against 16,000" in finding.explanation


def test_without_a_figure_of_its_own_it_speaks_of_the_last_one_before_and_only_in_tension() -> None:
    before = report("a", told(10_000, "2025-01-10", "US officials"), day="2025-01-10")
    halved = report("b", told(times("0.5"), "2025-01-22"), day="2025-01-22")
    later = report("c", told(9_000, "2025-01-23", "mayor"), day="2025-01-23")
    [finding] = found(Rule.ARITHMETIC, before, halved, later)
    assert finding.grade is Grade.TENSION


@pytest.mark.parametrize(
    "figures",
    [
        (12_000, 6_300),  # "half" is about half
        (12_000, quantity(None, Modality.VAGUE, low=1_000, high=10_000)),
    ],
)
def test_a_sum_that_comes_out_is_none(figures: tuple[int, Quantity | int]) -> None:
    first, second = figures
    halved = report("a", told(first, "2025-01-22"), told(times("0.5"), "2025-01-22", start=50), day="2025-01-22")
    assert found(Rule.ARITHMETIC, halved, report("b", told(second, "2025-01-23", "mayor"), day="2025-01-23")) == []


def test_weeks_later_another_figure_may_well_hold() -> None:
    halved = report("a", told(12_000, "2025-01-01"), told(times("0.5"), "2025-01-01", start=50), day="2025-01-01")
    assert found(Rule.ARITHMETIC, halved, report("b", told(11_000, "2025-01-23", "mayor"), day="2025-01-23")) == []


def test_parts_of_a_sentence_cannot_exceed_its_whole() -> None:
    [finding] = found(Rule.ARITHMETIC, report("a", statement(45, MARLOW), statement(50, CHILDREN)))
    assert finding.grade is Grade.CONFLICT
    assert finding.explanation == (
        "A part is more than the whole: 50 (child; US officials in Example Times, 30 January 2025) against 45 in all "
        "(US officials in Example Times, 30 January 2025)."
    )


def test_parts_within_their_whole_and_those_of_another_sentence_or_article_are_none() -> None:
    other = statement(50, CHILDREN, quote="other words")
    assert found(Rule.ARITHMETIC, report("a", statement(45, MARLOW), other)) == []
    assert found(Rule.ARITHMETIC, report("a", statement(45, MARLOW), statement(45, CHILDREN))) == []
    assert found(Rule.ARITHMETIC, report("a", statement(45, MARLOW)), report("b", statement(50, CHILDREN))) == []
