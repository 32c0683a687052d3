"""What an injected copy is, and when it counts as noticed."""

from __future__ import annotations

import datetime as dt

import pytest

from bench.injection.__main__ import flags, lines
from bench.injection.copies import KINDS, told
from bench.reading.sets import Document

BODY = "Five people were killed in a shooting in Marlow on Monday. Police look for a man. The five were not from there."
ARTICLE = Document("incidents", "0a", "1", "Five Killed in Marlow", BODY, dt.date(2025, 1, 30))


def test_an_article_takes_part_with_its_first_plain_count() -> None:
    found = told(ARTICLE)
    assert found is not None
    assert (found.best, found.is_part, len(found.same)) == (5, False, 2)
    assert told(ARTICLE._replace(title="", text="A man was killed in a shooting in Marlow.")) is None


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("count", "11 people were killed in a shooting in Marlow on Monday."),
        ("date", "Five people were killed in a shooting in Marlow on January 18."),
        ("reprint", "Five people were killed in a shooting in Marlow on Monday."),
        ("wording", "5 people were killed in a shooting in Marlow on Monday."),
        ("update", "The number of people killed in the shooting in Marlow on January 27 has risen to 6, police said."),
    ],
)
def test_a_copy_is_altered_in_what_its_kind_says_and_flagged_if_due(kind: str, words: str) -> None:
    found = told(ARTICLE)
    assert found is not None
    due, make = KINDS[kind]
    copy = make(found)
    assert copy is not None
    assert copy.text.startswith(words)
    is_read, raised = flags(found, copy)
    assert (is_read, bool(raised)) == (True, due)


def test_a_negation_needs_a_verb_behind_the_count() -> None:
    headed, bare = told(ARTICLE), told(ARTICLE._replace(title=""))
    assert headed is not None
    assert bare is not None
    make = KINDS["negation"][1]
    assert make(headed) is None  # the headline has none
    copy = make(bare)
    assert copy is not None
    assert copy.text.startswith("Five people were not killed in a shooting")
    assert flags(bare, copy)[0]


def test_the_report_counts_what_is_due_and_what_is_false() -> None:
    found = told(ARTICLE)
    assert found is not None
    report = list(lines([found], "count"))
    assert report[0].split() == [
        "count",
        "1",
        "copies",
        "read",
        "1.000",
        "flagged",
        "of",
        "those",
        "read",
        "1.000",
        "of",
        "all",
        "1.000",
    ]
    assert report[3].split() == ["reprint", "1", "copies", "falsely", "flagged", "0"]
