"""What a host answered, and what to ask it with next time."""

from __future__ import annotations

from typing import NamedTuple


class Answer(NamedTuple):
    """What a host answered. Only a 200 has its body read."""

    url: str
    """After redirects."""
    status: int
    headers: dict[str, str]
    """By lower-case name."""
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "")


class Validators(NamedTuple):
    """What makes the next request conditional (RFC 9110, section 8.8)."""

    etag: str | None = None
    last_modified: str | None = None
