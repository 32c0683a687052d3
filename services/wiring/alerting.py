"""Alert on its outbox and channels, and what answers clicks in Slack."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Final, TextIO

from services.alert.channels import open_channels
from services.alert.channels.channel import Channel
from services.alert.clicks import service as clicks
from services.alert.outbox.database import Outbox
from services.alert.receivers.receivers import Alerting
from services.alert.service import Alert
from services.alert.slack.app import SlackApp
from services.alert.slack.blocks import Frame
from services.alert.templates.folder import templates_in
from services.eventlog.port import EventLog
from services.wiring.logs import wall

NOBODY: Final[Mapping[str, str]] = {}


@asynccontextmanager
async def open_alert(
    log: EventLog,
    outbox: str,
    alerting: Alerting,
    terminal: TextIO,
    *,
    now: Callable[[], dt.datetime] = wall,
    owners: Mapping[str, str] = NOBODY,
) -> AsyncIterator[Alert]:
    """Alert with its outbox, by its URL, and its channels; `owners` are whom to ask, by outlets of ours.

    Raises:
        TemplateFault: one of the desk's own templates is none.
    """
    channels = channels_of(alerting, terminal, now, owners)
    book = await Outbox.open(outbox)
    try:
        yield Alert(
            log,
            book,
            alerting.route,
            channels,
            time_intervals=alerting.time_intervals,
            inhibit_rules=alerting.inhibit_rules,
            operators=alerting.operators,
            now=now,
        )
    finally:
        await book.close()


def channels_of(
    alerting: Alerting, terminal: TextIO, now: Callable[[], dt.datetime], owners: Mapping[str, str] = NOBODY
) -> Mapping[str, Mapping[str, Channel]]:
    """Every receiver's channels.

    Raises:
        TemplateFault: one of the desk's own templates is none.
    """
    templates = templates_in(alerting.templates, alerting.desk)
    return open_channels(alerting.receivers, terminal, now, templates, frame_of(alerting, owners))


def frame_of(alerting: Alerting, owners: Mapping[str, str]) -> Frame:
    """What a message in Slack can lead to."""
    return Frame(alerting.desk, answered=alerting.slack_app is not None, owners=owners)


async def run_clicks(log: EventLog, app: SlackApp, stop: asyncio.Event) -> None:
    """Answer what people press in Slack until told to stop."""
    await clicks.run(log, app, wall, stop)
