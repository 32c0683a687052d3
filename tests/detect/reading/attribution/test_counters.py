"""Whose count a figure is that nobody is said to tell."""

from __future__ import annotations

import pytest

from services.detect.reading.attribution.sources import attribution
from tests.detect.reading.words import sentence

COUNTED = {
    "port authority": [
        "The port authority registered 40 ships in May.",
        "The port authority has recorded more than 40 ships.",
        "The port authority lists 40 ships.",
        "The port authority raised the death toll to 40.",
        "The port authority lowered its estimate of the missing to 40.",
        "By the port authority's count 40 ships came.",
        "Forty ships came, on the port authority's own figures.",
        "The port authority's tally stood at 40.",
        "The port authority measures the slick at 40 hectares.",
        "The port authority puts the ships that came on Monday at 40.",
    ],
    "Doe Maps": ["The mapping service Doe Maps measures the slick at 40 hectares.", "Doe Maps counted 40 ships."],
    "stallholder": ["A stallholder counted around 40 of them."],
    "county": ["The county puts the loss at 40 acres."],
    "ministry": ["The authority counted 40 ships, the ministry said."],
    None: [
        "Marlow recorded 40 ships in May.",
        "The ships were registered at 40 ports.",
        "Gauges recorded 40 litres of rain.",
        "Doe Rail counts cost of 40 strikes.",
        "The land counts 40 parks.",
        "The loss is put at 40 tonnes.",
        "Votes counted so far give them 40 seats.",
        "The port's list of 40 ships was long.",
        "The tape holds 40 calls.",
    ],
}


@pytest.mark.parametrize(("party", "words"), [(party, words) for party, some in COUNTED.items() for words in some])
def test_who_counts_is_the_source_where_nobody_else_is(party: str | None, words: str) -> None:
    assert attribution(sentence(words)).parties == (() if party is None else (party,))
