"""Days of the week: the meanings of "Monday", "next Friday", "two Tuesdays ago"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from services.detect.reading.times.meaning import Found, Meaning, Moment, Read, dated
from services.detect.reading.times.periods import DAY, Grain, period


def weekday(found: Found, moment: Moment) -> Meaning | None:
    """As "Monday", "next Monday" (that of next week), "the coming Monday" (the first from now on)."""
    wanted, spoken = found.words.weekdays[found.lower("weekday")], moment.spoken
    back = (spoken.weekday() - wanted) % 7
    on = (wanted - spoken.weekday()) % 7
    step = found.words.which[found.lower("which")] if found.has("which") else None
    if step is None:
        date = spoken + on * DAY if found.future else spoken - back * DAY
    elif found.lower("which") in found.words.nearby:
        date = spoken + (on or 7) * DAY if step > 0 else spoken - (back or 7) * DAY
    else:
        date = spoken + (wanted - spoken.weekday() + 7 * step) * DAY
    return dated(period(Grain.DAY, date))


def _weekday_and_day(found: Found, moment: Moment) -> Meaning | None:
    """As "Monday the 13th": the nearest month that has it so."""
    weekday, day = found.words.weekdays[found.lower("weekday")], found.whole("day")
    this = period(Grain.MONTH, moment.spoken)
    for step in sorted(range(-12, 13), key=abs):
        there = this.shifted(step).nth_day(day)
        if there is not None and there.weekday() == weekday:
            return dated(period(Grain.DAY, there))
    return None


def _weekday_after_next(found: Found, moment: Moment) -> Meaning | None:
    """As "Monday after next", "Tuesday week", "the Sunday before last"."""
    on = (found.words.weekdays[found.lower("weekday")] - moment.spoken.weekday()) % 7
    ahead = on - 14 if found.has("back") else (on or 7) + 7
    return dated(period(Grain.DAY, moment.spoken + ahead * DAY))


def _week_from_a_day(found: Found, moment: Moment) -> Meaning | None:
    """As "a week on Tuesday", "tomorrow week", "a fortnight today"."""
    if found.has("day"):
        ahead = found.words.days[found.lower("day")]
    else:
        ahead = (found.words.weekdays[found.lower("weekday")] - moment.spoken.weekday()) % 7 or 7
    return dated(period(Grain.DAY, moment.spoken + (ahead + (14 if found.has("two") else 7)) * DAY))


def _weekdays_from_now(found: Found, moment: Moment) -> Meaning | None:
    """As "two Mondays ago", "three Fridays from now"."""
    count, wanted = found.whole("count"), found.words.weekdays[found.lower("weekday")]
    on = (wanted - moment.spoken.weekday()) % 7 or 7
    back = (moment.spoken.weekday() - wanted) % 7 or 7
    ahead = on + (count - 1) * 7 if found.has("ahead") else -back - (count - 1) * 7
    return dated(period(Grain.DAY, moment.spoken + ahead * DAY))


def _weekday_from_the_date_named(found: Found, moment: Moment) -> Meaning | None:
    """As "the following Monday": from the day last named, or of speaking."""
    step, wanted = found.words.anchored[found.lower("which")], found.words.weekdays[found.lower("weekday")]
    named = moment.spoken if moment.reference is None else moment.reference.latest
    if step == 0:
        return dated(period(Grain.DAY, named + (wanted - named.weekday()) * DAY))
    ahead = (wanted - named.weekday()) % 7 or 7 if step > 0 else -((named.weekday() - wanted) % 7 or 7)
    return dated(period(Grain.DAY, named + ahead * DAY))


WEEKDAYS: Final[Mapping[str, Read]] = {
    "weekday": weekday,
    "weekday and day": _weekday_and_day,
    "weekday after next": _weekday_after_next,
    "week from a day": _week_from_a_day,
    "weekdays from now": _weekdays_from_now,
    "weekday from the date named": _weekday_from_the_date_named,
}
"""What rules mean that name days of the week."""
