"""What a figure is about, as a corpus: counted class, actor, action, place and event of a whole sentence."""

from __future__ import annotations

import pytest

from schemas.statements import Factuality, Subject
from schemas.values import Measure, Quantity, Span
from services.detect.reading.people.classes import counted_class
from services.detect.reading.tracks import statements_of
from services.detect.reading.vocabulary import ENGLISH
from tests.detect.examples import published

NORTH_KOREANS = Subject("soldier", "North Korea", "deployed", "Kursk", None)
CORPUS = {
    NORTH_KOREANS: [
        "North Korea has sent about 10,000 North Korean troops to Kursk.",
        "About 10,000 North Korean soldiers were deployed in Kursk.",
        "Officials said 11,000 DPRK soldiers were stationed in Kursk.",
    ],
    Subject("soldier", "Russia", "deployed", "Kursk", None): [
        "Some 50,000 Russian troops are massed in Kursk region.",
        "Some 50,000 Russian troops are now in Kursk.",
        "The number of Russian troops in Kursk rose to 50,000.",
        "Officials put the number of Russian soldiers in Kursk at 50,000.",
    ],
    Subject("soldier", "North Korea", "killed", "Kursk", None): ["300 North Korean troops were killed in Kursk."],
    Subject("soldier", "Russia", "killed", "Kursk", None): [
        "The number of Russian soldiers killed in Kursk rose to 300.",
        "The number of Russian soldiers who have been killed in Kursk rose to 300.",
    ],
    Subject("soldier", "North Korea", "injured", "Kursk", None): [
        "2,700 North Korean soldiers were wounded near Kursk."
    ],
    Subject("people", None, "killed", "Marlow", "flood"): [
        "At least 12 people died in the flood in Marlow.",
        "The flood in Marlow left 12 dead.",
        "The death toll from the flood in Marlow rose to 14.",
        "Deaths from the flood in Marlow rise to nine.",
        "More bodies were found after the flood in Marlow, taking to nine the number of people killed.",
        "More bodies were found after the flood in Marlow, bringing the total to nine.",
    ],
    Subject("people", None, "missing", "Marlow", "flood"): ["Nine people are missing after the flood in Marlow."],
    Subject("child", None, "killed", "Marlow", "flood"): ["Two children were killed by the flood in Marlow."],
    Subject("vehicle", None, "damaged", "Kursk", None): ["He threw stones at cars in Kursk, damaging two of them."],
    Subject("worker", None, "striking", "Port Ellis", "strike"): ["Some 4,000 workers are on strike in Port Ellis."],
}
NOTHING = [
    "It weighs 40 tonnes in Kursk.",
    "Three weeks later they came back to Kursk.",
    "He is 34 years old and was killed in Kursk.",
    "There were four bridges in Marlow.",
]


def subjects_of(body: str) -> list[Subject]:
    return [item.subject for item in statements_of(published("a", body)) if isinstance(item.figure, Quantity)]


@pytest.mark.parametrize(("subject", "body"), [(s, w) for s, wordings in CORPUS.items() for w in wordings])
def test_sentence_states_a_figure_about_its_subject(subject: Subject, body: str) -> None:
    assert subjects_of(body) == [subject]


@pytest.mark.parametrize("body", NOTHING)
def test_figure_about_nothing_that_is_followed_is_no_statement(body: str) -> None:
    assert subjects_of(body) == []


def test_killed_and_wounded_of_one_sentence_stay_apart() -> None:
    killed, injured = statements_of(
        published("a", "In the flood in Marlow 3 people were killed and 12 others injured.")
    )
    assert (killed.subject.action, killed.figure.best) == ("killed", 3)
    assert (injured.subject.action, injured.figure.best) == ("injured", 12)
    assert killed.figure.measure is injured.figure.measure is Measure.CUMULATIVE


def test_half_of_a_force_is_relative_to_that_force() -> None:
    body = "The 12,000 North Korean troops sent to Kursk have been reduced by half, officials said."
    first, half = statements_of(published("a", body))
    assert first.subject == half.subject == NORTH_KOREANS
    assert (half.figure.modality, half.figure.measure) == ("relative", "change")


def test_captured_soldiers_give_a_count_and_a_day() -> None:
    count, day = statements_of(published("a", "Two North Korean soldiers were captured in Kursk on January 9."))
    assert count.figure.best == 2
    assert isinstance(day.figure, Span)
    assert day.figure.earliest.isoformat() == day.figure.latest.isoformat() == "2025-01-09"


def test_counted_class_is_that_of_the_head() -> None:
    assert counted_class("north korean troops", ENGLISH) == "soldier"
    assert counted_class("burnt bridge", ENGLISH) == "bridge"
    assert counted_class(None, ENGLISH) is counted_class("", ENGLISH) is None


@pytest.mark.parametrize(
    ("body", "as_of", "happened"),
    [
        ("Nine people are missing after the flood in Marlow on Tuesday.", "2025-01-17", "2025-01-14"),
        ("A flood hit Marlow on Tuesday. Nine people were missing on Thursday.", "2025-01-16", "2025-01-14"),
        ("A flood hit Marlow on Tuesday. Nine people have died.", "2025-01-17", "2025-01-14"),
        ("Nine people died in the flood in Marlow.", "2025-01-17", None),
    ],
)
def test_a_figure_of_an_event_holds_when_it_is_told_and_names_the_event_s_day(
    body: str, as_of: str, happened: str | None
) -> None:
    [item] = (told for told in statements_of(published("a", body, "2025-01-17")) if told.subject.counted == "people")
    assert item.as_of.span.latest.isoformat() == as_of
    assert (item.event_day and item.event_day.earliest.isoformat()) == happened


@pytest.mark.parametrize(
    "body",
    [
        "Gunshots had rung out in Marlow before, although nobody had been hit in the shooting.",
        "Two people had previously been killed by the flood in Marlow.",
    ],
)
def test_what_had_happened_before_is_not_what_is_told(body: str) -> None:
    assert subjects_of(body) == []


def test_what_somebody_says_had_happened_is() -> None:
    assert [
        subject.action for subject in subjects_of("Police said two people had been killed by the flood in Marlow.")
    ] == ["killed"]


def test_who_refused_something_was_not_spared_it() -> None:
    told = statements_of(published("a", "Two victims of the shooting in Marlow refused to be treated, officers said."))
    assert all(each.factuality is Factuality.ASSERTED for each in told)


def test_a_group_and_who_is_joined_to_it_are_one_count() -> None:
    told = statements_of(published("a", "The flood in Marlow killed four members of a family and two friends."))
    counts = {each.subject.counted: each.figure.best for each in told if isinstance(each.figure, Quantity)}
    assert counts["people"] == 6
