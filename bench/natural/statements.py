"""Statements of real articles: how many of those read are right, and why the others are not.

    python -m bench.natural.statements --data FOLDER [--draw COUNT --seed N]

`statements.jsonl` judges draws from all that is read of the incidents' articles and of the timex documents, each by
reading its sentence, and the article where that was needed. A draw is the statements with the lowest hashes of a seed,
so that nobody chooses. Right is what the article says in every respect; of several causes the first in the order of
`Verdict` is given. A statement is known by its place and by all that was read there: what another build reads otherwise
is no longer what was judged. What was right and is lost so is shown beside what was wrong and is no longer read.

`--draw` prints a new draw as it is to be judged, with the sentences, and says which of it have a verdict.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from hashlib import sha256
from heapq import nsmallest
from pathlib import Path
from typing import Final, NamedTuple

import click
import msgspec

from bench.reading.sets import Document, documents, is_set_aside
from schemas.statements import Part, Statement
from schemas.values import Figure, Quantity, Span
from services.detect.reading.statements import read

_FILE: Final = Path(__file__).with_name("statements.jsonl")
_AROUND: Final = 200
"""Characters shown on either side of a statement that is to be judged."""


class Verdict(StrEnum):
    """Right, or what is wrong: that it is stated at all, or the first of its parts that is not what is said."""

    RIGHT = "right"
    NONE = "no statement"
    VALUE = "value"
    SUBJECT = "subject or action"
    PLACE = "place or event"
    DAY = "day"
    SOURCE = "source"
    FACTUALITY = "factuality"


class Read(msgspec.Struct, frozen=True):
    """What was read at a place, in words: all that can be right or wrong of a statement."""

    set: str
    document: str
    part: Part
    start: int
    end: int
    figure: str
    subject: str
    event: str
    day: str
    """The days for which it holds, and that of its event behind a semicolon."""
    source: str
    factuality: str


class Judged(msgspec.Struct, frozen=True):
    """A statement of a draw as it was judged."""

    seed: int
    read: Read
    verdict: Verdict
    cause: str = ""
    """Why it is wrong."""


class Shown(NamedTuple):
    """A statement with its words."""

    read: Read
    statement: Statement
    document: Document


def stated(document: Document) -> Iterator[Shown]:
    """All that is read of a document."""
    published_at = dt.datetime.combine(document.day, dt.time(), dt.UTC)
    for _, reading in read(document.title, document.text, document.set, published_at, has_hour=False):
        for statement in reading.statements:
            yield Shown(spelled(document, statement), statement, document)


def spelled(document: Document, statement: Statement) -> Read:
    """What a statement says, in words."""
    about, event_day = statement.subject, statement.event_day
    subject = (about.actor, about.counted, about.action)
    place = (about.event, about.place)
    days = _days(statement.as_of.span)
    return Read(
        set=document.set,
        document=document.id,
        part=statement.part,
        start=statement.start,
        end=statement.end,
        figure=_figure(statement.figure),
        subject=", ".join(word for word in subject if word),
        event=" in ".join(word for word in place if word),
        day=f"{days}; {_days(event_day)}" if event_day is not None else days,
        source=" ← ".join(statement.chain[1:]),
        factuality=statement.factuality.value,
    )


def _figure(figure: Figure) -> str:
    if isinstance(figure, Quantity):
        ends = [str(end) for end in (figure.low, figure.best, figure.high) if end is not None]
        change = (figure.modality.value, figure.unit, figure.measure.value, figure.direction)
        return ", ".join([" to ".join(dict.fromkeys(ends)), *(word for word in change if word)])
    if isinstance(figure, Span):
        return _days(figure)
    return f"{'seen' if figure.seen else 'not seen'} {_days(figure.span)}"


def _days(span: Span) -> str:
    return " to ".join(dict.fromkeys((span.earliest.isoformat(), span.latest.isoformat())))


def worked(folder: Path) -> list[Document]:
    """Each document once, without those set aside."""
    return list({each.id: each for each in documents(folder) if not is_set_aside(each.family)}.values())


def drawn(found: Iterable[Shown], seed: int, count: int) -> list[Shown]:
    """So many of the statements by their hashes."""
    return nsmallest(
        count, found, key=lambda shown: sha256(f"{seed}:".encode() + msgspec.json.encode(shown.read)).digest()
    )


def shares(judged: Sequence[Judged], now: frozenset[Read]) -> Iterator[str]:
    """The lines on each draw: how many were right, the causes of the rest, and what of either is read so now."""
    for seed in sorted({item.seed for item in judged}):
        of_draw = [item for item in judged if item.seed == seed]
        counts = Counter(item.verdict for item in of_draw)
        kept = Counter(item.verdict for item in of_draw if item.read in now)
        right = counts[Verdict.RIGHT]
        yield f"seed {seed}: right {right} of {len(of_draw)} ({right / len(of_draw):.2f})"
        for verdict in Verdict:
            if counts[verdict]:
                yield f"  {verdict.value:18} {counts[verdict]:4}, read so now {kept[verdict]:4}"


def sheet(draw: Iterable[Shown], verdicts: Mapping[Read, Judged]) -> Iterator[str]:
    """A draw, each statement below its sentence, to be judged by reading."""
    for number, (read_, statement, document) in enumerate(draw, 1):
        known = verdicts.get(read_)
        text = document.title if statement.part is Part.TITLE else document.text
        before, behind = (
            text[max(0, statement.start - 200) : statement.start],
            text[statement.end : statement.end + 160],
        )
        figure = text[statement.start : statement.end]
        yield f"{number} {known.verdict.value if known else 'not judged'}: {document.day} {document.title}"
        yield f"   {' '.join(f'{before}[[{figure}]]{behind}'.split())}"
        yield f"   {read_.factuality}: {read_.figure} | {read_.subject} | {read_.event} | {read_.day} | {read_.source}"


def _judged() -> list[Judged]:
    decoder = msgspec.json.Decoder(Judged)
    return [decoder.decode(line) for line in _FILE.read_text("utf-8").splitlines()]


@click.command()
@click.option("--data", type=click.Path(exists=True, path_type=Path), required=True, help="The folder of public sets.")
@click.option("--draw", type=int, help="Print a draw of so many, to be judged.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the draw.")
def main(data: Path, draw: int | None, seed: int) -> None:
    """Hold what is read now against what was judged."""
    found = [shown for document in worked(data) for shown in stated(document)]
    judged = _judged()
    verdicts = {item.read: item for item in judged}
    if draw is not None:
        for line in sheet(drawn(found, seed, draw), verdicts):
            click.echo(line)
    now = frozenset(shown.read for shown in found)
    for line in shares(judged, now):
        click.echo(line)
    click.echo(f"statements read: {len(now)}, of them not judged: {len(now - verdicts.keys())}")


if __name__ == "__main__":
    main()
