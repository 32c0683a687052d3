"""Words are shown in the sentence that holds them, and alone where they do not stand where they should."""

from __future__ import annotations

import pytest

from services.dashboard.texts.passages import passage

TEXT = "Mayor Ilse Brandt spoke. “Some 400 of 2.5 million left,” she said! Then rain fell.\nIt ended."


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("400", "“Some ", " of 2.5 million left,” she said!"),
        ("2.5 million", "“Some 400 of ", " left,” she said!"),
        ("rain", "Then ", " fell."),
        ("Mayor", "", " Ilse Brandt spoke."),
        ("It ended.", "", ""),
        ("ended", "It ", "."),
        ("spoke.", "Mayor Ilse Brandt ", ""),
    ],
)
def test_words_in_their_sentence(words, before, after):
    start = TEXT.index(words)
    shown = passage(TEXT, start, start + len(words), words)
    assert (shown.before, shown.words, shown.after) == (before, words, after)


@pytest.mark.parametrize("text", [None, "", "something else altogether, and longer than the words"])
def test_words_that_do_not_stand_there(text):
    shown = passage(text, 3, 12, "the words")
    assert (shown.before, shown.words, shown.after) == ("", "the words", "")


def test_a_sentence_without_end_is_cut():
    text = "x" * 10_000
    shown = passage(text, 5000, 5010, "x" * 10)
    assert len(shown.before) + len(shown.after) < 600
    assert (shown.before[0], shown.after[-1]) == ("…", "…")
