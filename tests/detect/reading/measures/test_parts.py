"""Shares and wholes that the figures told with them do not make, as a corpus; and those that they do."""

from __future__ import annotations

import pytest

from services.detect.reading.measures.parts import unfit
from services.detect.reading.measures.sums import Sum
from services.detect.reading.quantities.quantity import Quantity, quantities
from tests.detect.reading.words import sentence

WRONG = {
    "58": [
        "Of the 40,000 voters, 31,000 cast a ballot, a turnout of 58 per cent.",
        "Of the country's 40,000 voters, 31,000 cast a ballot, which was a turnout of 58 per cent.",
        "31,000 of the 40,000 voters cast a ballot, or 58 per cent.",
        "The clinics reached 31,000 children. It was 58 per cent of the 40,000 they had hoped for.",
    ],
    "90000000": ["Of the £90m, £40m will go on schools, £30m on roads and £28m on parks."],
    "60": ["Of the 60 hostages, 31 have been freed, 12 were killed and 22 are still being held."],
    "41": ["The fault halted 41 offices. Among them were 23 clinics, 12 councils and nine banks."],
}
RIGHT = [
    "Of the 40,000 voters, 31,000 cast a ballot, a turnout of 77.5 per cent.",
    "Of the 40,000 voters, 31,000 cast a ballot, a turnout of 78 per cent.",  # as rounded
    "Of the 40,000 voters, 31,000 cast a ballot, and 58 per cent of pupils stayed at home.",  # of two things
    "Of the 40,000 voters, 31,000 cast a ballot, 58 per cent for the plan.",
    "Of the 40,000 voters, more than 20,000 cast a ballot, a turnout of 58 per cent.",
    "The clinics reached 31,000 children. Some 58 per cent of the 40,000 had a card.",
    "Of the £90m, £40m will go on schools, £30m on roads and £20m on parks.",
    "Of the £90m, £60m will go on schools, of which £45m is for heating.",  # a part of a part
    "Of the 60 hurt, 41 were treated in hospital, 30 were children and 12 firefighters.",  # of each more may be true
    "Of the 60 hostages, 31 have been freed, 12 were killed and 17 are still being held.",
    "The fault halted 41 offices. Among them were 23 clinics and 12 councils.",
    "The fault halted 41 offices on 12 islands. Among them were 23 clinics, 12 councils and nine banks.",
]


def found_in(words: str) -> Sum | None:
    *before, last = [sentence(f"{each.strip('. ')}.") for each in words.split(". ")]
    told: tuple[Quantity, ...] = tuple(quantities(before[0], ())) if before else ()
    return unfit(last, tuple(quantities(last, ())), told)


@pytest.mark.parametrize(("value", "words"), [(value, w) for value, wordings in WRONG.items() for w in wordings])
def test_figure_that_parts_or_whole_do_not_make(value: str, words: str) -> None:
    told = found_in(words)
    assert told is not None
    assert f"{told.value:f}" == value


@pytest.mark.parametrize("words", RIGHT)
def test_sum_that_comes_out_or_is_of_two_things(words: str) -> None:
    assert found_in(words) is None
