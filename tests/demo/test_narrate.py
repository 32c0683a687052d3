"""What the terminal says: golden files for the words, and rules that hold for any event."""

from __future__ import annotations

import datetime as dt
from functools import reduce

import click
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.decisions import FlagTaken
from schemas.event import Digest, FlagId
from schemas.flags import FlagLapsed, FlagReopened, FlagResolved, FlagState, FlagUpdated, Grade
from services.demo.narrate import WIDTH, day_heading, narrate, summary
from services.demo.tally import Tally, count
from services.demo.wording import span
from tests.demo import examples as e

ENDED = msgspec.structs.replace(e.FLAG, state=FlagState.RESOLVED, version=2)
NARROWED = msgspec.structs.replace(e.FLAG, version=2, grade=Grade.TENSION, severity=2, evidence=e.FLAG.evidence[:2])
EVENTS = (
    e.FETCHED,
    e.UNCHANGED,
    e.NOT_READ,
    e.REPORTED,
    e.WITHDRAWN,
    e.FIGURES,
    e.STRENGTH,
    e.RAISED,
    FlagUpdated(flag=NARROWED),
    FlagResolved(flag=ENDED),
    FlagReopened(flag=msgspec.structs.replace(e.FLAG, version=3)),
    FlagLapsed(flag=msgspec.structs.replace(e.DRIFT, state=FlagState.LAPSED)),
    e.DELIVERED,
    e.FOLLOWED,
    e.MAILED,
    e.FAILED,
    e.REFUSED,
)
TALLY = reduce(count, EVENTS, Tally())


def text(lines):
    return "\n".join(lines) + "\n"


def test_the_days_news(golden):
    lines = day_heading(dt.date(2025, 1, 31))
    for event in EVENTS:
        lines += narrate(event, TALLY)
    golden("news.txt", text(lines))


def test_the_summary(golden):
    golden("summary.txt", text(summary(TALLY)))


def test_the_summary_of_nothing(golden):
    golden("summary-of-nothing.txt", text(summary(Tally())))


@pytest.mark.parametrize("event", [e.UNCHANGED, e.FIGURES], ids=["a poll without news", "rolling figures"])
def test_what_is_no_news_is_not_told(event):
    assert narrate(event, TALLY) == []


def test_colours_change_no_word():
    for event in EVENTS:
        plain, coloured = narrate(event, TALLY), narrate(event, TALLY, colour=True)
        assert [click.unstyle(line).rstrip() for line in coloured] == plain
    assert [click.unstyle(line) for line in summary(TALLY, colour=True)] == summary(TALLY)
    assert narrate(e.RAISED, TALLY, colour=True) != narrate(e.RAISED, TALLY)


def test_no_line_is_wider_than_the_screen():
    lines = [line for event in EVENTS for line in narrate(event, TALLY)] + summary(TALLY)
    assert max(map(len, lines)) <= WIDTH


def test_a_notice_of_a_claim_without_figures_names_its_id():
    assert e.CLAIM in " ".join(narrate(e.DELIVERED, Tally()))


@given(st.text(), st.text())
def test_an_outlets_words_cannot_steer_the_terminal(title, quote):
    hostile = msgspec.structs.replace(e.REPORTED, title=title, outlet=quote)
    first = msgspec.structs.replace(e.FLAG.evidence[0], quote=quote, outlet=title)
    flag = msgspec.structs.replace(e.FLAG, title=title, explanation=quote, evidence=(first,))
    for event in (hostile, msgspec.structs.replace(e.RAISED, flag=flag)):
        for line in narrate(event, TALLY):
            assert line.isprintable()
            assert len(line) <= WIDTH


def test_who_takes_a_flag_and_that_the_first_message_says_so():
    taken = FlagTaken(flag=FlagId("f1"), claim=e.CLAIM, by="Ann (U0ANN)", taken_at=e.at(31))
    edit = msgspec.structs.replace(e.DELIVERED, delivery=Digest("9" * 64))
    before = count(TALLY, e.DELIVERED)
    after = count(before, edit)
    assert narrate(taken, after)[0].startswith("  ☞ Ann (U0ANN) takes it: ")
    assert narrate(edit, after)[0].startswith("  ✎ By Slack to newsdesk: what was decided stands in the first message")
    assert after.delivered == before.delivered


def test_a_repeated_event_leaves_the_tally_as_it_is():
    for event in EVENTS:
        if event not in (e.FETCHED, e.UNCHANGED, e.NOT_READ):
            once = count(TALLY, event)
            assert count(once, event) == once


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((2025, 1, 9), (2025, 1, 9), "9 January 2025"),
        ((2025, 1, 20), (2025, 1, 22), "20–22 January 2025"),
        ((2025, 1, 20), (2025, 2, 2), "20 January – 2 February 2025"),
        ((2024, 12, 1), (2025, 1, 27), "1 December 2024 – 27 January 2025"),
    ],
)
def test_spans_say_month_and_year_once(first, last, words):
    assert span(e.Span(dt.date(*first), dt.date(*last))) == words
