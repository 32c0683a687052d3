"""Which numbers stand on another's word, and tell by themselves that two articles speak of one figure."""

from __future__ import annotations

import pytest

from services.detect.reading.carried import carried_as
from services.detect.reading.statements import read
from tests.detect.examples import moment


def numbers(text: str) -> list[tuple[str, ...]]:
    """What is carried of a text by the Sample Post."""
    stated = (item for _, reading in read("", text, "Sample Post", moment("2025-01-30")) for item in reading.statements)
    return [found for item in stated if (found := carried_as(item)) is not None]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The Lorne Observatory counted 68 runways in the forest.", ("68",)),
        ("At least 37 people were killed in the market at Marlow, according to the Harbour Watch.", ("37",)),
        ("The bridge cost 12 million euros, the Roads Office said.", ("12000000", "euro")),
    ],
)
def test_an_outlet_carries_a_number_on_another_s_word(text: str, number: tuple[str, ...]) -> None:
    assert number in numbers(text)


@pytest.mark.parametrize(
    "text",
    [
        "The observatory in Lorne has 68 telescopes.",  # the outlet's own word
        "Four people were killed in Marlow, the Harbour Watch said.",  # so few may be by chance
        "Dozens of people were killed in Marlow, the Harbour Watch said.",  # no number
        "The Harbour Watch denied that 37 people were killed in Marlow.",  # asserted by nobody
        "Ann Hale, 37, was killed in Marlow, the Harbour Watch said.",  # an age
    ],
)
def test_all_else_is_not_carried(text: str) -> None:
    assert numbers(text) == []
