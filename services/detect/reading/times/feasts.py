"""Feasts that move: the day from which others are reckoned, by the calendar of those who keep it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

_JULIAN_SINCE_1900: Final = dt.timedelta(days=13)
"""How far the Julian calendar is behind, until 2099."""
_HEBREW_EPOCH: Final = -1373427
"""The ordinal of the day before its first."""
_FROM_HEBREW: Final = 3761
"""Years from the civil one to the Hebrew one that begins in it."""
_LONG_HESHVAN: Final = (355, 385)
"""How many days a Hebrew year has whose second month has thirty."""
_ISLAMIC_EPOCH: Final = 227013
"""The ordinal of the day before its first, a Thursday: so it meets what Mecca announces more often than by Friday."""
_ISLAMIC_YEAR: Final = 354.36667
"""Days, on the average."""
_LUNAR_SINCE: Final = 1990
_LUNAR: Final = (
    *(27, 46, 35, 23, 41, 31, 50, 38, 28, 47),
    *(36, 24, 43, 32, 22, 40, 29, 49, 38, 26),
    *(45, 34, 23, 41, 31, 50, 39, 28, 47, 36),
    *(25, 43, 32, 22, 41, 29, 48, 37, 26, 44),
    *(34, 23, 42, 31, 50, 39, 28, 46, 35, 24),
)
"""The lunar new year's days of the year from 1990 on, as almanacs have them."""
_OTHERS_SINCE: Final = 2015
_DRAGON_BOAT: Final = (
    *(171, 161, 150, 169, 158, 177, 165, 154),
    *(173, 162, 151, 170, 160, 149, 167, 156),
)
"""The fifth day of the fifth month of the same calendar, from 2015 on."""
_MID_AUTUMN: Final = (
    *(270, 259, 277, 267, 256, 275, 264, 253),
    *(272, 261, 279, 268, 258, 277, 265, 255),
)
"""The fifteenth of its eighth."""
_DIWALI: Final = (
    *(315, 304, 292, 311, 300, 319, 308, 297),
    *(316, 305, 293, 312, 302, 291, 309, 299),
)
"""The night of the new moon in the Hindu month of Kartika, as India keeps it."""


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches (after Meeus, Astronomical Algorithms, 1991, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    month, day = divmod(h + j - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def orthodox_easter(year: int) -> dt.date:
    """Easter Sunday of the eastern churches, from 1900 to 2099 (Meeus, ibid.)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return dt.date(year, month, day + 1) + _JULIAN_SINCE_1900


def rosh_hashanah(year: int) -> dt.date:
    """The first day of the Hebrew year that begins in a year (Reingold and Dershowitz, Calendrical Calculations)."""
    before, this, after = (_elapsed(year + _FROM_HEBREW + step) for step in (-1, 0, 1))
    late = 2 if after - this == 356 else this - before == 382
    return dt.date.fromordinal(_HEBREW_EPOCH + this + late)


def _elapsed(hebrew_year: int) -> int:
    months = (235 * hebrew_year - 234) // 19
    days = 29 * months + (12084 + 13753 * months) // 25920
    return days + ((3 * (days + 1)) % 7 < 3)


def _listed(days: Sequence[int], since: int, year: int) -> dt.date:
    """The day of a year in a list of them, by its number in the year.

    Raises:
        ValueError: it is not listed.
    """
    if not 0 <= year - since < len(days):
        raise ValueError(f"no such feast is listed for {year}")
    return dt.date(year, 1, 1) + dt.timedelta(days=days[year - since] - 1)


def hanukkah(year: int) -> dt.date:
    """The first of its days, the 25th of Kislev."""
    began = rosh_hashanah(year)
    is_long = (rosh_hashanah(year + 1) - began).days in _LONG_HESHVAN
    return began + dt.timedelta(days=83 + is_long)


def _islamic(month: int, day: int, year: int) -> dt.date:
    """The first day so called in a year, by the tabular calendar (Reingold and Dershowitz); `SIGHTED` say how far."""
    before = int((dt.date(year, 1, 1).toordinal() - _ISLAMIC_EPOCH) / _ISLAMIC_YEAR)
    days = (_from_islamic(number, month, day) for number in range(before, before + 3))
    return next(date for date in days if date.year == year)


def _from_islamic(year: int, month: int, day: int) -> dt.date:
    passed = day + 29 * (month - 1) + (6 * month - 1) // 11 + 354 * (year - 1) + (3 + 11 * year) // 30
    return dt.date.fromordinal(_ISLAMIC_EPOCH + passed)


SIGHTED: Final[Mapping[str, Callable[[int], dt.date]]] = {
    "islamic_new_year": partial(_islamic, 1, 1),
    "arbaeen": partial(_islamic, 2, 20),
    "mawlid": partial(_islamic, 3, 12),
    "ramadan": partial(_islamic, 9, 1),
    "eid_al_fitr": partial(_islamic, 10, 1),
    "eid_al_adha": partial(_islamic, 12, 10),
    "diwali": partial(_listed, _DIWALI, _OTHERS_SINCE),
}
"""Those that the moon begins, a day sooner here and later there."""
FEASTS: Final[Mapping[str, Callable[[int], dt.date]]] = {
    "easter": easter,
    "orthodox_easter": orthodox_easter,
    "rosh_hashanah": rosh_hashanah,
    "hanukkah": hanukkah,
    "lunar_new_year": partial(_listed, _LUNAR, _LUNAR_SINCE),
    "dragon_boat": partial(_listed, _DRAGON_BOAT, _OTHERS_SINCE),
    "mid_autumn": partial(_listed, _MID_AUTUMN, _OTHERS_SINCE),
    **SIGHTED,
}
"""Those from which a vocabulary reckons other days, by the names of its tables."""
