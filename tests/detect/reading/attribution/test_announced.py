"""What a headline says is to be, by its infinitive."""

from __future__ import annotations

import pytest

from services.detect.reading.attribution.announced import is_announced
from services.detect.reading.vocabulary import ENGLISH

TO_BE = ["Ansel to close |seven| schools", "Carmaker to cut some |1,500| jobs", "|Seven| schools to close in Ansel"]
DONE = [
    "Ansel closes |seven| schools",
    "Flood forces Ansel to close |seven| schools",
    "|Seven| schools closed in Ansel",
    "|One| rushed to hospital after shooting",
    "|Man| accidentally shot to death in Ansel, police say",
    "Four men shot to death, |seven| hurt",
]


@pytest.mark.parametrize(("headline", "expected"), [(h, True) for h in TO_BE] + [(h, False) for h in DONE])
def test_headline_announces_its_count(headline: str, expected: bool) -> None:
    before, counted, behind = headline.split("|")
    words = f"{before}{counted}{behind}"
    assert is_announced(words, len(before), len(before) + len(counted), ENGLISH) is expected
