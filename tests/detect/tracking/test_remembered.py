"""What is remembered of the objects that a function was asked about."""

from __future__ import annotations

from services.detect.tracking import remembered as module
from services.detect.tracking.remembered import remembered


def test_the_same_object_is_asked_about_once_and_an_equal_one_again() -> None:
    asked: list[list[int]] = []

    @remembered
    def total(numbers: list[int]) -> int:
        asked.append(numbers)
        return sum(numbers)

    one, equal = [1, 2], [1, 2]
    assert [total(one), total(equal), total(one), total(equal)] == [3, 3, 3, 3]
    assert [numbers is one for numbers in asked] == [True, False]


def test_an_object_is_kept_as_long_as_its_answer_so_no_other_can_take_its_place() -> None:
    @remembered
    def first(numbers: list[int]) -> int:
        return numbers[0]

    assert [first([number]) for number in range(1_000)] == list(range(1_000))


def test_what_was_asked_first_is_forgotten_first() -> None:
    asked: list[object] = []
    old, new = object(), [object() for _ in range(module._MOST)]

    @remembered
    def ask(thing: object) -> None:
        asked.append(thing)

    for thing in (old, *new, old):
        ask(thing)
    assert asked.count(old) == 2
    ask(new[-1])
    assert asked.count(new[-1]) == 1
