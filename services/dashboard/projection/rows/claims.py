"""What a claim's figures write, and which statements they let join and leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from schemas.event import ArticleId, ClaimId, TrackId, stands_elsewhere
from schemas.figures import FiguresRolled
from services.dashboard.projection.rows.record import content
from services.dashboard.projection.tables.claims import FiguresRow, MemberRow, TitleRow
from services.dashboard.projection.tables.table import Table
from services.dashboard.projection.words import words
from services.eventlog.port import Record


class Leaving(NamedTuple):
    """A statement leaves a claim."""

    claim: ClaimId
    number: int
    """The version of the claim's figures from which on it is gone."""
    track: TrackId
    article: ArticleId
    revision: int
    ordinal: int
    left_at: dt.datetime


def figures_rows(record: Record, event: FiguresRolled) -> Iterator[Table | Leaving]:
    """The claim's figures and title, and who leaves and joins."""
    yield FiguresRow(
        claim=event.claim,
        number=event.version,
        title=event.title,
        track=event.track,
        watched=event.watched,
        lone=not event.watched and (len(_articles(event)) < 2 or stands_elsewhere(event.track)),
        statements=event.statements,
        low=None if event.low is None else str(event.low),
        high=None if event.high is None else str(event.high),
        rolled_at=event.rolled_at,
        appended_at=record.appended_at,
        record=record.place,
        content=content(event),
    )
    if event.title:
        yield TitleRow(claim=event.claim, title=event.title, words=words(event.title))
    for at in event.left:
        yield Leaving(
            event.claim, event.version, event.track, at.article, at.revision, at.index, left_at=record.appended_at
        )
    for at in event.joined:
        yield MemberRow(
            claim=event.claim,
            article=at.article,
            revision=at.revision,
            ordinal=at.index,
            number=event.version,
            track=event.track,
            appended_at=record.appended_at,
        )


def _articles(event: FiguresRolled) -> set[ArticleId]:
    """Of those that tell it, the first, the last and each outlet's last: two where there are two or more."""
    points = (event.first, event.latest, *(outlet.latest for outlet in event.outlets))
    return {point.article for point in points if point is not None}
