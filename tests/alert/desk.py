"""A desk to test alerting with: its log in memory, its Slack and its mail on loopback."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import msgspec

from schemas.envelope import seal, unseal
from schemas.event import Event
from schemas.flags import FlagRaised
from schemas.topics import Topic
from services.alert.channels import open_channels
from services.alert.outbox.database import Outbox
from services.alert.receivers.receivers import EmailTo, Receiver, SlackTo, Tls
from services.alert.routing import Route
from services.alert.service import Alert, Drained
from services.demo.mailbox import Mailbox
from services.demo.slack import Slack
from services.eventlog.memory import MemoryLog
from tests.alert.examples import FLAG, NOON

AT_ONCE = Route(receiver="desk", group_wait_seconds=0, group_interval_seconds=0)
SECOND = dt.timedelta(seconds=1)


class Clock:
    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> dt.datetime:
        return self.at


class Desk:
    """A desk with a Slack channel and a mail address, on a log in memory."""

    def __init__(self, outboxes: Callable[[str], str], slack: Slack, box: Mailbox) -> None:
        self.outboxes, self.slack, self.box = outboxes, slack, box
        self.clock = Clock()
        self.log = MemoryLog(self.clock)
        self.route = AT_ONCE
        self.mail = True
        self.operators = ""

    async def open(self, outbox: str = "outbox") -> Outbox:
        return await Outbox.open(self.outboxes(outbox))

    async def drain(self, outbox: str = "outbox") -> Drained:
        opened = await self.open(outbox)
        try:
            return await self.alert(opened).drain()
        finally:
            await opened.close()

    def alert(self, outbox: Outbox) -> Alert:
        to = SlackTo(self.slack.channels[0], self.slack.token, self.slack.url)
        mail = EmailTo("desk@paper.example", "c@paper.example", self.box.host, self.box.port, Tls.NONE)
        receivers = [Receiver("desk", slack=(to,), email=(mail,) if self.mail else ()), Receiver("nobody")]
        channels = open_channels(receivers, None, self.clock)
        return Alert(self.log, outbox, self.route, channels, operators=self.operators, now=self.clock)

    async def events(self, topic: Topic) -> Sequence[Event]:
        return [unseal(record.headers, record.value) for record in self.log.records if record.topic == topic.name]

    async def flag(self, kind=FlagRaised, **changes: object) -> None:
        await self.log.append([seal(kind(flag=msgspec.structs.replace(FLAG, **changes)))])

    def on_slack(self) -> list[str]:
        """How each message begins, as it stands now: "■ Conflict", "✓ Settled"."""
        return [message.blocks[0]["text"]["text"].partition(":")[0].strip("*") for message in self.slack.messages]
