"""Numbers and amounts as a desk writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from services.wording.amounts import amount, between, plural

AMOUNTS = [
    ("12000", None, "12,000"),
    ("999999", None, "999,999"),
    ("1000000", None, "1 million"),
    ("2300000", "people", "2.3 million people"),
    ("1240000000", None, "1.24 billion"),
    ("3000000000000", "japanese yen", "¥3tn"),
    ("12280000", "metric ton", "12.28 million metric tons"),
    ("11338250", "metric ton", "11,338,250 metric tons"),
    ("1234567890", None, "1,234,567,890"),
    ("-4500000", None, "-4.5 million"),
    ("2300000000", "pound sterling", "£2.3bn"),
    ("4400000", "dollar", "$4.4m"),
    ("1250", "euro", "€1,250"),
    ("0.85", "pound sterling", "£0.85"),
    ("-3000000", "dollar", "-$3m"),
    ("86000000", "canadian dollar", "C$86m"),
    ("1500000000", "danish krone", "1.5 billion Danish kroner"),
    ("500", "chinese yuan", "500 Chinese yuan"),
    ("5", "dollar per share", "5 dollars per share"),
    ("62", "percentage", "62 %"),
    ("1", "kilometre", "1 kilometre"),
    ("61", "kilometre", "61 kilometres"),
    ("30", "mile per hour", "30 miles per hour"),
    ("41200", "hospital", "41,200 hospitals"),
    ("12", "first-team player", "12 first-team players"),
    ("34", "year of age", "34 years of age"),
]


@pytest.mark.parametrize(("value", "unit", "said"), AMOUNTS)
def test_an_amount(value: str, unit: str | None, said: str) -> None:
    assert amount(Decimal(value), unit) == said


@pytest.mark.parametrize(
    ("low", "high", "unit", "said"),
    [
        ("11000", "12000", None, "11,000–12,000"),
        ("2000000", "3000000", "people", "2–3 million people"),
        ("900000", "1200000", None, "900,000–1.2 million"),
        ("2000000", "3000000", "pound sterling", "£2m–£3m"),
        ("5.8", "6", "percentage", "5.8–6 %"),
        ("7", "7", "boat", "7 boats"),
    ],
)
def test_a_range(low: str, high: str, unit: str | None, said: str) -> None:
    assert between(Decimal(low), Decimal(high), unit) == said


@pytest.mark.parametrize(
    ("noun", "said"),
    [
        ("soldier", "soldiers"),
        ("child", "children"),
        ("people", "people"),
        ("body", "bodies"),
        ("man", "men"),
        ("policewoman", "policewomen"),
        ("church", "churches"),
        ("aircraft", "aircraft"),
        ("metre per second", "metres per second"),
        ("foot", "feet"),
        ("human", "humans"),
    ],
)
def test_a_plural(noun: str, said: str) -> None:
    assert plural(noun) == said
