"""Flags in unaltered articles: looked up among what was judged, and held against what was labelled."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from bench.natural.__main__ import Disagreement, Judged, Labelled, Place, precision, raised, recall, shown
from schemas.flags import Flag
from services.cli.contract.check import Article

TWELVE = "Twelve people were killed in the flood in Elmsford on Saturday, police said."
FIVE = "Five people were killed in the flood in Elmsford on Saturday, rescuers said."


@pytest.fixture(scope="module")
def flag() -> Flag:
    told = [("a", TWELVE, "2025-03-02T09:00:00Z"), ("b", FIVE, "2025-03-02T11:00:00Z")]
    [found] = raised([Article(name, name.upper(), "", text, at) for name, text, at in told])
    return found


def judged(flag: Flag, *, right: bool) -> Judged:
    return Judged(flag.rule.value, flag.title, shown(flag), right, "")


def test_a_flag_counts_as_it_was_judged(flag: Flag) -> None:
    assert list(precision([flag], [judged(flag, right=True)])) == [
        "conflict   right 1 of 1 judged (1.00); not judged 0"
    ]
    assert list(precision([flag], [judged(flag, right=False)])) == [
        "conflict   right 0 of 1 judged (0.00); not judged 0"
    ]


def test_one_that_nobody_judged_is_counted_apart(flag: Flag) -> None:
    other = msgspec.structs.replace(judged(flag, right=True), articles=("a", "c"))
    assert list(precision([flag], [other])) == ["conflict   right 0 of 0 judged (none); not judged 1"]


def labelled(what: str, kind: str, *articles: str) -> Labelled:
    left, right = (Place(article, "body", 0, 6) for article in articles)
    return Labelled("1", (Disagreement(what, left, right, kind, ""),), ())


@pytest.mark.parametrize(
    ("label", "line"),
    [
        (labelled("killed", "conflict", "a", "b"), "killed       found 1 of 1"),
        (labelled("killed", "conflict", "a", "c"), "killed       found 0 of 1"),
        (labelled("injured", "tension", "a", "b"), "injured      found 0 of 1"),
        (labelled("date", "conflict", "a", "b"), "date         found 0 of 1"),
        (labelled("place", "conflict", "a", "b"), "place        found 0 of 1"),
    ],
)
def test_a_matter_is_found_by_a_flag_on_it_that_shows_both_articles(flag: Flag, label: Labelled, line: str) -> None:
    assert next(recall([flag], [label])) == line


def test_what_is_a_part_or_another_wording_is_not_due(flag: Flag) -> None:
    rows = [labelled("killed", kind, "a", "b") for kind in ("part", "wording", "growth")]
    assert list(recall([flag], rows)) == ["of counts of victims and days: 0 of 0"]


def test_the_flag_was_raised_of_these_articles(flag: Flag) -> None:
    assert shown(flag) == ("a", "b")
    assert flag.found_at == dt.datetime(2025, 3, 2, 11, tzinfo=dt.UTC)
