"""A feed is judged by the clock that it was polled by: the wall's, or that of a story that is told."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from schemas.notices import NoticeSuppressed, Suppression
from services.dashboard.projection.database import open_database
from services.dashboard.projection.rebuild import fill
from services.dashboard.queries.health import health
from services.dashboard.views.health import FeedState, ReceiverState
from tests.dashboard.examples import DELIVERED, FEED, UNDELIVERED, Told

LONG_AFTER = FEED.fetched_at + dt.timedelta(days=400)
ANOTHER = msgspec.structs.replace(FEED, feed="http://127.0.0.1/another", outlet="The Other")


async def shown(database, told, now, *, is_told):
    engine = await open_database(database)
    await fill(engine, told.log, lambda _read, _total: None)
    async with engine.connect() as connection:
        found = await health(connection, {}, now, is_told=is_told)
    await engine.dispose()
    return found


@pytest.mark.parametrize(
    ("is_told", "later", "states"),
    [
        (False, dt.timedelta(0), [FeedState.OVERDUE, FeedState.OVERDUE]),
        (True, dt.timedelta(0), [FeedState.WELL, FeedState.WELL]),
        (True, dt.timedelta(hours=3), [FeedState.OVERDUE, FeedState.WELL]),
        (True, dt.timedelta(days=9), [FeedState.OVERDUE, FeedState.WELL]),
    ],
)
async def test_when_a_feed_is_overdue(database, is_told, later, states):
    told = Told()
    polled = {"fetched_at": FEED.fetched_at + later, "next_at": FEED.next_at + later}
    await told.tell(FEED, msgspec.structs.replace(ANOTHER, **polled))
    found = await shown(database, told, LONG_AFTER, is_told=is_told)
    assert [feed.state for feed in found.feeds] == states


@pytest.mark.parametrize(
    ("ends", "state"),
    [
        ("d", ReceiverState.WELL),
        ("fd", ReceiverState.FAILED),
        ("df", ReceiverState.FAILING),
        ("dfs", ReceiverState.FAILING),
        ("s", ReceiverState.WELL),
    ],
)
async def test_how_a_receiver_is(database, ends, state):
    told = Told()
    common = {
        name: getattr(DELIVERED, name) for name in ("delivery", "receiver", "channel", "group", "claim", "causes")
    }
    kinds = {
        "d": DELIVERED,
        "f": msgspec.structs.replace(UNDELIVERED, receiver=DELIVERED.receiver, channel=DELIVERED.channel),
        "s": NoticeSuppressed(**common, at=DELIVERED.at, by=Suppression.STALE),
    }
    for hour, kind in enumerate(ends):
        await told.tell(msgspec.structs.replace(kinds[kind], at=DELIVERED.at + dt.timedelta(hours=hour)))
    (receiver,) = (await shown(database, told, LONG_AFTER, is_told=False)).receivers
    assert receiver.state is state
