"""Hours, minutes and seconds from the moment of speaking, 15:20 on 30 January 2025; by the day where it is unknown."""

from __future__ import annotations

import datetime as dt

import pytest

from services.detect.reading.times import times
from tests.detect.reading.words import sentence

SPOKEN = dt.date(2025, 1, 30)
WORDINGS = {
    "2025-01-30T15:35": ["The bus will leave in 15 minutes.", "The bus will leave fifteen minutes from now."],
    "2025-01-30T13:20": ["The bus left two hours ago.", "The bus left 2 hrs ago.", "The bus left 2 hours before now."],
    "2025-01-30T14:50": ["The bus left half an hour ago."],
    "2025-01-30T16:50": ["The bus will leave in an hour and a half.", "The bus will leave in 1.5 hours."],
    "2025-01-30T15:19:30": ["The bus left 30 seconds ago."],
    "2025-01-31T00:20": ["The bus will leave in nine hours."],
    "2025-02-01T17:20": ["The bus will leave in 2 days and 2 hours."],
}


@pytest.mark.parametrize(("value", "words"), [(value, words) for value, some in WORDINGS.items() for words in some])
def test_hour_of_speaking_gives_the_hour(value: str, words: str) -> None:
    [only] = times(sentence(words), SPOKEN, hour=dt.time(15, 20))
    assert only.value == value
    assert only.span is not None
    assert only.span.latest.isoformat() == value[:10]


def test_unknown_hour_gives_the_day() -> None:
    assert [time.value for time in times(sentence("The bus left two hours ago."), SPOKEN)] == ["2025-01-30TXX:XX"]
