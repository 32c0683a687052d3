"""The number grammar as a corpus: one value, many wordings, and what is no number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from services.detect.reading.numbers import number_at
from services.detect.reading.tokens import flatten, tokenize

CORPUS = {
    "0": ["zero", "0"],
    "1": ["one", "1"],
    "2": ["a couple", "two"],
    "3.5": ["3½", "3.5", "three and a half"],
    "6": ["half a dozen", "six"],
    "12": ["a dozen", "twelve", "12"],
    "25": ["twenty-five", "twenty five", "25"],
    "36": ["three dozen", "thirty-six"],
    "100": ["a hundred", "one hundred", "100"],
    "206": ["two hundred and six", "two hundred six", "206"],
    "1200": ["1,200", "1200", "1.2k", "twelve hundred", "one thousand two hundred", "1 200"],
    "2012": ["two thousand and twelve"],
    "10000": ["10,000", "10 000", "10k", "10 thousand", "ten thousand"],
    "500000": ["half a million", "five hundred thousand", "0.5m", "500k"],
    "2500000": ["2.5 million", "2.5m", "2½m", "2½ million", "two and a half million"],
    "2000300": ["two million three hundred"],
    "1000000000": ["1bn", "1 billion", "a billion", "one billion"],
}
VAGUE = {
    (24, 99): ["dozens"],
    (20, 99): ["tens"],
    (200, 999): ["hundreds"],
    (3, 9): ["several"],
    (3000, 9999): ["several thousand"],
    (3, 6): ["a few", "few", "a handful"],
    (300, 699): ["a few hundred"],
    (36, 119): ["several dozen"],
    (2000, 999_999): ["thousands"],
    (20_000, 99_000): ["tens of thousands"],
    (200_000, 999_000): ["hundreds of thousands"],
}
NOTHING = ["a man", "the", "half", "and", "hundred", "million", "an", "½", "²", "-", "thousandth"]


@pytest.mark.parametrize(("value", "wording"), [(v, w) for v, wordings in CORPUS.items() for w in wordings])
def test_wording_means_its_number_whole(value: str, wording: str) -> None:
    tokens = tuple(tokenize(flatten(wording), 0, len(wording)))
    number = number_at(tokens, 0)
    assert number is not None
    assert (number.low, number.best, number.high) == (Decimal(value),) * 3
    assert number.last == len(tokens)


@pytest.mark.parametrize(("ends", "wording"), [(v, w) for v, wordings in VAGUE.items() for w in wordings])
def test_vague_wording_is_an_interval_without_a_best(ends: tuple[int, int], wording: str) -> None:
    tokens = tuple(tokenize(wording, 0, len(wording)))
    number = number_at(tokens, 0)
    assert number is not None
    assert (number.low, number.high, number.best, number.last) == (*ends, None, len(tokens))


@pytest.mark.parametrize("wording", NOTHING)
def test_no_number_begins_here(wording: str) -> None:
    assert number_at(tuple(tokenize(wording, 0, len(wording))), 0) is None


@pytest.mark.parametrize(
    ("wording", "first"),
    [
        ("two three", 2),  # two numbers, not one
        ("ten five", 10),
        ("two thousand three million", 2000),
        ("10 0000", 10),
        ("3 ½", 3),  # set apart: not read as one
        ("2000² walls", 2000),  # a footnote's sign
        ("six and seven", 6),
        ("five hundred and a man", 500),
    ],
)
def test_number_ends_where_it_ends(wording: str, first: int) -> None:
    number = number_at(tuple(tokenize(wording, 0, len(wording))), 0)
    assert number is not None
    assert number.best == first
