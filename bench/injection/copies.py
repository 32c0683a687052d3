"""Copies of an article by another outlet, each altered in one way or in none.

article ─▶ told: the count by which it takes part ─▶ KINDS: its copy of each kind, where it gives occasion for one
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from bench.filing import ACTIONS, published
from bench.reading.sets import Document
from schemas.event import stands_elsewhere
from schemas.statements import Factuality, Part, Reported, Statement
from schemas.values import Modality, Quantity
from services.detect.reading.people.classes import SUSPECT
from services.detect.reading.statements import read
from services.detect.reading.tracks import reports_of

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
    reported = (report for report in reports(document, "A") if not stands_elsewhere(report.track))
    statements = [item for report in reported for item in report.statements]
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
        for part, reading in read(item.document.title, item.document.text, "A", noon(item.document))
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


def noon(document: Document) -> dt.datetime:
    """When an article is published; the data gives days."""
    return dt.datetime.combine(document.day, dt.time(12), dt.UTC)


def reports(document: Document, outlet: str) -> list[Reported]:
    """What an outlet that publishes a document states."""
    return reports_of(published(document.id, outlet, document.title, document.text, noon(document)))
