"""How long who gave wrong passwords must wait, so that guessing does not pay (NIST SP 800-63B, section 3.2.2)."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

FREE: Final = 3
"""Wrong passwords that cost nothing: people mistype."""
LONGEST: Final = dt.timedelta(minutes=5)
_FIRST: Final = dt.timedelta(seconds=2)
MOST: Final = 10_000
"""Who is remembered; those who failed longest ago are forgotten."""


class Failures(NamedTuple):
    """How many wrong passwords there were in a row, and when the last one was."""

    in_a_row: int
    last: dt.datetime


class Throttle:
    """The failures of each guesser (a name from an address) since the last right password.

    In memory, as a restart is slower than any wait.
    """

    def __init__(self) -> None:
        self._failures: dict[str, Failures] = {}

    def wait(self, guesser: str, now: dt.datetime) -> dt.timedelta:
        """How long from now on their passwords are not looked at; zero if they are."""
        failures = self._failures.get(guesser)
        if failures is None:
            return dt.timedelta()
        return max(failures.last + pause(failures.in_a_row) - now, dt.timedelta())

    def failed(self, guesser: str, now: dt.datetime) -> None:
        """A wrong password."""
        before = self._failures.pop(guesser, None)
        self._failures[guesser] = Failures(1 if before is None else before.in_a_row + 1, now)
        if len(self._failures) > MOST:
            del self._failures[next(iter(self._failures))]

    def passed(self, guesser: str) -> None:
        """The right one."""
        self._failures.pop(guesser, None)


def pause(failures: int) -> dt.timedelta:
    """The wait after so many wrong passwords in a row: none at first, then doubling up to `LONGEST`."""
    if failures <= FREE:
        return dt.timedelta()
    return min(_FIRST * (1 << min(failures - FREE - 1, 16)), LONGEST)
