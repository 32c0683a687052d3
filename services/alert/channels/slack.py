"""Slack by its Web API, as a bot.

    uncertain? ─▶ look for the delivery in the channel or the thread ─▶ found: done
                                                                     └▶ else chat.postMessage

Each message carries its delivery's id as metadata. After an attempt of which we do not know the end, we look for that
id first, so that Slack never sees a notice twice. What remains: a post that Slack stores only after we looked.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Final

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from schemas.envelope import canonical, digest
from services.alert.blocks import blocks, fallback
from services.alert.channels.channel import Delivery, Receipt
from services.alert.channels.retries import HTTP, SLACK
from services.alert.errors import TryLater, Undeliverable
from services.alert.message import Message
from services.alert.receivers import SlackTo

_TIMEOUT: Final = 30
"""Seconds for one call."""
_SKEW: Final = dt.timedelta(minutes=5)
"""By how much Slack's clock may differ from ours."""
_EVENT: Final = "claimwatch_notice"


class SlackChannel:
    """One Slack channel; a receipt is the message's `ts`."""

    at_once: ClassVar = 1
    """Slack takes one message a second in a channel."""

    def __init__(self, to: SlackTo, timeout: int = _TIMEOUT) -> None:
        self._channel = to.channel
        # No retry handlers: the library's own would post again after a lost connection, without looking first.
        self._client = AsyncWebClient(to.token, base_url=to.base_url, timeout=timeout, retry_handlers=[])

    async def send(self, message: Message, delivery: Delivery) -> Receipt:
        built = blocks(message)
        payload = digest(canonical(built))
        try:
            ts = await self._find(delivery) if delivery.uncertain else None
            if ts is None:
                posted = await self._client.chat_postMessage(
                    channel=self._channel,
                    text=fallback(message),
                    blocks=built,
                    thread_ts=delivery.thread,
                    metadata={"event_type": _EVENT, "event_payload": {"delivery": delivery.id}},
                    unfurl_links=False,
                    unfurl_media=False,
                )
                ts = str(posted["ts"])
        except SlackApiError as fault:
            raise _refused(fault.response) from fault
        except (SlackClientError, aiohttp.ClientError, OSError) as fault:  # a timeout is an OSError
            raise TryLater(f"Slack cannot be reached: {str(fault) or type(fault).__name__}") from fault
        return Receipt(ts, delivery.thread or ts, payload)

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
