"""Where one was on a day, as spoken on Wednesday 3 June 2026 by an article of Kandi that names Ann Marlow."""

from __future__ import annotations

import datetime as dt

import pytest

from services.detect.reading.sightings.whereabouts import Whereabouts, whereabouts
from services.detect.reading.times import times
from tests.detect.reading.words import sentence

SPOKEN = dt.date(2026, 6, 3)
CORPUS = {
    (True, "Marlow", "Kandi"): [
        "Olga Marlow, who leads the party, met elders in the city on Saturday.",
        "He was in the city on Saturday.",
        "A driver saw her on Saturday at a farm near the village.",
        "Marlow spoke at the hotel on Saturday.",
        "The party leader was in the city on Saturday.",
        "Marlow attended a parade in the city on Saturday.",
        "Marlow had dinner at a hotel in the capital on Saturday.",
        "The clinic was opened on Saturday by water minister Olga Marlow.",
    ],
    (False, "Marlow", "Kandi"): [
        "Marlow wasn't in the city on Saturday or on any other day this year.",
        "Mrs Marlow had not been at the farm on Saturday.",
        "She has never set foot in the country, nor did she on Saturday.",
        "The minister was not in the city on Saturday.",
    ],
    None: [
        "Marlow was in the city.",
        "The meeting was in the city on Saturday.",
        "The clinic was opened on Saturday.",
        "It was in the city on Saturday.",
        "Marlow was in tears on Saturday.",
        "Marlow is in the city on Saturday 6 June.",
    ],
}


def told(words: str) -> Whereabouts | None:
    read = sentence(words)
    return whereabouts(read, times(read, SPOKEN), SPOKEN, lambda: ("Ann Marlow", "Kandi"))


def test_who_has_not_been_there_since_a_day_was_not_from_then_on() -> None:
    found = told("Marlow has not been in the city since 10 May.")
    assert found is not None
    assert (found.figure.seen, found.name, found.place) == (False, "Marlow", "Kandi")
    assert found.figure.span.earliest == dt.date(2026, 5, 10)


@pytest.mark.parametrize(("where", "words"), [(w, words) for w, wordings in CORPUS.items() for words in wordings])
def test_one_was_there_or_not(where: tuple[bool, str, str] | None, words: str) -> None:
    found = told(words)
    assert (None if found is None else (found.figure.seen, found.name, found.place)) == where
    assert found is None or found.figure.span.earliest == found.figure.span.latest == dt.date(2026, 5, 30)
