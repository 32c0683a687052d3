"""The data's articles in the order in which they are published."""

from __future__ import annotations

import datetime as dt
import gzip

import msgspec

from bench.incidents.articles import by_outlet, load, months
from tests.bench.incidents.examples import sourced

DECEMBER, JANUARY, MARCH = (
    sourced("december", date=dt.date(2024, 12, 31)),
    sourced("january", date=dt.date(2025, 1, 31)),
    sourced("march", date=dt.date(2025, 3, 1), outlet="Star"),
)


def test_a_month_ends_before_the_first_of_the_next():
    steps = months([DECEMBER, JANUARY, MARCH])
    assert [step.end for step in steps] == [dt.date(2025, 1, 1), dt.date(2025, 2, 1), dt.date(2025, 4, 1)]


def test_every_article_is_in_one_step():
    assert [set(step.ids) for step in months([MARCH, DECEMBER, JANUARY])] == [{DECEMBER.id}, {JANUARY.id}, {MARCH.id}]


def test_an_outlet_keeps_its_articles_in_order():
    assert by_outlet([DECEMBER, JANUARY, MARCH]) == {"Post": [DECEMBER, JANUARY], "Star": [MARCH]}


def test_the_file_gives_its_articles_by_date_and_repeated_ones_twice(tmp_path):
    incidents = [{"incident": "1", "articles": [MARCH, DECEMBER]}, {"incident": "2", "articles": [DECEMBER]}]
    path = tmp_path / "incidents.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n".join(msgspec.json.encode(incident) for incident in incidents)))
    assert load(path) == [DECEMBER, DECEMBER, MARCH]
