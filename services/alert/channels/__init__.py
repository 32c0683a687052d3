"""The ways to a receiver: Slack, mail, a terminal. Each raises "try later" or "undeliverable", and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from services.alert.channels.channel import Channel
from services.alert.channels.email import EmailChannel
from services.alert.channels.slack import SlackChannel
from services.alert.channels.terminal import TerminalChannel
from services.alert.receivers import Receiver


def open_channels(receivers: Iterable[Receiver], terminal: TextIO) -> dict[str, dict[str, Channel]]:
    """Every receiver's channels by their names; `terminal` is what a terminal channel writes to."""
    return {receiver.name: _channels(receiver, terminal) for receiver in receivers}


def _channels(receiver: Receiver, terminal: TextIO) -> dict[str, Channel]:
    opened: dict[str, Channel] = {to.name: SlackChannel(to) for to in receiver.slack}
    opened |= {to.name: EmailChannel(to) for to in receiver.email}
    if receiver.terminal:
        opened["terminal"] = TerminalChannel(terminal)
    return opened
