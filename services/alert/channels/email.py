"""Mail by SMTP, as plain text and HTML side by side.

A mail server cannot be asked what it took. So a repeated mail is the same mail, byte for byte, with the same
Message-ID, which mail programs show once.

Sources: RFC 5322 (headers), RFC 2387 (multipart/related, for the picture), RFC 2919 (List-Id), RFC 2369
(List-Unsubscribe), RFC 3834 (Auto-Submitted). One-click unsubscribing (RFC 8058) is left out: it promises that a POST
ends the mails at once, and who is told stands in a file that only the desk writes.
"""

from __future__ import annotations

import asyncio
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import ClassVar, Final

import aiosmtplib

from schemas.envelope import digest
from services.alert.channels.channel import Delivery, Receipt
from services.alert.channels.retries import smtp_retried
from services.alert.channels.smtp import conversation
from services.alert.errors import TemplateFault, TryLater, Undeliverable
from services.alert.message.message import Kind, Message
from services.alert.message.picture import described, picture
from services.alert.receivers.addresses import address_of, header_text
from services.alert.receivers.receivers import EmailTo
from services.alert.templates.environment import OURS, Shown, Templates

_TIMEOUT: Final = 30.0
"""Seconds for each step of the conversation."""
_PICTURE: Final = "figures@claimwatch"
"""By which the HTML form names the picture (RFC 2392)."""


class EmailChannel:
    """One address, by one SMTP server."""

    at_once: ClassVar = 4
    edits: ClassVar = False

    def __init__(self, to: EmailTo, templates: Templates = OURS, timeout: float = _TIMEOUT) -> None:
        self._to = to
        self._templates = templates
        self._timeout = timeout

    async def send(self, message: Message, delivery: Delivery) -> Receipt:
        try:
            mail = await asyncio.to_thread(compose, message, delivery, self._to, self._templates)
            body = mail.as_bytes()
            async with conversation(self._to, self._timeout) as server:
                await server.sendmail(address_of(self._to.sender).addr_spec, address_of(self._to.to).addr_spec, body)
        except TemplateFault as fault:
            raise TryLater(str(fault)) from fault
        except aiosmtplib.SMTPRecipientsRefused as fault:
            raise _refused(self._to, fault.recipients[0]) from fault
        except aiosmtplib.SMTPResponseException as fault:
            raise _refused(self._to, fault) from fault
        except (aiosmtplib.SMTPConnectError, aiosmtplib.SMTPTimeoutError, OSError) as fault:
            raise TryLater(f"{self._to.host}:{self._to.port} cannot be reached: {fault}") from fault
        except aiosmtplib.SMTPException as fault:
            raise TryLater(f"{self._to.host}:{self._to.port}, {self._to.tls.value}: {fault}") from fault
        return Receipt(mail["Message-ID"], delivery.thread or mail["Message-ID"], digest(body))


def compose(message: Message, delivery: Delivery, to: EmailTo, templates: Templates = OURS) -> EmailMessage:
    """The mail of a delivery: the same one however often it is composed.

    Raises:
        TemplateFault: a template of the desk's own fails on this message.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = to.sender
    mail["To"] = to.to
    mail["Date"] = format_datetime(delivery.decided_at)
    mail["Message-ID"] = f"<{delivery.id[:40]}@{to.domain}>"
    if delivery.thread is not None:
        mail["In-Reply-To"] = delivery.thread
        mail["References"] = delivery.thread
    mail["Subject"] = ("Re: " if delivery.thread else "") + header_text(templates.subject(message))
    mail["Auto-Submitted"] = "auto-generated"
    mail["List-Id"] = f"claimwatch <claimwatch.{to.domain}>"
    if to.unsubscribe:
        mail["List-Unsubscribe"] = f"<{to.unsubscribe}>"
    mail.set_content(templates.text(message), cte="quoted-printable")
    _add_page(mail, message, templates, delivery)
    mail.set_boundary(f"claimwatch-{delivery.id[:24]}")
    return mail


def _add_page(mail: EmailMessage, message: Message, templates: Templates, delivery: Delivery) -> None:
    """The HTML form, and within it the picture, where there is one."""
    drawn = None if message.kind is Kind.DIGEST else picture(message.title, message.findings)
    if drawn is None:
        mail.add_alternative(templates.html(message), subtype="html", cte="quoted-printable")
        return
    shown = Shown(f"cid:{_PICTURE}", described(message.title, message.findings))
    mail.add_alternative(templates.html(message, shown), subtype="html", cte="quoted-printable")
    page = list(mail.iter_parts())[-1]
    page.add_related(drawn, "image", "png", cid=f"<{_PICTURE}>", disposition="inline", filename="figures.png")
    page.set_boundary(f"claimwatch-page-{delivery.id[:24]}")


def _refused(
    to: EmailTo, fault: aiosmtplib.SMTPResponseException | aiosmtplib.SMTPRecipientRefused
) -> TryLater | Undeliverable:
    reason = f"{to.host} refused the mail to {to.to}: {fault.code} {fault.message}"
    return TryLater(reason) if smtp_retried(fault.code) else Undeliverable(reason)
