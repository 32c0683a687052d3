"""Figures in the words that an editor uses."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from schemas.values import Direction, Figure, Modality, Precision, Presence, Quantity, Span
from services.wording import figure, moment


def quantity(number: int, **changes: object) -> Quantity:
    return Quantity(Decimal(number), Decimal(number), Decimal(number), **changes)


def days(first: str, last: str, precision: Precision = Precision.DAY) -> Span:
    return Span(dt.date.fromisoformat(first), dt.date.fromisoformat(last), precision)


WORDS: list[tuple[Figure, str]] = [
    (quantity(1200), "1,200"),
    (quantity(1200, unit="person"), "1,200 people"),
    (quantity(800, modality=Modality.ABOUT), "about 800"),
    (quantity(5, unit="%", direction=Direction.UP), "up 5 %"),
    (Quantity(Decimal(11_000), None, Decimal(12_000), modality=Modality.RANGE), "11,000–12,000"),
    (Quantity(Decimal(11_000), None, None, modality=Modality.VAGUE), "11,000 or more"),
    (Quantity(None, None, None), "unknown"),
    (quantity(2_300_000_000, unit="pound sterling", modality=Modality.ABOUT), "about £2.3bn"),
    (quantity(2, modality=Modality.RELATIVE), "twice the figure before"),
    (quantity(5, modality=Modality.RELATIVE), "5 times the figure before"),
    (days("2025-01-30", "2025-01-30"), "30 Jan 2025"),
    (days("2025-01-13", "2025-01-30"), "13–30 Jan 2025"),
    (days("2025-01-30", "2025-02-02"), "30 Jan – 2 Feb 2025"),
    (days("2024-12-30", "2025-01-02", Precision.ABOUT), "about 30 Dec 2024 – 2 Jan 2025"),
    (days("2025-01-01", "2025-01-31", Precision.MONTH), "Jan 2025"),
    (days("2025-01-01", "2025-12-31", Precision.YEAR), "2025"),
    (Presence(seen=False, span=days("2025-01-13", "2025-01-30")), "not seen 13–30 Jan 2025"),
]


@pytest.mark.parametrize(("value", "words"), WORDS)
def test_a_figure_as_one_would_say_it(value: Figure, words: str) -> None:
    assert figure(value) == words


def test_a_moment_is_said_in_utc() -> None:
    at = dt.datetime(2025, 1, 30, 14, 5, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    assert moment(at) == "30 Jan 2025, 12:05 UTC"
