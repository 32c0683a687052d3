"""`claimwatch read`, `check` and `explain`: figures from files or words, without feeds or configuration."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TextIO, TypeVar

import click
import msgspec

from schemas.watch import Rules
from services import wiring
from services.cli.configuration import load_rules
from services.cli.contract.check import Article, check_lines
from services.cli.contract.read import Text, read_line
from services.cli.contract.values import moment, says_hour
from services.detect.reading.quantities.about import abouts
from services.detect.reading.statements import Reading
from services.detect.reading.statements import read as read_text
from services.detect.reading.tracks import track_of

T = TypeVar("T", Text, Article)

_FILE = click.argument("file", type=click.File("r", encoding="utf-8"), default="-")


@click.command()
@_FILE
def read(file: TextIO) -> None:
    """Read texts (JSON Lines with "id" and "text") and write what figures, times and statements they hold."""
    for given in _lines(file, Text):
        click.echo(msgspec.json.encode(read_line(given)))


@click.command()
@_FILE
@click.option("--watchlist", type=click.Path(path_type=Path), help="A YAML file of rules with a watchlist.")
def check(file: TextIO, watchlist: Path | None) -> None:
    """Check articles (JSON Lines) against one another: statements, flags, and each claim's figures as they end."""
    rules = load_rules(watchlist) if watchlist is not None else Rules()
    for line in check_lines(list(_lines(file, Article)), rules):
        click.echo(msgspec.json.encode(line))


def _lines(file: TextIO, kind: type[T]) -> Iterator[T]:
    decoder = msgspec.json.Decoder(kind)
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            yield decoder.decode(line)
        except msgspec.DecodeError as fault:
            raise click.ClickException(f"{file.name}:{number}: {fault}; mend this line") from fault


@click.command()
@click.argument("text")
@click.option("--date", "published", metavar="YYYY-MM-DD", help="The day of speaking; today if it does not matter.")
@click.option("--outlet", default="(the text)", help="Who publishes it.")
def explain(text: str, published: str | None, outlet: str) -> None:
    """Show which rules fired on which words of TEXT."""
    try:
        spoken = moment(published) if published else wiring.wall()
    except ValueError as fault:
        raise click.BadParameter(str(fault), param_hint="--date") from fault
    for _, reading in read_text("", text, outlet, spoken, has_hour=published is None or says_hour(published)):
        for line in _explained(text, reading):
            click.echo(line)


def _explained(text: str, reading: Reading) -> Iterator[str]:
    yield click.style(text[reading.sentence.start : reading.sentence.end], bold=True)
    for time in reading.times:
        span = "no dates" if time.span is None else f"{time.span.earliest} to {time.span.latest}"
        yield f"  time       “{text[time.start : time.end]}” = {time.value} ({span})   [{time.rule}]"
    for quantity, about in zip(reading.quantities, abouts(reading.sentence, reading.quantities), strict=True):
        ends = " … ".join("open" if end is None else f"{end:,f}" for end in (quantity.low, quantity.high))
        counted = ", about ".join(filter(None, (quantity.unit or quantity.counted or "nothing", about)))
        rules = ", ".join(quantity.rules)
        words = text[quantity.start : quantity.end]
        yield f"  quantity   “{words}” = {quantity.modality.value} {ends}, of {counted}   [{rules}]"
    for rule, words in reading.fired:
        yield f"  rule       {rule}: {words}"
    for statement in reading.statements:
        subject = ", ".join(part for part in msgspec.structs.astuple(statement.subject) if part)
        yield f"  statement  {subject}; {' ← '.join(statement.chain)}; {statement.factuality.value}"
        yield f"             as of {statement.as_of.span.earliest} to {statement.as_of.span.latest}"
        yield f"             track {track_of(statement) or 'none: too little is known of its subject'}"
