"""`claimwatch alert precision`: how often the flags that the desk answered were right."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

import click
import msgspec

from schemas.decisions import VerdictGiven
from schemas.topics import DECISIONS
from schemas.verdicts import Verdict
from services.alert.posting.records import open_decision
from services.audit.precision import By, Tally, precision
from services.cli.configured import configured, load_configuration, open_log
from services.cli.known import flags_on
from services.eventlog.history import history
from services.eventlog.port import EventLog

_WIDTH: Final = 44
"""Of the names, in characters."""


@click.command("precision")
@configured
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each rule, claim and outlet, a line each.")
def precision_command(path: Path, *, as_json: bool) -> None:
    """Show how many of the flags that were answered were right.

    They are counted by answer, and by rule, claim and outlet. Right is what was confirmed or explained, or led to our
    copy being corrected. The range is Wilson's, at 95 %.
    """
    configuration = load_configuration(path, secrets=False)

    async def tally() -> list[Tally]:
        async with open_log(configuration) as log:
            return await _tallies(log)

    found = asyncio.run(tally())
    for line in map(_as_json, found) if as_json else _table(found):
        click.echo(line)


async def _tallies(log: EventLog) -> list[Tally]:
    verdicts = [
        given async for record in history(log, [DECISIONS]) if isinstance(given := open_decision(record), VerdictGiven)
    ]
    return precision(await flags_on(log), verdicts)


def _as_json(tally: Tally) -> str:
    told = {
        "by": tally.by,
        "id": tally.id,
        "name": tally.name,
        "answers": {verdict.value: number for verdict, number in tally.answers.items()},
        "answered": tally.answered,
        "unanswered": tally.unanswered,
        "right": tally.right,
        "precision": tally.precision,
        "interval": tally.interval,
    }
    return msgspec.json.encode(told).decode()


def _table(tallies: Sequence[Tally]) -> Iterator[str]:
    """What was answered, by what it is of; what nobody answered is only counted."""
    if not tallies:
        yield "no flag has been raised yet"
        return
    heads = [*(verdict.value for verdict in Verdict), "right", "95 % range", "unanswered"]
    for by, some in groupby(tallies, key=lambda tally: tally.by):
        of_it = list(some)
        answered = [tally for tally in of_it if tally.answered or by is By.ALL]
        yield f"{'' if by is By.ALL else f'by {by}':{_WIDTH}}  {'  '.join(heads)}"
        yield from (_row(tally, heads) for tally in answered)
        if silent := len(of_it) - len(answered):
            yield f"({silent:,} more of which no flag was answered)"
        yield ""


def _row(tally: Tally, heads: Sequence[str]) -> str:
    share, interval = tally.precision, tally.interval
    cells = [
        *(f"{tally.answers[verdict]:,}" for verdict in Verdict),
        "–" if share is None else f"{share:.0%}",
        "–" if interval is None else f"{interval.low:.0%}–{interval.high:.0%}",
        f"{tally.unanswered:,}",
    ]
    name = tally.name if len(tally.name) <= _WIDTH else f"{tally.name[: _WIDTH - 1]}…"
    return f"{name:{_WIDTH}}  {'  '.join(cell.rjust(len(head)) for cell, head in zip(cells, heads, strict=True))}"
