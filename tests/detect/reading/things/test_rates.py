"""Shares of persons that did or suffered something, as a corpus: of whom, what, and about how many in a hundred."""

from __future__ import annotations

import pytest

from schemas.values import Modality, Quantity
from services.detect.reading.tracks import statements_of
from tests.detect.examples import published

NAMED = "The matter of Aster and Lowther goes on. "
CORPUS: dict[tuple[str | None, str | None], list[str]] = {
    ("driver", "striking"): [
        "By the union's count 35 per cent of drivers struck.",
        "Some 35 per cent of drivers at Lowther's northern depots stayed away from work.",
        "Of the drivers on the roster, 35 per cent were on strike.",
        "Thirty-five per cent of drivers who were due to work stayed away from work.",
        "Thirty-five per cent of the drivers who had shifts on Monday walked out.",
    ],
    ("people", "striking"): [
        "Only 35 per cent of those rostered took part in the strike.",
        "The company said that 35 per cent walked out.",
        "Rather more than a third of the crews, 35 per cent, walked out.",
    ],
    ("teaching worker", "absent"): ["Only 35 per cent of the teaching staff were absent on Monday."],
}
IN_WORDS = {
    (Modality.ABOUT, 90): [
        "Nine in ten drivers struck.",
        "Nine out of ten drivers stayed away.",
        "Nine in ten struck.",
    ],
    (Modality.ABOUT, 50): ["Half of the drivers walked out."],
    (Modality.MORE_THAN, 50): ["More than half of the drivers walked out."],
}
NOTHING = [
    "Fares rose by 35 per cent and pay by less.",
    "Of the drivers, 35 per cent are members.",
    "She holds 35 per cent of the company and walked out.",
    "Half of the route was walked.",
    "Half the drivers might be had by then.",
    "The company, of which 35 per cent is the state's, closed its offices.",
]


def shares(words: str) -> list[tuple[str | None, str | None, Quantity]]:
    told = statements_of(published("a", NAMED + words))
    figures = ((each.subject.counted, each.subject.action, each.figure) for each in told)
    return [each for each in figures if isinstance(each[2], Quantity) and each[2].unit == "percentage" and each[1]]


@pytest.mark.parametrize(("who", "words"), [(who, w) for who, some in CORPUS.items() for w in some])
def test_a_share_is_told_of_whoever_did_it(who: tuple[str | None, str | None], words: str) -> None:
    assert [(counted, action, figure.best) for counted, action, figure in shares(words) if figure.best == 35] == [
        (*who, 35)
    ]


@pytest.mark.parametrize(("share", "words"), [(share, w) for share, some in IN_WORDS.items() for w in some])
def test_a_share_in_words_is_about_so_many_in_a_hundred(share: tuple[Modality, int], words: str) -> None:
    assert [(figure.modality, figure.best) for _, action, figure in shares(words) if action == "striking"] == [share]


@pytest.mark.parametrize("words", NOTHING)
def test_of_whom_nothing_is_told_has_no_share(words: str) -> None:
    assert not shares(words)
