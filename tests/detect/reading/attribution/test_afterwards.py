"""Whose a figure is, as the sentence behind it says."""

from __future__ import annotations

import datetime as dt

import pytest

from services.detect.reading.attribution.afterwards import apposed, giver
from services.detect.reading.attribution.sources import attribution
from services.detect.reading.statements import read
from tests.detect.reading.words import sentence

GIVERS = {
    "mayor": [
        "The figure was given by the mayor.",
        "That number was first put out by the mayor.",
        "That number comes from the mayor.",
        "The tally is that of the mayor.",
        "The figure is attributed to the mayor.",
        "The only source is the mayor.",
        "The mayor gave the number at a briefing.",
        "The mayor, who was there, gave that figure.",
        "This estimate was made by the mayor.",
    ],
    "Ana Brook, councillor": ["The number comes from Ana Brook, a councillor."],
    "Mr Brook of the fire service": [
        "The figure was given by Mr Brook of the fire service, the Harbour Post reported."
    ],
    None: [
        "The figure was higher than last year.",
        "The number of visitors rose by ten.",
        "The count goes on by night.",
        "The house was given by the mayor to the town.",
        "The mayor gave the town a house.",
        "The mayor comes from Marlow.",
        "A number of streets were closed by the police.",
        "It was a bad year.",
    ],
}


@pytest.mark.parametrize(("party", "words"), [(party, words) for party, some in GIVERS.items() for words in some])
def test_sentence_says_whose_the_figure_before_is(party: str | None, words: str) -> None:
    assert giver(sentence(words)) == party


APPOSED = {
    "federation": [
        "Locusts ate 31,000 hectares, a figure put about by the federation.",
        "Locusts ate 31,000 hectares, a number that comes from the federation.",
        "Locusts ate 31,000 hectares - an estimate made by the federation - in a month.",
        "Locusts ate 31,000 hectares (a tally kept by the federation).",
        "Locusts ate 31,000 hectares, a figure from the federation.",
    ],
    None: [
        "Locusts ate 31,000 hectares, a figure that shocked the federation.",
        "Locusts ate 31,000 hectares, a number of them by the river.",
        "Locusts ate a figure made by the federation of straw.",
        "Locusts ate 31,000 hectares, a toll",
    ],
}


@pytest.mark.parametrize(("party", "words"), [(party, words) for party, some in APPOSED.items() for words in some])
def test_a_sentence_says_whose_its_own_figure_is(party: str | None, words: str) -> None:
    assert apposed(sentence(words)) == party


def chains(body: str) -> list[tuple[str, ...]]:
    at = dt.datetime(2025, 1, 30, 12, tzinfo=dt.UTC)
    told = [item for _, reading in read("", body, "Example Times", at) for item in reading.statements]
    return list(dict.fromkeys(item.chain for item in told))


def test_a_figure_without_a_source_is_theirs() -> None:
    fire = "Fire destroyed 900 homes in Marlow."
    assert chains(f"{fire} The number was given by the fire service.") == [("Example Times", "fire service")]
    assert chains(f"{fire} The figure was given by the fire service, the Harbour Post reported.") == [
        ("Example Times", "Harbour Post", "fire service")
    ]
    assert chains(f"{fire} It rained. The number was given by the fire service.") == [("Example Times",)]
    told = "Fire destroyed 900 homes in Marlow, the mayor said. The number was given by the fire service."
    assert chains(told) == [("Example Times", "mayor")]


@pytest.mark.parametrize(
    ("headline", "parties"),
    [
        ("Mayor: ten missing in flood", ("mayor",)),
        ("Ten missing in flood: mayor", ("mayor",)),
        ("Marlow: ten missing in flood", ()),
        ("Flood: ten missing, four dead", ()),
    ],
)
def test_who_speaks_in_a_headline(headline: str, parties: tuple[str, ...]) -> None:
    assert attribution(sentence(headline), is_headline=True).parties == parties
    assert attribution(sentence(headline)).parties == ()
