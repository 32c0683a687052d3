"""Whether two quantities of one claim are at odds, and what may explain that both are told."""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import islice
from typing import Final

from schemas.statements import Scope, Statement
from schemas.values import Figure, Modality, Quantity
from services.detect.reading.measures.measured import is_measure
from services.detect.reading.people.classes import SUSPECT
from services.detect.reading.things.classes import differing, is_class_of, is_neutral, is_of_family, kind_of
from services.detect.reading.vocabulary import ENGLISH
from services.detect.rules.growth import count_up, count_up_to_one_day, has_grown, is_risen
from services.detect.rules.held import are_of_one_moment
from services.detect.rules.times import Times, changes_by_the_hour, subject_of, times_of
from services.detect.rules.two_senses import means_two
from services.detect.rules.wholes import have_died, is_summed, makes_up
from services.detect.tracking.claims import Claim
from services.detect.tracking.copies import worded_alike
from services.detect.tracking.intervals import between, gap, interval, middle
from services.detect.tracking.keys import whole_of
from services.detect.tracking.rounds import are_of_one_rate
from services.detect.tracking.voices import Member, quantity_of
from services.detect.tracking.which import spelt

_TIMES: Final = 8
"""Of what only a story tells apart, a figure so many times the other is of something else: of contradictions in our
stories none is told in figures so far apart, of other pairs of one class many are."""
_NAMES: Final = 2
"""Words of names that two articles of two places may share; of one place they share more."""
_DOUBTS: Final = 2
"""So many reasons why both may be right end the matter, where nothing but a story tells what is counted."""


def are_at_odds(claim: Claim, left: Member, right: Member) -> bool:
    """Whether two figures that lie apart are of one time, and not a toll's growth.

    A sentence that is copied with another number is at odds with its first print, whatever either article tells below.
    """
    if times_of(claim, left, right) is Times.TWO or count_two(claim, left, right):
        return False
    if worded_alike(left, right):
        return True
    if are_shown_as_two(claim, left, right) or not are_counted_alike(left, right):
        return False
    if has_grown(left, right) and not count_up_to_one_day(left, right):
        return False
    return not left.statement.story or len(tuple(islice(doubts(claim, left, right), _DOUBTS))) < _DOUBTS


def count_two(claim: Claim, left: Member, right: Member) -> bool:
    """Whether two figures of one time are of two things, however they are worded."""
    return _is_part_of_whole(left, right) or take_in_others(claim, left, right) or means_two(left, right)


def are_shown_as_two(claim: Claim, left: Member, right: Member) -> bool:
    """Whether an article gives both figures, or one of its own for what the other counts."""
    is_told = _is_told(claim, left, right) or _is_told(claim, right, left)
    return is_told or _is_counted_besides(claim, left, right)


def are_counted_alike(left: Member, right: Member) -> bool:
    """Whether two counts may be of one whole: neither is of one place alone, as a hospital's, and the lower.

    What only a story tells apart must be told of one part of it, or be counted higher for a part than for the whole,
    and by one party for one length of time.
    """
    first, second = left.statement, right.statement
    less, more = sorted((left, right), key=lambda member: middle(quantity_of(member)))
    if less.statement.scope is Scope.SITE:
        return False
    if not first.story:
        return True
    if middle(quantity_of(more)) > middle(quantity_of(less)) * _TIMES:
        return False
    is_counted = quantity_of(left).unit is None and not are_of_one_moment(left, right)
    if is_counted and first.marks.left is not second.marks.left:
        return False
    is_one_rate = left.source != right.source or are_of_one_rate(first, second)
    is_more_of_part = less.statement.scope is Scope.WHOLE and not (_is_measured(first) or _is_measured(second))
    return (first.scope is second.scope or is_more_of_part) and is_one_rate


def take_in_others(claim: Claim, left: Member, right: Member) -> bool:
    """Whether two counts differ by whom one takes in: who did it, who has died since, or others beside the lower."""
    suspects = (other for other in _differences(claim, left, right) if other.subject.counted == SUSPECT)
    return any(suspects) or makes_up(claim, left, right) or have_died(claim, left, right)


def _is_told(claim: Claim, told: Member, by: Member) -> bool:
    """Whether the other's article gives this figure too, beside its own, further down or in parts."""
    if is_summed(claim, told, by) or gives(told, by):
        return True
    further = (member.statement.figure for member in claim.further if member.report.article == by.report.article)
    return any(isinstance(figure, Quantity) and _is_given_by(quantity_of(told), figure) for figure in further)


def _is_given_by(told: Quantity, other: Quantity) -> bool:
    """Whether a figure is another, too; a bound only where it is of that very number."""
    if other.modality is Modality.EXACT:
        return not gap(interval(told), interval(other))
    return told.best is not None and told.best == other.best


def gives(told: Member, by: Member) -> bool:
    """Whether the sentence of one figure gives another's beside it: "31, against the 22 first told"."""
    own = interval(quantity_of(told))
    return any(not between(own.low, own.high, number, number) for number in by.statement.beside)


def _differences(claim: Claim, left: Member, right: Member) -> Iterator[Statement]:
    """What either article tells of others in the same event who are as many as the two figures differ by."""
    apart = gap(interval(quantity_of(left)), interval(quantity_of(right)))
    own = claim.key.subject
    for other in (*left.report.statements, *right.report.statements):
        said = other.subject
        is_other = said.event == own.event and (said.counted, said.action) != (own.counted, own.action)
        if is_other and isinstance(other.figure, Quantity) and other.figure.best == apart:
            yield other


