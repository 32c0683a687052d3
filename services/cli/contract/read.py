"""What `claimwatch read` writes of a text: its quantities, times and statements.

Offsets count characters of `text`. A unit is a singular name in British spelling, or the counted noun where no unit
stands; `counted` is that noun and what the figure is about, what it is of first and then whom its clause is about, as
far as the text tells: "job, factories", "core inflation", "fine, agency".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from schemas.statements import Part, Statement
from services.cli.contract.values import Line, number, plain
from services.cli.moments import moment, says_hour
from services.detect.reading.quantities.about import abouts
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.statements import Reading, read
from services.detect.reading.times import Time
from services.detect.reading.tracks import track_of

_ANCHORS: Final = (dt.datetime(1971, 2, 3, tzinfo=dt.UTC), dt.datetime(2002, 9, 17, tzinfo=dt.UTC))
"""Of a text without a date: only what reads the same from two unlike days does not depend on one."""


class Text(msgspec.Struct, frozen=True):
    """A line of input of `read`."""

    id: str
    text: str
    title: str = ""
    outlet: str = ""
    published_at: str | None = None

    def __post_init__(self) -> None:
        if self.published_at is not None:
            moment(self.published_at)


def read_line(given: Text) -> Line:
    """What `read` writes for a text."""
    if given.published_at is not None:
        return _read(given, moment(given.published_at))
    line, other = (_read(given, anchor) for anchor in _ANCHORS)
    return _without_dates(line, other) | {"title": _without_dates(line["title"], other["title"])}


def _without_dates(line: Line, other: Line) -> Line:
    """A reading without what another day of publication would change."""
    for ours, theirs in zip(line["times"], other["times"], strict=False):
        if (ours["earliest"], ours["latest"]) != (theirs["earliest"], theirs["latest"]):
            ours["earliest"] = ours["latest"] = None
            if ours["value"] != theirs["value"]:
                ours["value"] = None
    for statement, counterpart in zip(line["statements"], other["statements"], strict=False):
        if statement["as_of"] != counterpart["as_of"]:
            statement["as_of"] = None
        for part in ("figure", "subject", "track"):
            statement[part] = _undated(statement[part], counterpart[part])
    return line


def _undated(ours: Any, theirs: Any) -> Any:
    """What is the same from both anchors; None for what is not, within objects field by field."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        if ours.get("kind") == theirs.get("kind") == "span" and ours != theirs:
            return ours | dict.fromkeys(("earliest", "latest", "core_earliest", "core_latest"))
        return {name: _undated(ours[name], theirs.get(name)) for name in ours}
    return ours if ours == theirs else None


def _read(given: Text, published_at: dt.datetime) -> Line:
    readings = list(_readings(given, published_at))
    body = [reading for part, reading in readings if part is Part.BODY]
    title = [reading for part, reading in readings if part is Part.TITLE]
    return {"id": given.id, **_part(given.text, body), "title": _part(given.title, title)}


def _part(text: str, readings: list[Reading]) -> Line:
    """What a part says; offsets count characters of that part."""
    return {
        "quantities": [
            _quantity(text, quantity, about)
            for reading in readings
            for quantity, about in zip(reading.quantities, abouts(reading.sentence, reading.quantities), strict=True)
        ],
        "times": [_time(text, time) for reading in readings for time in reading.times],
        "statements": [_statement(statement) for reading in readings for statement in reading.statements],
    }


def _readings(given: Text, published_at: dt.datetime) -> Iterator[tuple[Part, Reading]]:
    has_hour = given.published_at is not None and says_hour(given.published_at)
    return read(given.title, given.text, given.outlet, published_at, has_hour=has_hour)


def _quantity(text: str, quantity: Quantity, about: str | None) -> Line:
    return {
        "start": quantity.start,
        "end": quantity.end,
        "text": text[quantity.start : quantity.end],
        "low": number(quantity.low),
        "best": number(quantity.best),
        "high": number(quantity.high),
        "modality": (quantity.bound or quantity.modality).value,
        "direction": quantity.direction.value if quantity.direction else None,
        "unit": quantity.unit or quantity.counted,
        "counted": ", ".join(filter(None, (quantity.counted, about))) or None,
    }


def _time(text: str, time: Time) -> Line:
    return {
        "start": time.start,
        "end": time.end,
        "text": text[time.start : time.end],
        "type": time.kind.value,
        "value": time.value,
        "earliest": time.span.earliest.isoformat() if time.span is not None else None,
        "latest": time.span.latest.isoformat() if time.span is not None else None,
    }


def _statement(statement: Statement) -> Line:
    line: Line = plain(statement)
    keep = ("start", "end", "quote", "figure", "subject", "as_of", "chain", "factuality")
    return {name: line[name] for name in keep} | {"track": track_of(statement)}
