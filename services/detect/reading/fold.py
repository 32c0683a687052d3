"""Reading as a fold: of each article the tracks it last reported to, so that a revision reports to old and new.

And its sentences with numbers as it first told them, by which it is seen what a revision changed.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from schemas.articles import ArticlePublished, ArticleRevised
from schemas.event import Event, TrackId
from services.detect.fold import Outcome, Refused
from services.detect.reading.revisions import Wording, first_told
from services.detect.reading.tracks import readings_of, reported


class Read(msgspec.Struct, frozen=True):
    """The last revision read of an article."""

    revision: int
    tracks: tuple[TrackId, ...]
    first: tuple[Wording, ...] = ()
    """Its sentences with numbers, as they were first told."""


class ReadingFold:
    """The articles of one partition, by the revision last read."""

    def __init__(self) -> None:
        self._read: dict[str, Read] = {}

    def load(self, states: Iterable[tuple[str, bytes]]) -> None:
        self._read = {key: msgspec.json.decode(value, type=Read) for key, value in states}

    def apply(self, offset: int, event: Event) -> Outcome:
        if not isinstance(event, ArticlePublished | ArticleRevised):
            raise Refused(f"{event.type} is no article: only articles are read")
        before = self._read.get(event.article)
        if before is not None and before.revision >= event.revision:
            return Outcome()
        known, first = (before.tracks, before.first) if before is not None else ((), ())
        readings = readings_of(event)
        reports = reported(event, readings, known, first)
        tracks = tuple(report.track for report in reports if report.statements)
        self._read[event.article] = Read(event.revision, tracks, first_told(first, readings))
        return Outcome(tuple(reports), {event.article: self._read[event.article]})

    def barrier(self, event: Event) -> bool:
        return False
