"""Slack by its Web API, as a bot: one message a claim, which is edited, and its thread.

    uncertain? ─▶ look for the delivery in the channel or the thread ─▶ found ─▶ edit the claim's first message,
                                                                     └▶ else chat.postMessage ─┘   with its chart

Where several notices of a claim wait, the last of them edits: a burst costs a message each, and one edit and chart.

Each message carries its delivery's id as metadata. After an attempt of which we do not know the end, we look for that
id first, so that Slack never sees a notice twice. An edit says what stands, whole: made twice, it is the same. What
remains: a post that Slack stores only after we looked.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from typing import Any, ClassVar, Final

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from schemas.envelope import canonical, digest
from schemas.event import Digest
from services.alert.channels.channel import Delivery, Receipt
from services.alert.channels.retries import HTTP, SLACK
from services.alert.channels.slack_pictures import Pictures, is_unready
from services.alert.errors import TryLater, Undeliverable
from services.alert.message.message import Kind, Message
from services.alert.message.picture import drawn
from services.alert.receivers.receivers import SlackTo
from services.alert.slack import blocks
from services.alert.slack.blocks import BARE, Frame, Picture
from services.alert.slack.mrkdwn import Block

_TIMEOUT: Final = 30
"""Seconds for one call."""
_SKEW: Final = dt.timedelta(minutes=5)
"""By how much Slack's clock may differ from ours."""
_UNREADY: Final = (1, 2, 4)
"""Seconds to wait before a file that Slack still works on is shown again."""
_EVENT: Final = "claimwatch_notice"
_log = logging.getLogger(__name__)


class SlackChannel:
    """One Slack channel; a receipt is the message's `ts`."""

    at_once: ClassVar = 1
    """Slack takes one message a second in a channel."""
    edits: ClassVar = True

    def __init__(self, to: SlackTo, frame: Frame = BARE, timeout: int = _TIMEOUT) -> None:
        self._channel = to.channel
        self._frame = frame
        # No retry handlers: the library's own would post again after a lost connection, without looking first.
        self._client = AsyncWebClient(to.token, base_url=to.base_url, timeout=timeout, retry_handlers=[])
        self._pictures = Pictures(self._client)

    async def send(self, message: Message, delivery: Delivery) -> Receipt:
        if message.kind is Kind.DIGEST:
            delivery = delivery._replace(thread=None)  # it stands by itself: there is nothing to edit or to reply to
        try:
            if message.kind is Kind.EDIT:
                if delivery.thread is None:
                    raise Undeliverable("the claim's first message never came, so there is nothing to edit")
                return Receipt(delivery.thread, delivery.thread, await self._edit(message, delivery.thread))
            built = self._built(message, delivery)
            ts = await self._find(delivery) if delivery.uncertain else None
            if ts is None:
                ts = await self._post(message, built, delivery)
            if delivery.is_last and (delivery.thread is not None or drawn(message.title, message.standing)):
                await self._edit_if_it_can_be(message, delivery.thread or ts)
        except SlackApiError as fault:
            raise _refused(fault.response) from fault
        except (SlackClientError, aiohttp.ClientError, OSError) as fault:  # a timeout is an OSError
            raise TryLater(f"Slack cannot be reached: {str(fault) or type(fault).__name__}") from fault
        return Receipt(ts, delivery.thread or ts, digest(canonical(built)))

    def _built(self, message: Message, delivery: Delivery) -> list[Block]:
        if message.kind is Kind.DIGEST:
            return blocks.digest(message, self._frame)
        if delivery.thread is None:
            return blocks.board(message, self._frame)
        return blocks.reply(message, self._frame)

    async def _post(self, message: Message, built: list[Block], delivery: Delivery) -> str:
        posted = await self._client.chat_postMessage(
            channel=self._channel,
            text=blocks.fallback(message),
            blocks=built,
            thread_ts=delivery.thread,
            reply_broadcast=delivery.thread is not None and message.louder,
            metadata={"event_type": _EVENT, "event_payload": {"delivery": delivery.id}},
            unfurl_links=False,
            unfurl_media=False,
        )
        return str(posted["ts"])

    async def _edit_if_it_can_be(self, message: Message, ts: str) -> None:
        """The reply is there, and tells the news: where the first message was deleted, say, that is enough."""
        try:
            await self._edit(message, ts)
        except SlackApiError as fault:
            if isinstance(refused := _refused(fault.response), TryLater):
                raise
            _log.warning("slack/%s: the first message %s cannot be edited: %s", self._channel, ts, refused)

    async def _edit(self, message: Message, ts: str) -> Digest:
        """Put what stands into the claim's first message, with its chart; the digest of it."""
        chart = await self._pictures.of(message)
        for wait in _UNREADY if chart else ():
            try:
                return await self._update(message, ts, chart)
            except SlackApiError as fault:
                if not is_unready(fault):
                    raise
                await asyncio.sleep(wait)
        if chart:
            _log.warning("slack/%s: a chart is left out: Slack has not worked it up yet", self._channel)
        return await self._update(message, ts)

    async def _update(self, message: Message, ts: str, chart: Picture | None = None) -> Digest:
        built = blocks.board(message, self._frame, chart)
        await self._client.chat_update(channel=self._channel, ts=ts, text=blocks.fallback(message), blocks=built)
        return digest(canonical(built))

    async def _find(self, delivery: Delivery) -> str | None:
        """The ts of the delivery's message, if an earlier attempt reached Slack."""
        oldest = str((delivery.since - _SKEW).timestamp())
        cursor = None
        while True:
            if delivery.thread is None:
                page = await self._client.conversations_history(
                    channel=self._channel, oldest=oldest, limit=200, cursor=cursor, include_all_metadata=True
                )
            else:
                page = await self._client.conversations_replies(
                    channel=self._channel,
                    ts=delivery.thread,
                    oldest=oldest,
                    limit=200,
                    cursor=cursor,
                    include_all_metadata=True,
                )
            for known in page["messages"]:
                if _delivery_of(known) == delivery.id:
                    return str(known["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return None


def _delivery_of(message: dict[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    found: str | None = metadata.get("event_payload", {}).get("delivery")
    return found if metadata.get("event_type") == _EVENT else None


def _refused(response: AsyncSlackResponse | aiohttp.ClientResponse) -> TryLater | Undeliverable:
    if isinstance(response, aiohttp.ClientResponse):  # the body was no JSON, so it was not Slack that spoke
        return TryLater(f"HTTP {response.status} from Slack's address, without an answer of Slack's")
    error = response.get("error") if isinstance(response.data, dict) else None
    if response.status_code in HTTP or error in SLACK:
        wait = response.headers.get("Retry-After", "")
        after = dt.timedelta(seconds=int(wait)) if wait.isdecimal() else None
        return TryLater(f"Slack: HTTP {response.status_code}, {error or 'no error named'}", after)
    return Undeliverable(f"Slack: HTTP {response.status_code}, {error or 'no error named'}")
