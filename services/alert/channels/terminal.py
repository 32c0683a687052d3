"""Notices on a terminal, or in any stream of text."""

from __future__ import annotations

from typing import ClassVar, TextIO

from schemas.envelope import digest
from services.alert.channels.channel import Delivery, Receipt
from services.alert.errors import TemplateFault, TryLater
from services.alert.message.message import Message
from services.alert.templates.environment import OURS, Templates


class TerminalChannel:
    """Writes each message as plain text. A stream cannot be asked, so after a crash one may be shown twice."""

    at_once: ClassVar = 1
    edits: ClassVar = False

    def __init__(self, stream: TextIO, templates: Templates = OURS) -> None:
        self._stream = stream
        self._templates = templates

    async def send(self, message: Message, delivery: Delivery) -> Receipt:
        try:
            shown = self._templates.text(message)
            self._stream.write(f"\n{shown}")
            self._stream.flush()
        except TemplateFault as fault:
            raise TryLater(str(fault)) from fault
        except OSError as fault:
            raise TryLater(f"cannot write to the terminal: {fault}") from fault
        receipt = f"terminal/{delivery.id[:16]}"
        return Receipt(receipt, delivery.thread or receipt, digest(shown))
