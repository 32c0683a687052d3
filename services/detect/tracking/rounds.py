"""Whether the words around two figures mark them as of two things: of two days or rounds, rates, or doers."""

from __future__ import annotations

from schemas.statements import Statement

_DAY = "day"
_RATE = "rate"
_STATUS = "status"


def are_of_other_rounds(left: Statement, right: Statement) -> bool:
    """Whether two each say which of what comes again they tell of, or how sure it is, and not the same."""
    first, second = _rounds(left), _rounds(right)
    return any(first[kind] != second[kind] for kind in first.keys() & second.keys())


def are_of_one_rate(left: Statement, right: Statement) -> bool:
    """Whether two tell rates for one length of time, or neither says for which."""
    return left.marks.rate == right.marks.rate


def are_of_one_day(left: Statement, right: Statement) -> bool:
    """Whether two say that they tell of one day of what goes on: of the first day of a strike, whenever they speak."""
    first, second = _rounds(left).get(_DAY), _rounds(right).get(_DAY)
    return first is not None and first == second


def are_of_two_doers(left: Statement, right: Statement) -> bool:
    """Whether two name whose doing it is, and nobody in common: "The Harvest Party won 41 seats"."""
    first, second = left.marks.doers, right.marks.doers
    return bool(first and second) and set(first).isdisjoint(second)


def _rounds(told: Statement) -> dict[str, str]:
    """By what comes again, which one: day → second."""
    rounds = (each.rpartition(" ") for each in told.marks.rounds)
    also = {_RATE: told.marks.rate, _STATUS: told.marks.status}
    found = {kind: which for which, _, kind in rounds}
    return found | {kind: which for kind, which in also.items() if which is not None}
