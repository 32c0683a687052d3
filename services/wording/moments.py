"""Days, spans of them and moments in words; moments are told in UTC."""

from __future__ import annotations

import datetime as dt

from schemas.values import Precision, Span


def moment(at: dt.datetime) -> str:
    """As in "30 Jan 2025, 14:05 UTC"."""
    at = at.astimezone(dt.UTC)
    return f"{at.day} {at:%b %Y, %H:%M} UTC"


def day(date: dt.date) -> str:
    """As in "30 Jan 2025"."""
    return f"{date.day} {date:%b %Y}"


def span(value: Span) -> str:
    """As in "13–30 Jan 2025", "about Jan 2025"."""
    first, last = value.earliest, value.latest
    about = "about " if value.precision is Precision.ABOUT else ""
    if first == last:
        return about + day(first)
    if value.precision is Precision.YEAR and _is_year(value):
        return f"{first.year}"
    if value.precision is Precision.MONTH and _is_month(value):
        return f"{first:%b %Y}"
    if first.year != last.year:
        return f"{about}{day(first)} – {day(last)}"
    start = f"{first.day}" if first.month == last.month else f"{first.day} {first:%b}"
    return f"{about}{start}–{day(last)}" if first.month == last.month else f"{about}{start} – {day(last)}"


def _is_year(value: Span) -> bool:
    return (value.earliest, value.latest) == (
        dt.date(value.earliest.year, 1, 1),
        dt.date(value.earliest.year, 12, 31),
    )


def _is_month(value: Span) -> bool:
    following = value.latest + dt.timedelta(days=1)
    return value.earliest.day == 1 and following.day == 1 and (following - value.earliest).days <= 31
