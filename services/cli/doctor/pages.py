"""Whether the desk's pages have a database, and an address to be served at."""

from __future__ import annotations

import errno
import socket

from services.cli.doctor.finding import Finding, broken, good, poor
from services.cli.doctor.storage import look_at_database
from services.dashboard.settings import Settings


async def look_at_pages(settings: Settings) -> list[Finding]:
    """Their database, and their address."""
    return [await look_at_database("the pages' database", settings.database), look_at_address(settings)]


def look_at_address(settings: Settings) -> Finding:
    """Whether there is listening at it: a desk that runs already is no fault."""
    what = f"the pages at {settings.host}:{settings.port}"
    try:
        socket.create_server((settings.host, settings.port)).close()
    except OSError as fault:
        if fault.errno == errno.EADDRINUSE:
            return poor(
                f"{what}: something listens there", "unless it is this desk, give `dashboard.port` another number"
            )
        return broken(f"{what}: {fault.strerror}", "correct `dashboard.host` and `dashboard.port`")
    return good(f"{what}: the address is free")
