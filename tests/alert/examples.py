"""A flag to start from."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from schemas.event import ArticleId, ClaimId, FlagId, TrackId
from schemas.flags import Evidence, Flag, FlagState, Grade, Interval, QuantitiesCompared
from schemas.statements import AsOf, Factuality, Part
from schemas.values import Quantity, Span
from schemas.watch import Rule

NOON = dt.datetime(2025, 1, 30, 12, tzinfo=dt.UTC)


def _evidence(outlet: str, number: int, words: str, day: int) -> Evidence:
    moment = dt.datetime(2025, 1, day, 8, tzinfo=dt.UTC)
    return Evidence(
        article=ArticleId(f"{outlet}-{day}"),
        revision=1,
        outlet=outlet,
        url=f"https://{outlet.lower()}.example/{day}?a=1&b=2",
        title=f"{outlet} on the river",
        published_at=moment,
        part=Part.BODY,
        start=0,
        end=len(words),
        quote=words,
        figure=Quantity(Decimal(number), Decimal(number), Decimal(number), unit="person"),
        as_of=AsOf(Span(moment.date(), moment.date()), moment.date(), "published"),
        chain=(outlet, "river office"),
        factuality=Factuality.ASSERTED,
    )


FLAG = Flag(
    flag=FlagId("flag-1"),
    version=1,
    state=FlagState.OPEN,
    claim=ClaimId("people evacuated in Oderfeld"),
    title="People evacuated in Oderfeld",
    track=TrackId("flood/oderfeld"),
    watched=True,
    rule=Rule.QUANTITY,
    grade=Grade.CONFLICT,
    severity=4,
    explanation="Herald counts 1,200 people evacuated on 29 January, Courier <800> & no more for the same day.",
    evidence=(
        _evidence("Herald", 1200, "1,200 people have been brought to safety", 29),
        _evidence("Courier", 800, "some 800 had to leave <their> homes & farms", 30),
    ),
    parties=("river office",),
    compared=QuantitiesCompared(
        Interval(Decimal(1200), Decimal(1200), Decimal(1200), Decimal(1200)),
        Interval(Decimal(760), Decimal(840), Decimal(720), Decimal(880)),
        "person",
        Decimal(320),
        Decimal(0),
    ),
    reasons=("disjoint even at the outer tolerances",),
    settle="The river office's own count for 29 January.",
    found_at=NOON,
    build="test",
)
