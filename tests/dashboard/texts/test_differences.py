"""Differences lose nothing: what is kept and added is the new text, what is kept and removed the old."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.dashboard.texts.differences import Piece, differences
from services.dashboard.texts.runs import Marked, paragraphs, runs, whole
from services.dashboard.views.articles import Fate

TEXTS = st.text(alphabet="ab \n.", max_size=60)


@given(TEXTS, TEXTS)
def test_nothing_is_lost(old, new):
    pieces = list(differences(old, new))
    assert "".join(piece.words for piece in pieces if piece.fate is not Fate.REMOVED) == new
    # Where words moved over lines, those removed are told before those added of the same place.
    assert "".join(piece.words for piece in pieces if piece.fate is not Fate.ADDED) == old
    for piece in pieces:
        if piece.fate is not Fate.REMOVED:
            assert new[piece.start :].startswith(piece.words)


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("The same.", "The same.", [Piece("The same.", Fate.KEPT, 0)]),
        (
            "Ten came.\nAll left.",
            "Ten came.\nMost left.",
            [
                Piece("Ten came.\n", Fate.KEPT, 0),
                Piece("All", Fate.REMOVED, 10),
                Piece("Most", Fate.ADDED, 10),
                Piece(" left.", Fate.KEPT, 14),
            ],
        ),
        ("", "New.", [Piece("New.", Fate.ADDED, 0)]),
        ("Old.", "", [Piece("Old.", Fate.REMOVED, 0)]),
        ("", "", []),
    ],
)
def test_by_words(old, new, pieces):
    assert list(differences(old, new)) == pieces


def test_texts_with_nothing_in_common_take_no_time():
    old, new = " ".join(map(str, range(50_000))), " ".join(map(str, range(50_000, 100_000)))
    begun = perf_counter()
    assert [piece.fate for piece in differences(old, new)] == [Fate.REMOVED, Fate.ADDED]
    assert perf_counter() - begun < 1


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4))
def test_runs_are_the_text_and_know_their_statements(text, spans):
    marked = [Marked(min(span), max(span), i) for i, span in enumerate(spans)]
    start = 0
    for run in runs(whole(text), marked):
        end = start + len(run.words)
        assert run.words == text[start:end]
        inside = {mark.statement for mark in marked if mark.start <= start and end <= mark.end}
        assert set(run.statements) == inside
        start = end
    assert start == len(text)


def test_paragraphs_are_lines_that_hold_something():
    marked = [Marked(0, 8, 0)]
    found = paragraphs(runs(whole("one\n\ntwo three\n"), marked))
    assert [[(run.words, run.statements) for run in each] for each in found] == [
        [("one", (0,))],
        [("two", (0,)), (" three", ())],
    ]
