"""Is an altered copy of an article noticed, and an unaltered one not? Real articles, copied by another outlet.

    python -m bench.injection --data FOLDER [--every N] [--hidden] [--show KIND]

    count     the count is changed beyond rounding               a flag is due
    date      the event's day is moved by nine days              a flag is due
    negation  "were" becomes "were not"                          a flag is due
    reprint   nothing is changed                                 no flag is due
    wording   the number is worded otherwise (12, a dozen)       no flag is due
    update    the next day: the whole toll has risen by one      no flag is due

An article takes part with the first asserted count, title before body, of killed or else of injured that a number
tells; every statement of its that says the same is altered. Of those altered, `read` is the share in which the copy's
figure (day, denial) was read as it was altered; recall is given among those and of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from bench.filing import published
from bench.injection.copies import KINDS, Copy, Told, noon, reports, told
from bench.reading.sets import documents, is_set_aside
from schemas.event import FlagId
from schemas.flags import Flag
from schemas.statements import Reported
from services.detect.reading.tracks import reports_of
from services.detect.tracking.evaluation import Standing, evaluate
from services.detect.tracking.live import Live


def flags(item: Told, copy: Copy) -> tuple[bool, list[Flag]]:
    """Whether the copy was read as altered, and the flags that the two articles raise."""
    at = noon(item.document) + copy.later
    theirs = reports_of(published(f"{item.document.id}-copy", "Another Outlet", copy.title, copy.text, at))
    ours = reports(item.document, "The Outlet")
    alone = {key for told in (ours, theirs) for report in told for key in _flags([report])}
    both = {key: flag for key, flag in _flags([*ours, *theirs]).items() if key not in alone}
    return copy.is_read([each for report in theirs for each in report.statements]), list(both.values())


def _flags(reports: Sequence[Reported]) -> dict[FlagId, Flag]:
    found: dict[FlagId, Flag] = {}
    for track in {report.track for report in reports}:
        told = sorted((r for r in reports if r.track == track), key=lambda r: (r.published_at, r.article))
        found |= evaluate(track, Live(told), Standing(), "bench", told[0].published_at).flags
    return found


def lines(items: Sequence[Told], shown: str | None) -> Iterator[str]:
    """The report's lines, and of one kind every copy whose flags are not what is due."""
    for kind, (due, make) in KINDS.items():
        copies = [(item, copy) for item in items if (copy := make(item)) is not None]
        results = [(item, copy, *flags(item, copy)) for item, copy in copies]
        read_so = [found for _, _, is_read, found in results if is_read]
        caught, all_caught = sum(map(bool, read_so)), sum(bool(found) for *_, found in results)
        if due:
            yield (
                f"{kind:9} {len(results):5} copies  read {_share(len(read_so), len(results))}  "
                f"flagged of those read {_share(caught, len(read_so))}  of all {_share(all_caught, len(results))}"
            )
        else:
            yield f"{kind:9} {len(results):5} copies  falsely flagged {all_caught}"
        if kind == shown:
            for item, copy, is_read, found in results:
                if bool(found) is not due:
                    yield f"  {item.document.id} read={is_read} {item.first.quote[:150]!r} {copy.title[:80]!r}"
                    yield from (f"      {flag.rule.value}: {flag.explanation}" for flag in found)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


@click.command()
@click.option("--data", type=click.Path(exists=True, path_type=Path), required=True, help="The folder of public sets.")
@click.option("--every", default=1, show_default=True, help="Only each so-manieth article.")
@click.option("--hidden", is_flag=True, help="The fifth set aside, instead of the part worked on.")
@click.option("--show", type=click.Choice(list(KINDS)), help="Also the copies of this kind that were judged wrongly.")
def main(data: Path, every: int, hidden: bool, show: str | None) -> None:
    """Alter copies of the articles and count the flags."""
    chosen = [item for item in documents(data) if item.set == "incidents" and is_set_aside(item.family) is hidden]
    items = [found for document in chosen[::every] if (found := told(document)) is not None]
    click.echo(f"{len(items)} of {len(chosen[::every])} articles state a count that a number tells")
    for line in lines(items, show):
        click.echo(line)


if __name__ == "__main__":
    main()
