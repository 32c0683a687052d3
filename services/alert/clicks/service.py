"""The host: listens in the way that the app is configured for."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable

from services.alert.clicks import endpoint, socket_mode
from services.alert.clicks.answering import Answering
from services.alert.slack.app import SlackApp
from services.eventlog.port import EventLog


async def run(log: EventLog, app: SlackApp, now: Callable[[], dt.datetime], stop: asyncio.Event) -> None:
    """Answer what people press until told to stop.

    Raises:
        AddressTaken: there is no listening at the app's address.
    """
    answering = Answering(log, app, now)
    if app.app_token is not None:
        await socket_mode.listen(answering, app, stop)
    else:
        await endpoint.listen(answering, app, now, stop)
