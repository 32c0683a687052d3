"""contradiction.presence: seen, where another says not seen."""

from __future__ import annotations

import pytest

from schemas.flags import Grade
from schemas.statements import Reported, Scope
from schemas.values import Precision, Presence, Span
from schemas.watch import Rule
from services.detect.reading.tracks import reports_of
from tests.detect.examples import SEEN, day_span, published, report, statement
from tests.detect.rules.finding import found

UNSEEN = Span(
    day_span("2025-01-13").earliest,
    day_span("2025-01-30").latest,
    Precision.ABOUT,
    day_span("2025-01-19").earliest,
    day_span("2025-01-30").latest,
)


def unseen(scope: Scope = Scope.WHOLE, source: str = "US officials") -> Reported:
    return report("a", statement(Presence(seen=False, span=UNSEEN), SEEN, source=source, scope=scope))


def seen(earliest: str, latest: str, source: str = "army") -> Reported:
    span = Span(day_span(earliest).earliest, day_span(latest).latest)
    return report("b", statement(Presence(seen=True, span=span), SEEN, source=source))


def test_seen_inside_the_certain_core_of_the_absence_is_a_conflict() -> None:
    [finding] = found(Rule.PRESENCE, unseen(), seen("2025-01-20", "2025-01-22"))
    assert (finding.grade, finding.parties) == (Grade.CONFLICT, ("US officials", "army"))
    assert finding.explanation == (
        "One says not seen 13–30 January (US officials in Example Times, 30 January 2025), another "
        "seen 20–22 January (army in Example Times, 30 January 2025)."
    )
    assert finding.reasons == ("the days of the sighting lie inside those certainly covered by the absence",)


def test_seen_inside_its_outer_ends_only_is_a_tension() -> None:
    [finding] = found(Rule.PRESENCE, unseen(), seen("2025-01-15", "2025-01-15"))
    assert finding.grade is Grade.TENSION


@pytest.mark.parametrize(
    ("earliest", "latest"), [("2025-01-02", "2025-01-05"), ("2025-01-10", "2025-01-20"), ("2025-01-28", "2025-02-02")]
)
def test_seen_possibly_outside_the_absence_is_none(earliest: str, latest: str) -> None:
    assert found(Rule.PRESENCE, unseen(), seen(earliest, latest)) == []


def test_absence_vouched_for_in_a_sector_is_a_tension_with_a_sighting_anywhere() -> None:
    [finding] = found(Rule.PRESENCE, unseen(Scope.SECTOR), seen("2025-01-20", "2025-01-22"))
    assert finding.grade is Grade.TENSION
    assert finding.reasons[1:] == ("the absence is vouched for in a part only",)


def test_one_voice_that_sees_again_is_none() -> None:
    assert found(Rule.PRESENCE, unseen(source="army"), seen("2025-01-20", "2025-01-22", "army")) == []


def test_two_absences_are_none() -> None:
    other = report("c", statement(Presence(seen=False, span=UNSEEN), SEEN, source="army"))
    assert found(Rule.PRESENCE, unseen(), other) == []


def test_attacking_this_week_on_the_22nd_against_unseen_for_about_two_weeks_on_the_30th_is_a_conflict() -> None:
    attacking = "North Korean soldiers are attacking in Kursk this week, army officers said."
    absent = "North Korean soldiers have not been seen in Kursk for about two weeks, US officials said."
    [finding] = found(
        Rule.PRESENCE,
        *reports_of(published("a", attacking, "2025-01-22", "Example Times")),
        *reports_of(published("b", absent, "2025-01-30", "Sample Post")),
    )
    assert finding.grade is Grade.CONFLICT
    assert "seen 20–22 January (army officers in Example Times, 22 January 2025)" in finding.explanation
