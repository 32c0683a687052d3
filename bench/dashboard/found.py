"""What was found in the invented news: figures, titles, flags."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bench.dashboard.news import (
    BIG,
    EACH,
    IN_ARTICLE,
    OUTLETS,
    SOURCES,
    START,
    STEP,
    Row,
    claim_id,
    moment_of,
    outlet_of,
    place_of,
    quantity_of,
    statement_of,
)
from schemas.envelope import canonical
from schemas.event import ArticleId, FlagId, TrackId
from schemas.figures import FigurePoint, FiguresRolled, PartyFigures
from schemas.flags import Evidence, Flag, FlagState, Grade, Interval, QuantitiesCompared
from schemas.watch import Rule
from services.dashboard.projection.words import words


def figures_rows(claim: int) -> Iterator[Row]:
    """The rows of this number."""
    versions = BIG if claim == 0 else 2
    point = FigurePoint(quantity_of(claim), ArticleId("article-0"), 1, OUTLETS[0], SOURCES[0], START)
    rolled = FiguresRolled(
        claim=claim_id(claim),
        title=f"People evacuated in {place_of(claim)}, {claim}",
        track=TrackId(f"track-{claim}"),
        watched=claim % 1000 == 0,
        version=versions,
        rolled_at=START,
        statements=versions if claim == 0 else EACH,
        low=Decimal(900),
        high=Decimal(1500),
        first=point,
        latest=point,
        sources=tuple(PartyFigures(source, 3, point) for source in SOURCES[:8]),
        outlets=tuple(PartyFigures(outlet, 3, point) for outlet in OUTLETS[:8]),
        windows=(),
        origins=tuple(SOURCES[:8]),
    )
    content = canonical(rolled).decode()
    for number in range(1, versions + 1):
        at = moment_of(claim * EACH // IN_ARTICLE + number)
        yield {
            "claim": rolled.claim,
            "number": number,
            "title": rolled.title,
            "track": rolled.track,
            "watched": rolled.watched,
            "lone": claim % 2 == 1,
            "statements": rolled.statements,
            "low": str(900 + number % 7),
            "high": str(1500 + number % 11),
            "rolled_at": at,
            "appended_at": at,
            "superseded_at": None if number == versions else at + STEP,
            "record": f"figures/0/{number}",
            "content": content,
        }


def title_row(claim: int) -> Row:
    """The row of this number."""
    title = f"People evacuated in {place_of(claim)}, {claim}"
    return {"claim": claim_id(claim), "title": title, "words": words(title)}


def flag_of(number: int) -> Flag:
    """The flag of this number; each tenth is open."""
    claim = number * 5
    evidence = tuple(_evidence(claim, i) for i in range(2))
    apart = Interval(Decimal(1), Decimal(2), Decimal(1), Decimal(2))
    return Flag(
        flag=FlagId(f"flag-{number}"),
        version=1,
        state=FlagState.OPEN if number % 10 == 0 else FlagState.RESOLVED,
        claim=claim_id(claim),
        title=f"People evacuated in {place_of(claim)}, {claim}",
        track=TrackId(f"track-{claim}"),
        watched=False,
        rule=list(Rule)[number % len(Rule)],
        grade=Grade.CONFLICT if number % 3 else Grade.TENSION,
        severity=1 + number % 5,
        explanation=f"For the same time, one says {number} and another {number + 500}.",
        evidence=evidence,
        parties=(),
        compared=QuantitiesCompared(apart, apart, "people", Decimal(1), Decimal(0)),
        reasons=("disjoint even at the outer tolerances",),
        settle="Ask both which people they count.",
        found_at=evidence[0].published_at,
        build="bench",
    )


def flag_rows(number: int) -> Iterator[Row]:
    """The rows of this number."""
    flag = flag_of(number)
    yield {
        "flag": flag.flag,
        "number": 1,
        "what": "raised",
        "state": flag.state.value,
        "claim": flag.claim,
        "title": flag.title,
        "watched": flag.watched,
        "rule": flag.rule.value,
        "conflict": flag.grade is Grade.CONFLICT,
        "severity": flag.severity,
        "explanation": flag.explanation,
        "exposed": False,
        "newest_at": flag.evidence[-1].published_at,
        "found_at": flag.found_at,
        "appended_at": flag.found_at,
        "superseded_at": None,
        "record": f"flags/0/{number}",
        "content": canonical(flag).decode(),
    }


def quoted_rows(number: int) -> Iterator[Row]:
    """The rows of this number."""
    for item in flag_of(number).evidence:
        yield {"flag": f"flag-{number}", "number": 1, "outlet": item.outlet, "article": item.article}


def _evidence(claim: int, number: int) -> Evidence:
    statement = claim * EACH + number * IN_ARTICLE
    article, said = statement // IN_ARTICLE, statement_of(statement)
    return Evidence(
        article=ArticleId(f"article-{article}"),
        revision=1,
        outlet=outlet_of(article),
        url=f"https://news.example/{article}",
        title="Flood",
        published_at=moment_of(article),
        part=said.part,
        start=said.start,
        end=said.end,
        quote=said.quote,
        figure=said.figure,
        as_of=said.as_of,
        chain=said.chain,
        factuality=said.factuality,
    )
