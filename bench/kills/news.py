"""What comes in while hosts are killed: a fire a day, on which two outlets are at odds, and then second thoughts.

day ─▶ two articles at odds ─▶ by draw: a third outlet's count, a correction, a correction taken back, or nothing
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import count
from random import Random
from typing import Final, NamedTuple

from schemas.articles import ArticlePublished, ArticleRevised, BodyKind, DateBasis, Revision
from schemas.envelope import digest
from schemas.event import ArticleId

_FIRST_DAY: Final = dt.date(2023, 1, 2)
"""Early enough that the last of a thousand days has come by the wall."""
_TOWNS: Final = (
    *("Accra", "Algiers", "Ankara", "Bogota", "Bucharest", "Budapest", "Cairo", "Caracas", "Dakar", "Hanoi"),
    *("Harare", "Helsinki", "Izmir", "Jakarta", "Kampala", "Kharkiv", "Lagos", "Lima", "Lisbon", "Madrid"),
    *("Manila", "Maputo", "Minsk", "Montevideo", "Mumbai", "Nairobi", "Naples", "Odesa", "Osaka", "Oslo"),
    *("Quito", "Rabat", "Reykjavik", "Riga", "Sarajevo", "Seoul", "Tallinn", "Tirana", "Tunis", "Turin"),
    *("Vilnius", "Warsaw", "Zagreb"),
)
"""They burn in turn. Each has a track of its own: none grows so large that it forgets what is in its window."""


class Day(NamedTuple):
    """The news of a day, in its order."""

    first: tuple[Revision, ...]
    """Two articles at odds."""
    then: tuple[Revision, ...]


def days(seed: int) -> Iterator[Day]:
    """Day after day."""
    random = Random(seed)  # noqa: S311 - an example, no secret
    for number in count():
        day = _FIRST_DAY + dt.timedelta(days=number)
        high, low = f"{random.randint(50, 90)} people", f"{random.randint(5, 20)} people"
        post = _article(day, "Morning Post", high, "police")
        star = _article(day, "Evening Star", low, "hospital officials")
        corrected = _revised(star, f"{star.body.replace(low, high)}\n\nCorrection: an earlier version had fewer dead.")
        third = _article(day, "Third Herald", f"{random.randint(25, 40)} people", "firefighters")
        back = _revised(corrected, star.body)
        yield Day((post, star), random.choice([(), (), (), (third,), (corrected,), (corrected, back)]))


def _article(day: dt.date, outlet: str, toll: str, source: str) -> ArticlePublished:
    town = _TOWNS[(day - _FIRST_DAY).days % len(_TOWNS)]
    title, body = f"Fire in {town}", f"{toll} were killed in a fire in {town} on {day:%B} {day.day}, {source} said."
    name = f"{outlet.replace(' ', '-').lower()}-{day}"
    return ArticlePublished(
        article=ArticleId(name),
        revision=1,
        outlet=outlet,
        feed="https://feeds.example.org/all.xml",
        url=f"https://feeds.example.org/{name}.html",
        title=title,
        body=body,
        body_kind=BodyKind.FULL,
        published_at=dt.datetime.combine(day, dt.time(12), dt.UTC),
        dated_by=DateBasis.FEED,
        digest=digest(title, body),
        captures=(),
    )


def _revised(before: Revision, body: str) -> ArticleRevised:
    kept = {name: getattr(before, name) for name in Revision.__struct_fields__}
    anew = {"revision": before.revision + 1, "body": body, "digest": digest(before.title, body)}
    revised_at = before.published_at + before.revision * dt.timedelta(hours=1)
    return ArticleRevised(**{**kept, **anew}, previous=before.digest, revised_at=revised_at)
