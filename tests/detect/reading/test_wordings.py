"""Wordings of one word or several, found by their first two."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.detect.reading.clauses.senses import senses_of
from services.detect.reading.sentences import sentences
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import ENGLISH
from services.detect.reading.wordings import Wordings

KNOWN = Wordings(
    {
        "lose": [((), "loses"), (("their", "jobs"), "is dismissed"), (("their",), "misses"), (("to",), "is beaten")],
        "given": [((), "receives"), (("#", "years"), "is jailed"), (("up",), "is left")],
    }
)


def _tokens(text: str) -> tuple[Token, ...]:
    return next(sentences(text, ENGLISH)).tokens


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("lose their jobs", ["is dismissed", "misses", "loses"]),
        ("lose their hats", ["misses", "loses"]),
        ("lose their", ["misses", "loses"]),
        ("lose hope", ["loses"]),
        ("LOSE", ["loses"]),
        ("given 12 years", ["is jailed", "receives"]),
        ("given twelve years", ["is jailed", "receives"]),
        ("given many years", ["receives"]),
        ("given up", ["is left", "receives"]),
        ("find their jobs", []),
    ],
)
def test_longest_wording_comes_first(text: str, told: list[str]) -> None:
    assert KNOWN.at(_tokens(text), 0) == told


@pytest.mark.parametrize(("stop", "told"), [(3, ["is dismissed", "misses", "loses"]), (2, ["misses", "loses"])])
def test_no_wording_reaches_past_where_one_stops(stop: int, told: list[str]) -> None:
    assert KNOWN.at(_tokens("lose their jobs"), 0, stop) == told


def test_what_stands_between_parts_a_wording_of_several_words() -> None:
    tokens = _tokens("lose this year their jobs")
    assert KNOWN.parted(tokens, 0, 3) == ["is dismissed", "misses"]
    assert KNOWN.parted(tokens, 0, 1) == KNOWN.parted(tokens, 0, len(tokens)) == []


def test_word_alone_means_what_no_other_follows() -> None:
    assert list(KNOWN.alone("lose")) == ["loses"]
    assert list(KNOWN.alone("find")) == []


@given(st.sampled_from(sorted(senses_of(ENGLISH).verbs)))
def test_longest_are_listed_first(word: str) -> None:
    lengths = [len(rest) for rest, _ in senses_of(ENGLISH).verbs[word]]
    assert all(one >= other for one, other in pairwise(lengths))


@given(st.sampled_from(sorted(senses_of(ENGLISH).verbs)), st.data())
def test_second_word_passes_over_none_that_stands_there(word: str, data: st.DataObject) -> None:
    verbs = senses_of(ENGLISH).verbs
    rest, _ = data.draw(st.sampled_from(verbs[word]))
    said = (word, *rest)
    tokens = [Token(k, k + 1, each, each) for k, each in enumerate(said)]
    assert verbs.at(tokens, 0) == [verb for other, verb in verbs[word] if rest[: len(other)] == other]
