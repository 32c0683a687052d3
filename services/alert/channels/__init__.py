"""The ways to a receiver: Slack, mail, webhook, Alertmanager, Apprise, terminal.

Each raises "try later" or "undeliverable" alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TextIO

from services.alert.channels.alertmanager import AlertmanagerChannel
from services.alert.channels.apprise import AppriseChannel
from services.alert.channels.channel import Channel
from services.alert.channels.email import EmailChannel
from services.alert.channels.slack import SlackChannel
from services.alert.channels.slack_webhook import SlackWebhookChannel
from services.alert.channels.terminal import TerminalChannel
from services.alert.channels.webhook import WebhookChannel
from services.alert.receivers.receivers import Receiver
from services.alert.slack.blocks import BARE, Frame
from services.alert.templates.environment import OURS, Templates

Now = Callable[[], dt.datetime]


def open_channels(
    receivers: Iterable[Receiver], terminal: TextIO, now: Now, templates: Templates = OURS, frame: Frame = BARE
) -> dict[str, dict[str, Channel]]:
    """Every receiver's channels by their names; `terminal` is what a terminal channel writes to."""
    return {receiver.name: _channels(receiver, terminal, now, templates, frame) for receiver in receivers}


def _channels(receiver: Receiver, terminal: TextIO, now: Now, templates: Templates, frame: Frame) -> dict[str, Channel]:
    opened: dict[str, Channel] = {to.name: SlackChannel(to, frame) for to in receiver.slack}
    opened |= {to.name: SlackWebhookChannel(to, frame) for to in receiver.slack_webhook}
    opened |= {to.name: EmailChannel(to, templates) for to in receiver.email}
    opened |= {to.name: WebhookChannel(to, now) for to in receiver.webhook}
    opened |= {to.name: AlertmanagerChannel(to, frame.desk) for to in receiver.alertmanager}
    opened |= {to.name: AppriseChannel(to, templates) for to in receiver.apprise}
    if receiver.terminal:
        opened["terminal"] = TerminalChannel(terminal, templates)
    return opened
