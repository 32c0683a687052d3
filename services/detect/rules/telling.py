"""contradiction.quantity between two tellings: figures that can only mean one another, though no reader files them so.

What two outlets open with, each on another's word, is laid side by side (`tracking.tellings`); what speaks for it, and
what against, an editor weighs himself, so that it is never more than a tension. Figures of two times are no
contradiction. A later and higher count of what can only grow is one only where two parties give theirs within half a
day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import Final

from schemas.flags import Grade, QuantitiesCompared
from schemas.statements import AsOf
from schemas.watch import Rule
from services.detect.rules.comparison import are_at_odds, are_counted_alike, are_shown_as_two, count_two
from services.detect.rules.finding import Finding, parties, widest
from services.detect.rules.growth import AT_ONCE, count_up_to_one_day, has_grown
from services.detect.rules.times import Times, times_of
from services.detect.rules.wording import stated, voice
from services.detect.tracking.claims import Claim
from services.detect.tracking.intervals import gap, interval, middle
from services.detect.tracking.likeness.story import said_by_two
from services.detect.tracking.tellings import filed_under_one
from services.detect.tracking.voices import Member, quantity_of
from services.wording.amounts import plural

_DAY: Final = dt.timedelta(days=1)


def find(claim: Claim) -> Iterator[Finding]:
    """One finding for each pair of parties whose figures lie apart: the pair that does so furthest."""
    pairs = combinations(claim.members, 2)
    return widest(_compare(*pair) for pair in pairs if _are_at_odds(claim, *pair))


def _are_at_odds(claim: Claim, left: Member, right: Member) -> bool:
    if left.source == right.source or not gap(interval(quantity_of(left)), interval(quantity_of(right))):
        return False
    if count_two(claim, left, right) or are_shown_as_two(claim, left, right) or not are_counted_alike(left, right):
        return False
    if _are_of_two_times(claim, left, right) or _has_become(left, right):
        return False
    key = filed_under_one(left, right)
    return key is None or not are_at_odds(claim._replace(key=key), left, right)


def _are_of_two_times(claim: Claim, left: Member, right: Member) -> bool:
    """Whether they speak of two times; what two named parties tell so soon is of one, unless both say of which day."""
    if times_of(claim, left, right) is not Times.TWO:
        return False
    held = [member.statement.as_of for member in (left, right)]
    say_when = all(each.is_told for each in held) or any(_is_past(each) or each.hour is not None for each in held)
    return say_when or not said_by_two(left, right)


def _has_become(left: Member, right: Member) -> bool:
    """Whether the earlier figure has grown to the later; not where two parties give theirs at once."""
    if not has_grown(left, right) or count_up_to_one_day(left, right):
        return False
    held = [member.statement.as_of for member in (left, right)]
    if all(each.is_up_to for each in held) and held[0].span.latest != held[1].span.latest:
        return True
    apart = abs(right.report.published_at - left.report.published_at)
    is_of_one_time = apart <= AT_ONCE and abs(_begun(held[1]) - _begun(held[0])) <= _DAY
    return not (is_of_one_time and said_by_two(left, right))


def _is_past(as_of: AsOf) -> bool:
    """Whether its own clause says that it was so days before it was told."""
    return as_of.is_told and as_of.anchor - as_of.span.latest > _DAY


def _begun(as_of: AsOf) -> dt.date:
    """From which day on a figure counts, if its own clause says so."""
    return as_of.span.earliest if as_of.is_told else as_of.anchor


def _compare(left: Member, right: Member) -> Finding:
    first, second = quantity_of(left), quantity_of(right)
    a, b = interval(first), interval(second)
    apart = gap(a, b)
    return Finding(
        rule=Rule.QUANTITY,
        grade=Grade.TENSION,
        parties=parties(left, right),
        members=(left, right),
        compared=QuantitiesCompared(a, b, first.unit, apart, Decimal(0)),
        weight=apart / max(middle(first), middle(second)),
        explanation=f"Two tellings of one story differ: one says {_told(left)} ({voice(left)}) and another "
        f"{_told(right)} ({voice(right)}).",
        reasons=tuple(_reasons(left, right)),
        settle="Read both: if they count the same, ask both sources which count they mean, and as of when.",
    )


def _told(member: Member) -> str:
    """The figure with what it counts, as far as that is told."""
    return " ".join(filter(None, (stated(member), _counted(member))))


def _counted(member: Member) -> str | None:
    counted, figure = member.statement.subject.counted, quantity_of(member)
    return plural(counted) if counted is not None and figure.unit is None and middle(figure) != 1 else None


def _reasons(left: Member, right: Member) -> Iterator[str]:
    """What an editor must know of how the two were laid side by side."""
    yield "neither article gives the other's figure, and nothing else in it is likelier to be meant"
    told = [member.statement.subject.action or "nothing" for member in (left, right)]
    if told[0] != told[1]:
        yield f"of what they are or did one says {told[0]}, the other {told[1]}"
    if has_grown(left, right):
        yield "the later figure is the higher, and the count may have grown"
