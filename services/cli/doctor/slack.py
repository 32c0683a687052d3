"""Whether Slack would take a notice, and bring us what is pressed below it. Nothing is sent."""

from __future__ import annotations

from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from services.alert.clicks.endpoint import PATH
from services.alert.receivers.receivers import SlackTo
from services.alert.slack.app import SlackApp
from services.alert.slack.webhook import LIMITS, SlackWebhookTo
from services.cli.doctor.finding import Finding, broken, good, poor

_TIMEOUT: Final = 15
"""Seconds for one step."""
SCOPES: Final = frozenset({"chat:write", "channels:history"})
"""To post and edit, and to look whether a post whose end we do not know has arrived. Private channels want
`groups:history`."""
CHARTS: Final = "files:write"
_INSTALL: Final = "add the scope under “OAuth & Permissions” and install the app anew"
_REMEDIES: Final = {
    "channel_not_found": "give the channel's id, as in its link, and invite the bot to it",
    "not_in_channel": "invite the bot to the channel: /invite @claimwatch",
    "missing_scope": _INSTALL,
    "invalid_auth": "give the bot's token, which begins with xoxb-",
    "not_authed": "give the bot's token, which begins with xoxb-",
    "token_revoked": "install the app anew, and give its new token",
    "account_inactive": "install the app anew, and give its new token",
}
_SOCKET_REMEDY: Final = "make an app-level token (xapp-…) with the scope connections:write, and turn Socket Mode on"


async def look_at_slack(to: SlackTo) -> Finding:
    """Whether the token is good, the bot has its scopes, and is in the channel."""
    name = f"Slack channel {to.channel}"
    client = AsyncWebClient(to.token, base_url=to.base_url, timeout=_TIMEOUT, retry_handlers=[])
    try:
        who = await client.auth_test()
        scopes = {scope.strip() for scope in who.headers.get("X-OAuth-Scopes", "").split(",")}
        if missing := SCOPES - scopes:
            return broken(f"{name}: the bot lacks {', '.join(sorted(missing))}", _INSTALL)
        await client.conversations_history(channel=to.channel, limit=1)
    except (SlackApiError, SlackClientError, aiohttp.ClientError, OSError) as fault:  # a timeout is an OSError
        return _broken(name, fault, _REMEDIES)
    if CHARTS not in scopes:
        return poor(f"{name}: the bot lacks {CHARTS}, so messages come without their chart", _INSTALL)
    return good(f"{name}: as {who['user']} in {who['team']}")


async def look_at_slack_app(app: SlackApp) -> Finding:
    """Whether the bot is of the workspace whose people decide, and Slack would open the socket."""
    name = "Slack buttons"
    bot = AsyncWebClient(app.token, base_url=app.base_url, timeout=_TIMEOUT, retry_handlers=[])
    try:
        who = await bot.auth_test()
        if who["team_id"] != app.team:
            what = f"{name}: the token is of {who['team']} ({who['team_id']}), the configuration says {app.team}"
            return broken(what, "correct `team`: people of another workspace decide nothing")
    except (SlackApiError, SlackClientError, aiohttp.ClientError, OSError) as fault:
        return _broken(name, fault, _REMEDIES)
    if app.app_token is None:
        return good(f"{name}: awaited at http://{app.host}:{app.port}{PATH}, which Slack must reach over https")
    socket = AsyncWebClient(base_url=app.base_url, timeout=_TIMEOUT, retry_handlers=[])
    try:
        await socket.apps_connections_open(app_token=app.app_token)
    except (SlackApiError, SlackClientError, aiohttp.ClientError, OSError) as fault:
        return _broken(f"{name}, Socket Mode", fault, {}, _SOCKET_REMEDY)
    return good(f"{name}: by Socket Mode, in {who['team']}")


def look_at_slack_webhook(to: SlackWebhookTo, receiver: str) -> Finding:
    """A webhook says nothing of itself without a message being sent."""
    what = f"{to.name}: it can be tried only by sending: claimwatch alert test {receiver}"
    return poor(what, f"have a bot instead (`slack`), if you may: of a webhook, {LIMITS}")


def _broken(name: str, fault: Exception, remedies: dict[str, str], otherwise: str = "see Slack's reference") -> Finding:
    if isinstance(fault, SlackApiError):
        answer = fault.response
        error = None if isinstance(answer, aiohttp.ClientResponse) else answer.get("error")
        return broken(f"{name}: {error or 'no answer of Slack’s'}", remedies.get(error or "", otherwise))
    return broken(f"{name}: {str(fault) or type(fault).__name__}", "see that this machine reaches Slack")
