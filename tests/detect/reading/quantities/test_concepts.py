"""What a measure is of: the noun behind or before it, else its clause's subject; never a verb or another's unit."""

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
    "The court upheld a fine of $3 billion.": ["fine"],
    "The keeper saved a header from 30 yards.": ["header"],
    "In May the rouble lost 2%.": ["rouble"],
    "Bookings were hit by a 5% drop in sales.": ["sales"],
    "The lighthouse is 18 metres in height.": ["lighthouse"],
    "The museum lost $3 million (€2.8 million).": ["museum", "museum"],
    "The harbour index rose 12 points, or 0.5%.": ["harbour index", "harbour index"],
    "The S&P 500 fell 2%.": ["s&p 500"],
    "London's blue chip index closed at 7,425.81.": ["london's blue chip index"],
    "Morning prices: FTSE -0.6% CAC -1.7%.": ["ftse", "cac"],
    "They can run 5 km.": [None],
    "Anna Reed, 34, left.": ["anna reed"],
    "a 34-year-old teacher": ["teacher"],
    "children under the age of 5": ["children"],
    "a barge that can carry 80 tonnes": ["barge"],
    "The ferry, which cost $3 million, sank.": ["ferry"],
}


@pytest.mark.parametrize("words", CORPUS)
def test_a_measure_is_of_its_noun_or_of_its_clause_s_subject(words: str) -> None:
    assert [quantity.counted for quantity in quantities(sentence(words), ())] == CORPUS[words]
