"""Answers one payload of Slack's, within the three seconds that Slack waits.

    payload ─▶ read ─▶ the flag, from the log ─▶ outcome ─▶ append, open a form, answer

A decision is on the log before Slack hears that all is well: a form closes on nothing that could still be lost.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from schemas.envelope import seal
from schemas.flags import FlagEvent
from schemas.topics import FLAGS
from services.alert.posting.records import open_record
from services.alert.slack.app import SlackApp
from services.alert.slack.buttons import About
from services.alert.slack.clicks import Click, Submission, read
from services.alert.slack.decisions import Outcome, Seen, outcome
from services.alert.slack.modals import REASON, refusal
from services.alert.slack.mrkdwn import Block
from services.eventlog.history import history
from services.eventlog.port import EventLog, EventLogError

_log = logging.getLogger(__name__)

_PATIENCE: Final = 2.5
"""Seconds for the log: Slack gives up on us, and lets no form be opened, after three."""
_TIMEOUT: Final = 5
_UNRECORDED: Final = (
    "The log could not be reached in time. Nothing is sure to be recorded: look at the message, or try again."
)


class Answering:
    """What stands behind the buttons of one app."""

    def __init__(self, log: EventLog, app: SlackApp, now: Callable[[], dt.datetime]) -> None:
        self._eventlog = log
        self._app = app
        self._now = now
        self._client = AsyncWebClient(app.token, base_url=app.base_url, timeout=_TIMEOUT, retry_handlers=[])

    async def answer(self, payload: object) -> Block | None:
        """Do what a payload asks for; the answer to Slack's request, None for an empty one.

        Raises:
            Unknown: it asks for nothing that we know.
        """
        asked = read(payload, self._app)
        try:
            found = await asyncio.wait_for(self._decided(asked), _PATIENCE)
        except (EventLogError, TimeoutError) as fault:
            _log.warning("a click of %s was not recorded: %s", asked.person.name, fault or type(fault).__name__)
            found = Outcome(says=_UNRECORDED, reply=refusal(REASON, _UNRECORDED))
        if isinstance(asked, Click):
            await self._tell(asked, found)
            return None
        return found.reply

    async def _decided(self, asked: Click | Submission) -> Outcome:
        """The outcome, with its decision on the log."""
        seen = await self._seen(asked.about) if asked.about else None
        found = outcome(asked, seen, self._now())
        if found.decision is not None:
            await self._eventlog.append([seal(found.decision)])
        return found

    async def _seen(self, about: About) -> Seen | None:
        """The flag, from what came to the log since it was shown."""
        versions = [
            event.flag
            async for record in history(self._eventlog, [FLAGS], since=about.told_at)
            if isinstance(event := open_record(record, FlagEvent), FlagEvent) and event.flag.flag == about.flag
        ]
        shown = next((flag for flag in versions if flag.version == about.version), None)
        return None if shown is None else Seen(shown, max(versions, key=lambda flag: flag.version))

    async def _tell(self, click: Click, found: Outcome) -> None:
        try:
            if found.form is not None:
                await self._client.views_open(trigger_id=click.trigger, view=found.form)
            if found.says and click.answer_to:
                webhook = AsyncWebhookClient(click.answer_to, timeout=_TIMEOUT)
                await webhook.send(text=found.says, response_type="ephemeral", replace_original=False)
        except (SlackApiError, SlackClientError, aiohttp.ClientError, OSError) as fault:  # a timeout is an OSError
            _log.warning("%s could not be answered: %s", click.person.name, str(fault) or type(fault).__name__)
