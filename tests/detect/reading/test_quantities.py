"""Quantities as a corpus: interval, modality, unit, what is counted, which way, and what counts nothing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

import pytest

from services.detect.reading.quantities import Quantity, quantities
from services.detect.reading.times import times
from services.detect.reading.numbers import joined
from services.detect.reading.tokens import flatten, tokenize
from services.detect.reading.vocabulary import ENGLISH

SPOKEN = dt.date(2025, 1, 30)


class Q(NamedTuple):
    low: float | None
    best: float | None
    high: float | None
    modality: str = "exact"
    unit: str | None = None
    counted: str | None = None
    direction: str | None = None


CORPUS = {
    Q(10_000, 10_000, 10_000, counted="soldier"): ["10,000 soldiers", "10 000 troops", "ten thousand soldiers"],
    Q(10_000, 10_000, 10_000, "about", counted="soldier"): [
        "about 10,000 soldiers",
        "around 10,000 troops",
        "some 10,000 troops",
        "an estimated 10,000 troops",
        "nearly ten thousand soldiers",
        "10,000 troops or so",
    ],
    Q(12, 12, None, "at least", counted="people"): [
        "at least 12 people",
        "no fewer than 12 people",
        "a minimum of twelve persons",
        "12 people or more",
        "12 people and counting",
    ],
    Q(12, 12, None, "more than", counted="people"): [
        "more than 12 people",
        "over a dozen people",
        "well over 12 people",
    ],
    Q(None, 12, 12, "at most", counted="people"): [
        "up to 12 people",
        "as many as 12 people",
        "no more than twelve people",
        "12 people at most",
    ],
    Q(None, 12, 12, "less than", counted="people"): ["fewer than 12 people", "less than a dozen people"],
    Q(11_000, None, 12_000, "range", counted="soldier"): [
        "11,000-12,000 soldiers",
        "11,000 to 12,000 troops",
        "between 11,000 and 12,000 troops",
        "11 to 12 thousand soldiers",
        "11,000–12,000 troops",
    ],
    Q(24, None, 99, "vague", counted="home"): ["dozens of homes", "dozens of houses"],
    Q(24, None, None, "at least", counted="home"): ["at least dozens of homes", "dozens of homes or more"],
    Q(2.5, 2.5, 2.5, unit="kilometre"): ["2.5 km", "2½ kilometres"],
    Q(30, 30, 30, unit="percentage"): ["30 %", "30 percent", "thirty per cent"],
    Q(3_000_000, 3_000_000, 3_000_000, unit="dollar"): ["$3m", "$3 million", "three million dollars"],
    Q(34, 34, 34, unit="year of age"): ["34-year-old", "34 years old"],
    Q(6, 6, 6, counted="burnt bridge"): ["six burnt bridges"],
    Q(2, 2, 2, counted="armoured coach"): ["two armoured coaches"],
    Q(5, 5, 5): ["5 dead", "five killed"],
    Q(14, 14, 14, direction="up"): ["toll rose to 14"],
    Q(9, 9, 9, counted="ship", direction="down"): ["the fleet fell to 9 ships", "the fleet shrank by 9 ships"],
    Q(0.5, 0.5, 0.5, "relative", direction="down"): ["reduced by half"],
    Q(1.5, 1.5, 1.5, "relative", direction="up"): ["grew by half"],
}
NOTHING = [
    "no one came",
    "one of them said so",
    "at 42 Mill Road",
    "on Channel 4 tonight",
    "Route 66 was closed",
    "the team won 3-2",
    "Smith, 34, was there",
    "the T-72 tank",
    "the 3rd brigade",
    "at 10:30 sharp",
    "on January 9, 2025",
    "for two weeks",
    "#1 again",
    "half of what he said",
    "in the 1990s",
]


def found_in(wording: str) -> list[Quantity]:
    flat = flatten(wording)
    return list(quantities(joined(tuple(tokenize(flat, 0, len(flat))), flat, ENGLISH), times(flat, 0, len(flat), SPOKEN)))


@pytest.mark.parametrize(("meaning", "wording"), [(q, w) for q, wordings in CORPUS.items() for w in wordings])
def test_wording_means_its_quantity(meaning: Q, wording: str) -> None:
    [found] = found_in(wording)
    ends = tuple(None if end is None else Decimal(str(end)) for end in meaning[:3])
    assert (found.low, found.best, found.high) == ends
    direction = found.direction.value if found.direction is not None else None
    assert (found.modality.value, found.unit, found.counted, direction) == meaning[3:]


@pytest.mark.parametrize("wording", NOTHING)
def test_number_that_counts_nothing_is_no_quantity(wording: str) -> None:
    assert found_in(wording) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Officials count about 10,000 North Korean troops there.", ["about 10,000 North Korean troops"]),
        ("Up to 12 people and 3 children drowned.", ["Up to 12 people", "3 children"]),
        ("Between 11,000 and 12,000 soldiers marched.", ["Between 11,000 and 12,000 soldiers"]),
        ("It cost $3 million, he says.", ["$3 million"]),
        ("The 13 years old tower fell.", ["13 years old"]),
    ],
)
def test_offsets_take_in_bound_number_and_noun(text: str, words: list[str]) -> None:
    assert [text[found.start : found.end] for found in found_in(text)] == words


def test_every_quantity_says_which_rules_read_it() -> None:
    [found] = found_in("about 11,000 North Korean troops")
    assert found.rules == ("digits", "bound before: about", "counted class")
