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

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple

import click

from bench.filing import ACTIONS, published
from bench.reading.sets import Document, documents, is_set_aside
from schemas.event import FlagId
from schemas.flags import Flag
from schemas.statements import Factuality, Part, Reported, Statement
from schemas.values import Modality, Quantity
from services.detect.reading.people.classes import SUSPECT
from services.detect.reading.statements import read
from services.detect.reading.tracks import reports_of
from services.detect.tracking.evaluation import Standing, evaluate
from services.detect.tracking.live import Live

_WORDS: Final = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_FEW: Final = 3
"""A count above it is halved in half of the copies, and more than doubled in the others."""
_NUMBER: Final = re.compile(rf"\b(?:\d{{1,3}}|{'|'.join(_WORDS)})\b", re.IGNORECASE)
_WERE: Final = re.compile(r"\b(were|was)\b(?! not\b)")
_NEAR: Final = 60
"""Characters around a count in which its verb is looked for."""
_MOVED: Final = dt.timedelta(days=9)


class Told(NamedTuple):
    """An article and what it is altered by."""

    document: Document
    same: tuple[Statement, ...]
    """Its asserted statements that say the same as the first."""
    best: int
    is_part: bool
    """Whether it states more of the same action: the count is not the whole toll."""

    @property
    def first(self) -> Statement:
        return self.same[0]


class Copy(NamedTuple):
    """A copy by another outlet."""

    title: str
    text: str
    later: dt.timedelta
    is_read: Callable[[Sequence[Statement]], bool]
    """Whether what was altered has been read so."""


class Edit(NamedTuple):
    """A replacement at [start, end) of a part."""

    part: Part
    start: int
    end: int
    words: str


def told(document: Document) -> Told | None:
    """The count by which a document takes part, if it states one."""
    statements = [item for reported in _reports(document, "A") for item in reported.statements]
    statements.sort(key=lambda item: (item.part is Part.BODY, item.start))
    for action in ACTIONS:
        counts = [item for item in statements if _is_count(item, action) and _number_in(document, item)]
        if counts:
            figure = counts[0].figure
            same = tuple(item for item in counts if item.figure == figure and item.subject == counts[0].subject)
            best = int(figure.best)  # type: ignore[union-attr,arg-type]  # a count has a best
            more = any(_bests(item, action) > best for item in statements)
            return Told(document, same, best, more)
    return None


def _bests(item: Statement, action: str) -> Decimal:
    """The number of a statement of the action, 0 of any other."""
    figure = item.figure
    return (figure.best or Decimal(0)) if isinstance(figure, Quantity) and item.subject.action == action else Decimal(0)


def _is_count(item: Statement, action: str) -> bool:
    figure, subject = item.figure, item.subject
    if item.factuality is not Factuality.ASSERTED or subject.action != action or subject.counted == SUSPECT:
        return False
    is_whole = isinstance(figure, Quantity) and figure.modality is Modality.EXACT
    return is_whole and subject.event is not None and bool(figure.best)  # type: ignore[union-attr]  # a quantity


def _words_of(document: Document, part: Part) -> str:
    return document.title if part is Part.TITLE else document.text


def _number_in(document: Document, item: Statement) -> re.Match[str] | None:
    """The number of a count, where it is one that its words tell plainly."""
    found = list(_NUMBER.finditer(_words_of(document, item.part), item.start, item.end))
    best = item.figure.best  # type: ignore[union-attr]  # a quantity
    return found[0] if len(found) == 1 and _value(found[0][0]) == best else None


def _value(number: str) -> int:
    return int(number) if number.isdigit() else _WORDS.index(number.lower())


def _edited(document: Document, edits: Iterable[Edit]) -> tuple[str, str]:
    parts = {Part.TITLE: document.title, Part.BODY: document.text}
    for part, start, end, words in sorted(set(edits), key=lambda edit: -edit.start):
        parts[part] = f"{parts[part][:start]}{words}{parts[part][end:]}"
    return parts[Part.TITLE], parts[Part.BODY]


def _numbered(item: Told, number: str) -> tuple[str, str]:
    """The article with another number in each of its statements of the count."""
    matches = [(same.part, match) for same in item.same if (match := _number_in(item.document, same))]
    return _edited(item.document, [Edit(part, *match.span(), number) for part, match in matches])


