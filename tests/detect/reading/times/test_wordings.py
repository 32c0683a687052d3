"""Wordings of time, in `wordings/`: each means the TIMEX3 values that it stands under, and no more."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Final

import pytest

from tests.detect.reading.words import times_in

SPOKEN: Final = dt.date(2025, 1, 30)
WORDINGS: Final = {
    words: [] if values == "nothing" else values.split("; ")
    for path in sorted(Path(__file__).with_name("wordings").glob("*.toml"))
    for family in tomllib.loads(path.read_text("utf-8")).values()
    for values, wordings in family.items()
    for words in wordings
}


@pytest.mark.parametrize("words", WORDINGS)
def test_wording_has_its_times(words: str) -> None:
    found = list(times_in(words, SPOKEN))
    assert [time.value for time in found] == WORDINGS[words]
    assert all(0 <= time.first < time.last and words[time.start : time.end].strip() for time in found)
