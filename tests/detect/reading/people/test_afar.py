"""Whom sentences count far below the event that their article opens with, as a corpus."""

from __future__ import annotations

import pytest

from services.detect.reading.tracks import statements_of
from tests.detect.examples import published

TITLE = "Two shot outside the Tamar Mutual in Marlow"
OPENING = "Two people were shot outside the Tamar Mutual in Marlow on Monday."
BETWEEN = " ".join(["Residents spoke of the noise."] * 9)
COUNTED = [
    ("killed", "Kenya lost 12 soldiers, who were killed there in May."),
    ("killed", "There 12 Kenyan soldiers were killed in May."),
    ("laid off", "The bank laid off 300 workers in May."),
    ("laid off", "It said 300 workers had lost their jobs."),
    ("vaccinated", "Nurses have vaccinated 40,000 children."),
]
NOT_COUNTED = [
    "Two people were killed there in May.",
    "A man was shot outside the bar in May.",
    "Police arrested 12 people in May.",
    "The bank has 300 workers.",
]


def actions_of(below: str) -> list[str | None]:
    body = f"{OPENING} {BETWEEN} {below}"
    return [
        item.subject.action
        for item in statements_of(published("a", body, title=TITLE))
        if item.start >= body.index(below)
    ]


@pytest.mark.parametrize(("action", "below"), COUNTED)
def test_a_state_s_own_and_those_of_no_one_event_are_counted_anywhere(action: str, below: str) -> None:
    assert action in actions_of(below)


@pytest.mark.parametrize("below", NOT_COUNTED)
def test_a_toll_far_below_is_of_no_event_that_is_known(below: str) -> None:
    assert actions_of(below) == []
