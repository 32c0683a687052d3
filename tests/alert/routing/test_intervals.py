"""Time intervals: Alertmanager's vectors, and until when they last."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from services.alert.routing.intervals import Period, TimeInterval, TimeRange, changes

OFFICE: dict[str, Any] = {"times": [{"start_time": "09:00", "end_time": "17:00"}], "weekdays": ["monday:friday"]}
SYDNEY = {"location": "Australia/Sydney"}


def at(text: str) -> dt.datetime:
    """As Go's RFC 822 form with a numeric zone has it."""
    return dt.datetime.strptime(text, "%d %b %y %H:%M %z")


def interval(*periods: dict[str, Any]) -> TimeInterval:
    return msgspec.convert({"name": "n", "time_intervals": list(periods)}, TimeInterval)


# Transcribed from Alertmanager's own tests of time intervals, and from its test of muting by time.
@pytest.mark.parametrize(
    ("period", "inside", "outside"),
    [
        ({}, ["02 Jan 06 15:04 +0000", "03 Jan 07 10:04 +0000", "04 Jan 06 09:04 +0000"], []),
        (
            OFFICE,
            ["04 May 20 15:04 +0000", "05 May 20 10:04 +0000", "09 Jun 20 09:04 +0000"],
            ["03 May 20 15:04 +0000", "04 May 20 08:59 +0000", "05 May 20 05:00 +0000"],
        ),
        (
            OFFICE,
            ["08 Jul 20 09:00 +0000", "08 Jul 20 16:59 +0000", "01 Apr 21 13:00 +0000"],
            ["08 Jul 20 05:00 +0000", "08 Jul 20 08:59 +0000"],
        ),
        (
            {"days_of_month": ["4:6"], "months": ["april"], "years": [2020]},
            ["04 Apr 20 15:04 +0000", "05 Apr 20 00:00 +0000", "06 Apr 20 23:05 +0000"],
            [
                "03 May 18 15:04 +0000",
                "03 Apr 20 23:59 +0000",
                "04 Jun 20 23:59 +0000",
                "06 Apr 19 23:59 +0000",
                "07 Apr 20 00:00 +0000",
            ],
        ),
        (
            {"days_of_month": ["-3:-1"]},
            [
                "31 Jan 20 15:04 +0000",
                "30 Jan 20 15:04 +0000",
                "29 Jan 20 15:04 +0000",
                "30 Jun 20 00:00 +0000",
                "29 Feb 20 23:05 +0000",
            ],
            [
                "03 May 18 15:04 +0000",
                "27 Jan 20 15:04 +0000",
                "03 Apr 20 23:59 +0000",
                "04 Jun 20 23:59 +0000",
                "06 Apr 19 23:59 +0000",
                "07 Apr 20 00:00 +0000",
                "01 Mar 20 00:00 +0000",
            ],
        ),
        (
            {"days_of_month": ["1:31"], "months": [6]},
            ["30 Jun 20 00:00 +0000", "01 Jun 20 00:00 +0000"],
            ["31 May 20 00:00 +0000", "01 Jul 20 00:00 +0000"],
        ),
        ({**OFFICE, **SYDNEY}, ["06 Apr 21 13:00 +1000"], ["06 Apr 21 13:00 +0000"]),
        (
            {**OFFICE, **SYDNEY, "months": ["november"]},
            ["01 Nov 21 09:00 +1100", "31 Oct 21 22:00 +0000"],
            ["31 Oct 21 21:00 +0000"],
        ),
        (
            {
                **OFFICE,
                "weekdays": ["monday:friday", "sunday"],
                "months": ["january:march"],
                "days_of_month": ["-7:-1"],
                "years": ["2020:2025", "2030:2035"],
            },
            [
                "27 Jan 21 09:00 +0000",
                "28 Jan 21 16:59 +0000",
                "29 Jan 21 13:00 +0000",
                "31 Mar 25 13:00 +0000",
                "31 Jan 35 13:00 +0000",
            ],
            ["30 Jan 21 13:00 +0000", "01 Apr 21 13:00 +0000", "30 Jan 26 13:00 +0000", "31 Jan 35 17:01 +0000"],
        ),
        (
            {
                "weekdays": ["monday:wednesday", "saturday", "sunday"],
                "times": [{"start_time": "13:00", "end_time": "15:00"}],
                "days_of_month": ["1", "10", "20:-1"],
                "years": ["2020:2023"],
                "months": ["january:march"],
            },
            ["10 Jan 21 13:00 +0000", "30 Jan 21 14:24 +0000"],
            ["09 Jan 21 13:00 +0000", "20 Jan 21 12:59 +0000", "02 Feb 21 13:00 +0000"],
        ),
        ({"days_of_month": ["30:31"], "years": ["2020:2023"], "months": ["february"]}, [], ["28 Feb 21 13:00 +0000"]),
    ],
)
def test_alertmanager_s_vectors(period: dict[str, Any], inside: list[str], outside: list[str]) -> None:
    found = interval(period)
    assert [text for text in inside if not found.contains(at(text))] == []
    assert [text for text in outside if found.contains(at(text))] == []


def test_of_several_periods_one_is_enough() -> None:
    night = [{"start_time": "00:00", "end_time": "09:00"}, {"start_time": "17:00", "end_time": "24:00"}]
    off = interval({"weekdays": ["monday:friday"], "times": night}, {"weekdays": ["saturday", "sunday"]})
    muted = ["17 Oct 20 10:00 +0000", "14 Oct 20 05:00 +0000", "14 Oct 20 12:00 +0900"]
    heard = ["01 Jan 21 09:00 +0000", "01 Dec 20 16:59 +0000", "14 Oct 20 22:00 +0900"]
    assert [off.contains(at(text)) for text in muted] == [True, True, True]
    assert [off.contains(at(text)) for text in heard] == [False, False, False]


