"""Counting days up to the calendar's ends: a feed may date an article to the year 1 or 9999, and must break nothing."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Final

_MOST_KNOWN: Final = 4_096


@lru_cache(_MOST_KNOWN)
def named(day: dt.date) -> str:
    """30 January 2025 → "30 January"."""
    return f"{day.day} {day:%B}"


def days_before(day: dt.date, days: int) -> dt.date:
    """The day so many days before, at the earliest the calendar's first."""
    return dt.date.fromordinal(max(day.toordinal() - days, dt.date.min.toordinal()))


def days_after(day: dt.date, days: int) -> dt.date:
    """The day so many days after, at the latest the calendar's last."""
    return dt.date.fromordinal(min(day.toordinal() + days, dt.date.max.toordinal()))
