"""How wide a wording is: the core and the outer interval of a quantity, by one published table.

| wording | core | outer |
|---|---|---|
| exact, and not round ("10,432", "31") | as written | as written |
| exact and round: at least three final zeros ("10,000") | as written | ± 5 % |
| about | ± 5 % | ± 20 % |
| range | its ends | its ends |
| vague ("dozens", "several thousand") | the vocabulary's interval | ± 20 % |
| at least, more than | from the number up | the same |
| at most, less than | up to the number | the same |

The shares are this project's own choice; `docs/decisions` says why, and an outlet's style guide may well differ.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import lru_cache
from typing import Final

from schemas.flags import Interval
from schemas.values import Modality, Quantity, exact

_NONE: Final = Decimal(0)
_TOLERANCES: Final = {
    Modality.ABOUT: (Decimal("0.05"), Decimal("0.2")),
    Modality.VAGUE: (_NONE, Decimal("0.2")),
}
_ROUND: Final = (_NONE, Decimal("0.05"))


@lru_cache(maxsize=16_384)
def interval(quantity: Quantity) -> Interval:
    """The quantity on the scale of comparisons."""
    core, outer = _TOLERANCES.get(quantity.modality, (_NONE, _NONE))
    if quantity.modality is Modality.EXACT and quantity.best is not None and _is_round(quantity.best):
        core, outer = _ROUND
    return Interval(
        low=_widened(quantity.low, -core),
        high=_widened(quantity.high, core),
        outer_low=_widened(quantity.low, -outer),
        outer_high=_widened(quantity.high, outer),
    )


def middle(quantity: Quantity) -> Decimal:
    """The one number that stands for the quantity where it is measured how far figures moved."""
    if quantity.best is not None:
        return quantity.best
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    return exact(sum(ends, _NONE) / len(ends)) if ends else _NONE


def gap(left: Interval, right: Interval) -> Decimal:
    """How far the cores lie apart; 0 where they meet."""
    return exact(between(left.low, left.high, right.low, right.high))


def outer_gap(left: Interval, right: Interval) -> Decimal:
    """How far they lie apart even at their outer tolerances; 0 where these meet."""
    return exact(between(left.outer_low, left.outer_high, right.outer_low, right.outer_high))


def between(
    left_low: Decimal | None, left_high: Decimal | None, right_low: Decimal | None, right_high: Decimal | None
) -> Decimal:
    """How far two intervals lie apart, in whatever spelling; 0 where they meet."""
    if left_high is not None and right_low is not None and left_high < right_low:
        return right_low - left_high
    if right_high is not None and left_low is not None and right_high < left_low:
        return left_low - right_high
    return _NONE


def _widened(end: Decimal | None, share: Decimal) -> Decimal | None:
    return None if end is None else exact(end * (1 + share))


def _is_round(number: Decimal) -> bool:
    return number >= 1000 and number % 1000 == 0


def days_between(left: tuple[dt.date, dt.date], right: tuple[dt.date, dt.date]) -> int:
    """Days between two spans of days, by their first and last; 0 or less where they meet."""
    return max((right[0] - left[1]).days, (left[0] - right[1]).days)