def doubts(claim: Claim, left: Member, right: Member) -> Iterator[str]:
    """Why two disjoint figures may both be right all the same."""
    if left.statement.scope is not right.statement.scope:
        yield "the speakers vouch for different scopes"
    elif left.statement.scope is not Scope.WHOLE:
        yield "both speakers vouch for a part only"
    if times_of(claim, left, right) is Times.ABOUT_ONE:
        yield from _apart(claim, left, right)
    if count_up(left, right) and left.report.published_at == right.report.published_at and left.source != right.source:
        yield "which of the two was told first is not known, and the count may have grown"
    if is_risen(left, right) and not (has_grown(left, right) or count_up_to_one_day(left, right)):
        yield "who counts more speaks later, and the count may have grown"
    if claim.key.subject.event is not None:
        actions = {other.subject.action for other in _differences(claim, left, right)} - {claim.key.subject.action}
        yield from (
            f"as many were {action} as they differ by, and may be counted in"
            for action in sorted(filter(None, actions))
        )
    yield from _of_things(left, right)
    if whole_of(claim.key) is not None:
        yield f"who passes for one may differ: {claim.key.subject.counted}"


def _of_things(left: Member, right: Member) -> Iterator[str]:
    """Why the things that two articles of a story count may not be the same."""
    if not left.statement.story:
        return
    untold = [is_neutral(item.statement.subject.action, ENGLISH) for item in (left, right)]
    is_measured = _is_measured(left.statement) or _is_measured(right.statement)
    if any(untold) and not (all(untold) and is_measured):
        who = "neither" if all(untold) else "only one"
        yield f"{who} says what happened to those that it counts"
    if _is_somebody_s_part(left, right):
        yield "only the lower is told of somebody by name, and may be a part of the other"
    if _is_one_town_s_part(left, right):
        yield "only the lower is told of one place, and may be a part of the other"
    one, two = _kinds(left.statement, right.statement)
    if not is_of_family(differing(one, two, ENGLISH), ENGLISH) and not _is_part_larger(left, right, one, two):
        kinds = (" ".join(sorted(kind)) for kind in (one, two) if kind)
        yield f"one may count a part of the other's: {' and '.join(sorted(kinds))}"


def _is_somebody_s_part(left: Member, right: Member) -> bool:
    """Whether only the lower of two counts names whose doing or loss it is: "Grupo Lientur lost 1,900 hectares"."""
    less, more = sorted((left, right), key=lambda member: middle(quantity_of(member)))
    return bool(less.statement.marks.doers) and not more.statement.marks.doers


def _is_counted_besides(claim: Claim, left: Member, right: Member) -> bool:
    """Whether the higher one's article counts by itself what the lower one names: "at the Tarn sites"."""
    less, more = sorted((left, right), key=lambda member: middle(quantity_of(member)))
    if _is_measured(less.statement):
        return False
    named = {*less.statement.marks.doers, *(less.statement.subject.place or "").lower().split()}
    known = {*more.statement.marks.doers, *spelt(more.statement.quote)}
    others = (each for each in claim.further if each.report.article == more.report.article)
    parts = (each for each in others if _is_less(each.statement.figure, quantity_of(more)))
    return any(not (named - known).isdisjoint(spelt(each.statement.quote)) for each in parts)


def _is_less(figure: Figure, than: Quantity) -> bool:
    return isinstance(figure, Quantity) and middle(figure) < middle(than)


def _is_one_town_s_part(left: Member, right: Member) -> bool:
    """Whether only the lower of two counts is told of a place, which the other's article does not name.

    Unless many other names are told by both: a ferry and its two ports are one ferry, off whatever coast.
    """
    less, more = sorted((left, right), key=lambda member: middle(quantity_of(member)))
    where, named = set((less.statement.subject.place or "").lower().split()), set(more.statement.story)
    if not where or more.statement.subject.place is not None or len(named.intersection(less.statement.story)) > _NAMES:
        return False
    return where.isdisjoint(named)


def _is_part_larger(left: Member, right: Member, one: Set[str], two: Set[str]) -> bool:
    """Whether only one says which of the things it counts, and counts more: 31,000 acres of maize of 16,500 acres."""
    if not (one < two or two < one):
        return False
    part, whole = (left, right) if two < one else (right, left)
    return middle(quantity_of(part)) > middle(quantity_of(whole))


def _kinds(left: Statement, right: Statement) -> tuple[Set[str], Set[str]]:
    """What says which of the things of one story are counted."""
    named = {*left.story, *right.story}
    one, two = (kind_of(item.subject.counted or "", ENGLISH) - named for item in (left, right))
    return one, two


def _is_part_of_whole(left: Member, right: Member) -> bool:
    """Whether one counts a class of the other's things, and fewer: 12 cows of 40 animals, 3 children of 20 people."""
    one, two = _kinds(left.statement, right.statement)
    if not left.statement.story or not (one < two or two < one) or not is_class_of(one ^ two, ENGLISH):
        return False
    part, whole = (left, right) if one > two else (right, left)
    return middle(quantity_of(part)) < middle(quantity_of(whole))


def _is_measured(told: Statement) -> bool:
    """Whether it is no count of things: of an amount, or a measure, nothing need be said."""
    is_amount = isinstance(told.figure, Quantity) and told.figure.unit is not None
    return is_amount or is_measure(told.subject.counted or "", ENGLISH)


def _apart(claim: Claim, left: Member, right: Member) -> Iterator[str]:
    """Why figures of about one time need not be of one."""
    if left.source == right.source:
        yield "both are one party's, days apart, and it may have counted anew"
    elif count_up(left, right):
        yield "who counts less speaks later, and may have counted anew"
    elif changes_by_the_hour(subject_of(claim, left, right)):
        yield "such a figure changes by the hour, and they were not told at one moment"
    else:
        yield "neither says for when the figure holds, and they spoke on different days"
