"""Figures that a pronoun or "the number" stands for, as a corpus: about what, and where; and what is none."""

from __future__ import annotations

import pytest

from schemas.statements import Subject
from services.detect.reading.tracks import statements_of
from tests.detect.examples import published

BEFORE = "Aster and Lowther wrangle on. Some 412 barges had sunk by noon. "
SUNK = Subject("barge", None, "sunk", None, None)
CORPUS = {
    SUNK: [
        "By evening it was 530.",
        "The navy says 530.",
        "The navy, for its part, counted 530.",
        "The navy speaks of 530, all of them old.",
        "The navy's own count: 530.",
        "The true figure lies at 530, says the navy.",
        "By dusk its list ran to 530.",
        "It has since risen to 530.",
        "The ministry's figure is 530.",
        "The navy put the number at 530.",
        "Their own count stood at 530.",
        "More were found at dawn, bringing the total to 530.",
        "Divers went on, taking the number counted so far to 530.",
        "With those of the day before that makes 530.",
        "Divers went on all night. By morning it was 530.",
    ],
    Subject("people", None, "killed", "Selby", "flood"): [
        "A flood in Selby has killed 412 people. The county's figure is 530.",
    ],
}
NOTHING = [
    "The navy counted 530 crews.",
    "The navy named 530 as its page.",
    "The navy says 530 of its men saw it.",
    "The navy's own ship: 530 tonnes.",
    "By evening it was 530 kilometres off.",
    "That is 530 more than in May.",
    "It was 2.",
    "It was 530 of the crews that sank.",
    "The number of the ship was 530.",
    "Cranes stood in a row. Number 530 was painted red.",
    "Some 90 cranes had burnt and 80 docks were closed. By evening it was 530.",
]


@pytest.mark.parametrize(("subject", "words"), [(subject, w) for subject, some in CORPUS.items() for w in some])
def test_what_stands_for_a_figure_is_about_the_same(subject: Subject, words: str) -> None:
    *_, last = statements_of(published("a", BEFORE + words))
    assert (last.subject, last.figure.best) == (subject, 530)


@pytest.mark.parametrize("words", NOTHING)
def test_other_numbers_are_not_about_what_was_told_before(words: str) -> None:
    told = statements_of(published("a", BEFORE + words))
    assert [each.figure.best for each in told if each.subject == SUNK] == [412]
