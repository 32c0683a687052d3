"""Seeded events to measure with: invented tolls of invented towns, in plain wire prose.

What happened there is not said: events of a kind, in towns that no gazetteer knows, lie in one track, and tolls of such
a town alone in one of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

from schemas.articles import ArticlePublished, BodyKind, DateBasis
from schemas.envelope import digest
from schemas.event import ArticleId
from schemas.statements import Reported
from services.detect.reading.tracks import reports_of

DAY: Final = dt.date(2025, 3, 1)
_FIRST: Final = (
    "Bar",
    "Cal",
    "Dor",
    "Fen",
    "Gal",
    "Hol",
    "Kes",
    "Lum",
    "Mar",
    "Nor",
    "Pel",
    "Quin",
    "Ros",
    "Sel",
    "Tor",
)
_MIDDLE: Final = ("a", "en", "i", "ing", "o", "u")
_LAST: Final = ("dorf", "grad", "mere", "ton", "ville")
PLACES: Final = tuple(first + middle + last for first in _FIRST for middle in _MIDDLE for last in _LAST)
"""450 towns that are nowhere."""


def articles(count: int, seed: int, places: Sequence[str] = PLACES) -> Iterator[ArticlePublished]:
    """Articles of one day; each gives one or two reports."""
    random = Random(seed)  # noqa: S311 - an example, no secret
    for number in range(count):
        place = random.choice(places)
        title = f"Losses in {place}"
        body = (
            f"At least {random.randint(2, 90)} people were killed in {place} on Saturday, police said.\n\n"
            f"Another {random.randint(100, 900)} people were injured there, according to the city's hospitals."
        )
        says = digest(title, body)
        yield ArticlePublished(
            article=ArticleId(digest(str(seed), str(number))[:24]),
            revision=1,
            outlet=f"Outlet {random.randint(1, 40)}",
            feed="https://feeds.example.org/all.xml",
            url=f"https://feeds.example.org/{number}.html",
            title=title,
            body=body,
            body_kind=BodyKind.FULL,
            published_at=dt.datetime.combine(DAY, dt.time(12), dt.UTC) + dt.timedelta(seconds=number % 3600),
            dated_by=DateBasis.FEED,
            digest=says,
            captures=(says,),
        )


def reports(count: int, seed: int, places: Sequence[str] = PLACES) -> list[Reported]:
    """So many reports of such articles, as detect reads them."""
    found: list[Reported] = []
    for article in articles(count, seed, places):
        found += [report for report in reports_of(article, ()) if report.statements]
        if len(found) >= count:
            break
    return found[:count]
