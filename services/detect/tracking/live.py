"""What a track goes by: the live reports, what revised articles reported first, and the desk's verdicts."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence, Set
from itertools import accumulate
from typing import Final, NamedTuple

import msgspec

from schemas.envelope import canonical
from schemas.statements import Reported
from schemas.verdicts import Judgement, Misread
from services.detect.tracking.remembered import remembered

MAX_VERDICTS: Final = 256
"""Of a track, the newest;"""
MAX_VERDICT_BYTES: Final = 65_536
"""and as many of them as fit into this, a quarter of a state, so that they never crowd out the reports."""


class Live(NamedTuple):
    """The grounds of a track's figures and flags."""

    reports: Sequence[Reported]
    """One an article, its highest revision's; in order of publication and article."""
    firsts: Sequence[Reported] = ()
    """Of articles that were revised, their lowest revision's; in the same order."""
    verdicts: Sequence[Judgement] = ()
    """The last on each flag, in the order in which they were given."""

    def with_article(self, first: Reported, last: Reported) -> Live:
        """With one article's lowest and highest revision in the place of what was known of it."""
        reports = [*(item for item in self.reports if item.article != last.article), last]
        firsts = [item for item in self.firsts if item.article != last.article]
        if first.revision < last.revision:
            firsts.append(first)
        return Live(sorted(reports, key=_publication), sorted(firsts, key=_publication), self.verdicts)

    def with_verdict(self, given: Judgement) -> Live:
        """With a verdict in the place of an earlier one on its flag; the oldest go for want of room."""
        others = [item for item in self.verdicts if item.flag != given.flag]
        newest = [given, *reversed(others)][:MAX_VERDICTS]
        room = bisect_right(list(accumulate(map(size_of, newest))), MAX_VERDICT_BYTES)
        return self._replace(verdicts=newest[:room][::-1])

    def only(self, reports: Sequence[Reported]) -> Live:
        """Only these reports, and what their articles reported first."""
        articles = {item.article for item in reports}
        return self._replace(reports=reports, firsts=[item for item in self.firsts if item.article in articles])

    def without_misread(self) -> Live:
        """The reports without the statements that the desk found misread."""
        if not any(given.misread for given in self.verdicts):
            return self
        reports, firsts = ([_without(item, self.verdicts) for item in items] for items in (self.reports, self.firsts))
        return self._replace(reports=reports, firsts=firsts)


@remembered
def size_of(part: msgspec.Struct) -> int:
    """The bytes of a part of a state in canonical form."""
    return len(canonical(part))


def _publication(report: Reported) -> tuple[dt.datetime, str]:
    return report.published_at, report.article


@remembered
def _without(report: Reported, verdicts: Sequence[Judgement]) -> Reported:
    """The report without what verdicts found misread of it."""
    misread = _misread(verdicts)
    kept = [item for item in report.statements if Misread(report.article, item.quote, item.figure) not in misread]
    return report if len(kept) == len(report.statements) else msgspec.structs.replace(report, statements=tuple(kept))


@remembered
def _misread(verdicts: Sequence[Judgement]) -> Set[Misread]:
    return {item for given in verdicts for item in given.misread}
