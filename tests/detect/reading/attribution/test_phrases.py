"""Who says it where only the clause shows that somebody does."""

from __future__ import annotations

import pytest

from services.detect.reading.attribution.sources import attribution
from tests.detect.reading.words import sentence

PHRASES = {
    "mourners": ["Three mourners said ten died.", "Ten died, mourners told this newspaper.", "Mourners say ten died."],
    "bargees' circle": [
        "Ten died, the bargees' circle said on Monday.",
        "Ten died, the bargees' circle reckons.",
        "Ten are empty, the bargees' circle has found.",
        "Ten are empty, the bargees' circle found in its yearly survey of barges.",
        "Ten died, the bargees' circle put it.",
        "The bargees' circle told the press that ten had died.",
    ],
    "diggers' co-operative": ["Ten are trapped, the diggers' co-operative says."],
    "baker": ["A baker who was at the fort said ten had died."],
    "her landlady": ["Ten died, said her landlady."],
    "Tom Reed, her brother": ["Ten died, said her brother, Tom Reed."],
    "people close to the talks": ["Ten will go, according to people close to the talks."],
    "guests in the hall": ["Ten died, guests in the hall said by telephone."],
    "company": ["Ten will go, company records show.", "Ten will go, a company filing shows."],
    "prison hospital": ["Ten died, the prison hospital's log shows."],
    None: [
        "The sign said ten.",
        "A plan announced on Monday costs ten lives.",
        "It is a plan, a move announced on Monday, that costs ten.",
        "Forty missing, six bodies found",
        "A man found in the river was ten years old.",
        "When they came, the woman was dead.",
        "Ten died, official figures show.",
        "Nobody said ten had died.",
        "Both said ten had died.",
        "The state told ten people in Marlow to leave.",
        "The storm claimed ten lives.",
        "The firm's owner put it down to ten bad years.",
        "The clerk wouldn't say how ten had died.",
        "Prices fell and the day told on them.",
    ],
}


@pytest.mark.parametrize(("party", "words"), [(party, words) for party, some in PHRASES.items() for words in some])
def test_whatever_fills_the_clause_of_saying_says_it(party: str | None, words: str) -> None:
    assert attribution(sentence(words)).parties == (() if party is None else (party,))


def test_who_is_known_by_his_office_goes_before_whoever_else_is_said_to_speak() -> None:
    told = "The victim told friends it was late, police said."
    assert attribution(sentence(told)).parties == ("police",)


def test_who_quotes_goes_before_who_is_quoted() -> None:
    assert attribution(sentence('"I think ten died," the mayor said.')).parties == ("mayor",)
