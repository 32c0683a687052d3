"""What a story tells of one kind of things, sense by sense ("cancelled"), each of which is a claim.

Two senses may be told of the same things: operations that one outlet has postponed another has cancelled. They are one
claim unless an article tells of both, of different figures. Some things befall only some of those whom another befell,
as only who escaped is caught again: fewer are no contradiction, and a claim of their own; more than anybody says have
escaped are counted with them. So it is with what is done of what was planned, but that some things are done at one
time, as they were announced. A count without a sense goes with the sense told first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from schemas.event import ArticleId
from schemas.statements import Statement
from schemas.values import Quantity
from services.detect.reading.clauses.senses import are_kin, is_over, is_step, leading, sense_family
from services.detect.reading.things.classes import is_neutral, meant_of
from services.detect.reading.vocabulary import ENGLISH
from services.detect.tracking.intervals import gap, interval, middle
from services.detect.tracking.plans import done_of, is_planned
from services.detect.tracking.voices import Member


def sense_of(statement: Statement) -> str | None:
    """The sense told, as it is meant of what is counted, or the one that leads it: a drug that is found is seized."""
    action = statement.subject.action
    return None if action is None else leading(meant_of(action, statement.subject.counted or "", ENGLISH), ENGLISH)


def by_sense(members: Sequence[Member]) -> Iterator[tuple[str | None, list[Member]]]:
    """The members of each sense, with those of others that may be told of the same, by the one told first.

    Those of none go with the first of all, so that no later article moves them.
    """
    told = dict.fromkeys(sense for member in members if (sense := _told_by(member, None)) is not None)
    main = next(iter(told), None)
    senses = [_told_by(member, main) for member in members]
    leads = _leads({sense: [m for m, own in zip(members, senses, strict=True) if own == sense] for sense in told})
    filed = [leads[own] if own is not None else None for own in senses]
    for lead in dict.fromkeys((*leads.values(), *filed)):
        yield lead, [member for member, own in zip(members, filed, strict=True) if own == lead]


def _told_by(member: Member, main: str | None) -> str | None:
    """What is told of it; a mere number of things goes with the main sense, a measure or an amount does not."""
    sense, figure = sense_of(member.statement), member.statement.figure
    if not is_neutral(sense, ENGLISH):
        return sense
    return None if isinstance(figure, Quantity) and figure.unit is not None else main


def _leads(told: Mapping[str, Sequence[Member]]) -> Mapping[str, str]:
    """For each sense the one told first of those with which it is counted, itself where there is none."""
    together: dict[str, list[str]] = {}
    for sense in told:
        known = (lead for lead, some in together.items() if all(_may_be_one(told, sense, other) for other in some))
        together.setdefault(next(known, sense), []).append(sense)
    return {sense: lead for lead, some in together.items() for sense in some}


def _may_be_one(told: Mapping[str, Sequence[Member]], one: str, other: str) -> bool:
    """Whether two senses may be told of the same things, by what they mean and how many are told of either."""
    left, right = done_of(one, ENGLISH), done_of(other, ENGLISH)
    if sense_family(left, ENGLISH) != sense_family(right, ENGLISH) or _tells_both(told[one], told[other]):
        return False
    if is_planned(one, ENGLISH) is not is_planned(other, ENGLISH):
        done, planned = (other, one) if is_planned(one, ENGLISH) else (one, other)
        return are_kin(left, right, ENGLISH) and (is_over(left, ENGLISH) or _are_more(told[done], told[planned]))
    if are_kin(left, right, ENGLISH):
        return True
    if is_step(left, right, ENGLISH):
        return _are_more(told[one], told[other])
    return is_step(right, left, ENGLISH) and _are_more(told[other], told[one])


def _tells_both(one: Sequence[Member], other: Sequence[Member]) -> bool:
    """Whether an article gives figures of both that differ, which shows that it means two things."""
    by_article: dict[ArticleId, list[Statement]] = {}
    for member in one:
        by_article.setdefault(member.report.article, []).append(member.statement)
    return any(
        _differ(statement, member.statement)
        for member in other
        for statement in by_article.get(member.report.article, ())
    )


def _differ(left: Statement, right: Statement) -> bool:
    """Whether two figures of an article are two of one place and time."""
    first, second = left.figure, right.figure
    is_counted = isinstance(first, Quantity) and isinstance(second, Quantity)
    return is_counted and _is_of_one(left, right) and bool(gap(interval(first), interval(second)))


def _is_of_one(left: Statement, right: Statement) -> bool:
    """Whether two figures of an article are of one place and time: "It laid off 600 in 2024" says nothing of today."""
    one, two = left.as_of.span, right.as_of.span
    return left.subject.place == right.subject.place and one.earliest <= two.latest and two.earliest <= one.latest


def _are_more(some: Sequence[Member], of: Sequence[Member]) -> bool:
    """Whether every figure of what befalls some is more than any of those whom it can befall."""
    more, less = _middles(some), _middles(of)
    return bool(more and less) and min(more) > max(less)


def _middles(told: Sequence[Member]) -> list[Decimal]:
    figures = (member.statement.figure for member in told)
    return [middle(figure) for figure in figures if isinstance(figure, Quantity)]
