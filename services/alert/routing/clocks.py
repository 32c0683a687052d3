"""Times of the day on somebody's clock, as a configuration writes them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY: Final = 24 * 60
"""Minutes."""

_TIME: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")


def minutes(text: str | int) -> int:
    """HH:MM in minutes of the day. YAML 1.1 reads 17:00 without quotes as a number, of minutes: it is taken as such.

    Raises:
        ValueError: it is no time of the day.
    """
    if isinstance(text, int) and 60 <= text <= DAY:
        return text
    if not isinstance(text, str) or _TIME.fullmatch(text) is None:
        raise ValueError(f"{text!r} is no time of the day: write HH:MM in quotes, '00:00' to '24:00'")
    return int(text[:2]) * 60 + int(text[3:])


@lru_cache
def zone(name: str) -> ZoneInfo:
    """The time zone of that name in the IANA database.

    Raises:
        ValueError: there is none.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise ValueError(f"{name!r} is no time zone: write one of the IANA's names, such as Europe/Berlin") from fault
