"""Stories of many kinds: what is found in each, what is not, and how that is scored.

The golden files are the findings of the stories worked on, and of the demo's: `pytest --renew` writes them anew, and
their difference is read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from bench.stories.__main__ import (
    Expected,
    Score,
    Silent,
    Story,
    Told,
    flags,
    is_set_aside,
    lines,
    load,
    names,
    score,
    spelled,
)
from services.demo import stories as demo

DAY = dt.datetime(2025, 3, 2, 9, tzinfo=dt.UTC)
LATER = dt.timedelta(hours=2)
TWELVE = "Twelve people were killed in the flood in Elmsford on Saturday, police said."
FIVE = "Five people were killed in the flood in Elmsford on Saturday, rescuers said."


def story(*expected: Expected, second: str = FIVE, silent: tuple[Silent, ...] = ()) -> Story:
    told = (Told("a", "A", DAY, "", TWELVE), Told("b", "B", DAY + LATER, "", second))
    return Story("Flood", told, expected, silent)


AT_ODDS = Expected(("a", "b"), "conflict", "two tolls", rule="contradiction.quantity")


def test_an_expectation_is_met_by_a_flag_of_its_rule_that_shows_its_articles() -> None:
    told = story(AT_ODDS)
    assert score(told, flags(told)) == Score(due=1, met=1, raised=1, false=0)


@pytest.mark.parametrize(
    ("expected", "met", "false"),
    [
        (Expected(("a", "b"), "either", "", rules=("drift", "contradiction.quantity")), 1, 0),
        (Expected(("a", "b"), "either", "", rule="drift"), 0, 1),
        (Expected(("a", "c"), "either", "", rule="contradiction.quantity"), 0, 1),
    ],
)
def test_a_flag_that_nobody_expects_is_false(expected: Expected, met: int, false: int) -> None:
    told = story(expected)
    assert score(told, flags(told)) == Score(due=1, met=met, raised=1, false=false)


def test_what_is_optional_is_not_due_and_not_false() -> None:
    told = story(Expected(("a", "b"), "either", "", rule="contradiction.quantity", optional=True))
    assert score(told, flags(told)) == Score(due=0, met=0, raised=1, false=0)


def test_silence_is_worth_something() -> None:
    told = story(second=TWELVE)
    assert score(told, flags(told)) == Score(due=0, met=0, raised=0, false=0)


def test_every_story_speaks_of_its_own_articles_alone() -> None:
    assert len(names()) >= 20
    for name in names():
        told = load(name)
        ids = {item.id for item in told.article}
        named = {article for each in (*told.expected, *told.silent) for article in each.articles}
        assert named <= ids, name
        assert all(item.published_at.tzinfo is not None for item in told.article), name


@pytest.mark.parametrize("name", [name for name in names() if not is_set_aside(name)])
def test_findings(name: str, golden: Callable[[str, str], None]) -> None:
    told = load(name)
    golden(f"stories/{name}.txt", "\n".join(lines(told, flags(told))) + "\n")


def test_findings_of_the_demo(golden: Callable[[str, str], None]) -> None:
    bundled = demo.load()
    told = tuple(
        Told(f"{item.outlet} {item.guid}", bundled.outlets[item.outlet].name, at, title or item.title, body)
        for item in bundled.article
        for at, title, body in (
            (item.published_at, None, item.body),
            *((state.revised_at, state.title, state.body) for state in item.revision),
        )
    )
    found = flags(Story("The demo's", told))
    golden("stories/demo.txt", "".join(f"{spelled(versions[-1])}\n" for versions in found.values()))
