"""Whose forces were seen, or were not, and when, as spoken on Wednesday 6 May 2026."""

from __future__ import annotations

import datetime as dt

import pytest

from services.detect.reading.sightings.presences import Sighting, sighting
from services.detect.reading.times import times
from tests.detect.reading.words import sentence

SPOKEN = dt.date(2026, 5, 6)
Told = tuple[bool, str, str | None, str, str]
CORPUS: dict[Told | None, list[str]] = {
    (True, "foreign force", None, "05-02", "05-02"): [
        "Residents saw foreign fighters in the city on Saturday.",
        "Foreign troops were in Bria on Saturday.",
        "Mercenaries patrolled the market in Bria on Saturday, three traders said.",
        "There were about 40 foreign military instructors at the base on Saturday.",
        "Armed foreigners in sand-coloured uniforms were at the barracks in Bria on Saturday.",
    ],
    (True, "armed force", None, "05-02", "05-02"): [
        "Rebels were still in Bria on Saturday, two aid workers said.",
        "Masked gunmen were inside the school in Bria on Saturday.",
        "On Saturday militia fighters entered Bria.",
    ],
    (True, "armed eastern guard force", None, "05-02", "05-02"): [
        "Eastern Guard fighters were in Bria on Saturday.",
        "Armed members of the Eastern Guard were manning checkpoints in Bria on Saturday.",
    ],
    (False, "armed eastern guard force", None, "05-04", "05-04"): [
        "The Eastern Guard has no fighters left in Bria, its spokesman said on Monday.",
        "There are no Eastern Guard fighters in Bria, the governor said on Monday.",
        "There is no sign of Eastern Guard fighters in Bria, the governor said on Monday.",
    ],
    (False, "foreign force", None, "05-02", "05-02"): [
        "There were no foreign fighters in Bria on Saturday, the army said.",
        "No mercenaries were in Bria on Saturday.",
        "No foreign soldier set foot in Bria on Saturday.",
        "Our team saw no foreign fighters in Bria on Saturday.",
        "Foreign troops weren't in Bria on Saturday.",
    ],
    (False, "armed force", None, "05-02", "05-06"): [
        "The last rebels left Bria on Friday.",
        "Rebels pulled out of Bria on Friday, the mission said.",
    ],
    (False, "armed force", None, "05-04", "05-06"): [
        "No rebels have been seen in Bria this week.",
        "Not a single rebel has entered Bria this week.",
    ],
    (False, "soldier", "Belarus", "05-05", "05-05"): [
        "There is no sign of Belarusian troops at the border, Poland's defence ministry said on Tuesday.",
    ],
    None: [
        "Two men were in a car near the stadium on Sunday, police said.",
        "Army units are in talks with the rebels in Doha.",
        "Rebels were in the lead in the vote on Sunday.",
        "Hundreds of rebels left Bria on Friday.",
        "Rebels left 12 dead in Bria on Friday.",
        "The rebels have left the alliance.",
        "Family members were at the hospital on Monday.",
        "No soldiers were killed in Bria on Sunday.",
        "The gunman attacked the clinic on Sunday.",
        "Rebels may be in Bria.",
        "Rebels were in Bria.",
    ],
}


def told(words: str) -> Told | None:
    read = sentence(words)
    found = sighting(read, times(read, SPOKEN), SPOKEN)
    return None if found is None else spelt(found)


def spelt(found: Sighting) -> Told:
    span = found.figure.span
    return found.figure.seen, *found.who, f"{span.earliest:%m-%d}", f"{span.latest:%m-%d}"


@pytest.mark.parametrize(("who", "words"), [(w, words) for w, wordings in CORPUS.items() for words in wordings])
def test_who_was_there_or_was_not(who: Told | None, words: str) -> None:
    assert told(words) == who
