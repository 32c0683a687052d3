"""Mail by SMTP, as plain text and HTML side by side.

A mail server cannot be asked what it took. So a repeated mail is the same mail, byte for byte, with the same
Message-ID, which mail programs show once.
"""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import ClassVar, Final

import aiosmtplib

from schemas.envelope import digest
from services.alert.channels.channel import Delivery, Receipt
from services.alert.channels.retries import smtp_retried
from services.alert.errors import TryLater, Undeliverable
from services.alert.message import Message
from services.alert.receivers import EmailTo, Tls
from services.alert.rendering import html, subject, text

_TIMEOUT: Final = 30.0
"""Seconds for each step of the conversation."""


class EmailChannel:
    """One address, by one SMTP server."""

    at_once: ClassVar = 4

    def __init__(self, to: EmailTo, timeout: float = _TIMEOUT) -> None:
        self._to = to
        self._timeout = timeout

    async def send(self, message: Message, delivery: Delivery) -> Receipt:
        mail = compose(message, delivery, self._to)
        body = mail.as_bytes()
        try:
            await aiosmtplib.send(
                body,
                sender=self._to.sender,
                recipients=[self._to.to],
                hostname=self._to.host,
                port=self._to.port,
                username=self._to.username,
                password=self._to.password,
                use_tls=self._to.tls is Tls.IMPLICIT,
                start_tls=self._to.tls is Tls.STARTTLS,
                timeout=self._timeout,
            )
        except aiosmtplib.SMTPRecipientsRefused as fault:
            raise _refused(self._to, fault.recipients[0]) from fault
        except aiosmtplib.SMTPResponseException as fault:
            raise _refused(self._to, fault) from fault
        except (aiosmtplib.SMTPException, OSError) as fault:
            raise TryLater(f"{self._to.host}:{self._to.port} cannot be reached: {fault}") from fault
        return Receipt(mail["Message-ID"], delivery.thread or mail["Message-ID"], digest(body))


def compose(message: Message, delivery: Delivery, to: EmailTo) -> EmailMessage:
    """The mail of a delivery: the same one however often it is composed."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = to.sender
    mail["To"] = to.to
    mail["Date"] = format_datetime(delivery.decided_at)
    mail["Message-ID"] = f"<{delivery.id[:40]}@{to.sender.rpartition('@')[2].rstrip('>')}>"
    if delivery.thread is not None:
        mail["In-Reply-To"] = delivery.thread
        mail["References"] = delivery.thread
    mail["Subject"] = ("Re: " if delivery.thread else "") + subject(message)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text(message), cte="quoted-printable")
    mail.add_alternative(html(message), subtype="html", cte="quoted-printable")
    mail.set_boundary(f"claimwatch-{delivery.id[:24]}")
    return mail


def _refused(
    to: EmailTo, fault: aiosmtplib.SMTPResponseException | aiosmtplib.SMTPRecipientRefused
) -> TryLater | Undeliverable:
    reason = f"{to.host} refused the mail to {to.to}: {fault.code} {fault.message}"
    return TryLater(reason) if smtp_retried(fault.code) else Undeliverable(reason)
