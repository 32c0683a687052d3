"""`claimwatch read` and `check`: figures from files, without feeds or configuration."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TextIO, TypeVar

import click
import msgspec

from schemas.watch import Rules
from services.cli.configuration import load_rules
from services.cli.contract.check import Article, check_lines
from services.cli.contract.read import Text, read_line

T = TypeVar("T", Text, Article)

_FILE = click.argument("file", type=click.File("r", encoding="utf-8"), default="-")


@click.command()
@_FILE
def read(file: TextIO) -> None:
    """Write what figures, times and statements texts hold.

    A text is a line of JSON with "id" and "text"; there is a line for each, in the same order.
    """
    for given in _lines(file, Text):
        click.echo(msgspec.json.encode(read_line(given)))


@click.command()
@_FILE
@click.option("--watchlist", type=click.Path(path_type=Path), help="A YAML file of rules with a watchlist.")
def check(file: TextIO, watchlist: Path | None) -> None:
    """Check articles against one another.

    An article is a line of JSON. What is written are statements, flags, and each claim's figures as they end.
    """
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
