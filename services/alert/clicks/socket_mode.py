"""Clicks over a socket that we open to Slack (Socket Mode): no address of ours needs to be reached.

Source: Slack's documentation, "Using Socket Mode".
"""

from __future__ import annotations

import asyncio
import logging

from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from services.alert.clicks.answering import Answering
from services.alert.slack.app import SlackApp
from services.alert.slack.clicks import Unknown

_log = logging.getLogger(__name__)


async def listen(answering: Answering, app: SlackApp, stop: asyncio.Event) -> None:
    """Answer until told to stop; a lost connection is opened anew."""
    web = AsyncWebClient(base_url=app.base_url)
    client = SocketModeClient(app.app_token or "", web_client=web)

    async def answer(_: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        reply = None
        try:
            reply = await answering.answer(request.payload)
        except Unknown as fault:
            _log.warning("refused %s from Slack's socket: %s", request.type, fault)
        await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, reply))

    client.socket_mode_request_listeners.append(answer)
    connecting = asyncio.create_task(client.connect())  # type: ignore[no-untyped-call]
    try:
        await stop.wait()
    finally:
        connecting.cancel()
        await client.close()  # type: ignore[no-untyped-call]
