"""Which dated deeds of one story are the same: where enough of what is told of them agrees.

    the deed, of a kind or a family ─┐
    which of a row, the thing, place ├─▶ how far two agree ─▶ the deeds of a story
    the words of the sentence       ─┘

Outlets name one deed by different verbs and its thing by different nouns: "the last car leaves the works", "production
ends". So nothing need be equal; but what is told of both and excludes one another makes two deeds, and where only the
story speaks for one, that is a doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cache
from typing import Final, NamedTuple

from schemas.statements import Statement
from schemas.values import Span
from services.detect.reading.days.kinds import LAST, is_checked, is_listed
from services.detect.reading.names.gazetteer import is_city
from services.detect.reading.vocabulary import ENGLISH, Language, vocabulary
from services.detect.tracking.rounds import are_of_other_rounds
from services.detect.tracking.told_deed import ToldDeed, told_of
from services.detect.tracking.voices import Member
from services.detect.tracking.which import are_of_others

_SERVICE: Final = "service"
_NAMES: Final = 2
"""Words of a name that show one person;"""
_STORY: Final = 3
"""words of names that show one story."""


class Agreement(IntEnum):
    """How far two dated deeds of one story agree."""

    NONE = 0
    """Something makes them two,"""
    OPEN = 1
    """nothing does, but little besides the story shows one,"""
    SHOWN = 2
    """or their kind and their thing are the same, or a kind of which a story has but one."""


def by_deed(members: Sequence[Member]) -> Iterator[tuple[str, str, list[Member]]]:
    """The members, in order of publication, by deed, each with its kind and the words that tell which it is.

    A member goes to the deed of which it may be with all that tell it, and agrees most with the first.
    """
    deeds: list[list[Member]] = []
    for member in members:
        agreed = [(min(agreement(member, other) for other in deed), -k) for k, deed in enumerate(deeds)]
        best, number = max(agreed, default=(Agreement.NONE, 0))
        if best is Agreement.NONE:
            deeds.append([member])
        else:
            deeds[-number].append(member)
    for number, deed in enumerate(deeds):
        told = told_of(deed[0].statement)
        words = sorted(told.thing)
        yield told.deed.kind, " ".join([*words, str(number + 1)] if number else words), deed


def agreement(left: Member, right: Member) -> Agreement:
    """How far two dated deeds of one story agree."""
    first, second = told_of(left.statement), told_of(right.statement)
    if _exclude(left, right):
        return Agreement.NONE
    words, is_one_kind = _words(ENGLISH), first.deed.kind == second.deed.kind
    things = _of_genus(*_of_services(first.thing, second.thing))
    is_one_thing = not things[0].isdisjoint(things[1])
    names = {*left.statement.story, *right.statement.story}
    one, two = things[0] - names, things[1] - names
    is_alone = _befell_one(first, second) and _share_a_story(left, right)
    if not (one <= two or two <= one):
        is_named = first.head in second.words or second.head in first.words
        are_two = first.head == second.head and first.deed.kind in words.authored  # "the mining bill", "the water bill"
        return Agreement.OPEN if is_alone or (is_named and not are_two) else Agreement.NONE
    if not is_one_kind:
        return Agreement.OPEN if is_alone else _of_family(one, two, first, second)
    if first.deed.kind in words.personal and not all(things):
        return Agreement.OPEN if _share_a_story(left, right) else Agreement.NONE  # "announced the sentence"
    if not (is_one_thing or is_listed(first.deed.kind, ENGLISH)):
        return Agreement.NONE  # of all that is drained or painted in a story only a thing in common shows one
    is_shown = first.deed.kind in words.alone or (is_one_thing and first.deed.kind not in words.repeated)
    return Agreement.SHOWN if is_shown else Agreement.OPEN


def _befell_one(first: ToldDeed, second: ToldDeed) -> bool:
    """Whether both are of a kind of which a story has but one, or of two by either of which one mishap is told."""
    words, kinds = _words(ENGLISH), {first.deed.kind, second.deed.kind}
    return kinds <= words.alone and (len(kinds) == 1 or kinds <= words.mishaps)


def _share_a_story(left: Member, right: Member) -> bool:
    """Whether so many names are told by both that what was done once in a story is one deed, by whatever noun.

    Of what is planned there may be several: a terminal opens, and then the airport.
    """
    told = left.statement, right.statement
    are_done = all(isinstance(day := each.figure, Span) and day.latest <= each.as_of.anchor for each in told)
    return are_done and len(set(told[0].story).intersection(told[1].story)) >= _STORY


def _of_services(one: frozenset[str], two: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The words of two things; where one is told by no more than that it runs, of what runs only that."""
    words = _words(ENGLISH)
    if one.isdisjoint(words.services) and two.isdisjoint(words.services):
        return one, two
    runs = words.services | words.running
    first, second = (frozenset(_SERVICE if word in runs else word for word in thing) for thing in (one, two))
    return first, second


