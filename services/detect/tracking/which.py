"""Which of a story's things are counted: those of one place, owner, kind and time, as far as the words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from typing import Final, NamedTuple

from schemas.statements import Statement
from schemas.values import Figure, Measure, Quantity, Span
from services.detect.reading.measures.measured import is_local
from services.detect.reading.measures.periods import is_period, may_be_of_one
from services.detect.reading.names.gazetteer import is_city, is_state
from services.detect.reading.setting.events import is_event
from services.detect.reading.setting.stories import home_of
from services.detect.reading.things.classes import is_neutral, is_of_family, kind_of, may_be_one_kind
from services.detect.reading.vocabulary import ENGLISH
from services.detect.tracking.intervals import middle
from services.detect.tracking.parties import are_one, party_of
from services.detect.tracking.remembered import remembered
from services.detect.tracking.rounds import are_of_other_rounds, are_of_two_doers
from services.detect.tracking.voices import Member

_ORDERS: Final = 50
"""Times as many as another count is of which it can hardly be the same: 41,000 came, and a hundred gathered outside."""
_NAMES: Final = 2
"""Words of names by which two articles tell one story, wherever either puts what it counts."""
_TELLING: Final = 10
"""A number from which on one party seldom gives the same of two things."""


def by_which(members: Sequence[Member]) -> Iterator[tuple[str, list[Member]]]:
    """The members that may count the same things, with the words that tell which.

    They are held against what each article tells first of those things: what stands below may be of some of them.
    """
    groups: list[_Group] = []
    for member in members:
        group = next((group for group in groups if group.may_take(member)), None)
        if group is None:
            groups.append(group := _Group())
        group.add(member)
    for number, group in enumerate(groups):
        which = _which(group.members[0].statement)
        words = sorted(which.kind | which.place | which.names)
        yield " ".join([*words, str(number + 1)] if number else words), group.members


class _Group:
    """Members that may count the same things, with those that tell which: of each article its first figure."""

    def __init__(self) -> None:
        self.members: list[Member] = []
        self._figures: dict[str, Figure] = {}
        self._telling: dict[tuple[_Which, Span], Member] = {}

    def may_take(self, member: Member) -> bool:
        """Whether it may count the same, or surely does."""
        told = self._telling.values()
        return any(_is_retold(member, other) for other in told) or all(_may_be_one(member, other) for other in told)

    def add(self, member: Member) -> None:
        """Take a member in; an article that gives its first figure again, below the headline, tells more of it."""
        self.members.append(member)
        figure = member.statement.figure
        if self._figures.setdefault(member.report.article, figure) == figure:
            self._telling.setdefault((_which(member.statement), member.statement.as_of.span), member)


class _Which(NamedTuple):
    """What the words say of which things are counted."""

    kind: frozenset[str]
    place: frozenset[str]
    """The names of the place that is told;"""
    names: frozenset[str]
    """of the owner, and such as modify the noun."""
    is_site: bool
    """Whether the place is none that the gazetteer knows: a stadium, a mine."""
    is_neutral: bool


@remembered
def _which(statement: Statement) -> _Which:
    subject = statement.subject
    kind = kind_of(subject.counted or "", ENGLISH)
    place, owner = (frozenset(name.lower().split() if name else ()) for name in (subject.place, subject.actor))
    named = frozenset(word for word in kind.intersection(statement.story) if not is_of_family({word}, ENGLISH))
    is_site = subject.place is not None and not (is_city(subject.place) or is_state(subject.place))
    return _Which(kind - named, place, owner | named, is_site, is_neutral(subject.action, ENGLISH))


def _may_be_one(member: Member, other: Member) -> bool:
    """Whether two figures of a story may be of the same: of one place, owner, kind and time as far as they are told."""
    left, right = member.statement, other.statement
    if _are_apart(member, other) or _are_worlds_apart(left.figure, right.figure):
        return False
    if are_of_other_rounds(left, right) or _is_of_a_day(left, right) or _is_of_a_day(right, left):
        return False
    first, second = _which(left), _which(right)
    one, two = first.kind.difference(right.story), second.kind.difference(left.story)
    if not (first.is_neutral or second.is_neutral):
        return may_be_one_kind(one, two, ENGLISH)
    if not may_be_of_one(left.as_of.span, right.as_of.span) or _are_of_other_times(left, right):
        return False
    if one == two or _names(other, one, two) or _names(member, two, one):
        return True
    return is_of_family(one ^ two, ENGLISH) and may_be_one_kind(one, two, ENGLISH)


def _is_retold(member: Member, other: Member) -> bool:
    """Whether another outlet gives the same number on one party's word: it is the same one, wherever it is told of."""
    first, second = member.statement.figure, other.statement.figure
    if member.report.outlet == other.report.outlet or not isinstance(first, Quantity) or first.best is None:
        return False
    is_same = isinstance(second, Quantity) and first.best == second.best and first.unit == second.unit
    if not is_same or first.best < _TELLING or member.source == member.report.outlet:
        return False
    return are_one(party_of(member.source, ENGLISH), party_of(other.source, ENGLISH))


