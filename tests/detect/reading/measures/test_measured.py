"""What figures measure, of whom and of what, as a corpus with negatives."""

from __future__ import annotations

import pytest

from services.detect.reading.measures.measured import Measured, measures
from services.detect.reading.quantities.quantity import quantities
from tests.detect.reading.words import sentence

OWNED = {
    ("Marlow", "budget", 4_200_000, False): [
        "Marlow's budget is $4.2 million.",
        "The budget of Marlow was put at $4.2m.",
        "Council approved the $4.2m budget of Marlow.",
        "Marlow's $4.2 million annual budget was approved.",
        "The Marlow budget rose to $4.2 million.",
    ],
    ("Marlow", "budget", 300_000, True): ["The budget of Marlow rose by $300,000."],
    ("Veldmark", "defence budget", 3_000_000_000, False): ["The $3bn defence budget of Veldmark was approved."],
    ("Marlow", "turnout", 62, False): ["Turnout in Marlow was 62 per cent.", "There was a 62% turnout in Marlow."],
    ("Harbour Bridge", "cost", 41_000_000, False): ["The cost of the Harbour Bridge has risen to £41m."],
    ("Ansel", "bridge cost", 41_000_000, False): [
        "The cost of the Ansel bridge has risen to £41m.",
        "The Ansel bridge cost £41m.",
        "The bridge at Ansel will have cost taxpayers 41 million pounds.",
    ],
    ("Marlow", "damage", 3_000_000, False): ["The flood caused $3m in damage in Marlow."],
    ("Germany", "exports", 4, True): [
        "German exports fell by 4 per cent in March.",
        "Germany's exports fell 4 per cent.",
    ],
    ("Portugal", "output", 2, True): [
        "Portugal's economy grew 2 per cent.",
        "The Portuguese economy had grown by 2 %.",
    ],
    ("Marlow", "population", 12_000, False): ["The population of Marlow is about 12,000 people."],
    ("Ford", "profit", 3_000_000_000, False): ["Ford's profit rose to $3bn.", "Ford made a net profit of $3bn."],
    ("Quillon", "loss", 60_000_000, False): ["On Tuesday Quillon posted a net loss of C$60 million."],
    ("Quillon", "operating loss", 60_000_000, False): ["Quillon's operating loss was €60m."],
}
OF_THE_STORY = {
    ("fine", 84_000_000): [
        "It must pay a penalty of £84 million over failures in its checks.",
        "It was a fine of £84 million.",
    ],
    ("cost", 3_200_000_000): [
        "It has agreed to buy its rival for $3.2 billion in cash.",
        "The rival was sold for $3.2 billion.",
        "The takeover is valued at $3.2 billion.",
        "It paid $3.2 billion for its rival.",
        "The bank gave the price as $3.2 billion.",
        "A spokesman confirmed the guaranteed part of the fee as $3.2 billion.",
    ],
    ("haul", 4_200_000): ["The haul has been valued by its insurer, Ada Lund, at $4.2 million."],
    ("good value", 4_200_000): [
        "The insurer puts the value of the goods taken in the raid on the bank at $4.2 million.",
    ],
    ("savings", 14_000_000): ["The move will save $14 million."],
    ("efficacy", 78): ["The vaccine was 78 per cent effective in a trial."],
    ("turnout", 48): ["Some 48 per cent of eligible voters went to the polls."],
    ("cost", 3_400_000): ["Repairs will cost $3.4 million."],
    ("budget", 4_200_000): ["The budget is $4.2 million.", "Officials put the budget at $4.2m."],
    ("waiting list", 41_200): [
        "The waiting list stood at 41,200.",
        "An audit found a queue of 41,200 patients at the hospital.",
        "The number on the hospital's waiting list came down to 41,200, from 44,000 a month before.",
    ],
    ("turnout", 41): ["Turnout was 41 per cent.", "A 41 per cent turnout was recorded."],
    ("majority", 1_864): ["She won with a majority of 1,864."],
    ("deficit", 5): ["This year's deficit is put at 5 per cent of GDP.", "The gap is now estimated at 5 % of GDP."],
    ("fund", 18_000_000): ["The council set up an £18m fund."],
    ("overspend", 18_000_000): ["The trust's overspend was £18m.", "Auditors found an overspend of £18 million."],
    ("hole", 12_000_000): ["A hole of £12m in the budget was found."],
    ("rent", 1_240): ["The average rent has risen to £1,240 a month."],
    ("repair cost", 1_700_000): ["The repairs will cost some 1.7 million euros."],
    ("slick", 61): ["The slick covers 61 km.", "A 61-km slick was seen from the air."],
    ("bridge length", 1_120): ["The bridge is 1,120 metres long.", "The length of the bridge is 1,120 metres."],
    ("quake depth", 10): ["The depth of the quake was 10 km."],
    ("herd", 41_000): ["The herd was estimated at 41,000."],
    ("loss", 112_000_000): ["The company was $112 million in the red for the quarter."],
}
NOTHING = [
    "They put the boat at anchor at 3 metres.",
    "The 22-month-old baby slept, and a pup of six weeks old cried.",
    "Budget talks in Marlow went on, and a man paid $3m.",
    "Marlow's budget was approved, said Smith, who owns $4m.",
    "The budget in Marlow is 4 per cent.",  # a budget is money
    "The Marlow budget will not exceed $5m.",
    "The state budget was $4.9bn short.",  # another figure than the budget's
    "The minister was given £5,000 for a trip.",
    "A 30 per cent rise in fares is planned.",
    "The majority of the 300 passengers were safe.",
    "The ministry speaks of $12 million.",
    "The answer was 12.",
    "The protest is planned for the front gate; about 200 are expected.",
    "She is 41 years old.",
    "The delay was 40 minutes.",
]


def found_in(words: str) -> list[Measured]:
    read = sentence(words)
    return list(measures(read, list(quantities(read, ()))))


@pytest.mark.parametrize(("meaning", "words"), [(m, w) for m, wordings in OWNED.items() for w in wordings])
def test_figure_measures_something_of_its_owner(meaning: tuple[str, str, int, bool], words: str) -> None:
    assert [(m.owner, m.measure, m.quantity.best, m.is_change) for m in found_in(words)] == [meaning]


def test_by_how_much_a_measure_rose_is_told_beside_its_level() -> None:
    [change, level] = found_in("The budget of Marlow rose by 5% to $4.2 million.")
    assert (change.measure, change.quantity.best, change.is_change) == ("budget", 5, True)
    assert (level.owner, level.measure, level.quantity.best, level.is_change) == ("Marlow", "budget", 4_200_000, False)


@pytest.mark.parametrize(("meaning", "words"), [(m, w) for m, wordings in OF_THE_STORY.items() for w in wordings])
def test_figure_without_an_owner_measures_something_of_its_story(meaning: tuple[str, int], words: str) -> None:
    assert [(m.owner, m.measure, m.quantity.best) for m in found_in(words)] == [(None, *meaning)]


@pytest.mark.parametrize("words", NOTHING)
def test_figure_that_no_measure_is_given_measures_nothing(words: str) -> None:
    assert found_in(words) == []
