"""The port to a receiver's side."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, NamedTuple, Protocol

from schemas.event import Digest
from services.alert.message.message import Message


class Delivery(NamedTuple):
    """One attempt at a delivery."""

    id: Digest
    thread: str | None
    """The receipt of the claim's first message on this channel; None: this is the first."""
    decided_at: dt.datetime
    since: dt.datetime
    """No attempt can have been made before this moment."""
    uncertain: bool
    """An earlier attempt may have reached the receiver: where it can be asked, ask before sending."""
    is_last: bool = True
    """No later one of the claim waits here: else that one says how the claim stands, and this only what is new."""


class Receipt(NamedTuple):
    """What the receiver's side knows the message by."""

    id: str
    thread: str
    payload: Digest
    """Of the message as sent."""


class Channel(Protocol):
    """A way to one receiver."""

    at_once: ClassVar[int]
    """How many messages, of different claims, each worker may have under way to it."""
    edits: ClassVar[bool]
    """Whether it can change what it sent: it is then given what was decided, too, as a message without findings."""

    async def send(self, message: Message, delivery: Delivery) -> Receipt:
        """Send it; on return the receiver's side has taken it.

        Raises:
            TryLater: it was not taken, or it is not known whether it was.
            Undeliverable: it will never be taken.
        """
        ...
