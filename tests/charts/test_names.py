from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from services.charts.names import Box, Named, placed
from services.charts.svg import width_of

ROOM = Box(40, 30, 700, 270)
MARKS = st.lists(
    st.builds(Named, st.text(min_size=1, max_size=22), st.floats(40, 700), st.floats(30, 270)), max_size=12
)


def meet(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


@given(MARKS)
def test_no_name_covers_a_mark_or_another_name_or_leaves_the_room(marks: list[Named]) -> None:
    names = [
        Box(left, place.foot - 11, left + width_of(place.name), place.foot + 3)
        for place in placed(marks, ROOM)
        if place is not None
        for left in [place.x - width_of(place.name) * {"start": 0, "middle": 0.5, "end": 1}[place.held]]
    ]
    assert all(name.lies_in(ROOM) for name in names)
    assert not any(meet(one, other) for one, other in combinations(names, 2))
    dots = [Box(x - 4, y - 4, x + 4, y + 4) for _, x, y in marks]
    assert not any(meet(name, dot) for name in names for dot in dots)


def test_a_lone_mark_is_named_at_its_right() -> None:
    (place,) = placed([Named("Courier", 100, 100)], ROOM)
    assert place is not None
    assert (place.x, place.foot, place.held) == (113, 104, "start")


def test_a_name_at_the_left_ends_beside_its_mark_however_wide_its_letters_are() -> None:
    (place,) = placed([Named("Courier", 690, 100)], ROOM)
    assert place is not None
    assert (place.x, place.foot, place.held) == (677, 104, "end")


def test_where_the_right_is_taken_the_name_goes_elsewhere() -> None:
    first, second = placed([Named("Courier", 100, 100), Named("Herald", 125, 100)], ROOM)
    assert first is not None
    assert second is not None
    assert first.x + width_of("Courier") <= 118 or first.foot != 104
    assert second.x == 138


def test_where_there_is_no_room_there_is_no_name() -> None:
    assert list(placed([Named("Courier", 50, 40)], Box(45, 30, 60, 50))) == [None]
