"""Numbers on others' word: by them a circle is found whatever each outlet calls what it counts."""

from __future__ import annotations

import pytest

from schemas.event import Event
from schemas.figures import FiguresRolled
from schemas.flags import Flag, FlagRaised
from schemas.statements import DayCame, Reported
from schemas.watch import Rule
from services.detect.reading.fold import ReadingFold
from services.detect.reading.tracks import build
from services.detect.tracking.fold import TrackingFold
from tests.detect.examples import moment, published

RUNWAYS = (
    "The Lorne Observatory counted 68 secret runways in the forest of Marlow.",
    "There are 68 illegal airstrips near Marlow, according to the Lorne Observatory.",
    "Mines at Marlow are supplied from 68 hidden airfields, the Lorne Observatory said.",
)
OUTLETS = ("Example Times", "Sample Post", "Radio Instance", "Specimen Daily")


def told(*texts: str, days: tuple[str, ...] = ()) -> list[Event]:
    """What is told of these texts, an outlet each, one a day."""
    reading, tracking, made = ReadingFold(), TrackingFold(build()), list[Event]()
    when = days or tuple(f"2025-01-{number:02}" for number in range(10, 10 + len(texts)))
    offset = 0
    for number, (text, day) in enumerate(zip(texts, when, strict=True)):
        article = published(f"a{number}", text, day, OUTLETS[number])
        for event in reading.apply(number, article).events:
            assert isinstance(event, Reported)
            for record in (DayCame(partition=0, day=moment(day).date()), event):
                offset += 1
                made += tracking.apply(offset, record).events
    return made


def circles(*texts: str, days: tuple[str, ...] = ()) -> list[Flag]:
    return [
        event.flag
        for event in told(*texts, days=days)
        if isinstance(event, FlagRaised) and event.flag.rule is Rule.CIRCULAR
    ]


def test_three_nouns_are_one_number_on_one_party_s_word() -> None:
    [flag] = circles(*RUNWAYS)
    assert flag.title == "68 on the word of Lorne Observatory, Marlow, 10 January 2025"
    assert flag.parties == ("Lorne Observatory",)
    assert {item.outlet for item in flag.evidence} == set(OUTLETS[:3])


def titles(*texts: str) -> list[str]:
    """Of numbers on others' word, as one text after another is told."""
    events = (event for event in told(*texts) if isinstance(event, FiguresRolled))
    return [event.title for event in events if event.claim.startswith("carried/")]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Twelve people were hurt in a fire in Marlow, police said.", "12 on the word of police, Marlow"),
        ("Twelve people were hurt in a fire in Marlow, Marlow police said.", "12 on the word of Marlow police"),
        ("12,000 troops were sent to Karsia, Ukraine's army said.", "12,000 on the word of Ukraine's army, Karsia"),
        ("Tamar Bank has cut off 12,000 customers, the regulator said.", "12,000 on the word of regulator, Tamar"),
        ("Some 12,000 people marched, the Lorne League said.", "12,000 on the word of Lorne League"),
    ],
    ids=["its place", "its party says where", "where it is", "its story", "nowhere"],
)  # fmt: skip
def test_a_title_says_where_its_party_speaks_of(text: str, title: str) -> None:
    assert titles(text) == [f"{title}, 10 January 2025"]


def test_who_tells_it_first_names_it_for_good() -> None:
    later = RUNWAYS[1].replace("near Marlow", "near Karsia and Marlow")
    assert set(titles(RUNWAYS[0], later, *RUNWAYS[1:])) == {
        "68 on the word of Lorne Observatory, Marlow, 10 January 2025"
    }


def test_who_words_it_alike_is_found_there_too_and_once() -> None:
    flags = circles(*(RUNWAYS[0].replace("secret", word) for word in ("secret", "hidden", "illegal")))
    assert [flag.claim.split("/")[0] for flag in flags] == ["carried"]


@pytest.mark.parametrize(
    "last",
    [
        "Mines at Marlow are supplied from 68 hidden airfields, the Mining Board said.",
        "Mines at Marlow are supplied from 70 hidden airfields, the Lorne Observatory said.",
        "Mines at Marlow are supplied from 68 hidden airfields.",
    ],
    ids=["another party", "another number", "nobody named"],
)
def test_another_party_or_number_is_no_circle(last: str) -> None:
    assert circles(*RUNWAYS[:2], last) == []


def test_the_same_number_in_another_story_is_another() -> None:
    other = "There are 68 empty schools in Karsia, according to the Teachers' League."
    assert circles(*RUNWAYS[:2], other) == []


def test_months_apart_one_shared_word_is_not_enough() -> None:
    texts = (*RUNWAYS[:2], "Roads in Lorne were closed for 68 lorries, the Haulage League said.")
    assert circles(*texts, days=("2025-01-10", "2025-01-11", "2025-03-11")) == []
