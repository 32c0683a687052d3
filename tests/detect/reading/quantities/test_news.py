"""What whole sentences state, as a corpus in `news.toml`."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from schemas.values import Modality
from services.detect.reading.quantities.quantity import Quantity, quantities
from services.detect.reading.times import times
from tests.detect.reading.words import sentence

SPOKEN = dt.date(2025, 1, 30)
FAMILIES = tomllib.loads(Path(__file__).with_name("news.toml").read_text("utf-8"))
CORPUS = {words: told for family in FAMILIES.values() for words, told in family.items()}


def told(quantity: Quantity) -> str:
    """The quantity in words, as the corpus writes it."""
    if quantity.modality in (Modality.RANGE, Modality.VAGUE):
        value = f"{quantity.low:f}-{quantity.high:f}"
    else:
        value = f"{next(end for end in (quantity.best, quantity.low, quantity.high) if end is not None):f}"
    kind = None if quantity.modality is Modality.EXACT else quantity.modality.value
    way = quantity.direction.value if quantity.direction is not None else None
    bound = quantity.bound.value if quantity.bound is not None else None
    told_by = (way, kind, bound, value, quantity.unit or quantity.counted)
    return " ".join(part for part in told_by if part is not None)


@pytest.mark.parametrize("words", CORPUS)
def test_sentence_states_its_quantities_and_no_other(words: str) -> None:
    read = sentence(words)
    assert [told(quantity) for quantity in quantities(read, times(read, SPOKEN))] == CORPUS[words]
