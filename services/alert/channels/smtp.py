"""A conversation with a mail server, from its greeting until the socket is closed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiosmtplib

from services.alert.receivers.receivers import EmailTo, Tls


@asynccontextmanager
async def conversation(to: EmailTo, patience: float) -> AsyncIterator[aiosmtplib.SMTP]:
    """Protected and logged in as `to` says; it ends with QUIT, also where the login or what follows is refused.

    `patience` is in seconds, for each step.

    TLS says goodbye in later turns of the event loop, for which aiosmtplib does not wait: a loop that ends first would
    leave the socket to the garbage collector. So the connection is cut once QUIT is answered, and nobody's goodbye is
    waited for (RFC 8446, 6.1, asks nobody to).

    Raises:
        aiosmtplib.SMTPException, OSError: The server cannot be reached, or refuses.
    """
    server = aiosmtplib.SMTP(
        hostname=to.host,
        port=to.port,
        use_tls=to.tls is Tls.IMPLICIT,
        start_tls=to.tls is Tls.STARTTLS,
        timeout=patience,
    )
    await server.connect()
    transport = server.transport
    assert isinstance(transport, asyncio.WriteTransport)  # noqa: S101 - for the type: it is a TCP connection
    try:
        async with server:
            if to.username is not None:
                await server.login(to.username, to.password or "")
            yield server
    finally:
        transport.abort()
        await asyncio.sleep(0)  # the turn in which the socket is closed
