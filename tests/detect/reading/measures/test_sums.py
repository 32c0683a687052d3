"""Levels that do not fit the change that their sentence tells, as a corpus; and those that do."""

from __future__ import annotations

import pytest

from services.detect.reading.measures.sums import Sum, misfit
from services.detect.reading.quantities.quantity import quantities
from tests.detect.reading.words import sentence

WRONG = {
    "5.9": ["Joblessness rose by 0.4 percentage points to 5.9 per cent from 5.1 per cent."],
    "9600000": ["The crop was 9.6 million tonnes, six per cent more than the 8.2 million brought in last year."],
    "86000000": [
        "The company more than trebled its loss, to $86m from $41m.",
        "Its loss, up from $60m to $86m, rose by 12 per cent.",
    ],
    "341000000": ["Spending will go up from £310m this year to £341m, a rise of 4 per cent."],
    "240": ["The fleet grew by 30 to 240 from 190."],
    "840": ["The number of cases fell by 20 per cent to 840, from 1,200 a week earlier."],
}
RIGHT = [
    "Joblessness rose by 0.8 percentage points, from 5.1 per cent to 5.9 per cent.",
    "The crop was 8.7 million tonnes, six per cent more than the 8.2 million brought in last year.",
    "Its loss more than doubled to $86m from $41m.",  # about
    "Spending will go up from £310m to £322m, a rise of 4 per cent.",
    "The fleet grew by 50 to 240 from 190.",
    "Sales rose 5 per cent to $4.1bn from $3.9bn.",  # 5.1, as rounded
    "Turnover was up by a third, from $30m to $40m.",
    "Shares rose 3 per cent to $41, and the index fell from 1,200 to 1,180.",  # of two things
    "Shares rose 3 per cent to $41; bonds fell 2 per cent to $98 from $100.",
    "Output fell from 12,000 to 9,000 barrels, and jobs by 5 per cent.",
    "Prices rose 2 per cent in May, from 1.8 per cent in April.",
]


def found_in(words: str) -> Sum | None:
    read = sentence(words)
    return misfit(read, list(quantities(read, ())))


@pytest.mark.parametrize(("level", "words"), [(level, w) for level, wordings in WRONG.items() for w in wordings])
def test_level_that_the_change_told_does_not_make(level: str, words: str) -> None:
    told = found_in(words)
    assert told is not None
    assert f"{told.value:f}" == level


@pytest.mark.parametrize("words", RIGHT)
def test_sum_that_comes_out_or_is_of_two_things(words: str) -> None:
    assert found_in(words) is None
