"""How likely two numbers in one unit count one thing."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import Final

from schemas.statements import Statement
from schemas.values import Quantity
from services.detect.reading.clauses.senses import is_step, sense_family
from services.detect.reading.people.actions import is_fate
from services.detect.reading.things.classes import filed_as, is_neutral, kind_of, may_be_person, thing_of
from services.detect.reading.vocabulary import ENGLISH
from services.detect.tracking.intervals import gap, interval, middle
from services.detect.tracking.likeness import Likeness
from services.detect.tracking.likeness.story import are_spoken_apart, said_by_nobody, said_by_two, shared
from services.detect.tracking.voices import Member, quantity_of
from services.detect.tracking.which import by_which

_SOME: Final = 3
_MOST: Final = 5
"""Times as large as the other: of pairs at odds hardly any figure is more."""
_ROUNDED: Final = 100
_DIGITS: Final = 2
"""Of a number that may be another in short, at least."""


def _say_one(left: Member, right: Member) -> bool:
    """Whether they are no different, one is the other in short, or of two bounds they are near."""
    alike, less, more = _count_alike(left, right), *sorted((_middle(left), _middle(right)))
    if not alike:
        return False
    if gap(interval(quantity_of(left)), interval(quantity_of(right))):
        return _rounds(less, more) or _rounds(more, less)
    return less == more or (alike > 1 and more < _SOME * less)


def _may_be_one(left: Member, right: Member) -> bool:
    return _count_alike(left, right) > 0


def _are_two(left: Member, right: Member) -> bool:
    """Whether their size, what is told of them, or words of their nouns rule it out; or nobody is named for them."""
    less, more = sorted((_middle(left), _middle(right)))
    if less <= 1 or more > _MOST * less or said_by_nobody(left, right) or are_spoken_apart(left, right):
        return True
    one, other = left.statement, right.statement
    return _are_two_fates(one, other) or _are_two_kinds(one, other) or _are_parted(left, right)


def _points(left: Member, right: Member) -> int:
    one, other = left.statement, right.statement
    is_far = max(_middle(left), _middle(right)) > _SOME * min(_middle(left), _middle(right))
    is_anybody_s = (one.subject.actor is None) is not (other.subject.actor is None)
    what = _count_alike(left, right) + _told_alike(one, other) - is_far
    whose = 2 * said_by_two(left, right) - 2 * is_anybody_s - 2 * _are_apart(one, other)
    return shared(left, right) + what + whose


QUANTITIES: Final = Likeness(_say_one, _may_be_one, _are_two, _points)


def _count_alike(left: Member, right: Member) -> int:
    """How far they count the same: 3 one noun, 1 two sorts of persons, or who does not say; 0 not."""
    one, other = left.statement, right.statement
    is_amount = quantity_of(left).unit is not None
    nouns = one.subject.counted, other.subject.counted
    if nouns[0] is None or nouns[1] is None:
        return 2 if is_amount else 1
    if thing_of(nouns[0], ENGLISH) == thing_of(nouns[1], ENGLISH):
        return 3
    classes = {filed_as(told.subject.counted or "", told.subject.action, ENGLISH) for told in (one, other)}
    if is_amount or len(classes) == 1:
        return 2
    return int(all(may_be_person(noun, ENGLISH) for noun in nouns if noun is not None))


def _told_alike(one: Statement, other: Statement) -> int:
    """1 if one family of senses is told of both, -2 if two are: of which one may be misread."""
    told = [each.subject.action for each in (one, other)]
    if any(is_neutral(sense, ENGLISH) for sense in told):
        return 0
    return 1 if len({sense_family(sense, ENGLISH) for sense in told}) == 1 else -2


def _are_two_fates(one: Statement, other: Statement) -> bool:
    """Whether what is told of them every reader tells apart, or one can befall only some of those of the other."""
    first, second = one.subject.action, other.subject.action
    if is_step(first, second, ENGLISH) or is_step(second, first, ENGLISH):
        return True
    fates = {sense_family(sense, ENGLISH) for sense in (first, second) if sense and is_fate(sense, ENGLISH)}
    return len(fates) > 1


def _are_parted(left: Member, right: Member) -> bool:
    """Whether the track in which both are filed knows them for two: by place, owner, round or day."""
    one, other = left.statement, right.statement
    return one.filed is not None and one.filed == other.filed and len(list(by_which((left, right)))) > 1


def _are_two_kinds(one: Statement, other: Statement) -> bool:
    """Whether each noun is told apart by words of its own; an amount by any: an operating profit is no profit."""
    nouns = [told.subject.counted or "" for told in (one, other)]
    kinds = [kind_of(noun, ENGLISH).intersection(noun.split()[:-1]) for noun in nouns]
    is_amount = isinstance(one.figure, Quantity) and one.figure.unit is not None
    if is_amount and thing_of(nouns[0], ENGLISH) == thing_of(nouns[1], ENGLISH):
        return kinds[0] != kinds[1]
    return bool(kinds[0] - kinds[1] and kinds[1] - kinds[0])


def _are_apart(one: Statement, other: Statement) -> bool:
    """Whether each is told of a place that the other's article does not name."""
    places = [set((told.subject.place or "").lower().split()) for told in (one, other)]
    return all(places) and places[0].isdisjoint({*places[1], *other.story}) and places[1].isdisjoint(one.story)


def _rounds(number: Decimal, other: Decimal) -> bool:
    """Whether a number of some digits is another to as many: 1.9 billion is 1.86 billion, as said in short."""
    digits = number.normalize().as_tuple().digits
    return number >= _ROUNDED and len(digits) >= _DIGITS and number == Context(prec=len(digits)).plus(other)


def _middle(member: Member) -> Decimal:
    return middle(quantity_of(member))
