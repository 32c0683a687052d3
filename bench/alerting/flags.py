"""The flags of the measurement: each names its route by its first outlet, and a claim has a few."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

from schemas.event import ArticleId, ClaimId, FlagId, TrackId
from schemas.flags import Evidence, Flag, FlagState, Grade, Interval, QuantitiesCompared
from schemas.statements import AsOf, Factuality, Part
from schemas.values import Quantity, Span
from schemas.watch import Rule

ROUTES: Final = 50
A_CLAIM: Final = 5
"""Flags that a claim has."""


def flag(number: int) -> Flag:
    """A flag whose first outlet names its route, of a claim that has a few."""
    claim = number // A_CLAIM
    day = dt.datetime(2025, 3, 1, 8, tzinfo=dt.UTC)
    figure = Quantity(Decimal(1200), Decimal(1200), Decimal(1200), unit="person")
    evidence = [
        Evidence(
            article=ArticleId(f"{outlet}-{number}"),
            revision=1,
            outlet=outlet,
            url=f"https://{outlet.replace(' ', '-').lower()}.example/{number}",
            title="The river on Monday",
            published_at=day,
            part=Part.BODY,
            start=0,
            end=40,
            quote="1,200 people have been brought to safety",
            figure=figure,
            as_of=AsOf(Span(day.date(), day.date()), day.date(), "published"),
            chain=(outlet, "river office"),
            factuality=Factuality.ASSERTED,
        )
        for outlet in (f"Outlet {claim % ROUTES}", "Wire")
    ]
    exact = Interval(Decimal(1200), Decimal(1200), Decimal(1200), Decimal(1200))
    return Flag(
        flag=FlagId(f"flag-{number}"),
        version=1,
        state=FlagState.OPEN,
        claim=ClaimId(f"claim {claim}"),
        title=f"People evacuated, {claim}",
        track=TrackId("flood"),
        watched=True,
        rule=Rule.QUANTITY,
        grade=Grade.CONFLICT,
        severity=4,
        explanation="One counts 1,200 people evacuated, the other 800, on the same day.",
        evidence=tuple(evidence),
        parties=("river office",),
        compared=QuantitiesCompared(exact, exact, "person", Decimal(320), Decimal(0)),
        reasons=("disjoint even at the outer tolerances",),
        settle="The river office's own count.",
        found_at=day,
        build="bench",
    )
