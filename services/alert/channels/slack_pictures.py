"""A claim's chart as a file of Slack's, to be shown in a message.

    message ─▶ PNG ─▶ files.getUploadURLExternal ─▶ POST ─▶ files.completeUploadExternal ─▶ the file's id

The news never waits for its picture: what cannot be uploaded is left out, and said in our own log.

Source: Slack's documentation, "Working with files", "Slack file object".
"""

from __future__ import annotations

import asyncio
import logging
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from schemas.envelope import digest
from services.alert.message.message import Message
from services.alert.message.picture import described, picture
from services.alert.slack.blocks import Picture

_log = logging.getLogger(__name__)

_KEPT: Final = 256
"""Uploaded pictures that are remembered: a message that is edited for another reason shows the same one."""


class Pictures:
    """The pictures that one bot uploads."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._uploaded: dict[str, str] = {}

    async def of(self, message: Message) -> Picture | None:
        """The chart of what stands; None where there is nothing to draw, or it could not be uploaded."""
        drawn = await asyncio.to_thread(picture, message.title, message.standing)
        if drawn is None:
            return None
        name, words = digest(drawn), described(message.title, message.standing)
        try:
            file = self._uploaded.get(name) or await self._upload(drawn, message.title, words)
        except SlackApiError as fault:
            _log.warning("a chart is left out: Slack: %s", _error(fault))
            return None
        except (SlackClientError, aiohttp.ClientError, OSError) as fault:  # a timeout is an OSError
            _log.warning("a chart is left out: %s", str(fault) or type(fault).__name__)
            return None
        self._uploaded[name] = file
        while len(self._uploaded) > _KEPT:
            del self._uploaded[next(iter(self._uploaded))]
        return Picture(file, words)

    async def _upload(self, drawn: bytes, title: str, words: str) -> str:
        place = await self._client.files_getUploadURLExternal(
            filename="chart.png", length=len(drawn), alt_txt=words[:1000]
        )
        timeout = aiohttp.ClientTimeout(self._client.timeout)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.post(place["upload_url"], data=drawn) as answer,
        ):
            answer.raise_for_status()
        file = str(place["file_id"])
        await self._client.files_completeUploadExternal(files=[{"id": file, "title": title}])
        return file


def is_unready(fault: SlackApiError) -> bool:
    """Whether a message was refused because of its file, which Slack still works on for some seconds."""
    if isinstance(fault.response, aiohttp.ClientResponse) or _error(fault) != "invalid_blocks":
        return False
    told = (fault.response.get("response_metadata") or {}).get("messages", ())
    return any("slack_file" in message or "slack file" in message for message in told)


def _error(fault: SlackApiError) -> str:
    if isinstance(fault.response, aiohttp.ClientResponse):
        return f"HTTP {fault.response.status}"
    return str(fault.response.get("error"))
