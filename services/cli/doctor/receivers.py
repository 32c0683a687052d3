"""Whether Slack and mail would take a notice. Nothing is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Final

import aiohttp
import aiosmtplib
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from services.alert.receivers import EmailTo, Receiver, SlackTo, Tls
from services.cli.doctor.elsewhere import look_at_alertmanager, look_at_apprise
from services.cli.doctor.finding import Finding, broken, good, poor

_TIMEOUT: Final = 15
"""Seconds for one step."""
SCOPES: Final = frozenset({"chat:write", "channels:history"})
"""To post, and to look whether a post whose end we do not know has arrived. Private channels want `groups:history`."""
_REMEDIES: Final = {
    "channel_not_found": "give the channel's id, as in its link, and invite the bot to it",
    "not_in_channel": "invite the bot to the channel: /invite @claimwatch",
    "missing_scope": "add the scope under “OAuth & Permissions” and install the app anew",
    "invalid_auth": "give the bot's token, which begins with xoxb-",
    "not_authed": "give the bot's token, which begins with xoxb-",
    "token_revoked": "install the app anew, and give its new token",
    "account_inactive": "install the app anew, and give its new token",
}


async def look_at_receivers(receivers: Iterable[Receiver]) -> list[Finding]:
    """Ask each Slack channel, mail server and Alertmanager."""
    looks = [look_at_slack(slack) for receiver in receivers for slack in receiver.slack]
    looks += [look_at_mail(mail) for receiver in receivers for mail in receiver.email]
    looks += [look_at_alertmanager(to) for receiver in receivers for to in receiver.alertmanager]
    by_apprise = [look_at_apprise(to, receiver.name) for receiver in receivers for to in receiver.apprise]
    return [*await asyncio.gather(*looks), *by_apprise]


async def look_at_slack(to: SlackTo) -> Finding:
    """Whether the token is good, the bot has its scopes, and is in the channel."""
    name = f"Slack channel {to.channel}"
    client = AsyncWebClient(to.token, base_url=to.base_url, timeout=_TIMEOUT, retry_handlers=[])
    try:
        who = await client.auth_test()
        missing = SCOPES - {scope.strip() for scope in who.headers.get("X-OAuth-Scopes", "").split(",")}
        if missing:
            return broken(f"{name}: the bot lacks {', '.join(sorted(missing))}", _REMEDIES["missing_scope"])
        await client.conversations_history(channel=to.channel, limit=1)
    except SlackApiError as fault:
        error = fault.response.get("error") if not isinstance(fault.response, aiohttp.ClientResponse) else None
        return broken(f"{name}: {error or 'no answer of Slack’s'}", _REMEDIES.get(error or "", "see Slack's reference"))
    except (SlackClientError, aiohttp.ClientError, OSError) as fault:  # a timeout is an OSError
        return broken(f"{name}: {str(fault) or type(fault).__name__}", "see that this machine reaches Slack")
    return good(f"{name}: as {who['user']} in {who['team']}")


async def look_at_mail(to: EmailTo) -> Finding:
    """Whether the server answers, protects the connection and takes our login."""
    name = f"mail to {to.to} by {to.host}:{to.port}"
    server = aiosmtplib.SMTP(
        hostname=to.host,
        port=to.port,
        username=to.username,
        password=to.password,
        use_tls=to.tls is Tls.IMPLICIT,
        start_tls=to.tls is Tls.STARTTLS,
        timeout=_TIMEOUT,
    )
    try:
        async with server:
            await server.noop()
    except aiosmtplib.SMTPAuthenticationError as fault:
        return broken(f"{name}: {fault.code} {fault.message}", "correct `username` and its password")
    except aiosmtplib.SMTPException as fault:
        remedy = "the server offers no STARTTLS: write `tls: implicit` (port 465), or `tls: none` inside your network"
        says_tls = to.tls is Tls.STARTTLS and "STARTTLS" in str(fault)
        return broken(f"{name}: {fault}", remedy if says_tls else "correct `host` and `port`, and see that it runs")
    except OSError as fault:
        return broken(f"{name}: {fault}", "correct `host` and `port`, and see that this machine reaches it")
    if to.tls is Tls.NONE and not to.host.startswith("127."):
        return poor(f"{name}: it answers, unprotected", "use `tls: starttls`, if the server offers it")
    return good(f"{name}: it answers")
