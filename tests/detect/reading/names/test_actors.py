"""Whose people or forces words name."""

from __future__ import annotations

import pytest

from services.detect.reading.names.actors import actor_of
from services.detect.reading.vocabulary import ENGLISH
from tests.detect.reading.words import sentence


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("US-trained Ukrainian troops", "Ukraine"),
        ("Kenya's soldiers", "Kenya"),
        ("the U.S. troops", "United States"),
        ("soldiers told us", None),
        ("Jordan's three children", None),
    ],
)
def test_actor_is_the_state_named_last(words: str, state: str | None) -> None:
    assert actor_of(sentence(words).tokens, ENGLISH) == state
