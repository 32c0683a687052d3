"""Slack by an incoming webhook: each notice is a message of its own, and nothing more can be done with it."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Final

import aiohttp
from slack_sdk.webhook.async_client import AsyncWebhookClient

from schemas.envelope import canonical, digest
from services.alert.channels.channel import Delivery, Receipt
from services.alert.errors import TryLater, Undeliverable
from services.alert.message.message import Message
from services.alert.slack import blocks
from services.alert.slack.blocks import BARE, Frame
from services.alert.slack.webhook import SlackWebhookTo

_TIMEOUT: Final = 30
_PAYLOAD: Final = 400
"""The one status by which Slack says that the message itself is at fault; all else passes, or an operator can mend."""


class SlackWebhookChannel:
    """One webhook; it cannot be asked, so after a crash a notice may be shown twice."""

    at_once: ClassVar = 1
    edits: ClassVar = False

    def __init__(self, to: SlackWebhookTo, frame: Frame = BARE, timeout: int = _TIMEOUT) -> None:
        self._frame = frame._replace(answered=False)
        # No retry handlers: the host tries again itself, and notes each attempt.
        self._client = AsyncWebhookClient(to.url, timeout=timeout, retry_handlers=[])

    async def send(self, message: Message, delivery: Delivery) -> Receipt:
        built = blocks.alone(message, self._frame)
        try:
            answer = await self._client.send(text=blocks.fallback(message), blocks=built, unfurl_links=False)
        except (aiohttp.ClientError, OSError) as fault:  # a timeout is an OSError
            raise TryLater(f"Slack's webhook cannot be reached: {type(fault).__name__}") from fault
        if answer.status_code == _PAYLOAD:
            raise Undeliverable(f"Slack's webhook: {answer.body}")
        if answer.status_code != 200:
            wait = answer.headers.get("Retry-After", "")
            after = dt.timedelta(seconds=int(wait)) if wait.isdecimal() else None
            raise TryLater(f"Slack's webhook: HTTP {answer.status_code}, {answer.body[:200]}", after)
        return Receipt(delivery.id, delivery.thread or delivery.id, digest(canonical(built)))
