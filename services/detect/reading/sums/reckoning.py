"""What figures make of one that is told with them, where that is not what is told.

    412,000 of 450,000, or 78 per cent → 78, which is 91.6 · from 310 to 331, a rise of 4 → 331, which is 322

Figures are taken as rounded as they are written, a share in words and a factor ("trebled") as about so much.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from schemas.values import Direction
from services.detect.reading.sums.figures import Figure, Interval, half, place
from services.detect.reading.sums.relations import Relation
from services.detect.reading.sums.things import are_alike, are_apart, are_of_one_kind, are_of_one_unit

_POINT: Final = Decimal(1)
"""A share that is off by less may be reckoned from unrounded figures."""
_HALF: Final = Decimal("0.5")
"""What rounding takes of a rise told in per cent at most."""
_LOOSE: Final = Decimal("0.25")
"""By what share a factor in words may be off."""
_WHOLE: Final = Decimal(100)
_OFF: Final = {"all": Decimal("0.2"), "listed": Decimal("0.1"), "near": Decimal("0.05")}
"""By what share of it a whole may be off a row that is told to be all of it, that is listed with it, or only near."""
_TOGETHER: Final = 2
"""Parts that are a sum at least."""
_ENDLESS: Final = Decimal("Infinity")
_SHARES: Final = ("percentage", "point")


class Sum(NamedTuple):
    """A figure that is told, and from where to where it lies by what else is told."""

    told: Figure
    low: Decimal
    best: Decimal
    """To one place more than the figure told."""
    high: Decimal
    """Infinite where it may be any number more."""
    kind: str
    of: Sequence[Figure]
    """What it is reckoned from."""
    rule: str

    @property
    def comes_out(self) -> bool:
        """Whether the figure told may be what the others make."""
        return self.low <= self.told.high and self.told.low <= self.high

    @property
    def figures(self) -> Sequence[Figure]:
        """All that take part."""
        return (self.told, *self.of)


Roles = Mapping[str, Sequence[Figure]]
_Made = tuple[Figure, Decimal, Interval, Sequence[Figure]]
"""Which figure is made another, what the others make of it, at best and from where to where, and these."""


def reckoned(relation: Relation) -> Sum | None:
    """What a relation makes of the one of its figures that follows from the others; None where no sum can be done."""
    made = _WAYS[relation.kind](relation.roles)
    if made is None:
        return None
    told, best, (low, high), of = made
    return Sum(told, low, round(best, 1 - place(told.value)), high, relation.kind, of, relation.rule)


def misfits(relations: Iterable[Relation]) -> Iterator[Sum]:
    """What does not come out, the one of most figures where a figure is told in several; none that comes out in one.

    That some of its parts are no more than a whole says nothing of all.
    """
    by_told: defaultdict[int, list[Sum]] = defaultdict(list)
    for relation in relations:
        if (found := reckoned(relation)) is not None:
            by_told[found.told.start].append(found)
    for some in by_told.values():
        wrong = [found for found in some if not found.comes_out]
        if wrong and not any(found.comes_out and found.high.is_finite() for found in some):
            yield max(wrong, key=lambda found: len(found.of))


def _change(roles: Roles) -> _Made | None:
    [before], [after], [step] = (roles[name] for name in ("before", "after", "step"))
    if not before.low > 0 < after.value or before.value == after.value or not are_alike(before, after):
        return None
    ways = (1, -1) if step.direction is None else (1 if step.direction is Direction.UP else -1,)
    made = [moved for way in ways if (moved := _moved(before, after, step, way)) is not None]
    if not made:
        return None
    best, ends = min(made, key=lambda moved: abs(moved[0] - after.value))
    return after, best, ends, (before, step)


def _moved(before: Figure, after: Figure, step: Figure, way: int) -> tuple[Decimal, Interval] | None:
    """Where a level lies after a step; None where the step cannot be one of the levels' own."""
    unit, size = after.unit, step.value
    if step.is_factor:
        best = before.value * size
        return best, (best * (1 - _LOOSE), best * (1 + _LOOSE))
    if step.unit == "percentage" and unit not in _SHARES:
        blurred = min(half(size), _HALF)
        factors = [1 + way * (size + off) / 100 for off in (-blurred, blurred)]
        ends = [end * factor for end in (before.low, before.high) for factor in factors]
        return before.value * (1 + way * size / 100), (min(ends), max(ends))
    if (step.unit == unit and unit != "percentage") or (step.unit == "point" and unit == "percentage"):
        step_by, wide = way * size, half(size)
        return before.value + step_by, (before.low + step_by - wide, before.high + step_by + wide)
    return None


