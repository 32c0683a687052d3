"""The authorities that answers over TLS are checked by."""

from __future__ import annotations

import ssl
from functools import cache

import httpx


@cache
def certificates() -> ssl.SSLContext:
    """Read once: reading them for every message took most of the time of sending it."""
    return httpx.create_ssl_context(trust_env=False)
