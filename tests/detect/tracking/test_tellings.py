"""Two tellings side by side: which figures can only mean one another, and what rules it out."""

from __future__ import annotations

import pytest

from schemas.event import Event
from schemas.flags import Flag, FlagRaised
from schemas.statements import DayCame, Reported
from services.detect.reading.fold import ReadingFold
from services.detect.reading.tracks import build
from services.detect.tracking.fold import TrackingFold
from tests.detect.examples import moment, published

PRISON = "Thirty-five prisoners at Quorlby jail near Lorne are on hunger strike, the Prisons Office of Ansel said."
LAWYERS = "A fast at Quorlby jail near Lorne went on with 160 detainees taking part, the Lawyers' League said."
OUTLETS = ("Example Times", "Sample Post", "Radio Instance")


def raised(*texts: str, days: tuple[str, ...] = (), outlets: tuple[str, ...] = OUTLETS) -> list[Flag]:
    """The flags on these texts, an outlet each, all told on one day or on these days."""
    reading, tracking, made = ReadingFold(), TrackingFold(build()), list[Event]()
    records: list[Event] = []
    for number, text in enumerate(texts):
        day = days[number] if days else "2025-01-30"
        reports = reading.apply(number, published(f"a{number}", text, day, outlets[number])).events
        records += [DayCame(partition=0, day=moment(day).date()), *reports]
    for offset, record in enumerate(records):
        assert isinstance(record, DayCame | Reported)
        made += tracking.apply(offset, record).events
    return [event.flag for event in made if isinstance(event, FlagRaised)]


def told(*texts: str, days: tuple[str, ...] = ()) -> list[Flag]:
    return [flag for flag in raised(*texts, days=days) if flag.track.startswith("telling/")]


def test_two_parties_count_one_thing_that_each_words_its_own_way() -> None:
    [flag] = told(PRISON, LAWYERS)
    assert (flag.rule, flag.grade) == ("contradiction.quantity", "tension")
    assert {item.outlet for item in flag.evidence} == {"Example Times", "Sample Post"}
    assert "35 prisoners" in flag.explanation
    assert "160" in flag.explanation


def test_however_many_names_they_share_it_is_one_flag() -> None:
    texts = [text.replace("near Lorne", "near Lorne, Ellis and Corve") for text in (PRISON, LAWYERS)]
    assert len(told(*texts)) == 1


def test_what_one_track_compares_is_not_flagged_twice() -> None:
    texts = (
        "Six people were killed in a flood in Marlow, the Harbour Watch said.",
        "Nineteen people were killed in a flood in Marlow, the Rescue League said.",
    )
    assert told(*texts) == []


@pytest.mark.parametrize(
    ("other", "days"),
    [
        (LAWYERS.replace("Quorlby jail near Lorne", "Tresk jail near Corve"), ()),
        (LAWYERS.replace("160", "35"), ()),
        (f"{LAWYERS} The Prisons Office counts 35.", ()),
        (LAWYERS.replace("160", "1,600"), ()),
        (LAWYERS, ("2025-01-30", "2025-02-03")),
        (LAWYERS.replace("160 detainees", "160 lorries"), ()),
        (LAWYERS.replace("the Lawyers' League", "the Prisons Office of Ansel"), ()),
    ],
    ids=[
        "another story", "the same number", "both numbers", "far larger", "days later",
        "things", "one party",
    ],
)  # fmt: skip
def test_all_else_is_not_laid_beside_it(other: str, days: tuple[str, ...]) -> None:
    assert told(PRISON, other, days=days) == []


def test_two_fates_of_people_are_two_things() -> None:
    texts = (
        "Twelve miners were killed at Quorlby near Lorne, the Prisons Office of Ansel said.",
        "At Quorlby near Lorne 30 workers were hurt, the Lawyers' League said.",
    )
    assert told(*texts) == []


def test_two_numbers_that_are_nobody_s_word_are_not_laid_beside_one_another() -> None:
    texts = (PRISON.split(", the", maxsplit=1)[0] + ".", LAWYERS.split(", the", maxsplit=1)[0] + ".")
    assert told(*texts) == []


def test_one_outlet_s_two_articles_are_not_two_tellings() -> None:
    flags = raised(PRISON, LAWYERS, outlets=("Example Times", "Example Times"))
    assert [flag for flag in flags if flag.track.startswith("telling/")] == []


def test_a_number_told_in_short_is_the_same() -> None:
    long = "Marlowe Board at Quorlby bought Tarn Vale for 1.86 billion euros, its chairman Ian Brook said."
    short = "Marlowe Board at Quorlby gets Tarn Vale in a deal of 1.9 billion euros, the Lawyers' League said."
    assert told(long, short) == []


RELEASE = "The Harbour Watch said the lock at Quorlby near Lorne will take ships again from 3 August."
HANDOVER = "The lock at Quorlby near Lorne is to be handed back to skippers on 17 August, its engineer Ian Brook said."


def test_two_days_to_come_that_each_article_words_its_own_way() -> None:
    [flag] = told(RELEASE, HANDOVER)
    assert (flag.rule, flag.grade) == ("contradiction.date", "tension")
    assert "3 August" in flag.explanation
    assert "17 August" in flag.explanation


@pytest.mark.parametrize(
    "other",
    [
        HANDOVER.replace("17 August", "3 August"),
        HANDOVER.replace("on 17 August", "on 17 August, and not on 3 August as planned"),
        HANDOVER.replace("17 August", "17 December"),
        HANDOVER.replace("is to be handed back to skippers on 17 August", "was handed back to skippers on 17 January"),
        HANDOVER.replace("is to be handed back to skippers on", "has been postponed to"),
    ],
    ids=["the same day", "both days", "months apart", "a past day", "one that has moved"],
)
def test_other_days_are_not_at_odds(other: str) -> None:
    assert told(RELEASE, other) == []
