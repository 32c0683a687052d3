"""What lies on a log: every record of some topics, up to their ends as they are when it is asked, or as they come."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Sequence
from typing import Final

from schemas.topics import Topic
from services.eventlog.port import EventLog, Record, behind

_WAIT: Final = dt.timedelta(seconds=1)
_BEGINNING: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


async def history(
    log: EventLog, topics: Sequence[Topic], page: int = 500, since: dt.datetime = _BEGINNING
) -> AsyncIterator[Record]:
    """The records in order within each partition, from the first that is kept; what comes meanwhile is left out.

    At most a `page` of them is held at a time. `since` leaves out what was appended before that moment.
    """
    ends = await log.ends(topics)
    reader = log.read(topics, await log.at(topics, since))
    try:
        while behind(reader.positions, ends):
            for record in await reader.poll(_WAIT, page):
                if record.offset < ends[record.topic, record.partition]:
                    yield record
    finally:
        await reader.close()


async def follow(log: EventLog, topics: Sequence[Topic]) -> AsyncIterator[Record]:
    """The records in order within each partition, and then those to come, for ever."""
    reader = log.read(topics)
    try:
        while True:
            for record in await reader.poll(_WAIT):
                yield record
    finally:
        await reader.close()


async def size(log: EventLog, topics: Sequence[Topic], since: dt.datetime = _BEGINNING) -> int:
    """How many records that are."""
    starts = await log.at(topics, since)
    return sum((await log.ends(topics)).values()) - sum(starts.values())
