"""B-cubed: what filing together and keeping apart are worth."""

from __future__ import annotations

import datetime as dt

import pytest

from bench.filing import b_cubed, filed, published, scores
from bench.reading.sets import Document
from services.detect.reading.tracks import reports_of

TRUTH = {"a": "1", "b": "1", "c": "2", "d": "2"}


@pytest.mark.parametrize(
    ("claim", "precision", "recall"),
    [
        ({"a": "x", "b": "x", "c": "y", "d": "y"}, 1.0, 1.0),
        ({"a": "x", "b": "x", "c": "x", "d": "x"}, 0.5, 1.0),
        ({"a": "x", "b": "y", "c": "z", "d": "w"}, 1.0, 0.5),
        ({"a": "x", "b": "x"}, 1.0, 1.0),
    ],
)
def test_mixing_costs_precision_and_splitting_recall(claim: dict[str, str], precision: float, recall: float) -> None:
    score = b_cubed(claim, TRUTH, sorted(claim))
    assert (score.precision, score.recall, score.articles) == (precision, recall, len(claim))


def test_nothing_filed_is_worth_nothing() -> None:
    assert b_cubed({}, TRUTH, []).f1 == 0


def test_an_article_is_filed_by_its_first_count_of_the_action_and_not_of_those_who_did_it() -> None:
    at = dt.datetime(2025, 1, 30, 12, tzinfo=dt.UTC)
    told = "Two people were killed in a shooting in Marlow on Monday. Nine were injured. A gunman was killed."
    reports = reports_of(published("a", "Example Times", "", told, at))
    assert filed(reports, "killed") == {
        "a": "event/shooting/united kingdom/quantity/people-killed-shooting/marlow/2025-01-27"
    }
    assert list(filed(reports, "arrested")) == []


def test_the_report_names_articles_with_and_without_a_claim() -> None:
    day = dt.date(2025, 1, 30)
    texts = [
        "Two people were killed in a shooting in Marlow.",
        "Three people died in a shooting in Marlow.",
        "It rained.",
    ]
    told = [Document("incidents", f"a{n}", "1", "", text, day) for n, text in enumerate(texts)]
    lines = list(scores([(document, "") for document in told]))
    assert lines[0] == "killed   all                P 1.000  R 1.000  F1 1.000  (2 articles)"
    assert lines[2] == "killed   without a claim    1 of 3 articles"
    assert lines[5] == "injured  without a claim    3 of 3 articles"
