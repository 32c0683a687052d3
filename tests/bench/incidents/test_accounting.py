"""Every source ends in `articles` or in `rejects`, or the main job fails."""

from __future__ import annotations

import datetime as dt

import pytest

from bench.incidents.__main__ import faults_of
from bench.incidents.accounting import Ledger, account, as_long_as
from bench.incidents.hosts import Run
from bench.incidents.rendering import page_url
from schemas.articles import ArticlePublished, BodyKind, DateBasis
from schemas.rejects import Rejected
from tests.bench.incidents.examples import sourced

ORIGIN = "http://127.10.0.1:28480"
FIRST, SECOND = sourced("first"), sourced("second")


def published(article, body=None):
    return ArticlePublished(
        article=f"a-{article.id}",
        revision=1,
        outlet=article.outlet,
        feed=f"{ORIGIN}/feed.xml",
        url=page_url(ORIGIN, article),
        title=article.title,
        body=article.text if body is None else body,
        body_kind=BodyKind.FULL,
        published_at=article.published_at,
        dated_by=DateBasis.FEED,
        digest="d",
        captures=(),
    )


def rejected(article):
    return Rejected(
        service="ingest",
        where=page_url(ORIGIN, article),
        reason="no-text",
        detail="no article text",
        original=b"",
        capture=None,
        refused_at=dt.datetime(2025, 3, 1, tzinfo=dt.UTC),
    )


def ledger_of(*events):
    ledger = Ledger()
    for event in events:
        ledger.take(event)
    return ledger


def test_a_source_in_articles_is_accounted_for():
    assert ledger_of(published(FIRST)).unaccounted([FIRST.id]) == []


def test_a_source_in_rejects_is_accounted_for():
    assert ledger_of(rejected(FIRST)).unaccounted([FIRST.id]) == []


def test_a_source_in_neither_is_named():
    assert ledger_of(published(FIRST)).unaccounted([FIRST.id, SECOND.id]) == [SECOND.id]


def test_a_source_in_both_counts_as_an_article():
    found = account(ledger_of(published(FIRST), rejected(FIRST), rejected(SECOND)), [FIRST, SECOND])
    assert (found.in_articles, found.only_in_rejects, found.unaccounted) == (1, 1, ())
    assert found.rejects == {"no-text": 2}


def test_a_source_that_stands_twice_in_the_data_is_one():
    assert account(ledger_of(published(FIRST)), [FIRST, FIRST]).sources == 1


def test_a_repeated_event_counts_once():
    assert account(ledger_of(published(FIRST), published(FIRST)), [FIRST]).bodies == {"full": 1}


def test_a_lost_source_fails_the_run():
    run = Run(
        host="kafka",
        articles_in_data=2,
        outlets=1,
        account=account(ledger_of(published(FIRST)), [FIRST, SECOND]),
        slack_messages=0,
        mails=0,
        alert_done=True,
        wall_s=0,
        services={},
    )
    assert any(SECOND.id in fault for fault in faults_of(run))


@pytest.mark.parametrize(
    ("body", "same"), [("ten  letters", True), ("tenletter", True), ("tenlette", False), ("tenletters" * 2, False)]
)
def test_a_body_is_as_long_as_its_source_within_a_tenth(body, same):
    assert as_long_as(body, "ten letters") is same


def test_a_body_of_a_source_without_text_is_empty():
    assert as_long_as("", "")
    assert not as_long_as("All rights reserved.", "")
