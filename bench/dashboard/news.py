"""Invented news: one claim of 10,000 statements, many of ten."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from schemas.envelope import canonical
from schemas.event import ClaimId
from schemas.statements import AsOf, Factuality, Part, Scope, Statement, Subject
from schemas.values import Quantity, Span
from services.dashboard.projection.words import words

MILLION: Final = 1_000_000
OUTLETS: Final = [f"Outlet {number:02}" for number in range(50)]
SOURCES: Final = [f"Ministry {number:03}" for number in range(300)]
PLACES: Final = [f"Town{number:03}" for number in range(400)]
BIG: Final = 10_000
"""Statements of the first claim."""
EACH: Final = 10
"""Of every other."""
IN_ARTICLE: Final = 4
START: Final = dt.datetime(2024, 9, 1, tzinfo=dt.UTC)
STEP: Final = dt.timedelta(seconds=60)
_BODY: Final = "The town woke to rain, and the river kept rising until noon. "

Row = dict[str, Any]


def claim_id(number: int) -> ClaimId:
    """The claim of this number; the first is the big one."""
    return ClaimId(f"claim-{number}")


def claims_in(statements: int) -> int:
    """How many claims so many statements are of."""
    return 1 + (statements - BIG) // EACH


def claim_of(statement: int) -> int:
    """Every other one of the first statements is the big claim's; the rest follow one another."""
    if statement < 2 * BIG:
        return 0 if statement % 2 else 1 + statement // 2 // EACH
    return 1 + (statement - BIG) // EACH


def moment_of(article: int) -> dt.datetime:
    """When an article was published."""
    return START + STEP * article


def outlet_of(article: int) -> str:
    """Whose an article is."""
    return OUTLETS[article % len(OUTLETS)]


def source_of(statement: int) -> str:
    """On whose word a statement is."""
    return SOURCES[statement * 7 % len(SOURCES)]


def place_of(claim: int) -> str:
    """Where a claim is of."""
    return PLACES[claim % len(PLACES)]


def quote_of(number: int) -> str:
    """The words of a statement."""
    return f"{1000 + number // IN_ARTICLE} people were brought to safety in {place_of(claim_of(number))}"


def statement_of(number: int) -> Statement:
    """The statement of this number."""
    article = number // IN_ARTICLE
    day, quote = moment_of(article).date(), quote_of(number)
    start = (len(quote) + 2) * (number % IN_ARTICLE)
    return Statement(
        part=Part.BODY,
        start=start,
        end=start + len(quote),
        quote=quote,
        figure=quantity_of(number),
        subject=Subject("people", None, "evacuated", place_of(claim_of(number)), "flood"),
        scope=Scope.WHOLE,
        as_of=AsOf(Span(day, day), day, "published"),
        chain=(outlet_of(article), source_of(number)),
        first_hand=False,
        factuality=Factuality.ASSERTED,
    )


def quantity_of(number: int) -> Quantity:
    """What it counts."""
    value = Decimal(1000 + number // IN_ARTICLE)
    return Quantity(value, value, value, unit="people")


def article_row(number: int) -> Row:
    """The row of this number."""
    said = ". ".join(quote_of(number * IN_ARTICLE + i) for i in range(IN_ARTICLE))
    return {
        "article": f"article-{number}",
        "revision": 1,
        "outlet": outlet_of(number),
        "feed": f"https://feeds.example/{number % 50}",
        "url": f"https://news.example/{number}",
        "title": f"Flood: the night in {place_of(number)}",
        "body_kind": "full",
        "dated_by": "feed",
        "published_at": moment_of(number),
        "revised_at": None,
        "digest": "0" * 64,
        "captures": "1" * 64,
        "appended_at": moment_of(number),
        "superseded_at": None,
        "record": f"articles/0/{number}",
        "body": f"{said}. {_BODY * 6}",
    }


def record_row(number: int) -> Row:
    """The row of this number."""
    return {
        "topic": "articles",
        "partition": 0,
        "offset": number,
        "appended_at": moment_of(number),
        "key": f"article-{number}",
        "type": "claimwatch.article.published.v1",
        "ce_id": f"{number:032x}",
        "size": 900,
        "fault": None,
    }


def report_row(number: int) -> Row:
    """The row of this number."""
    article = number // IN_ARTICLE
    return {
        "track": f"track-{claim_of(number)}",
        "article": f"article-{article}",
        "revision": 1 + number % IN_ARTICLE,  # each its own, as a track may come twice in an article here
        "statements": 1,
        "corrects": False,
        "build": "bench",
        "appended_at": moment_of(article),
        "superseded_at": None,
        "record": f"statements/0/{number}",
    }


def statement_row(number: int) -> Row:
    """The row of this number."""
    article, said = number // IN_ARTICLE, statement_of(number)
    return {
        "track": f"track-{claim_of(number)}",
        "article": f"article-{article}",
        "revision": 1,
        "ordinal": number % IN_ARTICLE,
        "outlet": outlet_of(article),
        "source": source_of(number),
        "links": 2,
        "place": said.subject.place,
        "url": f"https://news.example/{article}",
        "title": "Flood",
        "published_at": moment_of(article),
        "appended_at": moment_of(article),
        "superseded_at": None,
        "again": False,
        "words": words("Flood", said.quote, said.subject.counted, said.subject.place, *said.chain),
        "content": canonical(said).decode(),
    }


def member_row(number: int) -> Row:
    """The row of this number."""
    article, claim = number // IN_ARTICLE, claim_of(number)
    return {
        "claim": claim_id(claim),
        "article": f"article-{article}",
        "revision": 1,
        "ordinal": number % IN_ARTICLE,
        "number": 1,
        "track": f"track-{claim}",
        "published_at": moment_of(article),
        "outlet": outlet_of(article),
        "place": place_of(claim),
        "appended_at": moment_of(article),
        "left_at": None,
        "superseded_at": None,
    }
