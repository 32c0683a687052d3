"""Slack by an incoming webhook: the lesser way, for who may not have a bot.

Source: Slack's documentation, "Sending messages using incoming webhooks".
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

import msgspec

from schemas.envelope import digest

LIMITS: Final = (
    "it cannot edit what it wrote, keep a claim's news in one thread, show a chart, take decisions by buttons, "
    "or be asked what it took: after a crash a notice may come twice"
)
"""What a bot can do and a webhook cannot, for whoever has one."""


class SlackWebhookTo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A channel, by the address that Slack made for it, which is a secret whole."""

    url: str

    def __post_init__(self) -> None:
        if self.url and not (self.url.startswith(("https://", "http://")) and urlsplit(self.url).path.strip("/")):
            raise ValueError("its url is none of Slack's webhooks; copy it whole: https://hooks.slack.com/services/…")

    @property
    def name(self) -> str:
        return f"slack-webhook/{digest(self.url)[:8]}"

    def __repr__(self) -> str:
        return "SlackWebhookTo(url=…)"