def _is_of_a_day(left: Statement, right: Statement) -> bool:
    """Whether one figure is told for a day inside the months for which the other is reckoned: that day's of them."""
    day, period = left.as_of.span, right.as_of.span
    is_day = left.as_of.is_told and day.earliest == day.latest
    return is_day and is_period(period) and period.earliest < day.earliest <= day.latest < period.latest


def _are_of_other_times(left: Statement, right: Statement) -> bool:
    """Whether events are counted over different times: a weekend's shootings, and those of a day."""
    head = (left.subject.counted or "").rsplit(maxsplit=1)[-1:]
    return bool(head) and is_event(head[0], ENGLISH) and left.as_of.span != right.as_of.span


def _are_worlds_apart(later: Figure, earlier: Figure) -> bool:
    """Whether one count is so many times the other that they are of two things; what only grows may grow so far."""
    if not isinstance(later, Quantity) or not isinstance(earlier, Quantity):
        return False
    after, before = middle(later), middle(earlier)
    if Measure.CUMULATIVE in (later.measure, earlier.measure) and after > before:
        return False
    less, more = sorted((after, before))
    return less > 0 and more > less * _ORDERS


def _are_apart(member: Member, other: Member) -> bool:
    """Whether two figures are of two places or owners; of what is measured at each place, also where none is told."""
    if (
        _is_elsewhere(member, other)
        or _is_elsewhere(other, member)
        or are_of_two_doers(member.statement, other.statement)
    ):
        return True
    told = member.statement.subject, other.statement.subject
    return is_local(told[0].counted or "", ENGLISH) and None in (told[0].place, told[1].place)


def _names(member: Member, kind: frozenset[str], own: frozenset[str]) -> bool:
    """Whether a member's article names elsewhere of what kind another's figure is: "Bridge bill: it will cost £41m"."""
    return own < kind and (kind - own).issubset(spelt(f"{member.report.title} {member.statement.quote}"))


@lru_cache(maxsize=16_384)
def spelt(words: str) -> frozenset[str]:
    """The words of a text, in lower case."""
    return frozenset(re.findall(r"\w+", words.lower()))


def _is_elsewhere(left: Member, right: Member) -> bool:
    """Whether the left one names a place or an owner that the right one's article does not, or another than it.

    A site and a town do not exclude one another: the stadium may lie in the town. Nor does a state exclude what is told
    without an owner in an article that names none. Nor does a town exclude what is told
    without a place, where other names tell one story: it may be where that is.
    """
    one, two = _which(left.statement), _which(right.statement)
    named = two.place | two.names
    if one.names and two.names and _are_strangers(one.names, left, two.names, right):
        return True
    if not named.isdisjoint(one.place | one.names):
        return False
    place = two.place if one.is_site is two.is_site else frozenset[str]()
    is_known = not two.place and len(_told_by_both(left, right) - one.place) >= _NAMES
    is_apart = not is_known and are_of_others(one.place, place, right)
    is_at_home = not two.names and _is_state(left.statement.subject.actor) and not _names_a_state(right)
    return is_apart or (not is_at_home and are_of_others(one.names, two.names, right))


def _names_a_state(member: Member) -> bool:
    """Whether its article names any; who writes at home need not name his own."""
    return any(is_state(word.title()) for word in member.statement.story)


def _is_state(owner: str | None) -> bool:
    return owner is not None and is_state(owner)


def _are_strangers(own: Set[str], left: Member, other: Set[str], right: Member) -> bool:
    """Whether two owners are two, and neither article names the other's: two firms of one town."""
    told = own.isdisjoint(right.statement.story) and other.isdisjoint(left.statement.story)
    return told and own.isdisjoint(other)


def _told_by_both(left: Member, right: Member) -> Set[str]:
    return set(left.statement.story).intersection(right.statement.story)


def are_of_others(own: Set[str], other: Set[str], member: Member) -> bool:
    """Whether a figure's own names are none of those of the other one, or where that has none, of its article.

    The town where an outlet is at home it need not name.
    """
    known = home_of(member.report.outlet, ENGLISH).union(member.statement.story)
    return bool(own) and own.isdisjoint(other or known)
