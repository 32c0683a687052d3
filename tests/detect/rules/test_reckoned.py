"""contradiction.arithmetic: figures told together that do not fit one another, read aloud."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from schemas.flags import Grade
from schemas.statements import How, Reckoned, Statement
from schemas.values import Direction, Modality, Quantity
from schemas.watch import Rule
from tests.detect.examples import quantity, report, statement
from tests.detect.rules.finding import found

DAY = "2025-01-22"
TREBLED = Quantity(Decimal(3), Decimal(3), Decimal(3), modality=Modality.RELATIVE, direction=Direction.UP)
FEWER = msgspec.structs.replace(quantity(12), direction=Direction.DOWN)


def percent(number: int) -> Quantity:
    return msgspec.structs.replace(quantity(number), unit="percentage", direction=Direction.UP)


def told(figure: Quantity | int, makes: tuple[int, int], how: Reckoned | None = None) -> Statement:
    low, high = makes
    made = quantity((low + high) // 2, Modality.RANGE, low=low, high=high)
    if isinstance(figure, Quantity):
        made = msgspec.structs.replace(made, unit=figure.unit)
    return msgspec.structs.replace(statement(figure, day=DAY, source="army chief"), makes=made, reckoned=how)


@pytest.mark.parametrize(("makes", "grade"), [((400, 440), Grade.CONFLICT), ((470, 496), Grade.TENSION)])
def test_a_figure_that_those_beside_it_make_another_is_shown_by_itself(makes: tuple[int, int], grade: Grade) -> None:
    [finding] = found(Rule.ARITHMETIC, report("a", told(500, makes), day=DAY))
    assert finding.grade is grade
    assert finding.parties == ("army chief",)
    assert f"what is told with it makes {makes[0]}–{makes[1]}, against 500" in finding.explanation


@pytest.mark.parametrize(
    ("figure", "makes", "how", "spoken"),
    [
        (percent(78), (92, 92), Reckoned(How.SHARE, (quantity(412_000), quantity(450_000))),
         "412,000 of 450,000 are 92 %, not 78 %"),
        (331, (322, 322), Reckoned(How.CHANGE, (quantity(310), percent(4))),
         "310 and 4 % more are 322, not 331"),
        (331, (298, 298), Reckoned(How.CHANGE, (quantity(310), FEWER)),
         "310 and 12 less are 298, not 331"),
        (86, (123, 123), Reckoned(How.CHANGE, (quantity(41), TREBLED)), "41 times 3 are 123, not 86"),
        (60, (65, 65), Reckoned(How.PARTS, (quantity(31), quantity(12), quantity(22))),
         "31, 12 and 22 make 65, not 60 in all"),
        (49, (59, 59), Reckoned(How.REST, (quantity(90), quantity(31))), "90 less 31 are 59, not 49"),
        (13, (11, 11), Reckoned(How.EACH, (quantity(44), quantity(4))), "44 divided by 4 are 11 each, not 13"),
        (13, (11, 11), Reckoned(How.MARGIN, (quantity(309), quantity(298))), "309 and 298 are 11 apart, not 13"),
    ],
)  # fmt: skip
def test_the_sum_is_read_aloud(figure: Quantity | int, makes: tuple[int, int], how: Reckoned, spoken: str) -> None:
    [finding] = found(Rule.ARITHMETIC, report("a", told(figure, makes, how), day=DAY))
    assert finding.explanation == (
        f"The sum does not come out: {spoken} (army chief in Example Times, 22 January 2025)."
    )
