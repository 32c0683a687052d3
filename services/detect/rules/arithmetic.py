"""contradiction.arithmetic: a sum that does not come out: a relative figure, or parts of a toll that exceed the whole.

"Halved" of 12,000 is about 6,000: a party that then speaks of 11,000 is at odds with it, as is one that spoke of 5,000
before. The figure that a relative one speaks of is the one in its own article: its base where that stands before it,
else its result ("doubled to 20,000" was 10,000); without one it is the claim's last figure before. A wording such as
"doubled" is taken as "about twice".

Parts are held against the whole of their own sentence alone: what another calls a toll may itself be a part. Figures
that a text tells together are reckoned where they are read (`reckoned`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

import msgspec

from schemas.flags import Grade, QuantitiesCompared
from schemas.statements import Part
from schemas.values import Modality, Quantity, exact
from schemas.watch import Rule
from services.detect.rules.finding import Finding, parties, widest
from services.detect.rules.reckoned import misreckoned
from services.detect.rules.wording import quantity, stated, voice
from services.detect.tracking.claims import Claim
from services.detect.tracking.intervals import gap, interval, middle, outer_gap
from services.detect.tracking.voices import Member


class _Sum(NamedTuple):
    """What a relative figure makes of the figure that it speaks of."""

    relative: Member
    known: Member
    implied: Quantity
    is_now: bool
    """Whether it is implied for the moment of speaking, or for some time before."""


def find(claim: Claim) -> Iterator[Finding]:
    """One finding for each pair of parties whose figures do not fit, of which the widest apart is shown."""
    return widest((*_relatives(claim), *_parts(claim), *misreckoned(claim)))


def _relatives(claim: Claim) -> Iterator[Finding]:
    near = dt.timedelta(days=claim.thresholds.near_days)
    for relative in claim.relatives:
        levels = [m for m in claim.members if _level(m) is not None and m.report.article != relative.report.article]
        before = [m for m in levels if m.report.published_at <= relative.report.published_at]
        told = _sum(claim, relative, before[-1] if before else None)
        if told is None:
            continue
        about_then = (m for m in levels if abs(m.report.published_at - relative.report.published_at) <= near)
        against = [m for m in about_then if m is not told.known] if told.is_now else before[-1:]
        for member in against:
            if (finding := _misfit(told, member)) is not None:
                yield finding


def _sum(claim: Claim, relative: Member, before: Member | None) -> _Sum | None:
    """None where nothing is known that it could speak of, or it says no factor."""
    figure = relative.statement.figure
    factor = figure.best if isinstance(figure, Quantity) else None
    if not factor:
        return None
    own = next((m for m in claim.members if m.report.article == relative.report.article and _level(m)), None)
    known = own or before
    level = _level(known) if known is not None else None
    if known is None or level is None:
        return None
    is_result = own is not None and _place(own) > _place(relative)
    return _Sum(relative, known, _times(level, 1 / factor if is_result else factor), not is_result)


def _place(member: Member) -> tuple[bool, int]:
    """Where in its article it stands."""
    return member.statement.part is Part.BODY, member.statement.start


def _level(member: Member) -> Quantity | None:
    """The member's figure if it is one by itself."""
    figure = member.statement.figure
    if not isinstance(figure, Quantity) or figure.modality in (Modality.RELATIVE, Modality.VAGUE):
        return None
    return figure


def _times(level: Quantity, factor: Decimal) -> Quantity:
    low, best, high = (
        None if end is None else exact(round(end * factor, 6)) for end in (level.low, level.best, level.high)
    )
    modality = Modality.ABOUT if level.modality is Modality.EXACT else level.modality
    return msgspec.structs.replace(level, low=low, best=best, high=high, modality=modality)


def _misfit(told: _Sum, member: Member) -> Finding | None:
    figure = _level(member)
    if figure is None or not (apart := gap(interval(told.implied), interval(figure))):
        return None
    far = bool(outer_gap(interval(told.implied), interval(figure)))
    when = "now" if told.is_now else "before"
    return Finding(
        rule=Rule.ARITHMETIC,
        grade=Grade.CONFLICT if far and told.known.report.article == told.relative.report.article else Grade.TENSION,
        parties=parties(told.relative, member),
        members=tuple(dict.fromkeys((told.known, told.relative, member))),
        compared=QuantitiesCompared(interval(told.implied), interval(figure), figure.unit, apart, Decimal(0)),
        weight=apart / max(middle(told.implied), middle(figure)),
        explanation=f"The sum does not come out: {stated(told.relative)} ({voice(told.relative)}) with "
        f"{stated(told.known)} ({voice(told.known)}) makes {quantity(told.implied)} {when}, against {stated(member)} "
        f"({voice(member)}).",
        reasons=(
            "the sum and the figure are disjoint even at the outer tolerances"
            if far
            else "the sum and the figure are disjoint at the core, not at the outer tolerances",
        ),
        settle="Ask from which figure the change was reckoned.",
    )


def _parts(claim: Claim) -> Iterator[Finding]:
    wholes = {member.report.article: member for member in claim.members}
    for part in claim.parts:
        whole = wholes.get(part.report.article)
        if whole is None or part.statement.quote != whole.statement.quote:
            continue
        some, every = _level(part), _level(whole)
        if some is None or every is None or some.low is None or every.high is None or some.low <= every.high:
            continue
        yield _excess(part, some, whole, every)


def _excess(part: Member, some: Quantity, whole: Member, every: Quantity) -> Finding:
    a, b, apart = interval(some), interval(every), exact((some.low or 0) - (every.high or 0))
    scoped = part.statement.scope is not whole.statement.scope
    return Finding(
        rule=Rule.ARITHMETIC,
        grade=Grade.TENSION if scoped or not outer_gap(a, b) else Grade.CONFLICT,
        parties=parties(part, whole),
        members=(part, whole),
        compared=QuantitiesCompared(a, b, some.unit, apart, Decimal(0)),
        weight=apart / middle(some),
        explanation=f"A part is more than the whole: {stated(part)} ({part.statement.subject.counted}; {voice(part)}) "
        f"against {stated(whole)} in all ({voice(whole)}).",
        reasons=("a part cannot exceed the whole of its own sentence",)
        + (("the speakers vouch for different scopes",) if scoped else ()),
        settle="Ask whether the part is counted in the whole.",
    )
