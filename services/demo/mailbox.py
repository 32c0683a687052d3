"""A mail box on loopback: an SMTP server that keeps what it is sent, and fails on purpose.

with Mailbox() as box:
    …  # SMTP to box.host, box.port
    box.mails
"""

from __future__ import annotations

import asyncio
import queue
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from enum import StrEnum
from typing import Any, TypeVar

from aiosmtpd.smtp import SMTP, Envelope, Session

from services.demo.loopback import LoopThread

T = TypeVar("T")


class MailFault(StrEnum):
    """What goes wrong with a mail; the values of the refusals are the replies."""

    BUSY = "451 4.3.0 busy, try again later"
    REFUSED = "554 5.7.1 refused by policy"
    UNKNOWN = "550 5.1.1 no such mailbox"
    DROPPED = "dropped"
    DROPPED_STORED = "dropped, stored"
    NO_ANSWER = "no answer"
    NO_ANSWER_STORED = "no answer, stored"


@dataclass(frozen=True)
class Mail:
    """A mail as it arrived."""

    sender: str
    recipients: tuple[str, ...]
    body: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.body, policy=default)

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"])


@dataclass
class Mailbox:
    """Faults that are queued befall the next mails, one each: `UNKNOWN` at RCPT, the others after DATA."""

    faults: deque[MailFault] = field(default_factory=deque)
    mails: list[Mail] = field(default_factory=list)
    befell: queue.Queue[MailFault] = field(default_factory=queue.Queue)
    """Each fault, once it has happened (for a stored one: once the mail is stored)."""
    host: str = "127.0.0.1"
    port: int = 0

    def __enter__(self) -> Mailbox:
        self._thread = LoopThread("loopback-mailbox")
        self._server = self._thread.call(self._start())
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.call(self._stop())
        self._thread.close()

    def call(self, work: Coroutine[Any, Any, T]) -> T:
        """Run something in the server's own loop."""
        return self._thread.call(work)

    async def _start(self) -> asyncio.Server:
        loop = asyncio.get_running_loop()
        return await loop.create_server(lambda: SMTP(self, loop=loop, hostname="loopback"), self.host, 0)

    async def _stop(self) -> None:
        self._server.close()

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[Any]
    ) -> str:
        """Take a recipient."""
        if self.faults and self.faults[0] is MailFault.UNKNOWN:
            self.befell.put(self.faults[0])
            return self.faults.popleft().value
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - same
        """Take a mail."""
        fault = self.faults.popleft() if self.faults else None
        if fault in {None, MailFault.DROPPED_STORED, MailFault.NO_ANSWER_STORED}:
            content = envelope.content if isinstance(envelope.content, bytes) else b""
            self.mails.append(Mail(envelope.mail_from or "", tuple(envelope.rcpt_tos), content))
        if fault is None:
            return "250 OK"
        self.befell.put(fault)
        if fault in {MailFault.NO_ANSWER, MailFault.NO_ANSWER_STORED}:
            await asyncio.Event().wait()
        if fault in {MailFault.DROPPED, MailFault.DROPPED_STORED}:
            assert isinstance(server.transport, asyncio.Transport)  # noqa: S101 - for the type: it is a TCP connection
            server.transport.abort()
        return fault.value
