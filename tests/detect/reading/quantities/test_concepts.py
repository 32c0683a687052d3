"""What a measure is of: the noun behind it, else the subject of its clause; never a verb or another measure's unit."""

from __future__ import annotations

import pytest

from services.detect.reading.quantities.quantity import quantities
from tests.detect.reading.words import sentence

CORPUS = {
    "The harbour authority spent 60 per cent of its revenue on dredging.": ["revenue"],
    "Core inflation rose 0.3%.": ["core inflation"],
    "Exports fell 4% and imports rose 2%.": ["exports", "imports"],
    "Exports fell 4% while imports rose 2%.": ["exports", "imports"],
    "The ferry waited 3 hours, 20 minutes.": ["ferry", "ferry"],
    "The looted museum lost $3 million.": ["museum"],
    "The building cost $3 million.": ["building"],
    "The speed dropped 10%.": ["speed"],
    "They walked 5 km.": [None],
    "a 5 kW solar panel": ["solar panel"],
    "$1 billion in assets": ["assets"],
    "The vessel will be 18 metres": ["vessel"],
    "aged 34": [None],
}


@pytest.mark.parametrize("words", CORPUS)
def test_a_measure_is_of_its_noun_or_of_its_clause_s_subject(words: str) -> None:
    assert [quantity.counted for quantity in quantities(sentence(words), ())] == CORPUS[words]
