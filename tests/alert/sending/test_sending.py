"""What is due is sent: of each claim in order, of several at once, however long a receiver takes."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import defaultdict
from typing import ClassVar

import msgspec
import pytest

from schemas.envelope import seal
from schemas.event import ClaimId, Digest, FlagId
from schemas.flags import FlagRaised, FlagUpdated
from schemas.topics import NOTICES
from services.alert.channels.channel import Delivery, Receipt
from services.alert.errors import TryLater
from services.alert.message.message import Message
from services.alert.outbox.database import Outbox
from services.alert.service import Alert
from services.eventlog.memory import MemoryLog
from tests.alert.desk import AT_ONCE
from tests.alert.examples import FLAG

CLAIMS = 5


class Slow:
    """A receiver that takes its time, and refuses the first of every claim once."""

    at_once: ClassVar = 3
    edits: ClassVar = False

    def __init__(self, refuses: bool) -> None:
        self.told: defaultdict[str, list[int]] = defaultdict(list)
        self.refuses = refuses
        self.under_way = self.most = 0

    async def send(self, message: Message, delivery: Delivery) -> Receipt:
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        await asyncio.sleep(0.003 * (len(self.told) + 1))
        self.under_way -= 1
        (found,) = message.findings
        if self.refuses and not delivery.uncertain:
            raise TryLater("not yet", after=dt.timedelta(milliseconds=1))
        self.told[found.claim].append(found.cause.version)
        return Receipt(delivery.id, delivery.thread or delivery.id, Digest(delivery.id))


def wall() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@pytest.mark.parametrize(("refuses", "versions"), [(False, 4), (True, 1)])
async def test_of_each_claim_in_order_and_of_several_at_once(outboxes, refuses, versions):
    log, outbox, channel, stop = MemoryLog(wall), await Outbox.open(outboxes("outbox")), Slow(refuses), asyncio.Event()
    running = asyncio.create_task(Alert(log, outbox, AT_ONCE, {"desk": {"slow": channel}}, now=wall).run(stop))
    for version in range(1, versions + 1):
        for claim in range(CLAIMS):
            about = {"flag": FlagId(f"flag-{claim}"), "claim": ClaimId(f"claim-{claim}"), "version": version}
            flag = msgspec.structs.replace(FLAG, **about)
            await log.append([seal((FlagRaised if version == 1 else FlagUpdated)(flag=flag))])
    async with asyncio.timeout(60):
        while sum(record.topic == NOTICES.name for record in log.records) < CLAIMS * versions:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    stop.set()
    await running
    await outbox.close()
    assert channel.told == {f"claim-{claim}": list(range(1, versions + 1)) for claim in range(CLAIMS)}
    assert channel.most == channel.at_once