def _of_genus(one: frozenset[str], two: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The words of two things; where one says no more of what it is than its genus, so does the other."""
    for genus, species in _words(ENGLISH).genera.items() if one.isdisjoint(two) else ():
        if genus in one and not species.isdisjoint(two):
            return one, (two - species) | {genus}
        if genus in two and not species.isdisjoint(one):
            return (one - species) | {genus}, two
    return one, two


def _exclude(left: Member, right: Member) -> bool:
    """Whether something makes them two: which of a row, a place, a person, or one article that tells of two kinds."""
    first, second = told_of(left.statement), told_of(right.statement)
    if first.deed.kind != second.deed.kind and left.report.article == right.report.article:
        return True
    are_told = bool(first.thing and second.thing)
    if are_told and first.deed.kind in _words(ENGLISH).personal and first.thing.isdisjoint(second.thing):
        return True  # of several people each is arrested
    is_other = are_of_other_rounds(left.statement, right.statement)
    return is_other or _are_of_a_row(first, second) or _are_elsewhere(left, right)


def may_come_again(statement: Statement) -> bool:
    """Whether it tells a deed that befalls one thing again and again: a ship arrives and leaves."""
    return told_of(statement).deed.kind in _words(ENGLISH).repeated


def _are_of_a_row(first: ToldDeed, second: ToldDeed) -> bool:
    """Whether they are two of a row; where a story mostly has but one, only if both tell which."""
    rows, alone = (_row(first), _row(second)), _words(ENGLISH).alone
    is_told = all(rows) or first.deed.kind not in alone or second.deed.kind not in alone
    return is_told and rows[0] != rows[1]


def _row(told: ToldDeed) -> frozenset[str]:
    """Which of a row it is; for the last time, that of any that are told."""
    deed, of_thing = told.deed, told.thing & _words(ENGLISH).ordinals
    return (deed.ordinals - {LAST} if is_checked(deed.kind, ENGLISH) else deed.ordinals) | of_thing


def is_done_again(statement: Statement) -> bool:
    """Whether "again" tells the deed itself, and no further one: "schools open again on 3 May"."""
    return told_of(statement).deed.kind in _words(ENGLISH).again


def _of_family(one: frozenset[str], two: frozenset[str], first: ToldDeed, second: ToldDeed) -> Agreement:
    """How far deeds of two kinds agree: where neither names its thing, nothing but the story shows one."""
    is_named = not one.isdisjoint(two) or (bool(one) and one <= second.words) or (bool(two) and two <= first.words)
    return Agreement.OPEN if is_named else Agreement.NONE


def _are_elsewhere(left: Member, right: Member) -> bool:
    """Whether one names a place, or a thing, that the other's article does not, and another than it.

    Not so of who is called by the same two names in both: he has but one place.
    """
    names = {*left.statement.story, *right.statement.story}
    is_one = len(told_of(left.statement).thing & told_of(right.statement).thing & names) >= _NAMES
    return not is_one and (_is_elsewhere(left, right) or _is_elsewhere(right, left))


def _is_elsewhere(left: Member, right: Member) -> bool:
    """Whether the left one names a place that the right one's article does not, and another than it; or two things."""
    things = _named(left), _named(right)
    is_elsewhere = are_of_others(_placed(left), _placed(right), right)
    are_two = all(things) and things[0].isdisjoint(things[1]) and not _are_of_one(left, right)
    return is_elsewhere or are_two


def _are_of_one(left: Member, right: Member) -> bool:
    """Whether one names whose the thing is, and the other where: both in either's article, or two towns are two."""
    names, stories = (_named(left), _named(right)), (left.statement.story, right.statement.story)
    is_known = names[0].issubset(stories[1]) and names[1].issubset(stories[0])
    of_town = [all(map(is_city, named)) for named in names]
    return is_known and of_town[0] is not of_town[1]


def _placed(member: Member) -> frozenset[str]:
    return frozenset((member.statement.subject.place or "").lower().split())


def _named(member: Member) -> frozenset[str]:
    return told_of(member.statement).thing.intersection(member.statement.story)


class _Words(NamedTuple):
    alone: frozenset[str]
    """Kinds of which a story mostly has but one,"""
    repeated: frozenset[str]
    """that befall one thing again and again,"""
    personal: frozenset[str]
    """or that befall several people of a story, each by himself."""
    services: frozenset[str]
    """Words that say of what runs no more than that,"""
    running: frozenset[str]
    """for what runs,"""
    ordinals: frozenset[str]
    """for which of a row it is;"""
    again: frozenset[str]
    """kinds of what is done once more,"""
    authored: frozenset[str]
    """and of what is decided of several things of a story."""
    mishaps: frozenset[str]
    """Of these such as one mishap may be told by, whichever of its family."""
    genera: Mapping[str, frozenset[str]]
    """Nouns that say of a thing no more than its kind, by what they may stand for."""


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "occurrences")
    words = table["words"]
    return _Words(
        alone=frozenset(words["alone"]),
        repeated=frozenset(words["repeated"]),
        personal=frozenset(words["each"]),
        services=frozenset(words["services"]),
        running=frozenset(next(each["heads"] for each in table["by_thing"] if each["name"] == _SERVICE)),
        ordinals=frozenset(table["ordinals"]),
        again=frozenset(words["again"]),
        authored=frozenset(words["authored"]),
        mishaps=frozenset(words["mishaps"]),
        genera={genus: frozenset(some) for genus, some in table["genera"].items()},
    )
