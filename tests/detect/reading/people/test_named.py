"""Persons by name, and those told of before, as a corpus: of whom a text states that something befell one at least."""

from __future__ import annotations

from decimal import Decimal

import pytest

from schemas.values import Modality, Quantity
from services.detect.reading.people.actions import actions
from services.detect.reading.people.counts import counts
from services.detect.reading.people.participants import participants
from services.detect.reading.quantities.quantity import quantities
from services.detect.reading.tracks import statements_of
from tests.detect.examples import published
from tests.detect.reading.words import sentence

KNOWN = ("Ann Hale", "Tom Reed")
# (action, counted class, how many at least) of each count, in order: wordings
CORPUS = {
    (("killed", "people", 1),): [
        "Ann Hale was killed.",
        "Ann Hale, 34, was shot and killed.",
        "Joan Crow (41) died at the scene.",
        "Hale was pronounced dead.",
        "The shooting killed Joan Crow, 41.",
        "The shooting death of Joan Crow was ruled a homicide.",
        "He is accused of killing Joan Crow.",
        "Ann Hale, of Dover, died.",
        "Bill Bird said Ann Hale was killed.",
        "Ann Hale's death was ruled a homicide.",
        "He spoke of Hale's shooting death.",
    ],
    (("killed", "people", 2),): [
        "Ann Hale and Tom Reed were killed.",
        "Ann Hale, 34, and Tom Reed, 45, were found dead.",
        "A gunman shot and killed Hale and Reed.",
    ],
    (("killed", "people", 3),): ["Ann Hale, 34, and two others were killed."],
    (("killed", "people", 3), ("killed", "people", 1)): ["Three people, including Ann Hale, 34, were killed."],
    (("killed", "nurse", 1),): ["Ann Hale, a nurse, was killed.", "A nurse, Ann Hale, 34, was killed."],
    (("killed", "people", 2), ("killed", "child", 1)): ["Ann Hale, 34, and her son were killed."],
    (("killed", "people", 2), ("killed", "nurse", 1), ("killed", "worker", 1)): [
        "Ann Hale, a nurse, and Tom Reed, a baker, were killed.",
    ],
    (("killed", "child", 1),): [
        "The boy died.",
        "The girl, later identified as Ann Hale, was pronounced dead.",
        "The boy's father said the child was killed.",
    ],
    (("killed", "people", 3), ("killed", "wife", 1), ("killed", "child", 2)): [
        "He killed his wife, Joan, and their two children.",
        "He killed his wife Joan and their two children.",
        "He shot and killed his wife, Joan Crow, 34, and their two children.",
    ],
    (("killed", "suspect", 1),): ["The gunman was killed by police."],
    (("shot", "people", 1),): ["Tom Reed was shot.", "Reed shot Ann Hale."],
    (("injured", "people", 1), ("killed", "people", 1)): ["Hale was wounded, and Reed was killed."],
}
NOTHING = [
    "Ann Hale was arrested after the shooting.",
    "Ann Hale, who saw the shooting, wept.",
    "Hale's brother saw the dead.",
    "The shooting was seen by Ann Hale.",
    "The Hale Clinic was shot at.",
    "He died.",
    "The boy was hurt.",
    "The victims died.",
]


def told(words: str) -> tuple[tuple[str, str | None, Decimal | None], ...]:
    read = sentence(words)
    found = participants(read, list(quantities(read, ())), headline=False, known=KNOWN)
    counted = (count for said in actions(read, found) for count in counts(read, said))
    return tuple((count.action, count.counted, count.low) for count in counted)


@pytest.mark.parametrize(("meaning", "words"), [(m, w) for m, wordings in CORPUS.items() for w in wordings])
def test_each_name_is_one_person_at_least(meaning: tuple[tuple[str, str, int], ...], words: str) -> None:
    assert told(words) == meaning


@pytest.mark.parametrize("words", NOTHING)
def test_nobody_is_counted_of_whom_nothing_befell_or_who_is_not_known(words: str) -> None:
    assert told(words) == ()


@pytest.mark.parametrize("words", ["Ann Hale was killed.", "Ann Hale and Tom Reed were killed.", "The boy died."])
def test_there_may_have_been_others_than_those_named(words: str) -> None:
    read = sentence(words)
    found = participants(read, (), headline=False, known=KNOWN)
    [count] = [count for said in actions(read, found) for count in counts(read, said)]
    assert (count.modality, count.high) == (Modality.AT_LEAST, None)


@pytest.mark.parametrize(
    ("body", "died"),
    [
        ("A woman was shot in Dover. She died at a hospital.", ["woman"]),
        ("A woman was shot in Dover. Nobody was arrested. She later died.", ["woman"]),
        ("A gunman was shot in Dover. He died.", ["suspect"]),
        ("Two women were shot in Dover. She later died.", []),
        ("A shooting was reported in Dover. He died.", []),
    ],
)
def test_who_died_is_the_one_who_was_told_to_be_hurt(body: str, died: list[str]) -> None:
    stated = (each for each in statements_of(published("a", body)) if isinstance(each.figure, Quantity))
    assert [each.subject.counted for each in stated if each.subject.action == "killed"] == died


@pytest.mark.parametrize(
    ("body", "died"),
    [
        ("A third person has died after the shooting in Dover.", 3),
        ("A fourth victim of the shooting in Dover died on Tuesday.", 4),
        ("Two people were killed in Dover. A third victim died on Monday.", 3),
        ("Two people were wounded in Dover. A third died.", 1),
        ("Two people were wounded and a third was killed in Dover.", 1),
    ],
)
def test_the_last_of_a_row_tells_how_many_died(body: str, died: int) -> None:
    stated = (each for each in statements_of(published("a", body)) if isinstance(each.figure, Quantity))
    assert [each.figure.low for each in stated if each.subject.action == "killed"][-1] == died
