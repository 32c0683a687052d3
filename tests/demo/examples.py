"""Events of each kind that the terminal tells of, in invented words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

import msgspec

from schemas.articles import FeedFetched, FetchError
from schemas.event import ArticleId, ClaimId, Digest, FlagId, TrackId
from schemas.figures import FigurePoint, FiguresRolled
from schemas.flags import Evidence, Flag, FlagRaised, FlagState, Grade, Interval, QuantitiesCompared, SpansCompared
from schemas.notices import Cause, NoticeDelivered, NoticeFailed
from schemas.rejects import Rejected
from schemas.statements import AsOf, Factuality, Part, Reported, Scope, Statement, Subject
from schemas.values import Figure, Measure, Modality, Precision, Presence, Quantity, Span
from schemas.watch import Rule


def at(day: int, hour: int = 12) -> dt.datetime:
    return dt.datetime(2025, 1, day, hour, tzinfo=dt.UTC)


def days(first: int, last: int) -> Span:
    return Span(dt.date(2025, 1, first), dt.date(2025, 1, last), Precision.DAY)


TRACK: Final = TrackId("actor/north korea/soldier")
CLAIM: Final = ClaimId("actor/north korea/soldier/presence/kursk")
SOLDIERS: Final = Subject("soldier", "North Korea", "seen", "Kursk", None)

FETCHED: Final = FeedFetched(
    feed="http://127.0.1.2/castellan/feed.xml",
    outlet="Castellan Times",
    fetched_at=at(22),
    status=200,
    etag=None,
    last_modified=None,
    size=4_000,
    digest=Digest("d" * 64),
    items=3,
    new=2,
    revised=1,
    error=None,
    next_at=at(22, 13),
)
UNCHANGED: Final = msgspec.structs.replace(FETCHED, status=304, items=0, new=0, revised=0)
NOT_READ: Final = msgspec.structs.replace(
    FETCHED, status=None, new=0, revised=0, error=FetchError("timeout", "http://127.0.1.2: not complete after 30 s")
)


def quantity(best: int | None, low: int | None = None, high: int | None = None, **kind: object) -> Quantity:
    numbers = (None if n is None else Decimal(n) for n in (low or best, best, high or best))
    return Quantity(*numbers, **kind)  # type: ignore[arg-type]  # a test's shorthand


def statement(figure: Figure, subject: Subject, *chain: str, factuality: Factuality = Factuality.ASSERTED) -> Statement:
    as_of = AsOf(days(22, 22), dt.date(2025, 1, 22), "published")
    return Statement(Part.BODY, 0, 9, "the words", figure, subject, Scope.WHOLE, as_of, chain, False, factuality)


FLOOD: Final = Subject("people", None, "killed", "Marrowick", "flood")
SENT: Final = Subject("soldier", "North Korea", "deployed", "Kursk", None)
REPORTED: Final = Reported(
    track=TRACK,
    article=ArticleId("a" * 24),
    revision=1,
    outlet="Castellan Times",
    url="http://127.0.1.2/castellan/a.html",
    title="Army chief: they come in waves",
    published_at=at(22),
    statements=(
        statement(Presence(True, days(20, 22)), SOLDIERS, "Castellan Times", "Ukraine's army chief"),
        statement(Presence(True, days(20, 22)), SOLDIERS, "Castellan Times", "Ukraine's army chief"),
        statement(quantity(None, 11_000, 12_000, modality=Modality.RANGE), SENT, "Castellan Times", "officials"),
        statement(quantity(10_000, modality=Modality.ABOUT), SENT, "Castellan Times"),
        statement(Quantity(None, None, Decimal(300), modality=Modality.AT_MOST), SENT, "Castellan Times"),
        statement(Quantity(Decimal("0.5"), Decimal("0.5"), None, modality=Modality.RELATIVE), SENT, "Castellan Times"),
        statement(days(9, 9), Subject("soldier", "North Korea", "captured", "Kursk"), "Castellan Times"),
        statement(quantity(1, measure=Measure.CUMULATIVE), FLOOD, "Castellan Times", "police"),
        statement(quantity(12), FLOOD, "Castellan Times", "police", factuality=Factuality.DENIED),
        statement(quantity(3), Subject("child", None, "rescued", "Marrowick", "flood"), "Castellan Times"),
    ),
    build="0",
)
WITHDRAWN: Final = msgspec.structs.replace(REPORTED, revision=2, statements=())


def evidence(outlet: str, day: int, quote: str, figure: Figure, *parties: str) -> Evidence:
    return Evidence(
        article=ArticleId(outlet.lower()),
        revision=1,
        outlet=outlet,
        url="http://127.0.1.2/a.html",
        title="A title",
        published_at=at(day),
        part=Part.BODY,
        start=0,
        end=9,
        quote=quote,
        figure=figure,
        as_of=AsOf(days(day, day), dt.date(2025, 1, day), "published"),
        chain=(outlet, *parties),
        factuality=Factuality.ASSERTED,
    )


FLAG: Final = Flag(
    flag=FlagId("f1"),
    version=1,
    state=FlagState.OPEN,
    claim=CLAIM,
    title="North Korean soldiers at the front in Kursk",
    track=TRACK,
    watched=False,
    rule=Rule.PRESENCE,
    grade=Grade.CONFLICT,
    severity=4,
    explanation="One says not seen 13 to 30 January (officials in Quillon Post), another seen from 20 to "
    "22 January (Ukraine's army chief in Castellan Times).",
    evidence=(
        evidence(
            "Castellan Times",
            22,
            "North Korean soldiers are attacking in Kursk this week, Ukraine's army chief said.",
            Presence(True, days(20, 22)),
            "Ukraine's army chief",
        ),
        evidence(
            "Radio Ansel",
            30,
            'The Quillon Post wrote: "They have not been seen for about two weeks."',
            Presence(False, days(13, 30)),
            "Quillon Post",
            "Ukrainian and US officials who asked not to be named",
        ),
        evidence("Veldmark Dispatch", 31, "None are here.", Presence(False, days(1, 31)), "company commander"),
    ),
    parties=("Ukraine's army chief", "officials"),
    compared=SpansCompared(days(13, 30), days(20, 22), 0),
    reasons=("the days of the sighting lie inside the absence", "the absence is vouched for as a whole"),
    settle="Ask who saw them, where and on which day, and what the other's absence covers.",
    found_at=at(31),
    build="0",
)
DRIFT: Final = msgspec.structs.replace(
    FLAG,
    flag=FlagId("f2"),
    rule=Rule.DRIFT,
    grade=Grade.TENSION,
    severity=1,
    compared=QuantitiesCompared(
        Interval(Decimal(1), Decimal(1), Decimal(1), Decimal(1)),
        Interval(Decimal(2), Decimal(2), Decimal(2), Decimal(2)),
        None,
        Decimal(1),
        Decimal(1),
    ),
)
RAISED: Final = FlagRaised(flag=FLAG)

FIGURES: Final = FiguresRolled(
    claim=CLAIM,
    title="North Korean soldiers at the front in Kursk",
    track=TRACK,
    watched=False,
    version=1,
    rolled_at=at(30),
    statements=3,
    low=None,
    high=None,
    first=None,
    latest=FigurePoint(Presence(False, days(13, 30)), ArticleId("a"), 1, "Quillon Post", "US officials", at(30)),
    sources=(),
    outlets=(),
    windows=(),
    origins=("US officials",),
)
STRENGTH: Final = msgspec.structs.replace(
    FIGURES,
    claim=ClaimId("actor/north korea/soldier/quantity/kursk"),
    title="North Korean soldiers deployed in Kursk",
    statements=1,
    low=Decimal(10_000),
    high=Decimal(12_000),
    latest=FigurePoint(quantity(12_000), ArticleId("b"), 1, "Quillon Post", "Quillon Post", at(5)),
)

DELIVERED: Final = NoticeDelivered(
    delivery=Digest("1" * 64),
    receiver="newsdesk",
    channel="slack",
    group="g",
    claim=CLAIM,
    causes=(Cause(FlagId("f1"), 1, FlagState.OPEN),),
    at=at(31),
    payload=Digest("2" * 64),
    receipt="C0DESK/1.0",
    thread="C0DESK/1.0",
    attempts=1,
)
FOLLOWED: Final = msgspec.structs.replace(
    DELIVERED, delivery=Digest("3" * 64), causes=DELIVERED.causes * 2, receipt="C0DESK/2.0", attempts=3
)
MAILED: Final = msgspec.structs.replace(DELIVERED, delivery=Digest("4" * 64), channel="email")
FAILED: Final = NoticeFailed(
    delivery=Digest("5" * 64),
    receiver="newsdesk",
    channel="slack",
    group="g",
    claim=CLAIM,
    causes=DELIVERED.causes,
    at=at(31),
    reason="channel_not_found: invite the bot",
    attempts=1,
)
REFUSED: Final = Rejected(
    service="ingest",
    where="http://127.0.1.2/castellan/feed.xml",
    reason="malformed",
    detail="no RSS or Atom",
    original=b"",
    capture=None,
    refused_at=at(31),
)
