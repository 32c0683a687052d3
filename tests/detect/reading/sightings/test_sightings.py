"""Whether forces were seen or not, and from which moment."""

from __future__ import annotations

import pytest

from schemas.statements import Subject
from schemas.values import Presence
from services.detect.reading.tracks import statements_of
from tests.detect.examples import published


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("North Korean soldiers have not been seen in Kursk for about two weeks.", False),
        ("North Korean troops haven't been spotted in Kursk for three weeks.", False),
        ("North Korean troops are attacking in Kursk this week.", True),
    ],
)
def test_sighting_is_seen_or_not(body: str, seen: bool) -> None:
    [sighting] = statements_of(published("a", body))
    assert isinstance(sighting.figure, Presence)
    assert sighting.figure.seen is seen
    assert sighting.subject == Subject("soldier", "North Korea", "seen", "Kursk", None)


@pytest.mark.parametrize(
    ("body", "earliest"),
    [
        ("No North Korean soldiers were seen in Kursk on Tuesday.", "2025-01-28"),
        (
            "The governor said on Wednesday that no North Korean troops had been seen in Kursk since 10 January.",
            "2025-01-10",
        ),
        ("None of the North Korean soldiers had been seen in Kursk since 10 January.", "2025-01-10"),
    ],
)
def test_nobody_seen_is_an_absence_from_then_on(body: str, earliest: str) -> None:
    absences = [said.figure for said in statements_of(published("a", body)) if isinstance(said.figure, Presence)]
    assert [(absence.seen, absence.span.earliest.isoformat()) for absence in absences] == [(False, earliest)]


@pytest.mark.parametrize("body", ["North Korean soldiers have not been seen.", "Bears were seen in Kursk this week."])
def test_absence_without_length_or_of_no_forces_is_none(body: str) -> None:
    assert statements_of(published("a", body)) == []


def test_report_that_the_sentence_dates_is_the_anchor_of_its_times() -> None:
    body = "On January 28 the paper reported that North Korean troops had not been seen in Kursk for two weeks."
    [sighting] = statements_of(published("a", body))
    assert (sighting.as_of.anchor.isoformat(), sighting.as_of.basis) == ("2025-01-28", "stated")
    assert sighting.figure.span.latest.isoformat() == "2025-01-28"
