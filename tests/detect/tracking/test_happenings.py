"""Which of the events of one kind: by whom, where and on which day their articles tell of them."""

from __future__ import annotations

from random import Random
from typing import Any

import msgspec

from schemas.event import TrackId
from schemas.statements import Reported, Subject
from schemas.watch import Rules
from services.detect.reading.tracks import track_of
from services.detect.tracking.claims import claims
from tests.detect.examples import day_span, report, statement

QUAKES, SHOOTINGS = TrackId("event/earthquake"), TrackId("event/shooting/ohio")


def told(
    article: str, place: str, *places: str, day: str = "2025-01-30", event: str = "earthquake", **named: Any
) -> Reported:
    track = QUAKES if event == "earthquake" else SHOOTINGS
    item = statement(12, Subject("people", None, "killed", place, event), day=day)
    return report(article, msgspec.structs.replace(item, places=places, **named), day=day, track=track)


def shot(article: str, place: str, *places: str, day: str = "2025-01-30", **named: Any) -> Reported:
    return told(article, place, *places, day=day, event="shooting", **named)


def of(*reports: Reported) -> list[tuple[str, list[str]]]:
    """Each claim's title, and the articles in it."""
    ordered = sorted(reports, key=lambda item: (item.published_at, item.article))
    found = claims(reports[0].track, ordered, Rules())
    return [(claim.title, [m.report.article for m in claim.members]) for claim in found]


def apart(*reports: Reported) -> list[list[str]]:
    return [articles for _, articles in of(*reports)]


def test_all_earthquakes_lie_in_one_track_and_shootings_in_that_of_their_region() -> None:
    [quake], [shooting] = told("a", "Flores").statements, shot("a", "Toledo", "Toledo", "Ohio").statements
    [nowhere] = shot("a", "Nowhere Hollow").statements
    assert [track_of(item) for item in (quake, shooting, nowhere)] == [
        QUAKES,
        SHOOTINGS,
        "event/shooting/elsewhere",
    ]


def test_the_town_and_the_island_that_one_article_names_are_one_earthquake() -> None:
    found = of(told("a", "Flores"), told("b", "Maumere", "Maumere", "Flores"))
    assert found == [("People killed in the earthquake in Flores, 30 January 2025", ["a", "b"])]


def test_the_town_its_county_and_its_quarter_are_one_shooting() -> None:
    county, quarter = ("Toledo", "Lucas County"), ("Eastgate", "Toledo")
    found = of(shot("a", "Toledo"), shot("b", "Lucas County", *county), shot("c", "Eastgate", *quarter))
    assert found == [("People killed in the shooting in Toledo, 30 January 2025", ["a", "b", "c"])]


def test_those_whose_articles_name_no_place_in_common_are_two() -> None:
    assert apart(told("a", "Flores", "Flores", "Indonesia"), told("b", "Marlow", "Marlow", "Indonesia")) == [
        ["a"],
        ["b"],
    ]
    assert apart(shot("a", "Toledo", "Toledo", "Ohio"), shot("b", "Dayton", "Dayton", "Ohio")) == [["a"], ["b"]]


def test_of_rare_kinds_the_state_as_a_whole_is_a_place_too() -> None:
    assert apart(told("a", "Flores", "Flores", "Indonesia"), told("b", "Indonesia")) == [["a", "b"]]
    assert apart(shot("a", "Toledo", "Toledo", "Ohio"), shot("b", "Ohio")) == [["a"], ["b"]]


def test_an_article_that_names_both_joins_what_was_apart() -> None:
    assert apart(told("a", "Flores"), told("b", "Maumere"), told("c", "Maumere", "Flores")) == [["a", "b", "c"]]


def test_an_event_of_the_same_place_weeks_later_is_another() -> None:
    assert apart(told("a", "Flores"), told("b", "Flores", day="2025-02-20")) == [["a"], ["b"]]
    assert apart(shot("a", "Toledo"), shot("b", "Toledo", day="2025-02-03")) == [["a"], ["b"]]


def test_two_shootings_in_one_town_on_one_day_are_told_apart_by_their_streets() -> None:
    found = of(shot("a", "Toledo", "Toledo", "Elm street"), shot("b", "Toledo", "Toledo", "Bay avenue"))
    assert found == [
        ("People killed in the shooting in Toledo, 30 January 2025", ["a"]),
        ("People killed in the shooting in Bay avenue, Toledo, 30 January 2025", ["b"]),
    ]


def test_articles_with_a_street_in_common_are_of_one_shooting() -> None:
    corner = ("Toledo", "Elm street", "Bay avenue")
    assert apart(shot("a", "Toledo", "Elm street"), shot("b", "Eastgate", *corner)) == [["a", "b"]]


def test_an_article_without_a_street_goes_with_what_was_told_of_the_town() -> None:
    bay, elm = shot("b", "Toledo", "Bay avenue"), shot("c", "Toledo", "Elm street")
    assert sorted(map(len, apart(shot("a", "Toledo"), bay, elm))) == [1, 2]


def test_whom_one_article_names_with_his_age_is_known_again_at_the_trial() -> None:
    first = shot("a", "Toledo", people=("Ann Hale",))
    trial = shot("b", "Lucas County", day="2025-06-10", names=("Ann Hale",))
    assert apart(first, trial) == [["a", "b"]]


def test_who_is_only_named_may_speak_of_many_events() -> None:
    assert apart(shot("a", "Toledo", names=("Joan Doe",)), shot("b", "Dayton", names=("Joan Doe",))) == [["a"], ["b"]]


def test_the_order_in_which_articles_come_changes_nothing() -> None:
    streets = (("Elm street",), ("Bay avenue",), (), ("Elm street", "Bay avenue"))
    reports = [shot(f"{k:02}", "Toledo", *streets[k % 4], day=f"2025-01-{10 + k}") for k in range(12)]
    shuffled = list(reports)
    Random(3).shuffle(shuffled)  # noqa: S311 - an example, no secret
    assert of(*shuffled) == of(*reports)


def dates(*days: tuple[str, str]) -> list[str]:
    """The titles of the claims on a strike's days, as (day of telling, day told)."""
    strike = Subject("strike", None, None, "Marlow", "strike")
    told_on = [report(f"a{at}", statement(day_span(day), strike, day=at), day=at, track=QUAKES) for at, day in days]
    return [title for title, _ in of(*told_on)]


def test_planned_days_of_rare_events_are_told_apart_by_place_alone() -> None:
    assert dates(("2025-01-10", "2025-01-12"), ("2025-01-11", "2025-01-30")) == ["Date of the strike in Marlow"]


def test_past_days_are_told_apart_as_tolls_are() -> None:
    assert dates(("2025-01-10", "2025-01-09"), ("2025-01-11", "2025-01-10"), ("2025-01-30", "2025-01-30")) == [
        "Date of the strike in Marlow, 9 January 2025",
        "Date of the strike in Marlow, 30 January 2025",
    ]
