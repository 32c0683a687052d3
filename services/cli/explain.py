"""`claimwatch explain`: what reading makes of words, and by which rules."""

from __future__ import annotations

from collections.abc import Iterator

import click
import msgspec

from services.cli.moments import moment, says_hour
from services.detect.reading.quantities.about import abouts
from services.detect.reading.statements import Reading, read
from services.detect.reading.tracks import track_of
from services.wiring.logs import wall


@click.command()
@click.argument("text")
@click.option("--date", "published", metavar="YYYY-MM-DD", help="The day of speaking; today if it does not matter.")
@click.option("--outlet", default="(the text)", help="Who publishes it.")
def explain(text: str, published: str | None, outlet: str) -> None:
    """Show which rules fired on which words of TEXT."""
    try:
        spoken = moment(published) if published else wall()
    except ValueError as fault:
        raise click.BadParameter(str(fault), param_hint="--date") from fault
    for _, reading in read("", text, outlet, spoken, has_hour=published is None or says_hour(published)):
        for line in _explained(text, reading):
            click.echo(line)


def _explained(text: str, reading: Reading) -> Iterator[str]:
    yield click.style(text[reading.sentence.start : reading.sentence.end], bold=True)
    for time in reading.times:
        span = "no dates" if time.span is None else f"{time.span.earliest} to {time.span.latest}"
        yield f"  time       “{text[time.start : time.end]}” = {time.value} ({span})   [{time.rule}]"
    for quantity, about in zip(reading.quantities, abouts(reading.sentence, reading.quantities), strict=True):
        ends = ("open" if end is None else f"{end:,f}" for end in (quantity.low, quantity.high))
        number = " … ".join(dict.fromkeys(ends))
        counted = ", about ".join(filter(None, (quantity.unit or quantity.counted or "nothing", about)))
        rules = ", ".join(quantity.rules)
        words = text[quantity.start : quantity.end]
        yield f"  quantity   “{words}” = {quantity.modality.value} {number}, of {counted}   [{rules}]"
    for rule, words in reading.fired:
        yield f"  rule       {rule}: {words}"
    for statement in reading.statements:
        subject = ", ".join(part for part in msgspec.structs.astuple(statement.subject) if part)
        yield f"  statement  {subject}; {' ← '.join(statement.chain)}; {statement.factuality.value}"
        yield f"             as of {statement.as_of.span.earliest} to {statement.as_of.span.latest}"
        yield f"             track {track_of(statement) or 'none: too little is known of its subject'}"
