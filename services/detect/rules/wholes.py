"""Whether one count takes in what another article tells side by side: five in hospital are "one dead, four wounded".

Who is taken to hospital may die there, and of those hurt some were shot: a count of the hurt that tells nobody beside
them may be of all. Who was shot was killed or hurt: "killing one, wounding two" tells of three shot.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from schemas.statements import Factuality
from schemas.values import Quantity
from services.detect.reading.vocabulary import ENGLISH, Language, vocabulary
from services.detect.tracking.claims import Claim
from services.detect.tracking.intervals import gap, interval, middle
from services.detect.tracking.keys import is_mention
from services.detect.tracking.voices import Member, quantity_of

_SIDE_BY_SIDE: Final = 80
"""Characters, about half a sentence, between the beginnings of two counts that tell of different people."""


def makes_up(claim: Claim, left: Member, right: Member) -> bool:
    """Whether the lower of two counts makes up the higher with others, of whom the higher one's article does not tell.

    Others who are told beside the same count anywhere in the claim will do: "injured four others" need not say again
    that one had died.
    """
    first, second = left.statement.figure, right.statement.figure
    if not isinstance(first, Quantity) or not isinstance(second, Quantity):
        return False
    others = _counted_in(claim.key.subject.action, ENGLISH)
    less, more = (left, right) if middle(first) < middle(second) else (right, left)
    if not others or any(_beside(more, others)):
        return False
    apart = gap(interval(first), interval(second))
    return any(apart in _beside(each, others) for each in _telling(claim, less))


def have_died(claim: Claim, left: Member, right: Member) -> bool:
    """Whether who is missing from the lower of two counts is told dead there: of 11 wounded two died, and nine are."""
    less, more = (left, right) if middle(quantity_of(left)) < middle(quantity_of(right)) else (right, left)
    apart = gap(interval(quantity_of(less)), interval(quantity_of(more)))
    graver = _graver(claim.key.subject.action, ENGLISH)
    dead, before = (_count(member, graver) for member in (less, more))
    return dead is not None and before is not None and dead - before >= apart


def _count(member: Member, actions: Container[str | None]) -> Decimal | None:
    """How many the member's article first tells of as suffering one of the actions in the same event."""
    told = (other for other in member.report.statements if other.subject.event == member.statement.subject.event)
    figures = (other.figure for other in told if other.subject.action in actions)
    return next((figure.best for figure in figures if isinstance(figure, Quantity)), None)


def is_summed(claim: Claim, told: Member, by: Member) -> bool:
    """Whether the other's article tells a member's count in two parts, the dead and the hurt."""
    figure = told.statement.figure
    return isinstance(figure, Quantity) and any(
        isinstance(dead.figure, Quantity) and dead.figure.best and dead.figure.best + hurt == figure.best
        for heavy, survivors in _in_parts(claim.key.subject.action, ENGLISH)
        for dead in by.report.statements
        if dead.subject.action == heavy
        for hurt in _beside(by._replace(statement=dead), survivors)
    )


def _telling(claim: Claim, member: Member) -> Iterator[Member]:
    """The member and all who tell the same number."""
    own = member.statement.figure
    for each in (member, *claim.members, *claim.further):
        figure = each.statement.figure
        if isinstance(own, Quantity) and isinstance(figure, Quantity) and figure.best == own.best:
            yield each


def _beside(member: Member, actions: Container[str | None]) -> Iterator[Decimal]:
    """How many the member's article tells of, right beside its count, as suffering one of the actions.

    Somebody who is only mentioned, in a sentence of his own, may be one of those counted.
    """
    own = member.statement
    for other in member.report.statements:
        figure = other.figure
        is_near = other.part is own.part and abs(other.start - own.start) <= _SIDE_BY_SIDE
        is_one = other.subject.event == own.subject.event and other.factuality is Factuality.ASSERTED
        is_apart = isinstance(figure, Quantity) and is_mention(figure) and other.quote != own.quote
        if (
            is_near
            and is_one
            and not is_apart
            and other.subject.action in actions
            and isinstance(figure, Quantity)
            and figure.best
        ):
            yield figure.best


@cache
def _counted_in(action: str | None, language: Language) -> frozenset[str]:
    """What those may have suffered who are counted as suffering this; none where all is said by one word (killed)."""
    words = vocabulary(language, "people")
    heavier = _graver(action, language)
    return frozenset(heavier.union(words["heavier"].get(action, ()))) if heavier else frozenset()


@cache
def _graver(action: str | None, language: Language) -> frozenset[str]:
    """What may yet become of those who suffered this."""
    survived = vocabulary(language, "people")["survived"].items()
    return frozenset(heavy for heavy, survivors in survived if action in survivors)


@cache
def _in_parts(action: str | None, language: Language) -> Sequence[tuple[str, frozenset[str]]]:
    """What became of those of whom this is said, heavier and lighter: who was shot was killed, or injured."""
    words = vocabulary(language, "people")
    parts = ((heavy, frozenset(survivors)) for heavy, survivors in words["survived"].items())
    return [(heavy, some) for heavy, some in parts if action in words["heavier"][heavy] and action not in some]