def _count(item: Told) -> Copy:
    halved = item.best > _FEW and int(item.document.id[:2], 16) % 2
    changed = Decimal(item.best // 2 if halved else 2 * item.best + 1)
    return Copy(*_numbered(item, str(changed)), dt.timedelta(hours=2), lambda read: _has(read, item, changed))


def _wording(item: Told) -> Copy:
    worded = {12: "a dozen"}.get(item.best) or (_WORDS[item.best] if item.best < len(_WORDS) else f"about {item.best}")
    matches = filter(None, (_number_in(item.document, same) for same in item.same))
    if any(match[0].isalpha() for match in matches):
        worded = str(item.best)
    return Copy(*_numbered(item, worded), dt.timedelta(hours=2), lambda read: _has(read, item, Decimal(item.best)))


def _date(item: Told) -> Copy | None:
    day = item.first.event_day
    if day is None:
        return None
    moved = day.earliest - _MOVED
    found = [
        Edit(part, time.start, time.end, f"{moved:%B} {moved.day}")
        for part, reading in read(item.document.title, item.document.text, "A", _noon(item.document))
        for time in reading.times
        if time.span is not None and time.span.earliest == time.span.latest == day.earliest
    ]
    if not found:
        return None

    def is_read(statements: Sequence[Statement]) -> bool:
        return any(each.event_day is not None and each.event_day.earliest == moved for each in statements)

    return Copy(*_edited(item.document, found), dt.timedelta(hours=2), is_read)


def _negation(item: Told) -> Copy | None:
    edits = []
    for same in item.same:
        words = _words_of(item.document, same.part)
        verb = _WERE.search(words, same.end, same.end + _NEAR)
        if verb is None or re.search(r"[.!?\n]", words[same.end : verb.start()]):
            return None
        edits.append(Edit(same.part, verb.end(), verb.end(), " not"))

    def is_read(statements: Sequence[Statement]) -> bool:
        return any(each.factuality is Factuality.DENIED and each.figure == item.first.figure for each in statements)

    return Copy(*_edited(item.document, edits), dt.timedelta(hours=2), is_read)


def _reprint(item: Told) -> Copy:
    title, text = item.document.title, item.document.text
    return Copy(title, text, dt.timedelta(hours=2), lambda read: _has(read, item, Decimal(item.best)))


def _update(item: Told) -> Copy | None:
    subject, day = item.first.subject, item.first.event_day
    if subject.place is None or day is None or item.is_part:
        return None
    more = item.best + 1
    when = f"on {day.earliest:%B} {day.earliest.day}"
    text = (
        f"The number of people {subject.action} in the {subject.event} in {subject.place} {when} "
        f"has risen to {more}, police said."
    )
    title = f"Toll of {subject.place} {subject.event} rises to {more}"
    return Copy(title, text, dt.timedelta(days=1), lambda read: _has(read, item, Decimal(more)))


KINDS: Final[dict[str, tuple[bool, Callable[[Told], Copy | None]]]] = {
    "count": (True, _count),
    "date": (True, _date),
    "negation": (True, _negation),
    "reprint": (False, _reprint),
    "wording": (False, _wording),
    "update": (False, _update),
}
"""By name: whether a flag is due, and how it is made; None where an article gives no occasion."""


def _has(statements: Sequence[Statement], item: Told, best: Decimal) -> bool:
    action = item.first.subject.action
    return any(
        each.subject.action == action and isinstance(each.figure, Quantity) and each.figure.best == best
        for each in statements
    )


def _noon(document: Document) -> dt.datetime:
    return dt.datetime.combine(document.day, dt.time(12), dt.UTC)


def _reports(document: Document, outlet: str) -> list[Reported]:
    return reports_of(published(document.id, outlet, document.title, document.text, _noon(document)))


def flags(item: Told, copy: Copy) -> tuple[bool, list[Flag]]:
    """Whether the copy was read as altered, and the flags that the two articles raise."""
    at = _noon(item.document) + copy.later
    theirs = reports_of(published(f"{item.document.id}-copy", "Another Outlet", copy.title, copy.text, at))
    ours = _reports(item.document, "The Outlet")
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
