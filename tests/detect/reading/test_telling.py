"""An article's telling: the figures that it opens with, and the names by which another article is laid beside it."""

from __future__ import annotations

import pytest

from schemas.event import TELLING
from schemas.statements import Statement
from schemas.values import Quantity, Span
from services.detect.reading.telling import rare_names
from services.detect.reading.tracks import reports_of
from tests.detect.examples import published

STORY = "The Harbour Watch of Marlow said on Thursday that "


def tellings(text: str) -> dict[str, tuple[Statement, ...]]:
    """What a text reports to each name."""
    reports = (report for report in reports_of(published("a", text)) if report.track.startswith(f"{TELLING}/"))
    return {report.track.removeprefix(f"{TELLING}/"): report.statements for report in reports}


def told(text: str) -> list[str]:
    """The figures of a text's telling, as numbers with what they count, and days."""
    [*found] = dict.fromkeys(item for items in tellings(text).values() for item in items)
    return [_shown(item) for item in found]


def _shown(item: Statement) -> str:
    figure = item.figure
    if isinstance(figure, Span):
        return figure.earliest.isoformat()
    assert isinstance(figure, Quantity)
    return f"{figure.best} {figure.unit or item.subject.counted}"


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("the gang was still holding 26 of those on board.", ["26 people"]),
        ("the repairs at Marlow had eaten up 137 million euros.", ["137000000 euro"]),
        ("the company was in arrears with 1,150 of its men.", ["1150 man"]),
        ("she would read her judgement on 9 October.", ["2025-10-09"]),
    ],
)
def test_what_nothing_is_stated_of_is_told_all_the_same(words: str, figures: list[str]) -> None:
    assert told(STORY + words) == figures


def test_what_is_filed_is_told_with_the_track_in_which_it_is() -> None:
    [report] = tellings("Twelve people were killed in a flood in Marlow, the Harbour Watch said.")["marlow"]
    assert report.filed is not None
    assert report.filed.startswith("event/flood/")
    [bare] = tellings(f"{STORY}the gang was still holding 26 of those on board.")["marlow"]
    assert bare.filed is None


@pytest.mark.parametrize(
    "words",
    [
        "the hearing had gone on for 14 days.",
        "its captain, 58, was at home.",
        "hundreds had come.",
        "half of them had left.",
        "one man was hurt.",
        "a further 30 lorries carried goods for shops.",
        "each of the three had an interest in the answer.",
    ],
    ids=["a length of time", "an age", "no number", "a share", "a mere one", "others besides", "those named before"],
)
def test_all_else_is_not_told(words: str) -> None:
    assert told(STORY + words) == []


def test_of_a_share_the_whole_is_not_told() -> None:
    assert "1340 train" not in told(f"{STORY}803 of 1,340 trains had not run.")


def test_what_stands_far_down_is_not_told() -> None:
    opening = " ".join(
        f"It had {number} lorries of the kind {name}." for number, name in zip("6789", "ABCD", strict=True)
    )
    assert "137000000 euro" not in told(f"{STORY}it was raining. {opening} Repairs had eaten up 137 million euros.")


@pytest.mark.parametrize(
    ("story", "names"),
    [
        (("marlow", "france", "quorlby"), ("marlow", "quorlby")),
        (("ann", "hale", "marlow"), ("hale", "marlow")),
        (("ha", "lorne"), ("lorne",)),
        (("ansel", "brook", "corve", "dale", "ellis"), ("ansel", "brook", "corve", "dale")),
    ],
    ids=["a state", "a given name", "too short", "the first four"],
)
def test_an_article_is_looked_for_by_rare_names(story: tuple[str, ...], names: tuple[str, ...]) -> None:
    assert rare_names(story) == names


def test_a_name_is_a_track_with_all_figures() -> None:
    text = "Twelve people were killed at Quorlby and 30 lorries burned, the Harbour Watch of Lorne said."
    found = tellings(text)
    assert {"quorlby", "lorne"} <= found.keys()
    assert len({*found.values()}) == 1
