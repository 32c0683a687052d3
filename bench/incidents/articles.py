"""The articles of the main job, and when each is published: pure, but for the reading of the file."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

NOON: Final = dt.time(12, 0, tzinfo=dt.UTC)
"""The data gives days; every article is dated at noon of its day."""


class Sourced(msgspec.Struct, frozen=True):
    """An article as the data has it."""

    id: str
    outlet: str
    title: str
    date: dt.date
    text: str

    @property
    def published_at(self) -> dt.datetime:
        return dt.datetime.combine(self.date, NOON)

    @property
    def summary_only(self) -> bool:
        """Whether its feed carries only a summary: half of all, by a hash of the id."""
        return hashlib.sha256(self.id.encode()).digest()[0] % 2 == 0

    @property
    def paragraphs(self) -> list[str]:
        return [paragraph.strip() for paragraph in self.text.split("\n\n") if paragraph.strip()]


class Step(NamedTuple):
    """What is published together before everything has to catch up."""

    end: dt.date
    """The day after its last."""
    ids: frozenset[str]


class _Incident(msgspec.Struct, frozen=True):
    articles: tuple[Sourced, ...]


def load(path: Path) -> list[Sourced]:
    """All articles of the file, in order of date; one that stands in it twice is here twice."""
    decoder = msgspec.json.Decoder(_Incident)
    with gzip.open(path, "rb") as lines:
        found = [article for line in lines for article in decoder.decode(line).articles]
    return sorted(found, key=lambda article: (article.date, article.id))


def months(articles: Iterable[Sourced]) -> list[Step]:
    """A step for each month in which something was published."""
    ids: defaultdict[dt.date, set[str]] = defaultdict(set)
    for article in articles:
        ids[article.date.replace(day=1)].add(article.id)
    return [Step(_next_month(month), frozenset(ids[month])) for month in sorted(ids)]


def by_outlet(articles: Iterable[Sourced]) -> Mapping[str, Sequence[Sourced]]:
    """The articles of each outlet in order of date; outlets by name, so that each keeps its address."""
    found: defaultdict[str, list[Sourced]] = defaultdict(list)
    for article in articles:
        found[article.outlet].append(article)
    return {outlet: found[outlet] for outlet in sorted(found)}


def _next_month(month: dt.date) -> dt.date:
    return (month + dt.timedelta(days=31)).replace(day=1)
