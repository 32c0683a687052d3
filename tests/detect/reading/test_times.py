"""Expressions of time as a corpus, spoken on one frozen day: Thursday, 30 January 2025."""

from __future__ import annotations

import datetime as dt

import pytest

from services.detect.reading.times import Time, times

SPOKEN = dt.date(2025, 1, 30)

# (TIMEX3 value, earliest, latest): wordings
CORPUS = {
    ("2025-01-09", "2025-01-09", "2025-01-09"): [
        "January 9",
        "Jan. 9",
        "9 January",
        "the 9th of January",
        "January 9th, 2025",
        "2025-01-09",
        "9 Jan 2025",
    ],
    ("2024-10-23", "2024-10-23", "2024-10-23"): ["October 23", "23 October 2024"],
    ("2024-10", "2024-10-01", "2024-10-31"): ["in October", "October 2024", "during October"],
    ("2025-01-30", "2025-01-30", "2025-01-30"): ["today", "Thursday", "on Thursday", "tonight"],
    ("2025-01-29", "2025-01-29", "2025-01-29"): ["yesterday", "Wednesday"],
    ("2025-01-23", "2025-01-23", "2025-01-23"): ["last Thursday"],
    ("2025-02-03", "2025-02-03", "2025-02-03"): ["next Monday", "will meet on Monday"],
    ("2025-W05", "2025-01-27", "2025-01-30"): ["this week"],
    ("2025-W05", "2025-01-27", "2025-02-02"): ["will meet this week"],
    ("2025-W04", "2025-01-20", "2025-01-26"): ["last week"],
    ("2025-01", "2025-01-01", "2025-01-30"): ["this month"],
    ("2024-12", "2024-12-01", "2024-12-31"): ["last month"],
    ("2024", "2024-01-01", "2024-12-31"): ["last year", "in 2024"],
    ("P2W", "2025-01-16", "2025-01-30"): ["for two weeks", "for the past two weeks", "in the last 2 weeks"],
    ("P2W", "2025-01-13", "2025-01-30"): ["for about two weeks", "for roughly 2 weeks", "for nearly two weeks"],
    ("P3D", "2025-01-27", "2025-01-30"): ["for three days"],
    ("P1M", "2024-12-30", "2025-01-30"): ["for a month"],
    ("2025-01-27", "2025-01-27", "2025-01-27"): ["three days ago", "Monday"],
    ("2025-01-16", "2025-01-15", "2025-01-17"): ["two weeks ago"],
    ("2024-10", "2024-10-01", "2025-01-30"): ["since October", "since early October"],
    ("2031-10", "2031-10-01", "2031-10-31"): ["since October 2031"],
}
NOTHING = [
    "2025-02-30",
    "2025-13-40",
    "for about 9999 years",
    "9999 years ago",
    "about 3,000 years ago",
    "may",
    "march on",
    "a 2,024 strong crowd",
    "weekend",
    "AUGUſT 2024",
]


def found_in(wording: str) -> list[Time]:
    return times(wording, 0, len(wording), SPOKEN)


@pytest.mark.parametrize(("meaning", "wording"), [(m, w) for m, wordings in CORPUS.items() for w in wordings])
def test_wording_means_its_time(meaning: tuple[str, str, str], wording: str) -> None:
    [found] = found_in(wording)
    assert (found.value, found.span.earliest.isoformat(), found.span.latest.isoformat()) == meaning


@pytest.mark.parametrize("wording", NOTHING)
def test_no_time_is_read(wording: str) -> None:
    assert found_in(wording) == []


def test_about_two_weeks_is_certain_of_its_end_and_fuzzy_of_its_beginning() -> None:
    [lasting] = found_in("for about two weeks")
    assert lasting.backwards
    assert lasting.span.core == (dt.date(2025, 1, 19), SPOKEN)


def test_offsets_give_back_the_words() -> None:
    text = "Seen on Monday, not seen since October, said on January 9, 2025."
    assert [text[time.start : time.end] for time in found_in(text)] == ["Monday", "since October", "January 9, 2025"]


@pytest.mark.parametrize("spoken", [dt.date.min, dt.date(1, 2, 28), dt.date(9999, 12, 31)])
def test_calendar_s_ends_are_no_obstacle(spoken: dt.date) -> None:
    wordings = [wording for some in CORPUS.values() for wording in some]
    for wording in [*wordings, *NOTHING, "next month", "next year", "next week", "tomorrow", "last week", "a week ago"]:
        for time in times(wording, 0, len(wording), spoken):
            assert time.span.earliest <= time.span.latest
