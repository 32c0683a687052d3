"""Flags in real articles that nobody altered: how many are right, and what disagreements are missed.

    python -m bench.natural --data FOLDER [--show]

All articles of the incidents are checked against one another as `claimwatch check` does.

*Precision*: each flag is looked up in `flags.jsonl`, where it was judged by reading its articles; right is what a desk
would want to ask before it repeats the figure. A flag is known by its rule, its claim's title and the articles of its
evidence, so that labels outlive changes of the code; one that nobody has judged is counted apart.

*Recall*: `disagreements.jsonl` says of 50 incidents with several articles, drawn by a hash, what of each their articles
state differently, labelled by somebody who had seen neither the reader nor its flags (GUIDE.md). A matter, of one
incident, that is labelled conflict or tension is found if a flag on it shows both articles between which it stands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

import click
import msgspec

from bench.reading.sets import lines
from schemas.flags import Flag, FlagEvent, Grade, SpansCompared
from schemas.watch import Rules
from services.cli.contract.check import Article, events_of

T = TypeVar("T")
_HERE: Final = Path(__file__).parent
_AT_ODDS: Final = ("conflict", "tension")
_COUNTS: Final = ("killed", "injured", "shot")


class Judged(msgspec.Struct, frozen=True):
    """A flag as it was judged."""

    rule: str
    claim: str
    """What is counted, of whom, where and when: the claim's title."""
    articles: tuple[str, ...]
    right: bool
    cause: str
    """Why it is wrong; or what is at odds."""


class Place(msgspec.Struct, frozen=True):
    """The words of a figure, at [start, end) of a part of an article."""

    article: str
    part: str
    start: int
    end: int


class Disagreement(msgspec.Struct, frozen=True):
    """Two places that state something differently, and how (GUIDE.md)."""

    what: str
    left: Place
    right: Place
    kind: str
    note: str


class Labelled(msgspec.Struct, frozen=True):
    """What the articles of an incident state differently, and what alike."""

    incident: str
    disagreements: tuple[Disagreement, ...]
    agree: tuple[str, ...]


class Matter(NamedTuple):
    """What is at odds in an incident."""

    incident: str
    what: str


def articles(folder: Path) -> list[Article]:
    """Every article once, by the id that it has in the set."""
    found: dict[str, Article] = {}
    for incident in lines(folder, "incidents"):
        for item in incident["articles"]:
            article = Article(item["id"], item["outlet"], item["title"], item["text"], item["date"])
            found.setdefault(article.id, article)
    return list(found.values())


def raised(given: Sequence[Article]) -> list[Flag]:
    """The last version of every flag that the articles raise."""
    flags: dict[str, Flag] = {}
    for event in events_of(given, Rules()):
        if isinstance(event, FlagEvent):
            flags[event.flag.flag] = event.flag
    return list(flags.values())


def shown(flag: Flag) -> tuple[str, ...]:
    """The articles of its evidence."""
    return tuple(sorted({item.article for item in flag.evidence}))


def precision(flags: Iterable[Flag], judged: Sequence[Judged]) -> Iterator[str]:
    """The lines on how many are right, by grade."""
    known = {(item.rule, item.claim, item.articles): item.right for item in judged}
    verdicts: defaultdict[Grade, Counter[bool | None]] = defaultdict(Counter)
    for flag in flags:
        verdicts[flag.grade][known.get((flag.rule.value, flag.title, shown(flag)))] += 1
    for grade, counts in sorted(verdicts.items()):
        looked_at = counts[True] + counts[False]
        share = f"{counts[True] / looked_at:.2f}" if looked_at else "none"
        yield f"{grade:10} right {counts[True]} of {looked_at} judged ({share}); not judged {counts[None]}"


def matters(labelled: Iterable[Labelled]) -> Mapping[Matter, list[Disagreement]]:
    """What is at odds, with all places between which it is."""
    found: defaultdict[Matter, list[Disagreement]] = defaultdict(list)
    for incident in labelled:
        for row in incident.disagreements:
            if row.kind in _AT_ODDS:
                found[Matter(incident.incident, row.what)].append(row)
    return found


def is_found(matter: Matter, rows: Iterable[Disagreement], flags: Iterable[Flag]) -> bool:
    """Whether a flag of such a matter shows the articles of one of the rows."""
    return any(
        {row.left.article, row.right.article} <= set(shown(flag)) and _is_about(flag, matter.what)
        for row in rows
        for flag in flags
    )


def _is_about(flag: Flag, what: str) -> bool:
    counted = [name for name in _COUNTS if f" {name} " in f" {flag.title} "]
    if isinstance(flag.compared, SpansCompared):
        return what == "date"
    return what in counted if counted or what in _COUNTS else what != "date"


def recall(flags: Sequence[Flag], labelled: Sequence[Labelled]) -> Iterator[str]:
    """The lines on what is found, by what is at odds."""
    due, found = Counter[str](), Counter[str]()
    for matter, rows in matters(labelled).items():
        due[matter.what] += 1
        found[matter.what] += is_found(matter, rows, flags)
    for what in sorted(due, key=lambda name: (-due[name], name)):
        yield f"{what:12} found {found[what]} of {due[what]}"
    aimed = (*_COUNTS, "date")
    yield f"of counts of victims and days: {sum(found[w] for w in aimed)} of {sum(due[w] for w in aimed)}"


def spelled(flag: Flag) -> Iterator[str]:
    """A flag with its evidence, to be judged by reading."""
    yield f"-- {flag.rule.value} {flag.grade.value} {flag.state.value}: {flag.title} {list(shown(flag))}"
    yield f"   {flag.explanation}"
    for item in flag.evidence:
        yield f"   {item.article} {item.outlet} {item.published_at:%Y-%m-%d} {item.part.value} at {item.start}"
        yield f"      {item.quote!r}"


def _read(name: str, kind: type[T]) -> list[T]:
    decoder = msgspec.json.Decoder(kind)
    return [decoder.decode(line) for line in (_HERE / name).read_text("utf-8").splitlines()]


@click.command()
@click.option("--data", type=click.Path(exists=True, path_type=Path), required=True, help="The folder of public sets.")
@click.option("--show", is_flag=True, help="Every flag with its evidence.")
def main(data: Path, show: bool) -> None:
    """Check all articles, and hold the flags against the labels."""
    flags = raised(articles(data))
    if show:
        for flag in sorted(flags, key=lambda item: item.claim):
            for line in spelled(flag):
                click.echo(line)
    for line in (
        *precision(flags, _read("flags.jsonl", Judged)),
        *recall(flags, _read("disagreements.jsonl", Labelled)),
    ):
        click.echo(line)


if __name__ == "__main__":
    main()
