"""Everything else, by Apprise: one URL names a service and holds its secrets.

What it cannot say: no thread, no answer by a click, no question whether a notice has arrived; after a crash one may
come twice. Apprise tells only that a service took it or not, in words: whatever it is, it is tried again.

Source: Apprise's documentation, "Development API" (`notify`, its result and its `timeout`).
"""

from __future__ import annotations

import asyncio
import re
from typing import ClassVar, Final

from schemas.envelope import digest
from services.alert.channels.channel import Delivery, Receipt
from services.alert.errors import TemplateFault, TryLater, Undeliverable
from services.alert.message.message import Message
from services.alert.receivers.apprised import way_to
from services.alert.receivers.elsewhere import AppriseTo
from services.alert.templates.environment import OURS, Templates

_TIMEOUT: Final = 30.0
"""Seconds for all of it; Apprise itself stops waiting then, so that no thread is left behind."""
_TOLD: Final = 300
"""Characters of what Apprise says that are told."""
_SECRET: Final = 6
"""A piece of the URL that is so long, or longer, may be a secret."""


class AppriseChannel:
    """One service."""

    at_once: ClassVar = 4
    edits: ClassVar = False

    def __init__(self, to: AppriseTo, templates: Templates = OURS, timeout: float = _TIMEOUT) -> None:
        self._to = to
        self._way = way_to(to.url)
        self._templates = templates
        self._timeout = timeout

    async def send(self, message: Message, delivery: Delivery) -> Receipt:
        if self._way is None:
            raise Undeliverable(f"{self._to.name}: Apprise does not know its URL; correct it")
        try:
            title, body = message.title, self._templates.short(message)
        except TemplateFault as fault:
            raise TryLater(str(fault)) from fault
        result = await asyncio.to_thread(
            self._way.notify, body=body, title=title, body_format="text", timeout=self._timeout
        )
        if not result:
            said = " ".join(entry.message for entry in result.logs()) or result.status.name.lower()
            raise TryLater(f"{self._to.service}, by Apprise: {_without_secrets(said, self._to.url)[:_TOLD]}")
        receipt = f"{self._to.name}/{delivery.id[:16]}"
        return Receipt(receipt, delivery.thread or receipt, digest(title, body))


def _without_secrets(said: str, url: str) -> str:
    for piece in re.split(r"[:/@?&=,;+]+", url.partition("://")[2]):
        if len(piece) >= _SECRET:
            said = said.replace(piece, "…")
    return said
