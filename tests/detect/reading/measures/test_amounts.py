"""Amounts of stuff and what is done with them, as a corpus with negatives."""

from __future__ import annotations

import pytest

from services.detect.reading.measures.measured import measures
from services.detect.reading.quantities.quantity import quantities
from tests.detect.reading.words import sentence

CORPUS = {
    ("wheat ton", "harvested"): [
        "Farmers have harvested 9.4 million tonnes of wheat.",
        "The federation reckons with a wheat crop of 9.4 million tonnes.",
    ],
    ("wheat ton", "exported"): ["Exports of wheat reached 690,000 tonnes."],
    ("oil ton", "spilled"): ["The barge lost 310 tonnes of cargo.", "Some 310 tonnes of fuel leaked from the barge."],
    ("ton", "spilled"): ["By dusk 310 tonnes were in the water.", "It was a spill of 310 tonnes."],
    ("land hectare", "burnt"): ["The fire has burnt 900 hectares of forest."],
    ("fish ton", "removed"): [
        "Workers have removed 12 tonnes of dead fish.",
        "Anglers had pulled 12 tonnes of dead fish out of the water.",
    ],
    ("oil litre", "spilled"): ["Some 80,000 litres of diesel ran into the sea.", "The tug spilled 900 litres of oil."],
    ("oil barrel", "spilled"): [
        "About 900 barrels of oil leaked from the pipe.",
    ],
    ("cocaine ton", "found"): ["Charges followed after 1.9 tonnes of cocaine were found."],
    ("coast kilometre", None): ["The result: 112 kilometres of shore with tar on it."],
    ("cocaine ton", "seized"): ["Police seized 4.2 tonnes of cocaine."],
    ("cocaine value", None): ["Police found cocaine worth 4.2 million euros in the hold."],
    ("money", "demanded"): ["The kidnappers asked for 6 million dollars."],
    ("money", "paid"): ["The club has so far paid out 31 million euros."],
    ("loss", None): ["The carrier lost 94 million euros last year."],
    ("cost", None): ["At 41 million pounds it is the dearest bridge on the coast."],
    ("money", "stolen"): ["The insurer put what was stolen at 3 million euros."],
    ("crane weight", None): ["The crane weighed 62 tonnes."],
    ("majority", None): ["She won by 1,204 votes.", "He got home by just 13 votes."],
    ("hectare", "burnt"): [
        "Some 900 hectares have burned.",
        "A fire has left 900 hectares burnt.",
        "The fire has eaten its way through 900 hectares.",
        "The blaze consumed 900 hectares.",
    ],
    ("compensation", None): ["The firm must pay 48 million euros to its neighbours."],
}
NOTHING = [
    "It weighs 40 tonnes.",  # of what, doing what?
    "The male is 6 feet tall.",
    "The bill was carried by 309 votes to 298.",
    "He had won by 1,204 votes at the last general election.",
    "The crew walked 12 kilometres.",
    "The plant is 3 km away.",
    "It took 40 minutes.",
    "It is worth 3 million euros.",
    "At 3 million euros the jury could not agree.",
]


@pytest.mark.parametrize(("meaning", "words"), [(m, w) for m, wordings in CORPUS.items() for w in wordings])
def test_amount_is_of_its_stuff_and_what_is_done(meaning: tuple[str, str | None], words: str) -> None:
    read = sentence(words)
    assert [(m.measure, m.sense) for m in measures(read, list(quantities(read, ())))] == [meaning]


@pytest.mark.parametrize("words", NOTHING)
def test_unit_alone_says_no_amount(words: str) -> None:
    read = sentence(words)
    assert list(measures(read, list(quantities(read, ())))) == []
