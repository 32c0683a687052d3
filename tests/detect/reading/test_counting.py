"""Over which days a sentence counts, and whether it counts up to the last of them."""

from __future__ import annotations

import datetime as dt

import pytest

from services.detect.reading.counting import counted_to
from services.detect.reading.times import times
from tests.detect.reading.words import sentence

SPOKEN = dt.date(2026, 7, 8)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("As of Monday 31,000 refugees had crossed.", "2026-07-06..2026-07-06"),
        ("By Monday 31,000 refugees had crossed.", "2026-07-06..2026-07-06"),
        ("Until Monday 31,000 refugees had crossed.", "2026-07-06..2026-07-06"),
        ("It had registered 21,430 cases up to 4 July.", "2026-07-04..2026-07-04"),
        ("It had registered 21,430 cases as at 30 June.", "2026-06-30..2026-06-30"),
        ("Since 3 June, as of Monday, 31,000 have crossed.", "2026-06-03..2026-07-06"),
        ("By the agency's count as of Monday, 31,000 have crossed since 3 June.", "2026-06-03..2026-07-06"),
        ("It has recorded 25,300 cases this year up to July 1.", "2026-01-01..2026-07-01"),
        ("It counted 85,000 who had crossed between 3 June and Monday.", "2026-06-03..2026-07-06"),
        ("Dengue took 57 lives between the first case and last Saturday.", "2026-07-04..2026-07-04"),
        # What is done on a day, and what another day has.
        ("On Monday 31,000 refugees crossed.", None),
        ("Some 12 houses were hit by Monday's storm.", None),
        ("It fell in the night from Sunday to Monday.", None),
        ("31,000 have crossed since 3 June.", None),
        ("It opened on Saturday and on Monday.", None),
    ],
)
def test_days_over_which_a_sentence_counts(text: str, days: str | None) -> None:
    told = sentence(text)
    found = counted_to(told, times(told, SPOKEN))
    assert (found and found.span and f"{found.span.earliest}..{found.span.latest}") == days
