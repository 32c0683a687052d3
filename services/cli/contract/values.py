"""How values of the log are written and read as plain JSON: numbers are JSON numbers here, moments are aware."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import msgspec

Line = dict[str, Any]


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


def number(value: Decimal | None) -> int | float | None:
    """A decimal as a JSON number: whole ones without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def plain(value: object) -> Any:
    """A value of the log as JSON types, its decimals as numbers."""
    return _numbers(msgspec.to_builtins(value, builtin_types=(Decimal,)))


def _numbers(value: Any) -> Any:
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, dict):
        return {key: _numbers(item) for key, item in value.items()}
    return [_numbers(item) for item in value] if isinstance(value, list | tuple) else value
