"""To which day of a text a bare hour belongs."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.detect.reading.words import times_in

SPOKEN = dt.date(2024, 5, 16)  # a Thursday


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Two men were hurt in a fire on Tuesday. It broke out at 7 p.m.", "2024-05-14T19:00"),
        (
            "Two men were hurt in a fire Tuesday. A man was arrested Wednesday. The fire broke out at 7 p.m.",
            "2024-05-14T19:00",
        ),
        ("The blast struck on Monday. The owner was charged Tuesday. Calls came in at 6:15 a.m.", "2024-05-13T06:15"),
        (
            "A ferry sank on Monday. The mayor said Wednesday that all were safe. It left port at 4 a.m.",
            "2024-05-13T04:00",
        ),
        ("A vigil was held Wednesday for the victims. The bus overturned at 11 p.m.", "T23:00"),
        ("The bus overturned Monday. A man was arrested Wednesday. He appeared in court at 9 a.m.", "2024-05-15T09:00"),
        ("The council meets on Friday. Doors open at 6 p.m.", "2024-05-17T18:00"),
        ("The flood hit Monday and the dam burst at 3 a.m.", "2024-05-13T03:00"),
        ("The dam burst on Monday night at 11.", "2024-05-13T23:00"),
        (
            "The dam burst Monday. A man was arrested Tuesday. He was charged Wednesday. Calls came in at 6:15 a.m. "
            "He appeared in court at 8 a.m. The dam gave way at 3 a.m.",
            "2024-05-13T03:00",
        ),
        ("It snowed all week. The dam burst at 3 a.m.", "T03:00"),
        ("The dam burst at 3 a.m.", "T03:00"),
    ],
)
def test_an_hour_is_of_the_day_of_what_is_told_of(text: str, last: str) -> None:
    *_, time = times_in(text, SPOKEN)
    assert time.value == last
