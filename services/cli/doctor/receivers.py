"""Whether Slack and mail would take a notice. Nothing is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Final

import aiosmtplib

from services.alert.channels.smtp import conversation
from services.alert.receivers.receivers import EmailTo, Receiver, Tls
from services.cli.doctor.elsewhere import look_at_alertmanager, look_at_apprise
from services.cli.doctor.finding import Finding, broken, good, poor
from services.cli.doctor.slack import look_at_slack, look_at_slack_webhook

_TIMEOUT: Final = 15
"""Seconds for one step."""


async def look_at_receivers(receivers: Iterable[Receiver]) -> list[Finding]:
    """Ask each Slack channel, mail server and Alertmanager; of the rest, say how it can be tried."""
    looks = [look_at_slack(slack) for receiver in receivers for slack in receiver.slack]
    looks += [look_at_mail(mail) for receiver in receivers for mail in receiver.email]
    looks += [look_at_alertmanager(to) for receiver in receivers for to in receiver.alertmanager]
    hooks = [look_at_slack_webhook(to, receiver.name) for receiver in receivers for to in receiver.slack_webhook]
    by_apprise = [look_at_apprise(to, receiver.name) for receiver in receivers for to in receiver.apprise]
    return [*await asyncio.gather(*looks), *hooks, *by_apprise]


async def look_at_mail(to: EmailTo) -> Finding:
    """Whether the server answers, protects the connection and takes our login."""
    name = f"mail to {to.to} by {to.host}:{to.port}"
    try:
        async with conversation(to, _TIMEOUT) as server:
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