def _share(roles: Roles) -> _Made | None:
    [part], [whole], [share] = (roles[name] for name in ("part", "whole", "share"))
    if part.value > whole.value or not part.low > 0 < whole.low or part.unit != whole.unit:
        return None
    low, high = _WHOLE * part.low / whole.high, _WHOLE * part.high / whole.low
    wide = 0 if share.is_worded else _POINT
    return share, _WHOLE * part.value / whole.value, (low - wide, high + wide), (part, whole)


def _parts(roles: Roles) -> _Made | None:
    """A whole is no less than its parts, and may be more, unless they are told to be all of it."""
    [whole], every = roles["whole"], roles.get("every", ())
    if (row := next((name for name in _OFF if name in roles), None)) is not None:
        return _row(whole, roles[row], row)
    listed = (*roles.get("list", ()), *roles.get("sure", ()), *every)
    parts = listed or roles["part"]
    if len(parts) < _TOGETHER or any(not _is_in_unit_of(whole, part) or part.low <= 0 for part in parts):
        return None
    if not listed and not (are_apart(parts) and all(are_alike(part, whole) for part in parts)):
        return None
    best, (least, most) = _added(parts)
    return whole, best, (least, most if every else _ENDLESS), parts


def _row(whole: Figure, parts: Sequence[Figure], how: str) -> _Made | None:
    """A row makes the figure that lies so near to its sum that this is hardly chance, or that some of it make."""
    if not whole.high.is_finite() or any(part.value >= whole.value for part in parts) or not _are_of(whole, parts, how):
        return None
    best, (low, high) = _added(parts)
    for some in _pieces(parts):
        value, (least, most) = _added(some)
        if least <= whole.high and whole.low <= most:
            return whole, value, (least, most), some
    off = abs(best - whole.value)
    is_explained = how != "all" and (
        off <= sum((half(figure.value) for figure in (whole, *parts)), Decimal())
        or (best > whole.value and not are_apart(parts))
    )
    return None if is_explained or off > whole.value * _OFF[how] else (whole, best, (low, high), parts)


def _are_of(whole: Figure, parts: Sequence[Figure], how: str) -> bool:
    """Whether parts may be of a whole: of its unit, or also of one thing, which "near" is that of the whole."""
    if how == "near":
        return all(are_of_one_kind(part, whole) for part in parts)
    if not all(are_of_one_unit(part, whole) for part in parts):
        return False
    return how == "all" or all(are_of_one_kind(one, other) for one, other in pairwise(parts))


def _pieces(parts: Sequence[Figure]) -> Iterator[Sequence[Figure]]:
    """The row and all pieces of it, the longest first."""
    for size in range(len(parts), _TOGETHER - 1, -1):
        for first in range(len(parts) - size + 1):
            yield parts[first : first + size]


def _added(parts: Sequence[Figure]) -> tuple[Decimal, Interval]:
    low, best, high = (
        sum(ends, Decimal()) for ends in zip(*((part.low, part.value, part.high) for part in parts), strict=True)
    )
    return best, (low, high)


def _is_in_unit_of(whole: Figure, part: Figure) -> bool:
    """Whether a part is told in its whole's unit, or in none: "€92 million, made up of 48 million for"."""
    return part.unit == whole.unit or part.unit is part.counted is None


def _rest(roles: Roles) -> _Made | None:
    [whole], parts, [rest] = (roles[name] for name in ("whole", "part", "rest"))
    gone, (least, most) = _added(parts)
    if gone > whole.value or not all(are_alike(one, whole) for one in (*parts, rest)):
        return None
    return rest, whole.value - gone, (whole.low - most, whole.high - least), (whole, *parts)


def _each(roles: Roles) -> _Made | None:
    [total], [number], [each] = (roles[name] for name in ("total", "number", "each"))
    if not number.low > 1 or total.unit != each.unit or total.value <= each.value:
        return None
    return each, total.value / number.value, (total.low / number.high, total.high / number.low), (total, number)


def _margin(roles: Roles) -> _Made | None:
    [more], [less], [margin] = (roles[name] for name in ("more", "less", "margin"))
    apart = abs(more.value - less.value)
    if margin.value >= max(more.value, less.value):
        return None
    return margin, apart, (apart, apart), (more, less)


_WAYS: Final[Mapping[str, Callable[[Roles], _Made | None]]] = {
    "change": _change,
    "share": _share,
    "parts": _parts,
    "rest": _rest,
    "each": _each,
    "margin": _margin,
}
