"""A POST to any program, signed as Standard Webhooks 1.0.0 has it.

The delivery's id is the message's (`webhook-id`), the same at each attempt, so that the program can tell a repeated
notice from a new one; it cannot be asked what it took.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
from collections.abc import Callable
from typing import Any, ClassVar, Final

import httpx
import msgspec

from schemas.envelope import canonical, digest
from services.alert.channels.certificates import certificates
from services.alert.channels.channel import Delivery, Receipt
from services.alert.channels.retries import HTTP
from services.alert.errors import TryLater, Undeliverable
from services.alert.message.message import Message
from services.alert.receivers.receivers import WebhookTo

_TIMEOUT: Final = 20.0
"""Seconds for the whole exchange; the specification advises 15 to 30."""
_TYPE: Final = "claimwatch.notice"


class WebhookChannel:
    """One address."""

    at_once: ClassVar = 4
    edits: ClassVar = False

    def __init__(self, to: WebhookTo, now: Callable[[], dt.datetime], timeout: float = _TIMEOUT) -> None:
        self._to = to
        self._now = now
        self._timeout = timeout

    async def send(self, message: Message, delivery: Delivery) -> Receipt:
        body = payload(message, delivery)
        headers = {"Content-Type": "application/json", **signed(self._to.key, delivery.id, self._now(), body)}
        try:
            async with httpx.AsyncClient(timeout=self._timeout, verify=certificates(), trust_env=False) as client:
                answer = await client.post(self._to.url, content=body, headers=headers)
        except httpx.HTTPError as fault:
            raise TryLater(f"{self._to.host} cannot be reached: {str(fault) or type(fault).__name__}") from fault
        if not answer.is_success:
            raise _refused(self._to, answer)
        return Receipt(delivery.id, delivery.thread or delivery.id, digest(body))


def payload(message: Message, delivery: Delivery) -> bytes:
    """What is posted: the notice as JSON, the same one however often it is sent."""
    data: dict[str, Any] = {"thread": delivery.thread, **msgspec.to_builtins(message)}
    told = {"type": _TYPE, "timestamp": delivery.decided_at.isoformat(), "data": data}
    return canonical(told)


def signed(key: bytes, identity: str, moment: dt.datetime, body: bytes) -> dict[str, str]:
    """The headers by which the program knows that it was us: HMAC-SHA256 of id, moment and body."""
    seconds = str(int(moment.timestamp()))
    mac = hmac.digest(key, b".".join((identity.encode(), seconds.encode(), body)), hashlib.sha256)
    signature = f"v1,{base64.b64encode(mac).decode()}"
    return {"webhook-id": identity, "webhook-timestamp": seconds, "webhook-signature": signature}


def _refused(to: WebhookTo, answer: httpx.Response) -> TryLater | Undeliverable:
    reason = f"{to.host} answered {answer.status_code}"
    if answer.status_code not in HTTP:
        return Undeliverable(reason)
    wait = answer.headers.get("Retry-After", "")
    return TryLater(reason, dt.timedelta(seconds=int(wait)) if wait.isdecimal() else None)
