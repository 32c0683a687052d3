"""One attempt at a delivery, and what follows from how it ended: made, failed for good, or to be tried again."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from typing import Final, NamedTuple

import msgspec

from schemas.event import Digest
from services.alert.channels.channel import Channel, Delivery
from services.alert.errors import TryLater, Undeliverable
from services.alert.message.message import Message
from services.alert.outbox.deliveries import Taken, give_up
from services.alert.outbox.tables import DeliveryRow, DeliveryState, stored

_log = logging.getLogger(__name__)

_LONGEST_PAUSE: Final = dt.timedelta(minutes=5)
_PATIENCE: Final = dt.timedelta(hours=24)
"""A delivery that could not be made for so long has failed."""


class Ended(NamedTuple):
    """How an attempt ended."""

    row: DeliveryRow
    rest: dt.datetime | None
    """Until when the channel asks to be left alone."""


async def attempt(channel: Channel, taken: Taken, now: Callable[[], dt.datetime]) -> Ended:
    """Send what was taken; its row says how that ended."""
    row = taken.row
    delivery = Delivery(
        id=Digest(row.delivery),
        thread=taken.thread,
        decided_at=dt.datetime.fromisoformat(row.decided_at),
        since=dt.datetime.fromisoformat(row.since),
        uncertain=row.uncertain,
        is_last=taken.is_last,
    )
    try:
        receipt = await channel.send(msgspec.json.decode(row.payload, type=Message), delivery)
    except TryLater as fault:
        return Ended(row, _put_off(row, fault, now()))
    except Undeliverable as fault:
        give_up(row, str(fault), now())
    else:
        row.state = DeliveryState.DELIVERED
        row.receipt, row.thread, row.digest = receipt
        row.finished_at = stored(now())
    return Ended(row, None)


def _put_off(row: DeliveryRow, fault: TryLater, now: dt.datetime) -> dt.datetime | None:
    """Try it again later, or give it up; until when the channel asks to be left alone."""
    _log.warning("%s %s, attempt %d: %s", row.receiver, row.channel, row.attempts, fault)
    if now - dt.datetime.fromisoformat(row.decided_at) > _PATIENCE:
        give_up(row, f"not delivered within 24 h, last because of: {fault}", now)
    else:
        row.state = DeliveryState.PENDING
        row.next_attempt_at = stored(now + max(fault.after or dt.timedelta(), _pause(row.attempts)))
    return None if fault.after is None else now + fault.after


def _pause(attempts: int) -> dt.timedelta:
    """Doubling from a second up to five minutes."""
    return min(dt.timedelta(seconds=2 ** min(attempts - 1, 12)), _LONGEST_PAUSE)
