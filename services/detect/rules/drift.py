"""drift: the newest figure has left the baseline: the figure last flagged, else the window's first.

It speaks for creeping as for jumps, as the baseline moves only when it has spoken. For claims that accumulate only a
fall is drift: growth is what tolls do; and a fall within the settle time is two voices at odds, which
`contradiction.quantity` finds. What is open after a one-off event (the missing) moves
by nature: for it nothing is drift.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from schemas.flags import Grade, QuantitiesCompared, Rule
from schemas.values import Measure, Modality, Quantity, exact
from schemas.watch import Rules
from services.detect.rules.finding import Finding
from services.detect.rules.wording import stated, voice
from services.detect.tracking.claims import Claim, Member
from services.detect.tracking.intervals import gap, interval, middle, outer_gap


def find(claim: Claim, rules: Rules) -> Iterator[Finding]:
    """At most one finding: the last departure from a baseline."""
    share = claim.watch.drift if claim.watch is not None and claim.watch.drift is not None else rules.thresholds.drift
    settle = dt.timedelta(hours=rules.thresholds.settle_hours)
    one_off = claim.key.subject.event is not None
    baseline: tuple[Member, Quantity] | None = None
    last: Finding | None = None
    for member in claim.members:
        figure = member.statement.figure
        if not isinstance(figure, Quantity) or figure.modality in (Modality.RELATIVE, Modality.VAGUE):
            continue
        if one_off and figure.measure is Measure.STOCK:
            continue
        if baseline is None:
            baseline = member, figure
            continue
        accumulates = figure.measure is Measure.CUMULATIVE or (claim.watch is not None and claim.watch.accumulates)
        if accumulates and middle(figure) >= middle(baseline[1]):
            if gap(interval(figure), interval(baseline[1])):
                baseline = member, figure
            continue
        if accumulates and member.report.published_at - baseline[0].report.published_at <= settle:
            continue
        if (departure := _departure(baseline[0], baseline[1], member, figure, share)) is not None:
            last = departure
            baseline = member, figure
    if last is not None:
        yield last


def _departure(before: Member, baseline: Quantity, member: Member, figure: Quantity, share: Decimal) -> Finding | None:
    a, b = interval(baseline), interval(figure)
    moved, threshold = abs(middle(figure) - middle(baseline)), exact(middle(baseline) * share)
    if not gap(a, b) or moved <= threshold:
        return None
    far = outer_gap(a, b)
    way = "rose" if middle(figure) > middle(baseline) else "fell"
    return Finding(
        rule=Rule.DRIFT,
        grade=Grade.CONFLICT if far else Grade.TENSION,
        parties=(),
        members=(before, member),
        compared=QuantitiesCompared(a, b, figure.unit, exact(moved), threshold),
        weight=moved / max(middle(figure), middle(baseline)),
        explanation=f"The figure {way} from {stated(before)} ({voice(before)}) to {stated(member)} ({voice(member)}).",
        reasons=("the new figure lies outside the baseline's outer tolerance",)
        if far
        else ("the new figure lies outside the baseline's core, not outside its outer tolerance",),
        settle="Ask what changed since the earlier figure, and whether anyone has counted.",
    )
