"""A track's statements by what their claims share, in order of publication."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from schemas.event import ClaimId
from schemas.statements import Factuality, Reported, Statement
from schemas.watch import Rules
from services.detect.tracking.keys import ClaimKey, filed_under, key_of, of_people
from services.detect.tracking.plans import as_planned
from services.detect.tracking.remembered import remembered
from services.detect.tracking.voices import Member

Filed = Mapping[ClaimId, tuple[ClaimKey, Sequence[Member]]]
"""Statements by what their claims share."""


class _Entry(NamedTuple):
    """A statement as it is filed: what its claims share, and of which claims these are a part."""

    shared: ClaimId
    whole: ClaimId | None
    key: ClaimKey
    member: Member


def filed(reports: Iterable[Reported], rules: Rules, only: Container[ClaimId] | None, factuality: Factuality) -> Filed:
    """The statements of one factuality of reports in order of publication: those wanted, and what is a part of them.

    Keys whose ids are the same ("Kursk", "KURSK") are one: the first published stands for them. An article that only
    counts a class of the people ("two women were killed") counts so many people at least.
    """
    found: dict[ClaimId, tuple[ClaimKey, list[Member]]] = {}
    for report in reports:
        for entry in _entries(report, rules).get(factuality, ()):
            if only is None or entry.shared in only or entry.whole in only:
                found.setdefault(entry.shared, (entry.key, []))[1].append(entry.member)
    return found


def touched_by(report: Reported, rules: Rules) -> Iterator[ClaimId]:
    """What the claims share that a report's statements belong to, or are a part of."""
    for entries in _entries(report, rules).values():
        for entry in entries:
            yield entry.shared
            if entry.whole is not None:
                yield entry.whole


@remembered
def _entries(report: Reported, rules: Rules) -> Mapping[Factuality, Sequence[_Entry]]:
    """A report's statements by factuality, what is announced among those that assert that it is."""
    told = [as_planned(item) for item in report.statements]
    return {
        factuality: tuple(_of(report, rules, [item for item in told if item.factuality is factuality]))
        for factuality in {item.factuality for item in told}
    }


def _of(report: Reported, rules: Rules, told: Sequence[Statement]) -> Iterator[_Entry]:
    under = [(item, *filed_under(report.track, item, rules)) for item in told]
    counted = {shared for _, _, shared, _ in under}
    for statement, key, shared, whole in under:
        yield _Entry(shared, whole, key, Member(report, statement, statement.chain[-1]))
        if whole is not None and whole not in counted:
            least = of_people(statement)
            its_key = key_of(least, rules)
            yield _Entry(whole, None, its_key, Member(report, least, least.chain[-1]))
