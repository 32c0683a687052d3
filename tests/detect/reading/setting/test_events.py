"""Kinds of events, as words name them."""

from __future__ import annotations

import pytest

from services.detect.reading.setting.events import events, kind_of_toll, main_event
from services.detect.reading.vocabulary import ENGLISH
from tests.detect.reading.words import sentence


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Two men opened fire in Marlow.", ["shooting"]),
        ("The fire chief said the blaze was out.", ["fire"]),
        ("A ceasefire held, and nobody was fired.", []),
        ("An air strike set off a fire.", ["attack", "fire"]),
        ("A drone hit a block of flats.", ["attack"]),
        ("The store blew up at dawn.", ["explosion"]),
        ("A bus overturned near Ansel.", ["crash"]),
        ("Shares overtook those of Quillon, which had plunged.", []),
        ("The ferry sank off Marlow.", ["shipwreck"]),
        ("His heart sank.", []),
        ("Everybody fires a gun here, and they fire shots.", []),
        ("A fire at a mill was put out.", ["fire"]),
        ("A stand gave way during the match.", ["collapse"]),
        ("The driver gave way to a tram.", []),
        ("The heat has killed 12.", ["heatwave"]),
        ("The dam burst on Monday.", ["flood"]),
    ],
)
def test_event_is_what_words_name_and_not_what_sounds_like_it(words: str, kinds: list[str]) -> None:
    assert list(events(sentence(words).tokens, ENGLISH)) == kinds


def test_event_that_says_what_happened_goes_before_one_that_says_only_that_something_did() -> None:
    assert main_event(["attack", "flood", "fire"], ENGLISH) == "flood"
    assert main_event(["attack", "protest"], ENGLISH) == "attack"
    assert main_event([], ENGLISH) is None


def test_an_event_that_is_a_part_of_another_is_that() -> None:
    assert main_event(["shooting", "coup"], ENGLISH) == "coup"
    assert main_event(["shooting", "protest"], ENGLISH) == "shooting"


def test_whom_unrest_cost_is_told_of_one_kind_whatever_it_is_called() -> None:
    assert {kind_of_toll(kind, ENGLISH) for kind in ("protest", "strike", "riot")} == {"unrest"}
    assert kind_of_toll("flood", ENGLISH) == "flood"
