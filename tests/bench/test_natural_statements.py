"""Statements of real articles: known by what was read, drawn by a hash, counted as they were judged."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from bench.natural.statements import Judged, Read, Shown, Verdict, drawn, shares, stated
from bench.reading.sets import Document

TEXT = "Two people were killed and three wounded in a shooting in Elmsford on Saturday, police said."
DOCUMENT = Document("incidents", "a", "1", "", TEXT, dt.date(2025, 3, 2))


@pytest.fixture(scope="module")
def found() -> list[Shown]:
    return list(stated(DOCUMENT))


def test_a_statement_is_told_in_words(found: list[Shown]) -> None:
    killed = next(shown.read for shown in found if shown.read.subject == "people, killed")
    assert killed == Read(
        set="incidents",
        document="a",
        part=killed.part,
        start=0,
        end=len("Two people"),
        figure="2, exact, cumulative",
        subject="people, killed",
        event="shooting in Elmsford",
        day="2025-03-01; 2025-03-01",
        source="police",
        factuality="asserted",
    )


def test_a_draw_is_the_same_in_any_order_and_another_by_another_seed(found: list[Shown]) -> None:
    assert drawn(found[::-1], 1, 2) == drawn(found, 1, 2)
    assert len({tuple(shown.read for shown in drawn(found, seed, 1)) for seed in range(20)}) > 1


def test_what_another_build_reads_otherwise_is_no_longer_what_was_judged(found: list[Shown]) -> None:
    right, wrong = found[0].read, msgspec.structs.replace(found[0].read, figure="9")
    judged = [Judged(1, right, Verdict.RIGHT), Judged(1, wrong, Verdict.VALUE, "an age")]
    assert list(shares(judged, frozenset([right]))) == [
        "seed 1: right 1 of 2 (0.50)",
        "  right                 1, read so now    1",
        "  value                 1, read so now    0",
    ]
