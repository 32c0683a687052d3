"""A log of an invented story, with something of all that the desk shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import msgspec

from schemas.articles import FeedFetched, FetchError, Revision
from schemas.decisions import FlagTaken, RulesSet, SilenceSet, VerdictGiven, WordingApproved
from schemas.envelope import seal
from schemas.event import ArticleId, ClaimId, Digest, Event, TrackId
from schemas.figures import FigurePoint, FiguresRolled, PartyFigures, StatementAt
from schemas.flags import Evidence, Flag, FlagRaised, FlagUpdated
from schemas.notices import Cause, NoticeDelivered, NoticeFailed
from schemas.rejects import Rejected
from schemas.statements import Reported
from schemas.values import Quantity
from schemas.verdicts import Judgement, Verdict
from schemas.watch import Rules
from services.eventlog.memory import MemoryLog
from tests.alert.examples import FLAG
from tests.detect.examples import DEPLOYED, TRACK, moment, published, report, revised, statement

CLAIM = ClaimId("north korean soldiers in kursk")
TITLE = "North Korean soldiers deployed in Kursk"
RULES = Rules(ours=("Our Paper",))


class Told:
    """A log to which events are appended at moments that the test says."""

    def __init__(self) -> None:
        self.now = moment("2025-01-28")
        self.log = MemoryLog(lambda: self.now)

    async def tell(self, *events: Event, at: dt.datetime | None = None) -> None:
        """Append the events; unless a moment is given, an hour after those before."""
        self.now = at or self.now + dt.timedelta(hours=1)
        await self.log.append([seal(event) for event in events])


def body(*sentences: str) -> str:
    return " ".join(sentences)


def stated(article: Revision, words: str, best: int, source: str) -> Reported:
    """What an article reports that says so in these words."""
    day = article.published_at.date().isoformat()
    said = statement(
        best, DEPLOYED, day=day, outlet=article.outlet, source=source, quote=words, start=article.body.index(words)
    )
    told = report(article.article, said, day=day, outlet=article.outlet)
    return msgspec.structs.replace(told, revision=article.revision, url=article.url, title=article.title)


def rolled(version: int, low: int, high: int, *members: StatementAt, left: Sequence[StatementAt] = ()) -> FiguresRolled:
    figure = Quantity(Decimal(high), Decimal(high), Decimal(high), unit="soldier")
    point = FigurePoint(figure, ArticleId("wire"), 1, "Northlight Wire", "Ukraine's army chief", moment("2025-01-29"))
    return FiguresRolled(
        claim=CLAIM,
        title=TITLE,
        track=TRACK,
        watched=True,
        version=version,
        rolled_at=moment("2025-01-28", 12 + version),
        statements=version,
        low=Decimal(low),
        high=Decimal(high),
        first=point,
        latest=point,
        sources=(PartyFigures("Ukraine's army chief", 1, point),),
        outlets=(PartyFigures("Northlight Wire", 1, point),),
        windows=(),
        origins=("US officials", "Ukraine's army chief"),
        joined=members,
        left=tuple(left),
    )


def evidence(told: Reported, index: int = 0) -> Evidence:
    said = told.statements[index]
    return Evidence(
        article=told.article,
        revision=told.revision,
        outlet=told.outlet,
        url=told.url,
        title=told.title,
        published_at=told.published_at,
        part=said.part,
        start=said.start,
        end=said.end,
        quote=said.quote,
        figure=said.figure,
        as_of=said.as_of,
        chain=said.chain,
        factuality=said.factuality,
    )


def flag(version: int, *pieces: Evidence, exposure: Sequence[Evidence] = ()) -> Flag:
    return msgspec.structs.replace(
        FLAG,
        version=version,
        claim=CLAIM,
        title=TITLE,
        track=TRACK,
        explanation="Northlight Wire has about 12,000 on the word of Ukraine's army chief, Veldmark Dispatch 10,000.",
        evidence=pieces,
        exposure=tuple(exposure),
        found_at=max(piece.published_at for piece in pieces),
    )


WIRE = published(
    "wire",
    body("The general spoke in Kyiv.", "About 12,000 North Korean soldiers are in Kursk, he said.", "He gave no date."),
    "2025-01-29",
    "Northlight Wire",
    "Army chief counts 12,000",
)
DISPATCH = published(
    "dispatch",
    body("Officials briefed reporters.", "There are 10,000 North Korean soldiers in Kursk, they said."),
    "2025-01-28",
    "Veldmark Dispatch",
    "Ten thousand in Kursk",
)
OURS = published(
    "ours", "Some 10,000 North Korean soldiers are in Kursk, US officials say.", "2025-01-30", "Our Paper", "Kursk"
)
MENDED = revised(DISPATCH, body("Officials briefed reporters.", "There are 11,000 North Korean soldiers in Kursk."))

WIRE_SAYS = stated(WIRE, "About 12,000 North Korean soldiers", 12000, "Ukraine's army chief")
DISPATCH_SAYS = stated(DISPATCH, "10,000 North Korean soldiers", 10000, "US officials")
MENDED_SAYS = stated(MENDED, "11,000 North Korean soldiers", 11000, "US officials")
OURS_SAYS = stated(OURS, "Some 10,000 North Korean soldiers", 10000, "US officials")
WIRE_CARRIES = msgspec.structs.replace(WIRE_SAYS, track=TrackId("carried/12000"))
"""The same once more, which counts nowhere."""

FEED = FeedFetched(
    feed="http://127.0.0.1/feed",
    outlet="Northlight Wire",
    fetched_at=moment("2025-01-29", 9),
    status=200,
    etag=None,
    last_modified=None,
    size=1200,
    digest=Digest("2" * 64),
    items=3,
    new=1,
    revised=0,
    error=None,
    next_at=moment("2025-01-29", 10),
)
FAILED = msgspec.structs.replace(
    FEED,
    fetched_at=moment("2025-01-29", 10),
    status=503,
    new=0,
    error=FetchError("status", "503 Service Unavailable"),
    next_at=moment("2025-01-29", 11),
)
DELIVERED = NoticeDelivered(
    delivery=Digest("3" * 64),
    receiver="desk",
    channel="slack",
    group="kursk",
    claim=CLAIM,
    causes=(Cause(FLAG.flag, 1, FLAG.state),),
    at=moment("2025-01-29", 14),
    payload=Digest("4" * 64),
    receipt="C0DESK/1738159200.000100",
    thread="C0DESK/1738159200.000100",
    attempts=1,
)
UNDELIVERED = NoticeFailed(
    delivery=Digest("5" * 64),
    receiver="chief",
    channel="email",
    group="kursk",
    claim=CLAIM,
    causes=(Cause(FLAG.flag, 1, FLAG.state),),
    at=moment("2025-01-29", 15),
    reason="no such mailbox",
    attempts=1,
)
VERDICT = VerdictGiven(
    judgement=Judgement(flag=FLAG.flag, verdict=Verdict.CONFIRMED, sources=("US officials",)),
    claim=CLAIM,
    track=TRACK,
    reason="Both stand; the ministry is asked.",
    by="mara",
    decided_at=moment("2025-01-30", 9),
)
TAKEN = FlagTaken(flag=FLAG.flag, claim=CLAIM, by="mara", taken_at=moment("2025-01-30", 8))
WORDED = WordingApproved(
    claim=CLAIM,
    wording="between 10,000 and 12,000 North Korean soldiers",
    reason="Both counts stand.",
    by="mara",
    decided_at=moment("2025-01-30", 10),
)
REWORDED = msgspec.structs.replace(
    WORDED, wording="at least 10,000 North Korean soldiers", reason="The ministry calls it a floor.", by="ines",
    decided_at=moment("2025-01-30", 11),
)  # fmt: skip
SILENCED = SilenceSet(
    silence=Digest("6" * 64),
    matchers=(f'claim="{CLAIM}"',),
    starts_at=moment("2025-01-30", 10),
    ends_at=moment("2025-02-06", 10),
    reason="The ministry answers on Thursday.",
    by="mara",
    decided_at=moment("2025-01-30", 10),
)
UNSILENCED = SilenceSet(
    silence=Digest("7" * 64),
    matchers=('outlet="Veldmark Dispatch"',),
    starts_at=moment("2025-01-30", 10),
    ends_at=moment("2025-01-31", 10),
    reason="It corrects a table.",
    by="mara",
    decided_at=moment("2025-01-30", 10),
)
ENDED = msgspec.structs.replace(
    UNSILENCED, ends_at=moment("2025-01-30", 12), reason="The table is right.", decided_at=moment("2025-01-30", 12)
)
REJECT = Rejected(
    service="ingest",
    where="http://127.0.0.1/feed",
    reason="malformed",
    detail="not well-formed at line 3; ask the outlet",
    original=b"<rss>",
    capture=None,
    refused_at=moment("2025-01-29", 11),
)


def at(told: Reported, index: int = 0) -> StatementAt:
    return StatementAt(told.article, told.revision, index)


async def tell_story() -> Told:
    """The dispatch says 10,000, the wire 12,000; a flag; the dispatch turns to 11,000; our paper carries 10,000."""
    told = Told()
    await told.tell(RulesSet(rules=RULES, by="mara", decided_at=moment("2025-01-28")))
    await told.tell(DISPATCH, DISPATCH_SAYS, rolled(1, 10000, 10000, at(DISPATCH_SAYS)))
    await told.tell(FEED, WIRE, WIRE_SAYS, WIRE_CARRIES, rolled(2, 10000, 12000, at(WIRE_SAYS)))
    await told.tell(FlagRaised(flag=flag(1, evidence(DISPATCH_SAYS), evidence(WIRE_SAYS))))
    await told.tell(DELIVERED, UNDELIVERED, FAILED, REJECT)
    await told.tell(MENDED, MENDED_SAYS, rolled(3, 11000, 12000, at(MENDED_SAYS), left=[at(DISPATCH_SAYS)]))
    await told.tell(OURS, OURS_SAYS, rolled(4, 10000, 12000, at(OURS_SAYS)))
    pieces = evidence(MENDED_SAYS), evidence(WIRE_SAYS)
    await told.tell(FlagUpdated(flag=flag(2, *pieces, exposure=[evidence(OURS_SAYS)])))
    await told.tell(TAKEN, VERDICT, WORDED, SILENCED, UNSILENCED)
    await told.tell(REWORDED, ENDED)
    return told
