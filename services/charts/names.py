"""Names beside marks, where there is room for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from services.charts.svg import width_of

_REACH: Final = 7
"""How far a mark reaches from its middle."""
_ASCENT, _DESCENT = 11, 3
_BEFORE: Final = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How much of a name lies left of where it is held."""


class Box(NamedTuple):
    """A rectangle in CSS pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def lies_in(self, other: Box) -> bool:
        """Whether it is wholly within the other."""
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )


class Named(NamedTuple):
    """A name, and where its mark stands."""

    name: str
    x: float
    y: float


class Placed(NamedTuple):
    """A name, and where it is held."""

    name: str
    x: float
    foot: float
    held: str
    """What of it stands at x, as SVG's `text-anchor` says it: its start, middle or end."""


def placed(marks: Sequence[Named], room: Box) -> Iterator[Placed | None]:
    """For each mark the place of its name, or None where it would cover another mark or a name before it.

    What comes first in the sequence is placed first.
    """
    taken = [Box(x - _REACH, y - _REACH, x + _REACH, y + _REACH) for _, x, y in marks]
    for name, x, y in marks:
        wide = width_of(name)
        for at, foot, held in _candidates(x, y):
            left = at - wide * _BEFORE[held]
            box = Box(left, foot - _ASCENT, left + wide, foot + _DESCENT)
            if box.lies_in(room) and not _is_covered(box, taken):
                taken.append(box)
                yield Placed(name, at, foot, held)
                break
        else:
            yield None


def _is_covered(box: Box, taken: Sequence[Box]) -> bool:
    """Whether a box shares any room with one of those; asked of each place of each name, so it goes no way around."""
    left, top, right, bottom = box
    for begins, above, ends, below in taken:
        if begins < right and left < ends and above < bottom and top < below:
            return True
    return False


def _candidates(x: float, y: float) -> Iterator[tuple[float, float, str]]:
    """Right of the mark, left of it, then above and below: in the middle, or beginning or ending at it."""
    yield x + 13, y + 4, "start"
    yield x - 13, y + 4, "end"
    for foot in (y - 13, y + 22):
        yield x, foot, "middle"
        yield x - _REACH, foot, "start"
        yield x + _REACH, foot, "end"
