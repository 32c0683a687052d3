"""Pairs of plain reports: what of each is found is kept as a golden, and how it is scored."""

from __future__ import annotations

import datetime as dt

import pytest

from bench.pairs.__main__ import RULES, Pair, Report, as_story, fits, load, score
from bench.stories.__main__ import Score, flags

DAY = dt.datetime(2025, 3, 2, 9, tzinfo=dt.UTC)
TWELVE = "Twelve people were killed in the flood in Elmsford on Saturday, police said."
FIVE = "Five people were killed in the flood in Elmsford on Saturday, rescuers said."
SUM = "Twelve of the 20 seats in Elmsford went to the League, or 80 percent, the board said."


def pair(kind: str, *texts: str) -> Pair:
    told = (Report(f"Outlet {n}", DAY + dt.timedelta(hours=n), "", text) for n, text in enumerate(texts))
    return Pair("flood", kind, "", tuple(told))


@pytest.mark.parametrize(
    ("asked", "scored"),
    [
        (pair("quantity", TWELVE, FIVE), Score(1, 1, 1, 0)),
        (pair("quantity", TWELVE, TWELVE), Score(1, 0, 0, 0)),
        (pair("date", TWELVE, FIVE), Score(1, 0, 1, 1)),
        (pair("none", TWELVE, FIVE), Score(0, 0, 1, 1)),
        (pair("none", TWELVE, TWELVE), Score(0, 0, 0, 0)),
    ],
)
def test_a_flag_counts_that_fits_the_kind_and_any_other_is_false(asked: Pair, scored: Score) -> None:
    assert score(asked.kind, flags(as_story(asked))) == scored


def test_only_a_sum_stands_in_one_article() -> None:
    [[flag, *_]] = flags(as_story(pair("arithmetic", SUM, "It rained."))).values()
    assert fits(flag, "arithmetic")
    assert not fits(flag, "quantity")


def test_every_pair_is_of_a_known_kind_and_bears_a_name_of_its_own() -> None:
    pairs = [*load("worked"), *load("aside")]
    assert {each.kind for each in pairs} == set(RULES)
    assert len({each.name for each in pairs}) == len(pairs)


def test_what_is_found_of_those_worked_on(golden) -> None:  # type: ignore[no-untyped-def]
    told = [f"{each.name} {each.kind}: {_said(each)}" for each in load("worked")]
    golden("pairs.txt", "\n".join([*told, ""]))


def _said(each: Pair) -> str:
    found = score(each.kind, flags(as_story(each)))
    return f"{'found' if found.met else 'quiet' if not found.due else 'missed'}, {found.false} false"
