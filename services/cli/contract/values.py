"""How values of the log are written as plain JSON: numbers are JSON numbers here."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec

Line = dict[str, Any]


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
