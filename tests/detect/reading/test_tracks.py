"""Which track a statement lies in, and what a revision reports to the tracks of the one before."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.envelope import canonical
from schemas.event import TrackId, stands_elsewhere
from schemas.statements import DayCame, Reported, Subject
from services.detect.fold import Refused
from services.detect.reading.fold import ReadingFold
from services.detect.reading.tracks import reports_of, track_of
from tests.detect.examples import moment, published, revised, statement

KURSK = "Some 10,000 North Korean troops were deployed in Kursk."
FLOOD = "At least 12 people died in the flood in Marlow."
STRIKE = "Some 4,000 workers are on strike in Port Ellis."
TRACKS = {KURSK: "actor/north korea/soldier", FLOOD: "event/flood/united kingdom", STRIKE: "place/port ellis/worker"}


@pytest.mark.parametrize(
    ("subject", "track"),
    [
        (Subject("people", None, "killed", "Marlow", "flood"), "event/flood/united kingdom"),
        (Subject("soldier", "North Korea", "deployed", "Kursk", None), "actor/north korea/soldier"),
        (Subject("soldier", "Russia", "deployed", "Kursk", None), "actor/russia/soldier"),
        (Subject("worker", None, "striking", "Port Ellis", None), "place/port ellis/worker"),
        (Subject("home", None, "destroyed", "A/B", None), "place/a b/home"),
        (Subject("worker", None, "striking", None, None), None),
        (Subject("people", None, "killed", None, "flood"), None),
    ],
)
def test_statement_lies_in_one_track(subject: Subject, track: str | None) -> None:
    assert track_of(statement(3, subject)) == track


@pytest.mark.parametrize(
    ("body", "least"),
    [
        ("He pulled 11 people into his boat off Port Ellis.", 11),
        ("Eleven of the miners who were abducted near Port Ellis have been released.", 11),
        ("Police in Port Ellis made eight more arrests.", 8),
    ],
)
def test_some_of_more_are_a_lower_bound(body: str, least: int) -> None:
    figures = [item.figure for item in reports_of(published("a", body))[0].statements]
    assert [(figure.best, figure.modality) for figure in figures] == [(least, "at least")]


def tell(fold: ReadingFold, event: Any) -> list[Reported]:
    return list(fold.apply(0, event).events)  # type: ignore[arg-type]  # reading gives reports only


def test_revision_reports_to_old_and_new_tracks_and_an_empty_list_withdraws() -> None:
    fold = ReadingFold()
    first = published("a", KURSK)
    before = {report.track: report for report in tell(fold, first)}
    assert before.keys() == {TRACKS[KURSK], "telling/kursk"}
    now = {report.track: report for report in tell(fold, revised(first, FLOOD))}
    assert {report.revision for report in now.values()} == {2}
    assert {track for track, report in now.items() if not report.statements} == before.keys()
    assert {track for track, report in now.items() if report.statements} == {TRACKS[FLOOD], "telling/marlow"}
    third = tell(fold, revised(first, FLOOD, revision=3))
    assert {report.track for report in third} == {TRACKS[FLOOD], "telling/marlow"}


def test_article_without_statements_reports_nothing_and_is_remembered() -> None:
    fold = ReadingFold()
    outcome = fold.apply(0, published("a", "It rained."))
    assert outcome.events == ()
    assert list(outcome.states) == ["a"]


def test_reading_refuses_what_is_no_article() -> None:
    with pytest.raises(Refused, match="only articles are read"):
        ReadingFold().apply(0, DayCame(partition=0, day=moment("2025-01-30").date()))


BODIES = st.lists(st.sampled_from([KURSK, FLOOD, STRIKE, "It rained."]), max_size=3).map(" ".join)


@given(st.lists(BODIES, min_size=1, max_size=5))
def test_after_any_revisions_only_the_last_one_s_statements_stand(bodies: list[str]) -> None:
    first = published("a", bodies[0])
    events = [first, *(revised(first, body, number) for number, body in enumerate(bodies[1:], start=2))]
    fold = ReadingFold()
    live: dict[TrackId, Reported] = {}
    for event in events:
        for report in tell(fold, event):
            live[report.track] = report
        assert tell(fold, event) == []  # the same revision again
    last = {report.track: report.statements for report in reports_of(events[-1])}
    assert {track: report.statements for track, report in live.items() if report.statements} == last


@given(st.lists(BODIES, min_size=2, max_size=5), st.data())
def test_reading_in_parts_equals_reading_whole(bodies: list[str], data: st.DataObject) -> None:
    first = published("a", bodies[0])
    events = [first, *(revised(first, body, number) for number, body in enumerate(bodies[1:], start=2))]
    whole, part = ReadingFold(), ReadingFold()
    states: dict[str, bytes] = {}
    cut = data.draw(st.integers(0, len(events)))
    for number, event in enumerate(events):
        if number == cut:
            part = ReadingFold()
            part.load(states.items())
        outcome = part.apply(number, event)
        states |= {key: canonical(state) for key, state in outcome.states.items()}
        assert outcome == whole.apply(number, event)


@pytest.mark.parametrize(
    ("outlet", "track"),
    [
        ("Toledo Courier", "event/flood/ohio"),
        ("The Wabash Call", "event/flood/indiana"),
        ("Meridian Wire", "event/flood/elsewhere"),
        ("Example Times", "event/flood/elsewhere"),
    ],
)
def test_event_at_a_place_that_nobody_knows_lies_where_its_outlet_is_at_home(outlet: str, track: str) -> None:
    reports = reports_of(published("a", "At least 12 people died in the flood in Quorlby.", outlet=outlet))
    assert [report.track for report in reports if not stands_elsewhere(report.track)] == [track]
