"""What speaks for it that two tellings give one thing, whatever that is: who says it, where, when, in which story."""

from __future__ import annotations

import datetime as dt
from typing import Final

from schemas.statements import Part, Statement
from services.detect.reading.vocabulary import ENGLISH
from services.detect.tracking.parties import are_one, party_of
from services.detect.tracking.ties import tie
from services.detect.tracking.voices import Member

_OPENING: Final = 300
"""Characters of a text, about two sentences, in which stands what it is about."""
_AT_ONCE: Final = dt.timedelta(hours=12)
NEAR: Final = dt.timedelta(days=2)
"""Within which two articles tell of one state of a story."""


def shared(left: Member, right: Member) -> int:
    """The points of two tellings by where, when and in which story they are told."""
    one, other = left.statement, right.statement
    is_at_once = abs(right.report.published_at - left.report.published_at) <= _AT_ONCE
    return 2 * (_opens(one) and _opens(other)) + is_at_once - _strange(one, other)


def are_spoken_apart(left: Member, right: Member) -> bool:
    """Whether one cites what was said long before the other: "said last month"."""
    return abs(right.statement.as_of.anchor - left.statement.as_of.anchor) > NEAR


def said_by_two(left: Member, right: Member) -> bool:
    """Whether each is a named party's word, and they are not known to be one."""
    return _is_named(left) and _is_named(right) and are_two_parties(left.source, right.source)


def said_by_nobody(left: Member, right: Member) -> bool:
    """Whether neither is any named party's word."""
    return not (_is_named(left) or _is_named(right))


def are_two_parties(source: str, other: str) -> bool:
    """Whether two sources are not known to be one party."""
    return source != other and not are_one(party_of(source, ENGLISH), party_of(other, ENGLISH))


def _is_named(member: Member) -> bool:
    return member.source != member.report.outlet


def _opens(statement: Statement) -> bool:
    return statement.part is Part.TITLE or statement.start < _OPENING


def _strange(one: Statement, other: Statement) -> int:
    """2 if the two stories share no rare name, 1 if but one."""
    return max(0, 2 - tie({*one.story} & {*other.story}, other.story).narrow)
