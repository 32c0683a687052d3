"""What figures measure of an owner, as a corpus with negatives."""

from __future__ import annotations

import pytest

from services.detect.reading.quantities.quantity import quantities
from services.detect.reading.subjects.measures import measures
from tests.detect.reading.words import sentence

CORPUS = {
    ("Marlow", "budget", 4_200_000, False): [
        "Marlow's budget is $4.2 million.",
        "The budget of Marlow was put at $4.2m.",
        "Council approved the $4.2m budget of Marlow.",
        "Marlow's $4.2 million annual budget was approved.",
        "The Marlow budget rose to $4.2 million.",
        "The budget of Marlow rose by 5% to $4.2 million.",
    ],
    ("Marlow", "budget", 300_000, True): ["The budget of Marlow rose by $300,000."],
    ("Veldmark", "defence budget", 3_000_000_000, False): ["The $3bn defence budget of Veldmark was approved."],
    ("Marlow", "turnout", 62, False): ["Turnout in Marlow was 62 per cent.", "There was a 62% turnout in Marlow."],
    ("Harbour Bridge", "cost", 41_000_000, False): ["The cost of the Harbour Bridge has risen to £41m."],
    ("Marlow", "damage", 3_000_000, False): ["The flood caused $3m in damage in Marlow."],
    ("Marlow", "population", 12_000, False): ["The population of Marlow is about 12,000 people."],
}
NOTHING = [
    "The budget is $4.2 million.",  # nobody's
    "Budget talks in Marlow went on, and a man paid $3m.",
    "Marlow's budget was approved, said Smith, who owns $4m.",
    "The budget in Marlow is 4 per cent.",  # a budget is money
    "Ford's profit rose to $3bn.",  # another one for each period
    "The Marlow budget will not exceed $5m.",
]


@pytest.mark.parametrize(("meaning", "words"), [(m, w) for m, wordings in CORPUS.items() for w in wordings])
def test_figure_measures_something_of_its_owner(meaning: tuple[str, str, int, bool], words: str) -> None:
    read = sentence(words)
    found = [(m.owner, m.measure, m.quantity.best, m.is_change) for m in measures(read, list(quantities(read, ())))]
    assert found == [meaning]


@pytest.mark.parametrize("words", NOTHING)
def test_figure_without_owner_or_measure_measures_nothing(words: str) -> None:
    read = sentence(words)
    assert list(measures(read, list(quantities(read, ())))) == []
