"""contradiction.date: two statements date one event, or one last sighting, to disjoint spans.

"Not seen for about two weeks" dates the last sighting too: to the days in which the absence may have begun. A sighting
after the day of speaking contradicts no absence up to that day: it is another last one. Of two articles with one
sentence about one event the days of the event are compared; of others they tell two events apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from schemas.flags import Grade, Rule, SpansCompared
from schemas.values import Precision, Presence, Span
from schemas.watch import Rules
from services.detect.rules.finding import Finding, contradicts, is_revised, parties, worded_alike
from services.detect.rules.wording import day, span, voice
from services.detect.tracking.claims import Claim, Kind, Member


def find(claim: Claim, rules: Rules) -> Iterator[Finding]:
    """One finding for each pair of parties: the pair of dates furthest apart."""
    settle = dt.timedelta(hours=rules.thresholds.settle_hours)
    widest: dict[tuple[str, ...], Finding] = {}
    dated = [(member, when) for member in claim.members if (when := _dated(member)) is not None]
    for (left, first), (right, second) in combinations(dated, 2):
        if is_revised(left, right, settle) or _is_another(left, second) or _is_another(right, first):
            continue
        finding = _compare(claim, left, first, right, second)
        if finding is not None:
            known = widest.get(finding.parties)
            if known is None or finding.weight > known.weight:
                widest[finding.parties] = finding
    for left in claim.members:
        for right in claim.elsewhen:
            finding = _moved(claim, left, right, settle)
            if finding is not None:
                widest.setdefault(finding.parties, finding)
    yield from widest.values()


def _moved(claim: Claim, left: Member, right: Member, settle: dt.timedelta) -> Finding | None:
    """One sentence in two articles that give its event different days: only one of the two can have it right."""
    first, second = left.statement.event_day, right.statement.event_day
    copied = abs(right.report.published_at - left.report.published_at) <= settle and worded_alike(left, right)
    if first is None or second is None or not copied or _order(left) > _order(right):
        return None
    return _compare(claim, left, first, right, second)


def _order(member: Member) -> tuple[dt.datetime, str]:
    return member.report.published_at, member.report.article


def _dated(member: Member) -> Span | None:
    """The span in which the member puts its event or last sighting; its core is what it says if taken narrowly."""
    figure = member.statement.figure
    if isinstance(figure, Span):
        return figure
    if isinstance(figure, Presence) and not figure.seen:
        earliest, latest = figure.span.earliest, figure.span.core[0]
        quarter = (latest - earliest) // 4
        return Span(earliest, latest, Precision.ABOUT, earliest + quarter, latest - quarter)
    return None


def _is_another(absence: Member, sighting: Span) -> bool:
    """Whether a sighting may lie after all that an absence covers."""
    figure = absence.statement.figure
    return isinstance(figure, Presence) and sighting.latest > figure.span.latest


def _compare(claim: Claim, left: Member, first: Span, right: Member, second: Span) -> Finding | None:
    apart = _gap(first.core, second.core)
    if apart <= 0:
        return None
    far = _gap((first.earliest, first.latest), (second.earliest, second.latest)) > 0
    scoped = left.statement.scope is not right.statement.scope
    what = "last sighting" if claim.key.yardstick.kind is Kind.PRESENCE else "event"
    return Finding(
        rule=contradicts(left, right, Rule.DATE),
        grade=Grade.CONFLICT if far and not scoped else Grade.TENSION,
        parties=parties(left, right),
        members=(left, right),
        compared=SpansCompared(first, second, apart),
        weight=Decimal(apart) / 30,
        explanation=f"The {what} is dated differently: {_when(first)} ({voice(left)}) against {_when(second)} "
        f"({voice(right)}).",
        reasons=(
            "the spans are disjoint even at their outer ends"
            if far
            else "the spans are disjoint only if both wordings are taken narrowly",
            *(("the speakers vouch for different scopes",) if scoped else ()),
        ),
        settle=f"Ask both sources for the day of the {what} and how they know it.",
    )


def _when(dates: Span) -> str:
    if dates.precision is not Precision.ABOUT:
        return span(dates)
    return f"about {day(dates.earliest + (dates.latest - dates.earliest) // 2)}"


def _gap(left: tuple[dt.date, dt.date], right: tuple[dt.date, dt.date]) -> int:
    """Days between the spans; 0 or less where they meet."""
    return max((right[0] - left[1]).days, (left[0] - right[1]).days)
