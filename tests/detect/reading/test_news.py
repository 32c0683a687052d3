"""What the news states of many kinds of events, as corpora of whole sentences: each means all that it states, no more.

A meaning is spelt "FIGURE COUNTED ACTION; of ACTOR; in PLACE; EVENT; FACTUALITY; said PARTY < PARTY" without what a
statement has not; several are joined by " + ". All are read as published on Thursday 30 January 2025.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from schemas.statements import Factuality, Statement
from schemas.values import Figure, Measure, Modality, Presence, Quantity, Span
from services.detect.reading.tracks import statements_of
from tests.detect.examples import published

CORPUS = {
    f"{path.stem}: {words}": (words, meaning)
    for path in sorted(Path(__file__).with_name("news").glob("*.toml"))
    for meaning, wordings in tomllib.loads(path.read_text("utf-8")).items()
    for words in wordings
}
NOTHING = [
    "The Doel reactor was shut down on 30 April.",
    "Norvane had struck on 30 April.",
    "Seven people watched the game.",
    "Marlow has four bridges.",
    "The launch was on 3 January.",
    "The meeting is on the second floor, and lasts until 12.",
    "Residents were told on 12 March that it was over.",
    "The team lost 300 games in Marlow.",
    "The comet was last seen on 24 January.",
    "Jane Doe was last seen laughing.",
    "A woman was last seen in a play on Friday.",
]


def told(statement: Statement) -> str:
    """A statement as the corpora spell it."""
    subject = statement.subject
    head = " ".join(filter(None, (figure(statement.figure), subject.counted, subject.action)))
    return "; ".join(
        filter(
            None,
            (
                head,
                f"of {subject.actor}" if subject.actor else None,
                f"in {subject.place}" if subject.place else None,
                subject.event,
                statement.factuality.value if statement.factuality is not Factuality.ASSERTED else None,
                f"said {' < '.join(statement.chain[1:])}" if statement.chain[1:] else None,
            ),
        )
    )


def figure(value: Figure) -> str:
    if isinstance(value, Presence):
        return "seen" if value.seen else "not seen"
    if isinstance(value, Span):
        return value.earliest.isoformat() if value.earliest == value.latest else f"{value.earliest}/{value.latest}"
    assert isinstance(value, Quantity)
    change = "by" if value.measure is Measure.CHANGE else None
    modality = None if value.modality in (Modality.EXACT, Modality.RANGE) else value.modality.value
    ends = (value.low, value.high) if value.modality is Modality.RANGE else (value.best or value.low or value.high,)
    number = "-".join(plain(end) for end in ends)
    return " ".join(filter(None, (change, modality, number, value.unit)))


def plain(number: Decimal | None) -> str:
    return "" if number is None else format(number.normalize(), "f")


@pytest.mark.parametrize(("words", "meaning"), CORPUS.values(), ids=CORPUS.keys())
def test_sentence_states_this_and_no_more(words: str, meaning: str) -> None:
    assert " + ".join(dict.fromkeys(map(told, statements_of(published("a", words))))) == meaning


@pytest.mark.parametrize("words", NOTHING)
def test_sentence_states_nothing(words: str) -> None:
    assert list(map(told, statements_of(published("a", words)))) == []
