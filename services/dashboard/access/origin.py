"""Whether a request that changes something comes from our own pages (cross-site request forgery).

Browsers say so themselves (W3C Fetch Metadata, `Sec-Fetch-Site`); older ones at least name the origin. The order of the
questions is that of Go's `net/http.CrossOriginProtection`, but that a request which says neither is refused too: only a
browser's carries a session.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing (RFC 9110, section 9.2.1)."""


def is_from_us(headers: Mapping[str, str], origin: str) -> bool:
    """Whether a browser sent the request from a page of `origin`, or because its user typed the address.

    Args:
        headers: the request's, by lower-case names.
        origin: scheme, host and port of our pages, as browsers write them: "https://desk.example".
    """
    if (site := headers.get("sec-fetch-site")) is not None:
        return site in ("same-origin", "none")
    return headers.get("origin") == origin


def local_path(asked: str, otherwise: str = "/") -> str:
    """A place of our own to go on to after sign-in: the path asked for, unless it could lead elsewhere."""
    if not asked.startswith("/") or asked[1:2] in ("/", "\\") or any(ord(letter) < 32 for letter in asked):
        return otherwise
    return asked
