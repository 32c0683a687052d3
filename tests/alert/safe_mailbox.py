"""The loopback mail box behind TLS, which takes mail of one login only."""

from __future__ import annotations

import asyncio
import ssl
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from services.alert.receivers.receivers import Tls
from services.demo.mailbox import Mailbox

LOGIN = ("claimwatch", "pass-1234")


class SafeMailbox(Mailbox):
    """`tls` as its clients must speak it."""

    def __init__(self, context: ssl.SSLContext, tls: Tls) -> None:
        super().__init__()
        self._context = context
        self.tls = tls

    async def _start(self) -> asyncio.Server:
        loop = asyncio.get_running_loop()
        starttls = self.tls is Tls.STARTTLS

        def made() -> SMTP:
            return SMTP(
                self,
                loop=loop,
                hostname="loopback",
                tls_context=self._context if starttls else None,
                require_starttls=starttls,
                authenticator=_known,
                auth_require_tls=starttls,  # it knows of no other TLS
            )

        return await loop.create_server(made, self.host, 0, ssl=None if starttls else self._context)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, options: list[Any]
    ) -> str:
        """Begin a mail."""
        if not session.authenticated:
            return "530 5.7.0 Authentication required"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"


def _known(_server: SMTP, _session: object, _envelope: object, _mechanism: str, data: Any) -> AuthResult:
    assert isinstance(data, LoginPassword)
    return AuthResult(success=(data.login.decode(), data.password.decode()) == LOGIN, handled=False)
