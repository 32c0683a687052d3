"""The number grammar as a corpus: one value, many wordings, and what is no number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.detect.reading.tokens import Token
from tests.detect.reading.words import sentence

CORPUS = {
    "-5.444444444444444444444444444": ["-5 4/9"],
    "-0.5": ["negative one half", "-1/2"],
    "-5": ["minus five", "-5", "minus 5", "negative five", "minus-5"],
    "0": ["zero", "0", "nought"],
    "0.000012": ["1.2e-5", "1.2x10^-5", "1.2 × 10-5"],
    "0.01": ["one one-hundredth", "one-hundredth", "one hundredth"],
    "0.03": ["three hundredths", "3 hundredths"],
    "6.02": ["six point oh two", "six point zero two"],
    "0.12": ["three twenty-fifths", "three twenty fifths"],
    "0.3": ["3 tenths", "three tenths", "3/10"],
    "0.5": ["½", "1/2"],
    "0.25": ["¼", "one quarter", "one fourth", "1/4", "one-quarter"],
    "0.375": ["3/8", "3/8ths", "3/8th"],
    "0.625": ["five eighths", "5/8", "five-eighths"],
    "1": ["one", "1"],
    "2": ["a couple", "two"],
    "2.5": ["two and half", "2 1/2", "2½", "2 ½", "two and a half", "two-and-a-half", "2 and a half", "two point five"],
    "3.5": ["3½", "3.5", "three and a half", "3 and 1/2", "three and 1/2"],
    "6": ["half a dozen", "half-dozen", "six", "sixfold"],
    "12": ["a dozen", "twelve", "12"],
    "18": ["a dozen and a half", "one and a half dozen"],
    "25": ["twenty-five", "twenty five", "twentyfive", "25"],
    "26": ["one hundred and thirty fifths"],
    "36": ["three dozen", "thirty-six", "3 dozen"],
    "80": ["fourscore", "four score"],
    "82": ["8.2x10+1", "8.2e1"],
    "100": ["a hundred", "one hundred", "100"],
    "172": ["hundred and seventy-two", "a hundred seventy-two"],
    "206": ["two hundred and six", "two hundred six", "206"],
    "1200": ["1,200", "1200", "1.2k", "twelve hundred", "one thousand two hundred", "1 200", "12 hundred"],
    "920": ["9 hundred and twenty", "nine hundred twenty"],
    "2012": ["two thousand and twelve"],
    "10000": ["10,000", "10 000", "10k", "10 thousand", "ten thousand"],
    "125001": ["one hundred and twenty-five thousand and one"],
    "250000": [
        "a quarter of a million",
        "quarter million",
        "250,000",
        "two hundred fifty thousand",
        "2.5 lakh",
        "2.5 lakhs",
    ],
    "500000": ["half a million", "five hundred thousand", "500k", "half million"],
    "1000000": ["a million", "1 million", "1-million"],
    "1500000": ["a million and a half", "one and a half million", "1.5 million", "1.5m people", "1½ million"],
    "2500000": [
        "2.5 million",
        "2½ million",
        "two and a half million",
        "two-and-a-half million",
        "2.5mn",
        "2 million 500 thousand",
    ],
    "2000300": ["two million three hundred"],
    "750": ["seven hundred and fifty", "seven-hundred-and-fifty"],
    "1024": ["2^10", "1,024"],
    "1200000": ["1 million 2 hundred thousand", "one million, two hundred thousand"],
    "2109.5": ["2.109,50", "2,109.50"],
    "2500059": ["2 million five hundred thousand and fifty-nine"],
    "1234567": ["1,234,567", "1.234.567", "1 234 567", "1'234'567", "12,34,567"],
    "2500000000": ["2.5 × 10⁹", "2.5 * 10^9", "2.5e9", "2,5 billion"],
    "10000000": ["10^7", "10⁷", "10**7", "a crore", "one crore", "1 cr"],
    "400000000": ["4 hundred million", "four hundred million"],
    "1000000000": [
        "a milliard",
        "a thousand million",
        "thousand million",
        "1bn",
        "1 billion",
        "a billion",
        "one billion",
    ],
    "750000": ["3/4 million", "three quarters of a million"],
    "750000000": ["three quarters of a billion", "three quarters billion"],
}
VAGUE = {
    (12, 120): ["dozens"],
    (10, 100): ["tens"],
    (100, 1000): ["hundreds"],
    (3, 9): ["several"],
    (3000, 9999): ["several thousand"],
    (3, 6): ["a few", "few", "a handful"],
    (300, 699): ["a few hundred"],
    (36, 119): ["several dozen"],
    (1000, 10_000): ["thousands"],
    (10_000, 100_000): ["tens of thousands"],
    (100_000, 1_000_000): ["hundreds of thousands"],
    (200, 399): ["a couple of hundred", "a couple hundred"],
}
ORDINALS = {
    "21": ["twenty-first", "21st"],
    "250": ["two hundred and fiftieth", "250th"],
    "1000": ["1,000th"],
    "10000": ["ten-thousandth"],
    "200000": ["two-hundred-thousandth"],
}
NOTHING = [
    "a man",
    "the",
    "half",
    "and",
    "hundred",
    "million",
    "an",
    "²",
    "-",
    "thousandth",
    "a third man",
    "second",
]


def numbers(words: str) -> list[Token]:
    return [token for token in sentence(words).tokens if token.number is not None]


@pytest.mark.parametrize(("value", "wording"), [(v, w) for v, wordings in CORPUS.items() for w in wordings])
def test_wording_means_its_number_whole(value: str, wording: str) -> None:
    [token] = numbers(wording)
    number = token.number
    assert number is not None
    assert (number.low, number.best, number.high) == (Decimal(value),) * 3
    assert token.text == wording.removesuffix(" people")


@pytest.mark.parametrize(("ends", "wording"), [(v, w) for v, wordings in VAGUE.items() for w in wordings])
def test_vague_wording_is_an_interval_without_a_best(ends: tuple[int, int], wording: str) -> None:
    [token] = numbers(wording)
    assert token.number is not None
    assert (token.number.low, token.number.high, token.number.best) == (*ends, None)
    assert token.text == wording


@pytest.mark.parametrize(("value", "wording"), [(v, w) for v, wordings in ORDINALS.items() for w in wordings])
def test_ordinal_is_known_as_one(value: str, wording: str) -> None:
    [token] = numbers(wording)
    assert token.number is not None
    assert (token.number.best, token.shape.split()[0], token.text) == (Decimal(value), "ordinal", wording)


@pytest.mark.parametrize("wording", NOTHING)
def test_no_number_begins_here(wording: str) -> None:
    assert numbers(wording) == []


@pytest.mark.parametrize(
    ("wording", "values"),
    [
        ("two three", [2, 3]),
        ("26 -27", [26, 27]),
        ("two and half the team", [2]),
        ("ten five", [10, 5]),
        ("two thousand three million", [2000, 3_000_000]),
        ("10 0000", [10, 0]),
        ("2000² walls", [2000]),  # a footnote's sign
        ("six and seven", [6, 7]),
        ("five hundred and a man", [500]),
        ("1, 234, 567", [1, 234, 567]),
        ("3-2", [3, 2]),
        ("the 9/11 attacks", [9, 11]),
        ("open 24/7 here", [24, 7]),
        ("the 3 million two died in", [3_000_000, 2]),
        ("one thousand, two hundred wounded", [1000, 200]),
        ("1.2.3", [Decimal("1.2"), 3]),
        ("a 2m wall", [2]),
        ("a wall 2.5m high", [Decimal("2.5")]),
        ("$2m, £3bn", [2_000_000, 3_000_000_000]),
        ("the 100m race", [100]),
        ("EUR5m", [5_000_000]),
    ],
)
def test_number_ends_where_it_ends(wording: str, values: list[int]) -> None:
    assert [token.number.best for token in numbers(wording) if token.number] == values


@given(st.integers(0, 10**12).filter(lambda value: not 19_000_101 <= value <= 20_991_231))  # those may be dates
def test_every_whole_number_is_read_from_digits_in_any_style(value: int) -> None:
    for wording in (f"{value}", f"{value:,}", f"{value:,}".replace(",", " ") if value > 999 else f"{value}"):
        [token] = numbers(wording)
        assert token.number is not None
        assert token.number.best == value


ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(value: int) -> str:
    """The English words of a whole number, as an oracle of its own."""
    if value < 20:
        return ONES[value]
    if value < 100:
        return TENS[value // 10] + (f"-{ONES[value % 10]}" if value % 10 else "")
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= scale:
            joint = " and " if scale == 100 else " "
            return f"{in_words(value // scale)} {name}" + (f"{joint}{in_words(value % scale)}" if value % scale else "")
    raise AssertionError(value)


@given(st.integers(0, 10**12 - 1))
def test_every_whole_number_is_read_from_its_words(value: int) -> None:
    [token] = numbers(in_words(value))
    assert token.number is not None
    assert token.number.best == value
