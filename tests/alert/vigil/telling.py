"""A week of a desk's running as events, with a watch that looks at them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from schemas.articles import FeedFetched, FetchError
from schemas.event import ArticleId, ClaimId, Digest, Event, TrackId
from schemas.notices import NoticeDelivered, NoticeFailed
from schemas.rejects import Rejected
from schemas.statements import Reported
from services.alert.outbox.tables import Lane
from services.alert.vigil.watch import Look, Subject, Watch, observe, troubles, turned
from tests.alert.examples import NOON

MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
DESK: Lane = ("desk", "slack/C0DESK")


def poll(outlet: str, at: dt.datetime, new: int = 0, *, fails: bool = False, feed: str = "") -> FeedFetched:
    return FeedFetched(
        feed=feed or f"https://{outlet.lower()}.example/rss",
        outlet=outlet,
        fetched_at=at,
        status=None if fails else 200,
        etag=None,
        last_modified=None,
        size=0,
        digest=None,
        items=new,
        new=new,
        revised=0,
        error=FetchError("timeout", "no answer within 30 s") if fails else None,
        next_at=at + HOUR,
    )


def report(at: dt.datetime) -> Reported:
    return Reported(
        track=TrackId("flood/oderfeld"),
        article=ArticleId("a"),
        revision=1,
        outlet="Herald",
        url="https://herald.example/a",
        title="A",
        published_at=at,
        statements=(),
        build="b",
    )


def refusal(at: dt.datetime, number: int = 0) -> Rejected:
    return Rejected(
        service="ingest",
        where=f"https://herald.example/{number}",
        reason="malformed",
        detail="",
        original=b"",
        capture=None,
        refused_at=at,
    )


_NOTICE = {"receiver": DESK[0], "channel": DESK[1], "group": "g", "claim": ClaimId("c"), "causes": (), "attempts": 1}


def delivered(at: dt.datetime) -> NoticeDelivered:
    return NoticeDelivered(**_NOTICE, delivery=Digest("1"), at=at, payload=Digest("2"), receipt="1", thread="1")


def failed(at: dt.datetime) -> NoticeFailed:
    return NoticeFailed(**_NOTICE, delivery=Digest("1"), at=at, reason="channel_not_found")


@dataclass
class Operators:
    """Who hears of what begins and of what is over."""

    watch: Watch = field(default_factory=Watch)
    known: set[Subject] = field(default_factory=set)
    heard: list[tuple[dt.datetime, str, Subject]] = field(default_factory=list)

    def see(self, events: Iterable[Event]) -> None:
        for event in events:
            observe(self.watch, event, event.occurred_at)

    def look(
        self,
        now: dt.datetime,
        put_off: Mapping[Lane, dt.datetime] | None = None,
        *,
        since: dt.datetime = NOON - 30 * DAY,
        lanes: Collection[Lane] = (DESK,),
    ) -> list[tuple[str, str]]:
        """What is said now, as ("began" | "over", "kind name")."""
        standing = troubles(self.watch, Look(now, since, lanes, put_off or {}, frozenset(self.known)))
        said = [("over" if account is None else "began", subject) for subject, account in turned(self.known, standing)]
        for what, subject in said:
            self.heard.append((now, what, subject))
            (self.known.add if what == "began" else self.known.remove)(subject)
        return [(what, " ".join(subject).strip()) for what, subject in said]
