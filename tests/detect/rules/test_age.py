"""contradiction.quantity, of ages: one person by name is told to be of two ages."""

from __future__ import annotations

import pytest

from schemas.flags import Grade
from schemas.statements import Reported
from schemas.watch import Rule, Rules
from services.detect.reading.tracks import reports_of
from services.detect.rules import findings
from services.detect.rules.finding import Finding
from services.detect.tracking.claims import claims
from tests.detect.examples import published

PLACE = "She was found at a farm near Marlow on the Tarn."


def said(words: str, day: str = "2025-01-30", outlet: str = "Example Times", place: str = PLACE) -> Reported:
    reports = reports_of(published(f"{outlet} {day}", f"{words} {place}", day, outlet))
    return next(report for report in reports if report.track == "person/ann hale/age")


def found(*reports: Reported) -> list[Finding]:
    ordered = sorted(reports, key=lambda item: (item.published_at, item.article))
    return [finding for claim in claims(ordered[0].track, ordered, Rules()) for finding in findings(claim)]


def test_two_outlets_that_give_two_ages_are_in_tension() -> None:
    [finding] = found(said("Ann Hale, 34, fled."), said("Ann Hale, 36, fled.", "2025-01-31", "South Post"))
    assert (finding.rule, finding.grade, finding.parties) == (
        Rule.QUANTITY,
        Grade.TENSION,
        ("Example Times", "South Post"),
    )
    assert finding.explanation == (
        "The age of Ann Hale is given as 34 (Example Times, 30 January 2025) and as 36 (South Post, 31 January 2025)."
    )


def test_one_party_that_gives_two_ages_is_at_odds_with_itself() -> None:
    [finding] = found(said("Ann Hale, 34, fled.", "2025-01-02"), said("Ann Hale, 33, fled.", "2025-02-01"))
    assert finding.rule is Rule.SELF


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (("Ann Hale, 34, fled.", "2025-01-02"), ("Ann Hale, 34, fled.", "2025-01-31")),
        (("Ann Hale, 34, fled.", "2025-01-02"), ("Ann Hale, 35, fled.", "2025-01-31")),  # a birthday may lie between
        (("Ann Hale, 4, fled.", "2025-01-30"), ("Ann Hale, 34, fled.", "2025-01-31")),  # a generation apart
        (("Ann Hale, 34, and her aunt Ann Hale, 41, fled.", "2025-01-30"), ("Ann Hale, 41, fled.", "2025-01-31")),
    ],
)
def test_what_may_be_so_of_one_or_is_of_two_is_not_at_odds(first: tuple[str, str], later: tuple[str, str]) -> None:
    assert found(said(*first), said(*later, outlet="South Post")) == []


def test_within_a_week_hardly_anybody_has_a_birthday() -> None:
    assert found(said("Ann Hale, 34, fled."), said("Ann Hale, 35, fled.", "2025-02-02", "South Post")) != []


def test_a_namesake_in_another_story_is_somebody_else() -> None:
    other = said("Ann Hale, 37, sang.", "2025-01-31", "South Post", "The choir of Dorvale won a prize.")
    assert found(said("Ann Hale, 34, fled."), other) == []


def test_that_all_have_an_age_from_one_party_is_no_news() -> None:
    outlets = ("Example Times", "South Post", "North Wire", "West Daily")
    assert found(*(said("Ann Hale, 34, fled, police said.", outlet=outlet) for outlet in outlets)) == []
