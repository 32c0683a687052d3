"""The hours at which a digest is sent."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from services.alert.routing.clocks import minutes, zone


class Digest(NamedTuple):
    """Findings of many claims that one route collects for the next of its hours."""

    route: str
    """Its place in the tree, which the deliveries bear as their group."""
    hours: tuple[int, ...]
    """In minutes of the day."""
    time_zone: str

    def next(self, moment: dt.datetime) -> dt.datetime:
        """The first of its hours that is not before the moment.

        One that the clock leaves out comes as much later as is left out; of one that comes twice the first counts.
        """
        clock = zone(self.time_zone)
        today = moment.astimezone(clock).date()
        days = (today + dt.timedelta(days=more) for more in (0, 1))
        hours = (dt.datetime.combine(day, dt.time(*divmod(hour, 60)), clock) for day in days for hour in self.hours)
        return min(hour.astimezone(dt.UTC) for hour in hours if hour.astimezone(dt.UTC) >= moment)

    def told(self, moment: dt.datetime) -> str:
        """How its title says when it is: "26 November 07:00 UTC"."""
        local = moment.astimezone(zone(self.time_zone))
        return f"{local.day} {local:%B %H:%M %Z}"


def hours_of(texts: tuple[str | int, ...]) -> tuple[int, ...]:
    """Times of the day in minutes, each once, in order.

    Raises:
        ValueError: one is no time of a day (24:00 is the next one's).
    """
    found = {minutes(text) for text in texts}
    if any(hour == 24 * 60 for hour in found):
        raise ValueError("24:00 is no hour for a digest: write '00:00'")
    return tuple(sorted(found))
