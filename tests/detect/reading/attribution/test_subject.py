"""The party with which a sentence begins."""

from __future__ import annotations

import pytest

from services.detect.reading.attribution.subject import subject
from services.detect.reading.vocabulary import ENGLISH
from tests.detect.reading.words import sentence

SUBJECTS = {
    "Doe Rail": [
        "Doe Rail has cut 40 trains.",
        "Doe Rail worked two berths.",
        "On Monday, Doe Rail took fright.",
        "The operator Doe Rail will close.",
    ],
    "Ana Brook, governor": ["The governor, Ana Brook, waded through the mud."],
    "harbour officials": ["The harbour officials want to leave."],
    "union": ["The union is tired.", "After the fire, the union took fright."],
    None: [
        "The river has burst its banks.",
        "In Marlow it rained.",
        '"The union is tired," he said.',
        "Forty trains were late.",
        "The union camp fell silent.",
    ],
}


@pytest.mark.parametrize(("party", "words"), [(party, words) for party, some in SUBJECTS.items() for words in some])
def test_sentence_begins_with_a_party_as_its_subject(party: str | None, words: str) -> None:
    assert subject(sentence(words).tokens, ENGLISH) == party
