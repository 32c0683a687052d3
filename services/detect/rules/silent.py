"""revision.silent: an outlet changed a figure in a published article, and the article says nothing of it.

A sentence that is told again with another number shows it best; else what the article stated first of the claim is held
against what it states now. A toll that has grown is no correction, nor what is told as having moved.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from schemas.flags import Compared, Grade, QuantitiesCompared, SpansCompared
from schemas.values import Measure, Modality, Presence, Quantity, Span
from schemas.watch import Rule
from services.detect.rules.finding import Finding
from services.detect.rules.moved import says_so
from services.detect.rules.wording import stated
from services.detect.tracking.calendar import named
from services.detect.tracking.claims import Claim
from services.detect.tracking.intervals import days_between, gap, interval, middle, outer_gap
from services.detect.tracking.voices import Member


def find(claim: Claim) -> Iterator[Finding]:
    """One finding for each outlet: its newest article that was changed so."""
    first = {member.report.article: member for member in claim.replaced}
    again = [member for member in claim.further if member.statement.was is not None]
    newest: dict[str, Finding] = {}
    for member in sorted((*again, *claim.members), key=lambda member: member.report.published_at):
        before = _former(member) or _replaced(first.get(member.report.article), member)
        if before is not None and not member.report.corrects and (finding := _changed(before, member)) is not None:
            newest[member.report.outlet] = finding
    yield from newest.values()


def _former(member: Member) -> Member | None:
    """The member as its article first told it, where nothing but its number was changed."""
    was = member.statement.was
    if was is None:
        return None
    told = msgspec.structs.replace(
        member.statement, figure=was.figure, quote=was.quote, start=was.start, end=was.end, was=None
    )
    return member._replace(report=msgspec.structs.replace(member.report, revision=1), statement=told)


def _replaced(before: Member | None, now: Member) -> Member | None:
    """What the article stated first, unless both sentences stood in it from then on."""
    if before is None:
        return None
    is_told = any(told.quote == before.statement.quote for told in now.report.statements)
    was_told = any(told.quote == now.statement.quote for told in before.report.statements)
    return None if is_told or was_told else before


def _changed(before: Member, now: Member) -> Finding | None:
    at_odds = _at_odds(before, now)
    if at_odds is None:
        return None
    compared, is_far = at_odds
    report = now.report
    return Finding(
        rule=Rule.SILENT,
        grade=Grade.CONFLICT if is_far else Grade.TENSION,
        parties=(report.outlet,),
        members=(before, now),
        compared=compared,
        weight=Decimal(0),
        explanation=f"{report.outlet} changed {stated(before)} to {stated(now)} in its article of "
        f"{named(report.published_at.date())} {report.published_at.year}, which carries no correction.",
        reasons=("no revision of the article carries a correction note",)
        + (("the figures are disjoint even at the outer tolerances",) if is_far else ()),
        settle="Ask the outlet why the figure changed, and whether it will say so.",
    )


def _at_odds(before: Member, now: Member) -> tuple[Compared, bool] | None:
    """How the two differ, and whether even at their outer ends; None where both may hold."""
    first, second = before.statement.figure, now.statement.figure
    if isinstance(first, Quantity) and isinstance(second, Quantity):
        a, b = interval(first), interval(second)
        apart = gap(a, b)
        # A toll is brought up to date in place; what else a story counts is not, unless it says so.
        is_toll = not now.statement.story and first.measure is Measure.CUMULATIVE
        grown = middle(second) > middle(first) and (is_toll or says_so(now))
        if not apart or grown or Modality.RELATIVE in (first.modality, second.modality):
            return None
        return QuantitiesCompared(a, b, first.unit, apart, Decimal(0)), bool(outer_gap(a, b))
    if isinstance(first, Presence) and isinstance(second, Presence):
        return (SpansCompared(first.span, second.span, 0), True) if first.seen is not second.seen else None
    if isinstance(first, Span) and isinstance(second, Span):
        days = days_between((first.earliest, first.latest), (second.earliest, second.latest))
        return (SpansCompared(first, second, days), True) if days > 0 else None
    return None