@pytest.mark.parametrize(
    ("period", "complaint"),
    [
        ({"times": [{"start_time": "17:31", "end_time": "17:31"}]}, "must come after the start"),
        ({"times": [{"start_time": "12:30", "end_time": "24:01"}]}, "'24:01' is no time"),
        ({"times": [{"start_time": "09:30", "end_time": "07:41"}]}, "write what crosses midnight as two"),
        ({"times": [{"start_time": "24:00", "end_time": "17:41"}]}, "must come after the start"),
        ({"times": [{"start_time": "14:03"}]}, "missing required field `end_time`"),
        ({"times": [{"start_time": "01:99", "end_time": "23:59"}]}, "'01:99' is no time"),
        ({"times": [{"start_time": "00:00", "end_time": "99:99"}]}, "'99:99' is no time"),
        ({"times": [{"start_time": 9, "end_time": 17}]}, "9 is no time of the day: write HH:MM in quotes"),
        ({"weekdays": ["friday:monday"]}, "ends before it begins"),
        ({"weekdays": ["saturday:sunday"]}, "ends before it begins"),
        ({"weekdays": ["blurgsday:flurgsday"]}, "'blurgsday' is no weekday"),
        ({"weekdays": ["1:3"]}, "'1' is no weekday"),
        ({"weekdays": ["-2:-1"]}, "'-2' is no weekday"),
        ({"days_of_month": ["0"]}, "'0' is no day of the month"),
        ({"days_of_month": ["-50:-20"]}, "'-50' is no day of the month"),
        ({"days_of_month": ["1:50"]}, "'50' is no day of the month"),
        ({"days_of_month": [65]}, "ranges in quotes"),
        ({"days_of_month": ["-15:5"]}, "cannot end with one from its beginning"),
        ({"days_of_month": ["10:-25"]}, "ends before it begins"),
        ({"days_of_month": ["5:1"]}, "ends before it begins"),
        ({"months": ["martius:june"]}, "'martius' is no month"),
        ({"months": ["march:junius"]}, "'junius' is no month"),
        ({"months": [""]}, "'' is no month"),
        ({"months": [13]}, "'13' is no month"),
        ({"months": ["december:january"]}, "ends before it begins"),
        ({"years": ["2022:2020"]}, "ends before it begins"),
        ({"years": ["soon"]}, "'soon' is no year"),
        ({"location": "Middle/Earth"}, "'Middle/Earth' is no time zone"),
        ({"location": "../zoneinfo/UTC"}, "is no time zone"),
        ({"location": ""}, "'' is no time zone"),
        ({"day": ["monday"]}, "unknown field"),
    ],
)
def test_what_is_no_interval_is_refused(period: dict[str, Any], complaint: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=complaint):
        interval(period)


@pytest.mark.parametrize(
    "period",
    [
        {"days_of_month": ["1:-1"]},
        {"days_of_month": [1, "15", -1]},
        {"months": ["January:december"]},
        {"months": ["1:3", "may:august", "december", 11]},
        {"weekdays": ["Sunday:saturday"]},
        {"years": [2030, "2020:2022"], **SYDNEY},
    ],
)
def test_what_is_one_is_taken(period: dict[str, Any]) -> None:
    assert interval(period).name == "n"


def test_times_may_stand_without_quotes_in_yaml() -> None:
    written = yaml.safe_load("{start_time: 09:00, end_time: 17:00}")
    assert written["end_time"] == 17 * 60
    assert msgspec.convert(written, TimeRange).first == 9 * 60
    assert msgspec.convert(written, TimeRange).last == 17 * 60


NIGHTS = TimeRange("22:00", "24:00"), TimeRange("00:00", "07:00")
PERIODS = st.builds(
    Period,
    times=st.sampled_from([(), NIGHTS, (TimeRange("01:30", "02:30"),)]),
    weekdays=st.sampled_from([(), ("saturday", "sunday")]),
    days_of_month=st.sampled_from([(), ("-3:-1",), (1, "28:31")]),
    months=st.sampled_from([(), ("march", "october")]),
    location=st.sampled_from(["UTC", "Europe/Berlin", "America/Havana", "Australia/Lord_Howe", "Asia/Kathmandu"]),
)
MOMENTS = st.integers(0, 365 * 24 * 60).map(lambda m: dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=m))
# The nights in which clocks are changed.
CHANGED = st.sampled_from([dt.datetime(2026, *day, 20, tzinfo=dt.UTC) for day in ((3, 7), (3, 28), (4, 4), (10, 24))])


@settings(deadline=None)  # on days on which the clock is changed every minute is looked at
@given(periods=st.lists(PERIODS, min_size=1, max_size=2), after=MOMENTS | CHANGED)
def test_nothing_begins_or_ends_between_its_changes(periods: list[Period], after: dt.datetime) -> None:
    intervals = [TimeInterval("n", (period,)) for period in periods]
    moments = [after, *changes(intervals, after, 3)]
    assert all(earlier <= later for earlier, later in pairwise(moments))
    for earlier, later in pairwise(moments):
        for share in (0.5, 0.999):
            between = earlier + (later - earlier) * share
            assert [one.contains(between) for one in intervals] == [one.contains(earlier) for one in intervals]
