"""Quantities as a corpus: interval, modality, unit, what is counted, which way, and what counts nothing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

import pytest

from services.detect.reading.quantities.quantity import Quantity, quantities
from services.detect.reading.times import times
from tests.detect.reading.words import sentence

SPOKEN = dt.date(2025, 1, 30)


class Q(NamedTuple):
    low: float | None
    best: float | None
    high: float | None
    modality: str = "exact"
    unit: str | None = None
    counted: str | None = None
    direction: str | None = None


def exactly(value: float, **what: str) -> Q:
    return Q(value, value, value, **what)


CORPUS = {
    # counts
    exactly(10_000, counted="soldier"): ["10,000 soldiers", "10 000 soldiers", "ten thousand soldiers"],
    exactly(5, counted="nba team"): ["five NBA teams", "5 NBA teams"],
    exactly(6, counted="burnt bridge"): ["six burnt bridges"],
    exactly(2, counted="armoured coach"): ["two armoured coaches"],
    exactly(3, counted="police officer"): ["three police officers"],
    exactly(1, counted="police officer"): ["one police officer"],
    exactly(4, counted="people"): ["four people", "4 persons", "four of the people"],
    exactly(7, counted="woman"): ["seven women", "seven of the women"],
    exactly(12, counted="sports fan"): ["12 sports fans"],
    exactly(200, counted="staff"): ["200 staff"],
    exactly(12, counted="member"): ["the 12-member council"],
    exactly(18, counted="hole"): ["an 18-hole course"],
    exactly(3000, counted="test per day"): ["three thousand tests per day", "3,000 tests a day"],
    exactly(5): ["5 dead", "five killed", "kills 5"],
    # bounds
    Q(10_000, 10_000, 10_000, "about", counted="soldier"): [
        "about 10,000 soldiers",
        "around 10,000 soldiers",
        "some 10,000 soldiers",
        "an estimated 10,000 soldiers",
        "nearly ten thousand soldiers",
        "10,000 soldiers or so",
        "roughly 10,000 soldiers",
        "close to 10,000 soldiers",
        "in the region of 10,000 soldiers",
        "~10,000 soldiers",
    ],
    Q(12, 12, None, "at least", counted="people"): [
        "at least 12 people",
        "no fewer than 12 people",
        "a minimum of twelve persons",
        "12 people or more",
        "12 people and counting",
        "equal to or more than 12 people",
        "not fewer than a dozen people",
        "12 or more people",
        "12 people at the very least",
        "not less than 12 people",
    ],
    Q(12, 12, None, "more than", counted="people"): [
        "more than 12 people",
        "over a dozen people",
        "well over 12 people",
        "upwards of 12 people",
        "in excess of 12 people",
        "just over 12 people",
    ],
    Q(None, 12, 12, "at most", counted="people"): [
        "up to 12 people",
        "as many as 12 people",
        "no more than twelve people",
        "12 people at most",
        "12 people at the most",
        "12 people max",
        "12 or fewer people",
        "not greater than 12 people",
        "did not exceed 12 people",
        "up to and including 12 people",
        "a maximum of 12 people",
    ],
    Q(None, 12, 12, "less than", counted="people"): [
        "fewer than 12 people",
        "less than a dozen people",
        "just under 12 people",
        "just shy of 12 people",
    ],
    Q(12, 12, 12, "about", counted="tent"): [
        "12 or so tents",
        "a dozen or so tents",
        "12-odd tents",
        "ca. 12 tents",
        "c. 12 tents",
    ],
    Q(40, 40, 40, "about", counted="tent"): ["40-ish tents", "40ish tents", "40-odd tents"],
    Q(500, 500, None, "at least", counted="tent"): ["500 or more tents", "500-plus tents"],
    Q(10_000, None, 100_000, "vague"): ["Tens of thousands marched"],
    # ranges
    Q(11_000, None, 12_000, "range", counted="soldier"): [
        "11,000-12,000 soldiers",
        "11,000 to 12,000 soldiers",
        "between 11,000 and 12,000 soldiers",
        "11 to 12 thousand soldiers",
        "11,000–12,000 soldiers",
        "from 11,000 to 12,000 soldiers",
        "from 11,000 up to 12,000 soldiers",
        "between about 11,000 and about 12,000 soldiers",
        "from around 11,000 to some 12,000 soldiers",
        "11,000 till 12,000 soldiers",
        "more than 11,000 but fewer than 12,000 soldiers",
        "fewer than 12,000 but more than 11,000 soldiers",
        "over 11,000 but under 12,000 soldiers",
        "at least 11,000 yet no more than 12,000 soldiers",
    ],
    Q(3, None, 4, "range", unit="year"): [
        "three or four years",
        "3 to 4 years",
        "three- to four-year",
        "three, maybe four years",
        "three or maybe four years",
    ],
    Q(3_000_000_000, None, 5_000_000_000, "range", unit="dollar"): [
        "$3-5 billion",
        "$3 billion to $5 billion",
        "between $3 billion and $5 billion",
        "from $3bn to $5bn",
        "$3bn-$5bn",
    ],
    Q(5, None, 6, "range", unit="percentage"): ["5% to 6%", "5-6 %", "5 -6 %", "between 5 and 6 per cent"],
    Q(-5, None, 5, "range", unit="volt"): ["from -5 to +5 volts", "-5 to 5 volts", "between -5 V and +5 V"],
    Q(None, 90, 90, "at most", unit="minute"): ["no longer than 90 minutes", "90 minutes at most", "up to 90 minutes"],
    # tolerances
    exactly(50, unit="kilometre"): ["50 ± 5 km", "50 km ± 5 km", "50+/-5 km", "(50 ± 5) km", "50 km plus or minus 5"],
    exactly(3, unit="point"): ["an error of plus or minus 3 points", "±3 points"],
    # vague
    Q(12, None, 120, "vague", counted="home"): ["dozens of homes"],
    Q(12, None, None, "at least", counted="home"): ["at least dozens of homes", "dozens of homes or more"],
    Q(10_000, None, 100_000, "vague", counted="student"): ["tens of thousands of students"],
    Q(300, None, 699, "vague", counted="home"): ["a few hundred homes"],
    # units
    exactly(2.5, unit="kilometre"): ["2.5 km", "2½ kilometres", "two and a half kilometers", "2.5-kilometre", "2.5km"],
    exactly(30, unit="square kilometre"): ["30 km2", "30 km²", "30 square kilometres", "30 sq km", "30 km squared"],
    exactly(87, unit="mile per hour"): ["87 mph", "87 miles per hour", "87 miles an hour", "87 miles/hour"],
    exactly(140, unit="kilometre per hour"): ["140 km/h", "140 kph", "140 kilometres an hour", "140km/hr"],
    exactly(30, unit="celsius"): ["30 degrees Celsius", "30°C", "30 °C", "30 degrees centigrade"],
    exactly(0.5, unit="hour"): ["half an hour", "half-hour", "half hour"],
    exactly(0.5, unit="litre"): ["half a litre", "half litre", "half-litre", "a half litre"],
    exactly(1.5, unit="hour"): ["an hour and a half", "one hour and a half", "one and a half hours", "1½ hours"],
    exactly(2.25, unit="mile"): ["two miles and a quarter", "2 1/4 miles", "two and a quarter miles"],
    exactly(-10, unit="degree"): ["10 degrees below zero", "10 below zero", "minus 10 degrees"],
    exactly(20.43, unit="dollar"): ["$20 and 43 cents", "$20 43c", "20 dollars 43 cents", "20 dollars and 43"],
    exactly(12.4, unit="per 100,000"): ["12.4 per 100,000"],
    exactly(45.5, unit="polish zloty"): ["45,50 zł", "PLN 45,50", "45.50 PLN"],
    exactly(2109, unit="euro"): ["€ 2.109,00", "2.109,00 €", "EUR 2,109.00", "2109 euros"],
    exactly(15_000, unit="south korean won"): ["15,000원", "₩15,000", "15,000 won"],
    exactly(10.5, unit="stone"): ["10st 7lb", "10 stone 7 pounds", "ten and a half stone"],
    exactly(50_000, unit="euro"): ["50 k€", "€50k", "50k euros", "EUR 50,000"],
    exactly(42, unit="malaysian ringgit"): ["ringgit 42", "RM42", "42 Malaysia ringgit", "Malaysian ringgit 42"],
    exactly(500, unit="indian rupee"): ["Rs. 500", "Rs 500", "rupees 500", "500 India rupees"],
    exactly(5, unit="megawatt"): ["5 MW", "5MW", "five megawatts", "a 5-megawatt plant"],
    exactly(4500, unit="milliampere hour"): ["4500 mAh"],
    exactly(20, unit="pound-mass"): ["20 pounds", "20 lbs", "20lb"],
    exactly(30, unit="percentage"): ["30 %", "30 percent", "thirty per cent", "30pc", "30 pct"],
    exactly(2, unit="point"): ["two percentage points", "2 points"],
    exactly(3_000_000, unit="dollar"): [
        "$3m",
        "$3 million",
        "three million dollars",
        "US$3m",
        "USD 3m",
        "3m US dollars",
    ],
    exactly(3, unit="pound sterling"): ["£3", "GBP 3", "three pounds sterling"],
    exactly(3.7, unit="hong kong dollar"): ["HK$3.7", "HK $3.7", "HKD3.7", "3.7 Hong Kong dollars"],
    exactly(500, unit="japanese yen"): ["¥500", "500 yen", "JPY500"],
    exactly(52, unit="dollar per barrel"): ["$52 a barrel", "$52 per barrel", "52 dollars a barrel", "$52/barrel"],
    exactly(300, unit="barrel per day"): ["300 barrels per day", "300 barrels a day", "300 bpd"],
    exactly(34, unit="year of age"): [
        "34-year-old",
        "34 years old",
        "Smith, 34, was there",
        "aged 34",
        "Smith (34) came",
        "who was 34",
        "34 years of age",
        "a 34 year old",
    ],
    exactly(6, unit="count"): ["sixfold", "six times"],
    exactly(3, unit="count per week"): ["three times a week", "3 times per week"],
    exactly(5, unit="inverse femtobarn"): ["5 fb-1", "5 fb⁻¹"],
    exactly(45, unit="milligram"): ["45mg", "45 milligrams"],
    # direction
    exactly(0.3, unit="percentage", direction="up"): [
        "rose 0.3%",
        "rose by 0.3 per cent",
        "climbed a further 0.3 percent",
    ],
    exactly(64, unit="point", direction="down"): [
        "fell 64 points",
        "lost 64 points",
        "dropped by 64 points",
        "down 64 points",
    ],
    exactly(9, counted="ship"): ["the fleet fell to 9 ships", "it stood at 9 ships"],
    exactly(9, counted="ship", direction="down"): ["the fleet shrank by 9 ships"],
    Q(3, 3, None, "more than", counted="ship", direction="up"): ["rose by more than 3 ships"],
    # relative
    exactly(0.5, modality="relative", direction="down"): ["reduced by half", "halved"],
    exactly(1.5, modality="relative", direction="up"): ["grew by half"],
    exactly(2, modality="relative", direction="up"): ["doubled"],
    exactly(0.5, modality="relative", counted="home"): ["half of the homes", "half the homes", "half their homes"],
    exactly(0.2, modality="relative", counted="people"): ["one in five people", "a fifth of the people"],
    exactly(20, modality="relative", unit="percentage", direction="up"): [
        "20% more than last year",
        "20 per cent higher than",
    ],
    exactly(3, modality="relative", unit="count", direction="up"): ["three times as many as"],
}
NOTHING = [
    "no one came",
    "at one point",
    "at 42 Mill Road",
    "the 600 block of Mill Road",
    "on Channel 4 tonight",
    "Route 66 was closed",
    "the team won 3-2",
    "a 2-1 defeat",
    "the T-72 tank",
    "the COVID-19 vaccine",
    "the SF90 car",
    "an iPhone 11",
    "the F-16 fighter",
    "a Boeing 737",
    "the S&P 500 rose",
    "the FTSE 100",
    "the Group of Seven",
    "the Big Three",
    "the 3rd brigade",
    "at 10:30 sharp",
    "on January 9, 2025",
    "#1 again",
    "in the 1990s",
    "No. 5",
    "number 10",
    "Chapter 11",
    "call 555-123-4567",
    "the top three",
    "the 9/11 attacks",
    "England Under 21",
    "the under 20",
    "open 24/7",
    "in 2019",
    "the 2019 review",
    "several people",
    "a few people",
    "a third man",
    "the second half",
    "a .22 caliber pistol",
]


def found_in(wording: str) -> list[Quantity]:
    read = sentence(wording)
    return list(quantities(read, times(read, SPOKEN)))


@pytest.mark.parametrize(("meaning", "wording"), [(q, w) for q, wordings in CORPUS.items() for w in wordings])
def test_wording_means_its_quantity(meaning: Q, wording: str) -> None:
    [found] = found_in(wording)
    ends = tuple(None if end is None else Decimal(str(end)) for end in meaning[:3])
    assert (found.low, found.best, found.high) == ends
    direction = found.direction.value if found.direction is not None else None
    counted = found.counted if found.unit is None else None  # of a measure it is what it is of
    assert (found.modality.value, found.unit, counted, direction) == meaning[3:]


@pytest.mark.parametrize("wording", NOTHING)
def test_number_that_counts_nothing_is_no_quantity(wording: str) -> None:
    assert found_in(wording) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Officials count about 10,000 North Korean troops there.", ["about 10,000 North Korean troops"]),
        ("Up to 12 people and 3 children drowned.", ["Up to 12 people", "3 children"]),
        ("The toll rose from 12 to 15.", ["from 12", "15"]),
        ("A dozen or so tents burned.", ["A dozen or so tents"]),
        ("It has 2 million-plus users.", ["2 million-plus users"]),
        ("Tens of thousands marched.", ["Tens of thousands"]),
        ("Between 11,000 and 12,000 soldiers marched.", ["Between 11,000 and 12,000 soldiers"]),
        ("It cost $3 million, he says.", ["$3 million"]),
        ("The 13 years old tower fell.", ["13 years old"]),
    ],
)
def test_offsets_take_in_bound_number_and_noun(text: str, words: list[str]) -> None:
    assert [text[found.start : found.end] for found in found_in(text)] == words


def test_every_quantity_says_which_rules_read_it() -> None:
    [found] = found_in("about 11,000 North Korean troops")
    assert found.rules == ("digits", "counted plural", "bound before: about")
