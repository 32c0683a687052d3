"""How long a report counts: so many days from its telling, and one that gives a plan's day until that day has come.

A plan that slips is told of again when its day is near, which may be a year after it was first told.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from schemas.statements import Reported
from schemas.values import Span
from services.detect.tracking.calendar import days_after, days_before
from services.detect.tracking.evaluation import Standing
from services.detect.tracking.figures import WINDOWS
from services.detect.tracking.remembered import remembered


def within(reports: Sequence[Reported], standing: Standing) -> Sequence[Reported]:
    """Those of reports, in order of publication, that still count; before any tick all do."""
    if standing.day is None or not (first := _passed(reports, standing)):
        return reports
    return [*(item for item in reports[:first] if planned_until(item) >= standing.day), *reports[first:]]


def due(reports: Sequence[Reported], standing: Standing) -> dt.date | None:
    """The next day on which a tick changes what counts of reports in order of publication, or one of its figures."""
    today = standing.day or dt.date.min
    found = [days_after(planned_until(item), 1) for item in reports[: _passed(reports, standing)]]
    for width in (*WINDOWS, standing.rules.window_days + 1):
        first = bisect_right(reports, today.toordinal() - width, key=lambda item: item.published_at.toordinal())
        if first < len(reports):
            found.append(days_after(reports[first].published_at.date(), width))
    return min(found, default=None)


@remembered
def planned_until(report: Reported) -> dt.date:
    """The last of the days that a report gives as yet to come; of none the calendar's first."""
    figures = ((item.figure, item.as_of.anchor) for item in report.statements)
    plans = (day.latest for day, anchor in figures if isinstance(day, Span) and day.latest > anchor)
    return max(plans, default=dt.date.min)


def _passed(reports: Sequence[Reported], standing: Standing) -> int:
    """How many were told before the window."""
    if standing.day is None:
        return 0
    since = days_before(standing.day, standing.rules.window_days)
    return bisect_left(reports, since, key=lambda item: item.published_at.date())
