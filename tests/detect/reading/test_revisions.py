"""A sentence that a revision tells with another number is known again by its words, whatever is read of it."""

from __future__ import annotations

import pytest

from schemas.statements import Statement
from schemas.values import Quantity
from services.detect.reading.fold import ReadingFold
from tests.detect.examples import published, revised

LEAD = "It rained in Marlow all morning."


def told_of_change(*bodies: str) -> list[Statement]:
    """What the last revision reports that was another number when first told."""
    fold, first = ReadingFold(), published("a", bodies[0], title="The week in Marlow")
    reports = [fold.apply(0, first).events]
    reports += [fold.apply(0, revised(first, body, number)).events for number, body in enumerate(bodies[1:], start=2)]
    return [item for report in reports[-1] for item in report.statements if item.was is not None]  # type: ignore[attr-defined]  # reports only


def numbers(told: list[Statement]) -> list[tuple[int, int]]:
    """What each was, and is."""
    return [(was(item), best(item.figure)) for item in told]


def was(item: Statement) -> int:
    assert item.was is not None
    return best(item.was.figure)


def best(figure: object) -> int:
    assert isinstance(figure, Quantity)
    assert figure.best is not None
    return int(figure.best)


@pytest.mark.parametrize(
    ("first", "now", "changed"),
    [
        ("Some 340 houses in Marlow were destroyed.", "Some 210 houses in Marlow were destroyed.", [(340, 210)]),
        ("Three of the eleven pumps had been stolen.", "Five of the eleven pumps had been stolen.", [(3, 5)]),
        ("The state will put $18 million into the yard.", "The state will put $12 million into the yard.", None),
        ("Of them 2,150 sleep in gyms, the town says.", "Of them 1,250 sleep in gyms, the town says.", [(2150, 1250)]),
        ("The tally of those drowned reached 17 on Friday.", "The tally of those drowned reached 14 on Friday.", None),
        ("The lift stuck on floor 12 for a whole hour.", "The lift stuck on floor 21 for a whole hour.", [(12, 21)]),
        ("In all, 17 guests and 3 waiters fell ill there.", "In all, 19 guests and 5 waiters fell ill there.", None),
    ],
)
def test_the_same_words_with_another_number(first: str, now: str, changed: list[tuple[int, int]] | None) -> None:
    found = numbers(told_of_change(f"{LEAD} {first}", f"{LEAD} {now}"))
    assert found == changed if changed is not None else found


@pytest.mark.parametrize(
    ("first", "now"),
    [
        ("Some 340 houses in Marlow were destroyed.", "Some 340 houses in Marlow were destroyed."),
        ("Some 340 houses in Marlow were destroyed.", "Floods destroyed 210 houses in Marlow."),
        ("The fair opens in Marlow on 3 May as planned.", "The fair opens in Marlow on 5 May as planned."),
        ("By 4pm the crews had saved 40 of the houses.", "By 9pm the crews had saved 70 of the houses."),
        ("Read by 1,204 people", "Read by 1,377 people"),
        ("At 3, 4 and 5 metres the wells of the town ran dry.", "At 6, 7 and 8 metres the wells of the town ran dry."),
        ("Two of the towers fell. Two of the towers fell.", "Nine of the towers fell. Nine of the towers fell."),
        ("Four of the houses in Marlow were saved.", "4 of the houses in Marlow were saved."),
        ("Ten houses stood in the upper lane.", "Ten houses stood in the upper lane. Six stood in the lower lane."),
    ],
    ids=[
        "unchanged",
        "reworded",
        "another day",
        "another hour",
        "a page's own",
        "many",
        "told twice",
        "in digits",
        "added",
    ],
)
def test_what_is_told_anew_is_no_change_of_a_number(first: str, now: str) -> None:
    assert told_of_change(f"{LEAD} {first}", f"{LEAD} {now}") == []


def test_what_was_first_told_is_remembered_over_revisions_and_put_back_is_no_change() -> None:
    one, two, three = (f"{LEAD} Some {number} houses in Marlow were destroyed." for number in (340, 210, 180))
    assert numbers(told_of_change(one, two, three)) == [(340, 180)]
    assert told_of_change(one, two, one) == []


def test_the_words_and_their_place_are_those_first_told() -> None:
    before, after = "Crews saved Four of the eleven boats here.", "Crews saved twelve of the eleven boats here."
    [told] = told_of_change(before, f"{LEAD} {after}")
    assert told.was is not None
    assert before[told.was.start : told.was.end] == "Four"
    assert (told.was.quote, told.quote) == (before, after)


def test_a_number_of_which_nothing_is_stated_has_a_track_of_its_article() -> None:
    fold, first = ReadingFold(), published("a", "The tally of those drowned reached 17 on Friday.", title="Ferry")
    assert fold.apply(0, first).events == ()
    [report] = fold.apply(0, revised(first, "The tally of those drowned reached 14 on Friday.")).events
    assert report.key == "revised/a"
    [withdrawn] = fold.apply(0, revised(first, "The tally of those drowned reached 17 on Friday.", 3)).events
    assert (withdrawn.key, withdrawn.statements) == ("revised/a", ())  # type: ignore[attr-defined]  # reports only
