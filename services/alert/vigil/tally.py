"""How many there were in which time, in bins of five minutes; the order in which they are learnt does not matter."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from statistics import median_low
from typing import Final

WEEK: Final = dt.timedelta(days=7)
_BIN: Final = dt.timedelta(minutes=5)
_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_OF_AN_HOUR: Final = 12


class Tally:
    """Counts of a week."""

    def __init__(self) -> None:
        self._bins: Counter[int] = Counter()
        self._oldest = 0

    def add(self, at: dt.datetime, count: int = 1) -> None:
        """Count so many at that moment."""
        at_bin = _bin(at)
        self._bins[at_bin] += count
        if (oldest := at_bin - WEEK // _BIN) > self._oldest:
            self._oldest = oldest
            for old in [known for known in self._bins if known < oldest]:
                del self._bins[old]

    def between(self, start: dt.datetime | None, end: dt.datetime) -> int:
        """How many there were after the bin of `start`, or ever, and before the bin of `end`."""
        first = -1 if start is None else _bin(start)
        return sum(count for at, count in self._bins.items() if first < at < _bin(end))

    def hour(self, now: dt.datetime) -> int:
        """How many there were in the hour that ends now."""
        return self._of_hour(_bin(now))

    def usual(self, now: dt.datetime) -> int:
        """How many there were in half of the hours of the week before this one, at most."""
        hours = WEEK // _BIN // _OF_AN_HOUR
        return median_low(self._of_hour(_bin(now) - _OF_AN_HOUR * back) for back in range(1, hours))

    def _of_hour(self, last: int) -> int:
        return sum(self._bins[at] for at in range(last - _OF_AN_HOUR + 1, last + 1))


def _bin(at: dt.datetime) -> int:
    return (at - _EPOCH) // _BIN
