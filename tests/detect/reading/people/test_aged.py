"""How old those are who are named, as a corpus: name and years, or nothing where no age is told."""

from __future__ import annotations

import pytest

from schemas.statements import Statement
from schemas.values import Quantity
from services.detect.reading.named import AGE
from services.detect.reading.tracks import statements_of, track_of
from tests.detect.examples import published

# (name, years) of each, in order: wordings
CORPUS: dict[tuple[tuple[str, int], ...], list[str]] = {
    (("Ann Hale", 34),): [
        "Ann Hale, 34, was arrested on Monday.",
        "Police arrested Ann Hale, 34.",
        "Ann Hale, aged 34, lives in Marlow.",
        "Ann Hale (34) lives in Marlow.",
        "Ann B. Hale, 34; her lawyer did not answer.",
        "Mayor Ann Hale, 34, opened the bridge.",
        "They found 34-year-old Ann Hale on Monday.",
        "Police said Ann Hale, 34, fled.",
    ],
    (("Ann Hale", 34), ("Tom Reed", 9)): [
        "Ann Hale, 34, and Tom Reed, 9, were hurt.",
        "They are Ann Hale, 34; and Tom Reed, 9.",
        "The boat held 34-year-old Ann Hale and 9-year-old Tom Reed.",
    ],
    (): [
        "Ann Hale lives at home.",
        "A woman, 34, was hurt.",
        "Ann Hale, 34 Mill Lane, was at home.",
        "They found 9-month-old Ann Hale.",
        "In 1998 Ann Hale, 34, won the race.",
        "Ann Hale, 1,200 and two others came.",
        "Ann Hale, 34-year champion, lost.",
        "Hale, 34, was hurt.",
    ],
}


def ages(words: str) -> list[Statement]:
    return [item for item in statements_of(published("a", words, "2025-01-30")) if item.subject.counted == AGE]


@pytest.mark.parametrize(("told", "words"), [(told, words) for told, some in CORPUS.items() for words in some])
def test_the_age_of_whoever_is_named_in_full(told: tuple[tuple[str, int], ...], words: str) -> None:
    stated = [(item.subject.actor, item.figure.best) for item in ages(words) if isinstance(item.figure, Quantity)]
    assert stated == list(told)


def test_it_lies_in_a_track_of_the_person_and_its_words_take_in_name_and_age() -> None:
    words = "They found 34-year-old Ann B. Hale, and Tom Reed, 9, on Monday."
    first, second = ages(words)
    assert [track_of(first), track_of(second)] == ["person/ann hale/age", "person/tom reed/age"]
    assert [words[item.start : item.end] for item in (first, second)] == ["34-year-old Ann B. Hale", "Tom Reed, 9"]
