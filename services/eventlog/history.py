"""What lies on a log now: every record of some topics up to their ends as they are when it is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Sequence
from typing import Final

from schemas.topics import Topic
from services.eventlog.port import EventLog, Record

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
        while any(reader.positions[place] < end for place, end in ends.items()):
            for record in await reader.poll(_WAIT, page):
                if record.offset < ends[record.topic, record.partition]:
                    yield record
    finally:
        await reader.close()


async def size(log: EventLog, topics: Sequence[Topic], since: dt.datetime = _BEGINNING) -> int:
    """How many records that are."""
    starts = await log.at(topics, since)
    return sum((await log.ends(topics)).values()) - sum(starts.values())
