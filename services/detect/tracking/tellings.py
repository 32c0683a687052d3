"""Two tellings of one story laid side by side: which figures can only mean one another, however each is worded.

    earlier telling ─┐
                     ├─▶ figures that say one ─▶ taken out ─▶ of the rest the likeliest pairs ─▶ what may be one thing
    later telling  ──┘
What two articles file as one claim is compared there. Of the names that both go by the first in the alphabet has the
two laid side by side, so that no pair is told of twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, product
from typing import Final, NamedTuple

from schemas.values import Figure
from schemas.watch import Rules
from services.detect.reading.telling import rare_names
from services.detect.tracking.keys import ClaimKey, Happening, Told, key_of
from services.detect.tracking.likeness import ENOUGH, Likeness
from services.detect.tracking.likeness.story import NEAR
from services.detect.tracking.remembered import remembered
from services.detect.tracking.stories import spelt_name, stories
from services.detect.tracking.voices import Member

_BY_STORY: Final = ("thing/", "day/")
"""Tracks in which only a story tells what is counted or dated."""
_Figure = Sequence[Member]
"""What an article tells of one figure."""
_Figures = tuple[_Figure, _Figure]


class _Pair(NamedTuple):
    """Two figures that may be one, with their points."""

    points: int
    left: Member
    right: Member


def by_likeness(members: Sequence[Member], likeness: Likeness) -> Iterator[tuple[Happening, Sequence[Member]]]:
    """The members in one unit, in order of publication, that may mean one thing with another; all others are left out.

    A later article's figure goes with that of the article before it, so that none moves those before.
    """
    told = [tuple(of_one) for _, of_one in groupby(members, lambda member: member.report.article)]
    groups: list[list[Member]] = []
    of: dict[int, list[Member]] = {}
    for number, later in enumerate(told):
        for earlier in reversed(told[:number]):
            if later[0].report.published_at - earlier[0].report.published_at > NEAR:
                break
            for left, right in _meant(likeness, len(earlier), *earlier, *later):
                if id(right) in of:
                    continue
                if (group := of.get(id(left))) is None:
                    groups.append(group := [left])
                group.append(right)
                of[id(left)] = of[id(right)] = group
    yield from _named(groups)


def _named(groups: Sequence[Sequence[Member]]) -> Iterator[tuple[Happening, Sequence[Member]]]:
    """The groups, each by what its first figure counts or dates, and the day on which that was told."""
    taken: dict[tuple[str | None, dt.date], int] = {}
    for group in groups:
        noun, day = group[0].statement.subject.counted, group[0].report.published_at.date()
        number = taken[noun, day] = taken.get((noun, day), 0) + 1
        which = str(number) if number > 1 else ""
        yield Happening(day, None, Told("", noun, which, _name(*group[:2]), is_first=False)), group


def _name(first: Member, second: Member) -> str:
    """The first rare name that two articles share, as the first of them spells it."""
    name = next(name for name in rare_names(first.statement.story) if name in _rare(second))
    spelt = (spelt_name(name, member.report, member.statement) for member in (first, second))
    return next(filter(None, spelt), name.title())


def _are_laid_here(left: Member, right: Member) -> bool:
    """Whether the track's name is the one of those that two outlets share by which they are laid side by side."""
    if left.report.outlet == right.report.outlet:
        return False
    shared = _rare(left) & _rare(right)
    return left.report.track.endswith(f"/{min(shared)}")


@remembered
def _rare(member: Member) -> frozenset[str]:
    return frozenset(rare_names(member.statement.story))


@remembered
def _meant(likeness: Likeness, number: int, *members: Member) -> Sequence[tuple[Member, Member]]:
    """What of one article's members, the first `number`, can only mean one thing with another's, the likeliest first.

    They are given one by one, as they are what is remembered: at each report all articles of its track meet again.
    """
    earlier, later = members[:number], members[number:]
    return tuple(_likeliest(earlier, later, likeness)) if _are_laid_here(earlier[0], later[0]) else ()


def _likeliest(earlier: _Figure, later: _Figure, likeness: Likeness) -> Iterator[tuple[Member, Member]]:
    """The pairs of figures at odds that have points enough; each figure is of one pair.

    A figure is all that its article tells of it: what one wording rules out the others cannot mean.
    """
    pairs = list(product(_figures(earlier), _figures(later)))
    settled = {id(figure) for pair in pairs if _are_settled(pair, likeness) for figure in pair}
    left = [pair for pair in pairs if settled.isdisjoint(map(id, pair)) and _some(likeness.may_be_one, pair)]
    likely = (_weighed(pair, left, likeness) for pair in left if not _some(likeness.are_two, pair))
    taken: set[int] = set()
    for found, pair in sorted(likely, key=lambda each: -each[0].points):
        if found.points >= ENOUGH and taken.isdisjoint(map(id, pair)):
            taken.update(map(id, pair))
            yield found.left, found.right


def filed_under_one(left: Member, right: Member) -> ClaimKey | None:
    """The key under which two figures are compared in the track in which both are filed, if they are."""
    one, other = left.statement, right.statement
    if one.filed is None or one.filed != other.filed:
        return None
    key = key_of(one, Rules())
    is_one = key == key_of(other, Rules()) and len(list(stories(key, (left, right)))) == 1
    return key if is_one else None


def _figures(members: Sequence[Member]) -> list[_Figure]:
    """The members of one article by their figures, in order of the text."""
    found: dict[Figure, list[Member]] = {}
    for member in members:
        found.setdefault(member.statement.figure, []).append(member)
    return list(found.values())


def _weighed(pair: _Figures, pairs: Sequence[_Figures], likeness: Likeness) -> tuple[_Pair, _Figures]:
    """The wordings of two figures that have most points, the first of as many."""
    is_alone = not any((each[0] is pair[0]) is not (each[1] is pair[1]) for each in pairs)
    weighed = (_Pair(likeness.points(left, right) + 2 * is_alone, left, right) for left, right in product(*pair))
    return max(weighed, key=lambda each: each.points), pair


def _some(ask: Callable[[Member, Member], object], pair: _Figures) -> bool:
    """Whether it holds of some wording of each."""
    return any(ask(left, right) for left, right in product(*pair))


def _are_settled(pair: _Figures, likeness: Likeness) -> bool:
    """Whether two figures need not be laid side by side: they say one, or are compared in their own track."""
    return _some(likeness.say_one, pair) or _some(_are_filed_as_one, pair)


def _are_filed_as_one(left: Member, right: Member) -> bool:
    """Whether both lie in one track by more than their story, and tell one thing there."""
    one, other = left.statement, right.statement
    if one.filed is None or one.filed != other.filed or one.filed.startswith(_BY_STORY):
        return False
    return (one.subject.counted, one.subject.action) == (other.subject.counted, other.subject.action)
