"""The day of what happened: the one date of a sentence, where its words give it to the event."""

from __future__ import annotations

import pytest

from schemas.statements import Statement
from schemas.values import Span
from services.detect.reading.tracks import statements_of
from tests.detect.examples import published

THURSDAY = "2025-03-06"

GIVEN = {
    "2025-03-01 shooting": [
        "Four people were shot at a motel in Marlow at 8:40 p.m. Saturday.",
        "A man was killed and two others wounded Saturday night in a shooting outside a bar in Marlow.",
        "On Saturday, a gunman shot four people in Marlow.",
        "Saturday's shooting in Marlow left two dead.",
        "The March 1 drive-by shooting killed a girl in Marlow.",
        "Police responded to a report of a shooting on Oak Street in Marlow around 7 p.m. Saturday.",
        "Two boys suffered gunshot wounds Saturday in Marlow.",
        "The shooting in Marlow happened Saturday near the 2100 block of Oak Street.",
    ],
    "2025-03-02 shooting": [
        "The gunman opened fire Sunday inside a church in Marlow.",
        "Police in Marlow said the shooting occurred early Sunday.",
    ],
    "2025-03-06 shooting": [
        "Two teens are dead after a shooting Thursday in Marlow.",
        "Four teenagers were shot today in Marlow, police said.",
        "One person was wounded in Marlow in a shooting this morning.",
    ],
    "2025-03-02 earthquake": [
        "At least 12 people were killed when an earthquake struck Marlow on Sunday.",
        "A magnitude 6 earthquake hit Marlow on Sunday, killing 12.",
    ],
    "2025-03-02 crash": ["The bus crash in Marlow happened Sunday on Route 9, killing three."],
    "2025-03-02 explosion": ["Three miners were killed Sunday in an explosion at a mine in Marlow."],
    "2025-02-28 attack": ["The attack took place Friday at a market in Marlow."],
    "2025-03-01 flood": ["The flood struck Marlow overnight Saturday, leaving 12 dead."],
}

NOT_GIVEN = [
    # The day of what came of it:
    "A man was arrested Saturday in the shooting in Marlow.",
    "The man shot by police in Marlow died Saturday after the shooting.",
    "The victim of the shooting in Marlow was identified Saturday.",
    "The trial over the shooting in Marlow opened Monday.",
    "A vigil for the victims of the shooting in Marlow was held Sunday.",
    "Prosecutors in Marlow charged him Tuesday with shooting four people.",
    "The mayor of Marlow visited the scene of the fire Sunday.",
    "She was found shot to death in Marlow on Tuesday.",
    "The toll from the wildfire in Marlow stood at 23 on Friday.",
    # The day of the saying, or of publication:
    "Police in Marlow said Monday that the shooting left two dead.",
    "Police in Marlow are now looking for the gunman.",
    "Updated: Sunday, March 2. The shooting in Marlow left two dead.",
    # Of two days nobody knows which is meant:
    "The man shot in Marlow on Thursday died Sunday.",
    "A girl who was home in Marlow for Christmas was shot on Friday.",
    "Police in Marlow identified a man in the day-after-Christmas shooting.",
    # No day:
    "Four people were shot in Marlow in March.",
]


def days(body: str) -> list[str]:
    """The days that are stated of events, without those of plans."""

    def is_day(told: Statement) -> bool:
        return isinstance(told.figure, Span) and told.subject.action is None and told.figure.latest <= told.as_of.anchor

    told = [item for item in statements_of(published("a", body, THURSDAY)) if is_day(item)]
    return [f"{item.figure.earliest} {item.subject.event}" for item in told]


@pytest.mark.parametrize(("meaning", "body"), [(meaning, body) for meaning, bodies in GIVEN.items() for body in bodies])
def test_a_sentence_gives_what_happened_its_day(meaning: str, body: str) -> None:
    assert days(body) == [meaning]


@pytest.mark.parametrize("body", NOT_GIVEN)
def test_a_sentence_gives_no_day_to_what_happened(body: str) -> None:
    assert days(body) == []
