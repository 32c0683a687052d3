"""Whether a figure's own clause says for when it holds."""

from __future__ import annotations

import datetime as dt

import pytest

from schemas.values import Quantity
from services.detect.reading.statements import read

AT = dt.datetime(2026, 5, 4, 18, tzinfo=dt.UTC)  # a Monday


def told(body: str) -> tuple[dt.date, bool]:
    """The last day for which the first quantity holds, and whether that is said."""
    stated = [item for _, reading in read("", body, "Example Times", AT) for item in reading.statements]
    first = next(item for item in stated if isinstance(item.figure, Quantity))
    return first.as_of.span.latest, first.as_of.is_told


@pytest.mark.parametrize(
    "body",
    [
        "Brightholm Air cancelled 96 flights on Monday.",
        "On Monday Brightholm Air cancelled 96 flights.",
        "The operator said 96 flights were cancelled on Monday.",
    ],
)
def test_the_day_of_speaking_may_be_told(body: str) -> None:
    assert told(body) == (dt.date(2026, 5, 4), True)


@pytest.mark.parametrize(
    "body",
    [
        "Brightholm Air has cancelled 96 flights.",
        "Brightholm Air has now cancelled 96 flights.",
        "The operator said on Monday 96 flights were cancelled.",
        "The airport reopened on Monday, and 96 flights were cancelled.",
        "Brightholm Air cancelled 96 flights because of the storm on Monday.",
        "Brightholm Air has cancelled 96 flights, up from Saturday.",
    ],
)
def test_the_day_of_speaking_is_not_told_by_what_dates_something_else(body: str) -> None:
    assert told(body) == (dt.date(2026, 5, 4), False)
