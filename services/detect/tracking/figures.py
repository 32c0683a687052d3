"""A claim's rolling figures: extremes, first and latest, by source, by outlet, by window, and where chains end."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from schemas.event import ClaimId, TrackId
from schemas.figures import FigurePoint, FiguresRolled, PartyFigures, WindowFigures
from schemas.values import Modality, Quantity
from services.detect.tracking.calendar import days_before
from services.detect.tracking.claims import Claim
from services.detect.tracking.voices import Member

WINDOWS: Final = (7, 30)
"""Days, besides the claim's own window."""
_MAX_PARTIES: Final = 64


def roll(claim: Claim, track: TrackId, day: dt.date | None, at: dt.datetime) -> FiguresRolled:
    """The rolling figures of a claim on a day; version 0, as only its history can count versions.

    Before any day has come, it is that of the claim's latest figure.
    """
    today = claim.members[-1].report.published_at.date() if day is None else day
    low, high = extremes(claim.members)
    return FiguresRolled(
        claim=claim.id,
        title=claim.title,
        track=track,
        watched=claim.watch is not None,
        version=0,
        rolled_at=at,
        statements=len(claim.members),
        low=low,
        high=high,
        first=_point(claim.members[0]),
        latest=_point(claim.members[-1]),
        sources=_by_party(claim.members, lambda member: member.source),
        outlets=_by_party(claim.members, lambda member: member.report.outlet),
        windows=tuple(_window(claim.members, days, today) for days in WINDOWS),
        origins=tuple(sorted({member.source for member in claim.members})[:_MAX_PARTIES]),
    )


def emptied(claim: ClaimId, track: TrackId, at: dt.datetime) -> FiguresRolled:
    """The figures of a claim that has no live statement left."""
    return FiguresRolled(
        claim=claim,
        title="",
        track=track,
        watched=claim.startswith("watched/"),
        version=0,
        rolled_at=at,
        statements=0,
        low=None,
        high=None,
        first=None,
        latest=None,
        sources=(),
        outlets=(),
        windows=(),
        origins=(),
    )


def extremes(members: Sequence[Member]) -> tuple[Decimal | None, Decimal | None]:
    """The lowest and the highest number that the members state; relative figures name none."""
    ends = [
        end
        for member in members
        if isinstance(figure := member.statement.figure, Quantity) and figure.modality is not Modality.RELATIVE
        for end in (figure.low, figure.best, figure.high)
        if end is not None
    ]
    return (min(ends), max(ends)) if ends else (None, None)


def _window(members: Sequence[Member], days: int, day: dt.date) -> WindowFigures:
    since = days_before(day, days)
    inside = members[bisect_right(members, since, key=lambda member: member.report.published_at.date()) :]
    low, high = extremes(inside)
    return WindowFigures(days, len(inside), low, high)


def _by_party(members: Sequence[Member], party_of: Callable[[Member], str]) -> tuple[PartyFigures, ...]:
    latest: dict[str, tuple[int, Member]] = {}
    for member in members:
        party = party_of(member)
        latest[party] = latest.get(party, (0, member))[0] + 1, member
    return tuple(
        PartyFigures(party, count, _point(member)) for party, (count, member) in sorted(latest.items())[:_MAX_PARTIES]
    )


def _point(member: Member) -> FigurePoint:
    report = member.report
    return FigurePoint(
        member.statement.figure, report.article, report.revision, report.outlet, member.source, report.published_at
    )
