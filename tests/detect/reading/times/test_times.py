"""Expressions of time as a corpus, spoken on one frozen day: Thursday, 30 January 2025."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.values import Span
from services.detect.reading.patterns import Grammar
from services.detect.reading.sentences import sentences
from services.detect.reading.times import Time, TimeKind
from services.detect.reading.times.words import grammars_of
from services.detect.reading.tokens import flatten
from services.detect.reading.vocabulary import ENGLISH, vocabulary
from tests.detect.reading.times.test_families import FAMILIES
from tests.detect.reading.times.test_wordings import WORDINGS
from tests.detect.reading.words import times_in

SPOKEN = dt.date(2025, 1, 30)
ANYTHING = st.text(max_size=60) | st.lists(
    st.sampled_from(
        [
            "two",
            "a",
            "the",
            "last",
            "next",
            "10",
            "9",
            "1998",
            "Monday",
            "May",
            "January",
            "weeks",
            "week",
            "ago",
            "of",
            "-",
            "'",
            "'s",
            "to",
            "and",
            "in",
            "for",
            "since",
            "early",
            "end",
            "first",
            "third",
            "quarter",
            "year",
            "night",
            "8:30",
            "a.m.",
            "noon",
            ",",
            ".",
            "every",
            "half",
            "past",
            "winter",
            "Easter",
            "10/23/1996",
            "1990s",
        ]
    ),
    max_size=14,
).map(" ".join)

# (TIMEX3 value, earliest, latest): wordings
CORPUS = {
    # days of the calendar
    ("2025-01-09", "2025-01-09", "2025-01-09"): [
        "January 9",
        "Jan. 9",
        "9 January",
        "the 9th of January",
        "January 9th, 2025",
        "2025-01-09",
        "9 Jan 2025",
        "9 January, 2025",
        "Thursday, Jan. 9",
        "Thurs. Jan. 9",
        "2025/1/9",
        "2025-Jan-9",
        "09-Jan-2025",
        "1/9/2025",
        "January ninth",
        "9.01.2025",
        "met on 1/9",
        "Thursday 1/9",
        "three weeks before today",
    ],
    ("2024-10-23", "2024-10-23", "2024-10-23"): [
        "October 23",
        "23 October 2024",
        "10/23/2024",
        "23/10/2024",
        "last Oct. 23",
        "Oct. 23, 2024",
        "the twenty-third of October",
        "10/23/24",
    ],
    ("2025-01-13", "2025-01-13", "2025-01-13"): [
        "two weeks ago on Monday",
        "two weeks ago Monday",
        "Mon. the 13th",
        "Monday 13th",
        "Monday the thirteenth came",
    ],
    ("2025-01-09/2025-01-11", "2025-01-09", "2025-01-11"): [
        "Jan 9-11",
        "Jan. 9-11, 2025",
        "9 to 11 January",
        "from January 9 through 11",
        "between the 9th and 11th of January",
    ],
    ("2025-01-30", "2025-01-30", "2025-01-30"): ["today", "Thursday", "on Thursday", "is due Thursday"],
    ("2025-01-29", "2025-01-29", "2025-01-29"): ["yesterday", "Wednesday", "Wednesday's vote will count"],
    ("2025-01-28", "2025-01-28", "2025-01-28"): ["the day before yesterday", "Tuesday of this week"],
    ("2025-02-01", "2025-02-01", "2025-02-01"): ["the day after tomorrow", "this Saturday", "two days from now"],
    ("2025-01-23", "2025-01-23", "2025-01-23"): ["last Thursday", "Thursday last week", "last week on Thursday"],
    ("2025-02-07", "2025-02-07", "2025-02-07"): ["next Friday", "will end Friday next week"],
    ("2025-01-31", "2025-01-31", "2025-01-31"): [
        "this coming Friday",
        "will have been done by Friday",
        "the last Friday of January",
    ],
    ("2025-01-24", "2025-01-24", "2025-01-24"): ["this past Friday", "the past Friday"],
    ("2024-12-20", "2024-12-20", "2024-12-20"): ["the Friday before Christmas"],
    ("2025-02-04/2025-02-23", "2025-02-04", "2025-02-23"): ["from the 4th to 23rd of next month", "4-23 next month"],
    ("2016-11/2017-02", "2016-11-01", "2017-02-28"): ["Nov-Feb 2017"],
    ("2025-02-03", "2025-02-03", "2025-02-03"): [
        "next Monday",
        "will meet on Monday",
        "On Monday, the court will rule",
    ],
    ("2025-01-27", "2025-01-27", "2025-01-27"): [
        "three days ago",
        "Monday",
        "said Monday",
        "will be seen, he said Monday",
    ],
    # weeks, weekends, months
    ("2025-W05", "2025-01-27", "2025-01-30"): ["was this very week", "this week"],
    ("2025-W05", "2025-01-27", "2025-02-02"): [
        "will meet this week",
        "the week of Jan. 28",
        "that very week",
        "the last week of January",
    ],
    ("2025-W05", "2025-01-31", "2025-02-02"): ["late in the week", "by the end of the week"],
    ("2026", "2026-01-01", "2026-05-02"): ["early next year"],
    ("2025-01-21", "2025-01-21", "2025-01-21"): [
        "the 21st of this month",
        "the 21st this month",
        "on the 21st.",
        "last Tuesday",
    ],
    ("2019/2020", "2019-01-01", "2020-12-31"): ["in 2019-20"],
    ("2015-12", "2015-12-01", "2015-12-31"): ["in 2015-12"],
    ("2025-W04", "2025-01-20", "2025-01-26"): ["last week", "the previous week"],
    ("2025-W03", "2025-01-13", "2025-01-19"): ["the week 3 of 2025", "the third week of January"],
    ("2025-W04-WE", "2025-01-25", "2025-01-26"): ["the weekend", "last weekend", "over the weekend"],
    ("2025-W05-WE", "2025-02-01", "2025-02-02"): ["this weekend", "will play over the weekend"],
    ("2025-01", "2025-01-01", "2025-01-30"): ["this month", "month to date"],
    ("2024-12", "2024-12-01", "2024-12-31"): ["last month", "December", "in Dec. he left", "last December"],
    ("2024-10", "2024-10-01", "2024-10-31"): ["in October", "October 2024", "during October", "October of last year"],
    ("2024-05", "2024-05-01", "2024-05-31"): ["in May", "May 2024", "last May", "the fifth month of 2024"],
    ("2025-04", "2025-04-01", "2025-04-30"): [
        "will open in April",
        "expected in April",
        "next April",
        "April this year",
    ],
    ("2024-12", "2024-12-01", "2024-12-11"): ["early December", "the beginning of December"],
    ("2024-12", "2024-12-11", "2024-12-21"): ["mid-December", "the middle of December"],
    ("2024-12", "2024-12-21", "2024-12-31"): ["late December", "the end of December"],
    # years and what they are part of
    ("2024", "2024-01-01", "2024-12-31"): [
        "last year",
        "in 2024",
        "2024",
        "the year 2024",
        "'24",
        "a 2024 law",
        "year-ago",
    ],
    ("1996", "1996-01-01", "1996-12-31"): ["in nineteen ninety-six", "'96"],
    ("2015", "2015-01-01", "2015-12-31"): ["in two thousand and fifteen", "2015"],
    ("FY1999", "1998-07-01", "2000-03-31"): ["fiscal 1999", "fiscal year 1999", "FY 1999"],
    ("199X", "1990-01-01", "1999-12-31"): [
        "the 1990's",
        "the nineteen nineties",
        "the 1990s",
        "the '90s",
        "the nineties",
    ],
    ("199X", "1996-08-31", "1999-12-31"): ["the late 1990s", "the late '90s"],
    ("18XX", "1800-01-01", "1899-12-31"): ["the 19th century", "the nineteenth century", "the 1800s"],
    ("1998-Q3", "1998-07-01", "1998-09-30"): ["the third quarter of 1998", "Q3 1998", "1998 Q3", "third-quarter 1998"],
    ("2024-Q3", "2024-07-01", "2024-09-30"): ["the third quarter", "the third quarter of last year"],
    ("2001-H1", "2001-01-01", "2001-06-30"): ["the first half of 2001", "H1 2001", "the first half, 2001"],
    ("1998-WI", "1998-12-01", "1999-02-28"): ["winter 1998", "the winter of 1998"],
    ("2024-FA", "2024-09-01", "2024-11-30"): ["last fall", "in the autumn", "autumn 2024"],
    ("2023-WI", "2023-12-01", "2024-02-29"): ["last winter"],
    ("2024-WI", "2024-12-01", "2025-02-28"): ["this winter"],
    ("2014/2018", "2014-01-01", "2018-12-31"): ["2014-2018"],
    ("1992-06/1992-08", "1992-06-01", "1992-08-31"): ["June-August 1992"],
    # holidays
    ("2024-12-25", "2024-12-25", "2024-12-25"): ["Christmas", "Christmas Day", "last Christmas", "Christmas 2024"],
    ("2024-11-28", "2024-11-28", "2024-11-28"): ["Thanksgiving", "Thanksgiving Day"],
    ("2024-03-31", "2024-03-31", "2024-03-31"): ["Easter 2024", "last Easter", "Easter Sunday, 2024"],
    ("2024-09-02", "2024-09-02", "2024-09-02"): ["Labor Day 2024", "last Labor Day", "the first Monday of September"],
    ("2024-W35-WE", "2024-08-31", "2024-09-01"): ["Labor Day weekend", "the weekend of Labor Day"],
    # from now
    ("2025-01-16", "2025-01-15", "2025-01-17"): ["two weeks ago", "2 weeks ago", "a fortnight ago"],
    ("2024-01-30", "2024-01-30", "2024-01-30"): ["a year ago today"],
    ("2025-01-16", "2025-01-13", "2025-01-19"): ["about two weeks ago", "nearly two weeks ago"],
    ("2024-11", "2024-11-26", "2024-12-04"): ["two months ago"],
    ("2015", "2014-12-09", "2015-03-23"): ["10 years ago", "a decade ago"],
    ("2025-02-13", "2025-02-12", "2025-02-14"): ["will end in two weeks", "two weeks from now"],
    ("2025-02-02", "2025-02-02", "2025-02-02"): ["three days after Jan. 30"],
    ("PRESENT_REF", "2025-01-30", "2025-01-30"): ["now", "currently", "at present", "for now"],
    # lengths that end now
    ("P2W", "2025-01-16", "2025-01-30"): ["for two weeks", "for the past two weeks", "in the last 2 weeks"],
    ("P3W", "2025-01-09", "2025-01-30"): ["not seen in three weeks", "the first attack in three weeks"],
    ("P2W", "2025-01-13", "2025-01-30"): ["for about two weeks", "for roughly 2 weeks", "for nearly two weeks"],
    ("P3D", "2025-01-27", "2025-01-30"): ["for three days", "the past three days", "the 3 previous days"],
    ("P1M", "2024-12-30", "2025-01-30"): ["for a month", "the past month"],
    ("P3D", "2025-01-31", "2025-02-02"): ["the next three days", "the 3 coming days"],
    ("P1W", "2025-01-29", "2025-02-05"): ["a week starting yesterday"],
    ("2024-10", "2024-10-01", "2025-01-30"): ["since October"],
    ("2031-10", "2031-10-01", "2031-10-31"): ["since October 2031"],
    ("2025-01-27", "2025-01-27", "2025-01-30"): ["since Monday"],
    ("2025", "2025-01-01", "2025-01-30"): ["year to date", "this year"],
    # hours with their day
    ("2025-01-27T08:30", "2025-01-27", "2025-01-27"): ["8:30 a.m. Monday", "Monday at 8:30 am", "8.30am EST on Monday"],
    ("2025-01-26TNI", "2025-01-26", "2025-01-26"): ["Sunday night", "late Sunday night", "the night of Jan. 26"],
    ("2025-01-30TNI", "2025-01-30", "2025-01-30"): ["tonight", "tonite"],
    ("2025-01-29T20:00", "2025-01-29", "2025-01-29"): ["last night at 8"],
    ("2025-01-30TMO", "2025-01-30", "2025-01-30"): ["this morning", "early this morning"],
    ("2025-01-30T19:00/2025-01-30T21:00", "2025-01-30", "2025-01-30"): [
        "this evening from 7 to 9",
        "tonight, 7pm to 9pm",
    ],
    ("2024-12-27T11:30/2024-12-27T13:00", "2024-12-27", "2024-12-27"): ["from 11:30 to 1 on Dec. 27"],
    ("2025-02-05TEV", "2025-02-05", "2025-02-05"): ["Wednesday evening next week"],
    ("2025-01-27T13:00/2025-01-27T15:00", "2025-01-27", "2025-01-27"): ["Monday 1-3 pm", "1pm to 3pm Monday"],
    ("2025-01-30TXX:XX", "2025-01-30", "2025-01-30"): ["five hours ago"],
}
# (kind, TIMEX3 value) of what has no days: wordings
UNDATED = {
    ("DURATION", "P10D"): ["a ten-day trip", "10-day", "lasted ten days", "ten straight days", "a 10-day-long trip"],
    ("DURATION", "P6M"): ["six-month", "six months of talks", "half a year"],
    ("DURATION", "P10Y"): ["lasted a decade", "ten years"],
    ("DURATION", "PT5H30M"): ["5 1/2 hours", "five and a half hours"],
    ("DURATION", "P1.5M"): ["a month and a half"],
    ("DURATION", "P2Y3M"): ["two years and three months", "2 years, 3 months"],
    ("DURATION", "P5W"): ["three to five weeks", "four or five weeks"],
    ("DURATION", "PXY"): ["years-long", "several years", "over many years", "in recent years", "the coming years"],
    ("DURATION", "P1Y"): ["more than a year", "less than a year", "over a year", "at least one year", "all year"],
    ("DURATION", "P2W"): ["it will last for two weeks", "it was done in two weeks"],
    ("DURATION", "P1D"): ["a day-long meeting"],
    ("DATE", "PAST_REF"): ["recently", "years ago", "in the past."],
    ("DATE", "FUTURE_REF"): ["in the future", "in the near future"],
    ("TIME", "T12:00"): ["noon", "12 noon", "midday"],
    ("TIME", "T19:30"): ["7:30 p.m.", "7.30pm", "19:30", "seven thirty pm", "7:30 in the evening"],
    ("TIME", "T07:30"): ["half past seven", "7:30 a.m."],
    ("TIME", "T10:00"): ["ten o'clock", "10 am"],
    ("TIME", "T17:00/T18:00"): ["5-6 pm", "between 5 and 6 pm", "5 pm to 6 pm"],
    ("TIME", "T11:30/T12:30"): ["11:30 am to 12:30", "11:30 to 12:30", "between 11:30 and 12:30"],
    ("TIME", "T12:00/T15:00"): ["noon to 3pm", "between noon and 3pm"],
    ("TIME", "T02:30/T02:45"): ["from two thirty to two forty-five."],
    ("SET", "XXXX-WXX-2"): ["every Tuesday", "on Tuesdays", "every other Tuesday"],
    ("SET", "XXXX-WXX-WE"): ["on weekends", "every weekend"],
    ("SET", "XXXX-WXX-WD"): ["every weekday", "on weekdays"],
    ("TIME", "TMO"): ["in the morning", "during the morning"],
    ("SET", "P1D"): ["daily", "every day", "once a day"],
    ("SET", "P1W"): ["twice a week", "three times a week", "weekly"],
    ("SET", "P1Y"): ["annually", "each year", "any year"],
    ("SET", "P2Y"): ["every two years", "every other year"],
    ("SET", "XXXX-WXX-1T16:00"): ["every Monday at 4 pm"],
    ("SET", "T15:00"): ["3pm each day"],
    ("SET", "XXXX-03"): ["every March"],
    ("SET", "XXXX-12-25"): ["every Christmas"],
    ("SET", "XXXX-XX-19"): ["the 19th of every month"],
    ("SET", "TMO"): ["every morning"],
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
    "AUGUſT 3rd",
    # ages
    "a 34-year-old man",
    "a 34 year old",
    "34 years of age",
    "aged 5 years",
    "children ages 6 to 12",
    # numbers that are no years
    "flight 1998",
    "No. 2001",
    "$1999",
    "he scored 1998 points",
    "2000 people came",
    "call 138-2010-2015",
    "32-2015",
    "It took a sharp turn at 9 points.",
    # words of time that tell none
    "a second man",
    "in the second half",
    "up-to-date figures",
    "a night club",
    "next door",
    "hundreds of interviews a day",
    "$50 a day",
    "spring a leak",
    "they fall apart",
    "Jan Smith and Mark",
    "at one point",
    "they won 3-2",
    "the sun set",
    "13/13/2024",
]


def found_in(text: str, spoken: dt.date = SPOKEN) -> list[Time]:
    return list(times_in(text, spoken))


@pytest.mark.parametrize(("meaning", "wording"), [(m, w) for m, wordings in CORPUS.items() for w in wordings])
def test_wording_means_its_time(meaning: tuple[str, str, str], wording: str) -> None:
    [found] = found_in(wording)
    assert found.span is not None
    assert (found.value, found.span.earliest.isoformat(), found.span.latest.isoformat()) == meaning


@pytest.mark.parametrize(("meaning", "wording"), [(m, w) for m, wordings in UNDATED.items() for w in wordings])
def test_wording_means_a_time_without_days(meaning: tuple[str, str], wording: str) -> None:
    [found] = found_in(wording)
    assert (found.kind, found.value, found.span) == (TimeKind(meaning[0]), meaning[1], None)


@pytest.mark.parametrize("wording", NOTHING)
def test_no_time_is_read(wording: str) -> None:
    assert found_in(wording) == []


def test_about_two_weeks_is_certain_of_its_end_and_fuzzy_of_its_beginning() -> None:
    [lasting] = found_in("for about two weeks")
    assert lasting.backwards
    assert lasting.span is not None
    assert lasting.span.core == (dt.date(2025, 1, 19), SPOKEN)


RANGES = {
    "from Monday to Friday": ("2025-01-31", "2025-01-31"),
    "from late November to mid-March": ("2025-03-11", "2025-03-21"),
    "from Monday to Wednesday": ("2025-01-29", "2025-01-29"),
}


@pytest.mark.parametrize("wording", RANGES)
def test_the_end_of_a_range_lies_after_its_beginning(wording: str) -> None:
    _begin, end = found_in(wording)
    assert end.span is not None
    assert (end.span.earliest.isoformat(), end.span.latest.isoformat()) == RANGES[wording]


def test_a_length_up_to_a_date_has_the_days_before_it() -> None:
    lasted, end = found_in("profit in the three months ended 30 September")
    assert (lasted.value, lasted.span) == ("P3M", Span(dt.date(2024, 7, 1), dt.date(2024, 9, 30)))
    assert end.value == "2024-09-30"


@pytest.mark.parametrize(
    "wording", ["for two weeks", "in the past three days", "since October", "over the past year", "for weeks"]
)
def test_what_lasts_until_now_is_backwards(wording: str) -> None:
    assert [time.backwards for time in found_in(wording)] == [True]


@pytest.mark.parametrize("wording", ["two weeks", "three days ago", "next week", "until Monday", "a two-week trip"])
def test_what_does_not_last_until_now_is_not(wording: str) -> None:
    assert [time.backwards for time in found_in(wording)] == [False]


@pytest.mark.parametrize(
    ("text", "extents"),
    [
        (
            "Seen on Monday, not seen since October, said on January 9, 2025.",
            ["Monday", "October", "January 9, 2025"],
        ),
        ("between 1990 and 1995", ["1990", "1995"]),
        ("on April 24 and 25", ["April 24", "25"]),
        ("on 18 and 19 June", ["18", "19 June"]),
        ("in the past four years", ["the past four years"]),
        ("It ended in March.", ["March"]),
        ("It began in mid-May. It ended in Sept. of 2020.", ["mid-May", "Sept. of 2020"]),
        ("until 9 a.m. Tuesday (4 a.m. GMT)", ["9 a.m. Tuesday", "4 a.m."]),
        ("from Monday night to early Friday", ["Monday night", "Friday"]),
    ],
)
def test_extents_leave_prepositions_out(text: str, extents: list[str]) -> None:
    assert [text[time.start : time.end] for time in found_in(text)] == extents


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It began on May 3, 2020. Three days later it ended.", "2020-05-06"),
        ("It began on May 3, 2020. The following day it ended.", "2020-05-04"),
        ("It began on May 3, 2020. The day before, it rained.", "2020-05-02"),
        ("It began on May 3, 2020. Later that year it ended.", "2020"),
        ("It began in May 2020. It ended that same month.", "2020-05"),
        ("It began in May 2020. The following spring it ended.", "2021-SP"),
        ("It began in May 2020. That summer it ended.", "2020-SU"),
        ("It began in May 2020. It ended that day.", "2020-05-XX"),
        ("It rose in 2020 from a year earlier.", "2019"),
        ("It began on May 3, 2020, and ended two weeks after.", "2020-05-17"),
        ("It began on May 3, 2020. He spoke on Monday.", "2025-01-27"),
        ("It ended three days later.", "2025-02-02"),
        ("It ended on the day after Jan. 9.", "2025-01-10"),
    ],
)
def test_text_s_last_date_is_the_anchor(text: str, value: str) -> None:
    assert found_in(text)[-1].value == value


def test_every_rule_reads_some_wording() -> None:
    grammars, wanted = grammars_of(ENGLISH), vocabulary(ENGLISH, "times")
    names = {rule["name"] for table in ("read", "join") for rule in wanted[table]}
    told = [w for some in (CORPUS, UNDATED) for wordings in some.values() for w in wordings]
    told += [
        *(sentence for some in FAMILIES.values() for sentence in some),
        *WORDINGS,
        *RANGES,
        "the three months ended 30 September",
        *NOTHING,
        "on April 24 and 25",
        "the day after Jan. 9",
        "three days later",
        "ended two weeks after.",
        "that summer",
    ]
    fired = {name for wording in told for name in _fired(wording, grammars.phrases)}
    fired |= {time.rule for wording in told for time in found_in(wording)}
    assert "; ".join(sorted(names - fired)) == ""


def _fired(wording: str, grammar: Grammar) -> Iterator[str]:
    for sentence in sentences(flatten(f", {wording} ,"), ENGLISH):
        spelt = grammar.lexicon.spell(sentence.tokens)
        for at in range(len(spelt)):
            if (match := grammar.match_at(spelt, at)) is not None:
                yield match.rule.name


@pytest.mark.parametrize("spoken", [dt.date.min, dt.date(1, 2, 28), dt.date(9999, 12, 31)])
def test_calendar_s_ends_are_no_obstacle(spoken: dt.date) -> None:
    wordings = [wording for some in (CORPUS, UNDATED) for every in some.values() for wording in every]
    for wording in [*wordings, *NOTHING, "next month", "next year", "next week", "tomorrow", "last week", "a week ago"]:
        for time in found_in(wording, spoken):
            assert time.span is None or time.span.earliest <= time.span.latest


@given(ANYTHING)
def test_any_text_is_read_in_order_and_within_itself(text: str) -> None:
    end = 0
    for time in found_in(text):
        assert end <= time.start < time.end <= len(text)
        assert time.span is None or time.span.earliest <= time.span.core[0] <= time.span.core[1] <= time.span.latest
        end = time.end


@given(ANYTHING.filter(lambda text: text.isascii() and text.isprintable()))
def test_doubled_spaces_change_nothing_but_offsets(text: str) -> None:
    plain = [(time.kind, time.value, time.span, time.rule) for time in found_in(text)]
    assert [(time.kind, time.value, time.span, time.rule) for time in found_in(text.replace(" ", "  "))] == plain


@pytest.mark.parametrize("wording", ["past past Easter", "last Easter 2024", "Easter 2024 2023"])
def test_a_holiday_s_year_is_said_once(wording: str) -> None:
    assert found_in(wording)[0].value.endswith(("2024-03-31", "2023-04-09"))
