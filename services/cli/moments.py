"""Moments as people and files give them: ISO 8601, a day or more."""

from __future__ import annotations

import datetime as dt


def moment(given: str) -> dt.datetime:
    """An aware moment from ISO 8601, UTC where no zone is said; a date is its midnight.

    Raises:
        ValueError: it is neither.
    """
    try:
        found = dt.datetime.fromisoformat(given)
    except ValueError as fault:
        raise ValueError(
            f"{given!r} is no ISO 8601 date or moment, such as 2025-01-30 or 2025-01-30T12:00:00Z"
        ) from fault
    return found.astimezone(dt.UTC) if found.tzinfo is not None else found.replace(tzinfo=dt.UTC)


def says_hour(given: str) -> bool:
    """Whether what is a date or a moment in ISO 8601 is more than a date."""
    return len(given) > len("2025-01-30")
