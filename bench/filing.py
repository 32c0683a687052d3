"""Are statements of one incident filed under one claim, and those of two kept apart? B-cubed, against a registry.

    python -m bench.filing --data incidents.jsonl.gz [--hidden]

All outlets' articles go through reading and filing together. An article's claim is that of its first asserted count of
the action (`killed`, `injured`), title before body; its truth is the incident it was collected for. Precision: of the
articles in an article's claim, the share of its incident; recall: of its incident's articles that state such a count,
the share in its claim; both averaged over articles (Bagga and Baldwin 1998). Those who did it are not counted among
the dead. Articles that state none are counted apart. A fifth of the incidents is set aside by a hash; each look at it
is to be told.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import click

from bench.reading.sets import Document, documents, is_set_aside
from schemas.articles import ArticlePublished, BodyKind, DateBasis
from schemas.envelope import digest
from schemas.event import ArticleId, ClaimId, TrackId
from schemas.statements import Factuality, Reported
from schemas.values import Quantity
from schemas.watch import Rules
from services.detect.reading.people.classes import SUSPECT
from services.detect.reading.tracks import reports_of
from services.detect.tracking.claims import claims

ACTIONS: Final = ("killed", "injured")


class Score(NamedTuple):
    """B-cubed over so many articles."""

    precision: float
    recall: float
    articles: int

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}  ({self.articles} articles)"


def published(article: str, outlet: str, title: str, body: str, at: dt.datetime) -> ArticlePublished:
    """An article as ingest would publish it."""
    return ArticlePublished(
        article=ArticleId(article),
        revision=1,
        outlet=outlet,
        feed="",
        url="",
        title=title,
        body=body,
        body_kind=BodyKind.FULL,
        published_at=at,
        dated_by=DateBasis.FEED,
        digest=digest(title, body),
        captures=(),
    )


def filed(reports: Iterable[Reported], action: str) -> dict[ArticleId, ClaimId]:
    """The claim of each article's first asserted count of an action."""
    tracks: defaultdict[TrackId, list[Reported]] = defaultdict(list)
    for report in reports:
        tracks[report.track].append(report)
    found: dict[ArticleId, tuple[tuple[str, int], ClaimId]] = {}
    for track, told in tracks.items():
        for claim in claims(track, sorted(told, key=lambda item: (item.published_at, item.article)), Rules()):
            if claim.key.subject.action != action or claim.key.subject.counted == SUSPECT:
                continue
            for member in claim.members:
                statement = member.statement
                if isinstance(statement.figure, Quantity) and statement.factuality is Factuality.ASSERTED:
                    place = statement.part == "body", statement.start
                    known = found.get(member.report.article)
                    if known is None or place < known[0]:
                        found[member.report.article] = place, claim.id  # type: ignore[assignment]
    return {article: claim for article, (_, claim) in found.items()}


def b_cubed(claim: Mapping[str, str], truth: Mapping[str, str], counted: Sequence[str]) -> Score:
    """Over the articles `counted`; the clusters are those of all articles."""
    pairs = Counter((claim[article], truth[article]) for article in claim)
    by_claim, by_truth = Counter(claim.values()), Counter(truth[article] for article in claim)
    shared = [pairs[claim[article], truth[article]] for article in counted]
    precision = sum(n / by_claim[claim[article]] for n, article in zip(shared, counted, strict=True))
    recall = sum(n / by_truth[truth[article]] for n, article in zip(shared, counted, strict=True))
    return Score(precision / len(counted), recall / len(counted), len(counted)) if counted else Score(0, 0, 0)


def scores(articles: Sequence[tuple[Document, str]]) -> Iterator[str]:
    """The lines of the report, of documents with their outlets."""
    truth: dict[str, str] = {}
    reports: list[Reported] = []
    for document, outlet in articles:
        if document.id not in truth:
            truth[document.id] = document.family
            at = dt.datetime.combine(document.day, dt.time(12), dt.UTC)
            reports += reports_of(published(document.id, outlet, document.title, document.text, at))
    several = {family for family, count in Counter(truth.values()).items() if count > 1}
    for action in ACTIONS:
        claim: dict[str, str] = dict(filed(reports, action).items())
        yield f"{action:8} all                {b_cubed(claim, truth, sorted(claim))}"
        among = sorted(article for article in claim if truth[article] in several)
        yield f"{action:8} several articles   {b_cubed(claim, truth, among)}"
        yield f"{action:8} without a claim    {len(truth) - len(claim)} of {len(truth)} articles"


@click.command()
@click.option("--data", type=click.Path(exists=True, path_type=Path), required=True, help="The folder of public sets.")
@click.option("--hidden", is_flag=True, help="The fifth set aside, instead of the part worked on.")
def main(data: Path, hidden: bool) -> None:
    """File the articles and score their claims."""
    chosen = [item for item in documents(data) if item.set == "incidents" and is_set_aside(item.family) is hidden]
    for line in scores([(document, "") for document in chosen]):
        click.echo(line)


if __name__ == "__main__":
    main()
