"""Which of the events of one kind: by their days, and where a kind is rare, by the places that outlets name."""

from __future__ import annotations

import msgspec

from schemas.event import TrackId
from schemas.statements import Reported, Subject
from schemas.watch import Rules
from services.detect.reading.tracks import track_of
from services.detect.tracking.claims import claims
from tests.detect.examples import day_span, report, statement

QUAKES = TrackId("event/earthquake")


def told(article: str, place: str, *places: str, day: str = "2025-01-30", figure: int = 12) -> Reported:
    item = statement(figure, Subject("people", None, "killed", place, "earthquake"), day=day)
    return report(article, msgspec.structs.replace(item, places=places), day=day, track=QUAKES)


def of(*reports: Reported) -> list[tuple[str, list[str]]]:
    """Each claim's title, and the articles in it."""
    ordered = sorted(reports, key=lambda item: (item.published_at, item.article))
    return [(claim.title, [m.report.article for m in claim.members]) for claim in claims(QUAKES, ordered, Rules())]


def test_all_earthquakes_lie_in_one_track() -> None:
    [statement_] = told("a", "Flores").statements
    assert track_of(statement_) == QUAKES


def test_the_town_and_the_island_that_one_article_names_are_one_earthquake() -> None:
    found = of(told("a", "Flores"), told("b", "Maumere", "Maumere", "Flores"))
    assert found == [("People killed in the earthquake in Flores, 30 January 2025", ["a", "b"])]


def test_those_whose_articles_name_no_place_in_common_are_two() -> None:
    found = of(told("a", "Flores", "Flores", "Indonesia"), told("b", "Marlow", "Marlow", "Indonesia"))
    assert [articles for _, articles in found] == [["a"], ["b"]]


def test_an_article_that_names_both_joins_what_was_apart() -> None:
    found = of(told("a", "Flores"), told("b", "Maumere"), told("c", "Maumere", "Flores"))
    assert [articles for _, articles in found] == [["a", "b", "c"]]


def test_an_earthquake_of_the_same_place_weeks_later_is_another() -> None:
    found = of(told("a", "Flores"), told("b", "Flores", day="2025-02-20"))
    assert [articles for _, articles in found] == [["a"], ["b"]]


def dates(*days: tuple[str, str]) -> list[str]:
    """The titles of the claims on a strike's days, as (day of telling, day told)."""
    strike = Subject("strike", None, None, "Marlow", "strike")
    told_on = [report(f"a{at}", statement(day_span(day), strike, day=at), day=at, track=QUAKES) for at, day in days]
    return [title for title, _ in of(*told_on)]


def test_planned_days_of_rare_events_are_told_apart_by_place_alone() -> None:
    assert dates(("2025-01-10", "2025-01-12"), ("2025-01-11", "2025-01-30")) == ["When: Strike in Marlow"]


def test_past_days_are_told_apart_as_tolls_are() -> None:
    assert dates(("2025-01-10", "2025-01-09"), ("2025-01-11", "2025-01-10"), ("2025-01-30", "2025-01-30")) == [
        "When: Strike in Marlow, 9 January 2025",
        "When: Strike in Marlow, 30 January 2025",
    ]
