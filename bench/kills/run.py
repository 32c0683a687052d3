"""One run: a detect and an alert host on one log, killed in turn, and what became of the articles and of the flags.

    news ─▶ log ─▶ detect ─▶ log ─▶ alert ─▶ Slack, mail box
                     └───── SIGKILL ──┘ … ─▶ settled, drained ─▶ compared, accounted

A host is forked from a process that has imported and loaded all there is, so that a start costs what the host does.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from queue import Empty
from typing import Final

from msgspec.structs import replace

from bench.kills import alert_host, detect_host
from bench.kills.account import Account, account
from bench.kills.backlog import Backlog
from bench.kills.clean import Detected, Settle, compare, detecting
from bench.kills.news import Day
from bench.kills.places import ASKING, MOMENT, STEPS, Place, Victim, has_stopped, stop_at
from bench.kills.plan import APART, Life
from schemas.articles import Revision
from schemas.envelope import header, seal, unseal
from schemas.event import Event
from schemas.flags import FlagEvent
from schemas.notices import NoticeEvent
from schemas.topics import FLAGS, NOTICES, Topic
from services.cli.configuration import KafkaLogAt
from services.demo.mailbox import Mailbox, MailFault
from services.demo.slack import Fault, Slack
from services.eventlog.history import history
from services.eventlog.port import EventLog

_PATIENCE: Final = 20.0
"""Seconds in which a host must come to where it is to be killed."""
_LOOK: Final = 0.002
_BEAT: Final = 0.2
"""Seconds: who comes after a killed worker on a server waits for five of them."""
_TIMEOUT: Final = 1
"""Seconds that Slack and the mail server may take: hosts live too short to wait for as long as they otherwise would."""
_UNHURRIED: Final = 30
"""Seconds that they may take where nobody is killed."""
_MUCH: Final = 60
"""Notices to be told that are worked off before another host is killed: one that waits for a day has failed."""


_DRAINS: Final = 5
"""Hosts that bring everything to its end: what a machine too busy to answer in time puts off is late, not lost."""


class HostEnded(Exception):
    """A host ended by itself."""


class Run:
    """Hosts on one log; `killed` counts by place."""

    def __init__(
        self,
        folder: Path,
        outbox: str,
        slack: Slack,
        box: Mailbox,
        log: EventLog,
        *,
        kafka: KafkaLogAt | None = None,
        detect: Settle | None = None,
    ) -> None:
        """Say where it happens.

        Args:
            folder: where hosts are told to stop, and where the log is, if that is a file.
            outbox: its URL.
            slack: where notices go,
            box: and where.
            log: opened.
            kafka: where the log is, if that is no file.
            detect: takes in what has come, where no detect host is to be killed.
        """
        self.killed: Counter[Place] = Counter()
        self._victims = tuple(Victim) if detect is None else (Victim.ALERT,)
        self._detect = detect
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([__name__, "bench.kills.warm"])
        self._given = alert_host.Given(
            mode="run",
            folder=folder,
            kafka=kafka,
            outbox=outbox,
            slack_url=slack.url,
            smtp_port=box.port,
            beat=_BEAT,
        )
        self._folder = folder
        self._slack, self._box = slack, box
        self._log = log
        self._backlog = Backlog(log)
        self._hosts: dict[Victim, ForkServerProcess] = {}
        self._articles: list[Revision] = []

    async def live(self, life: Life, day: Day) -> None:
        """Let both hosts live through a day of news, and kill one."""
        await self._catch_up()
        await self._come(day.first)
        self._befall(life.slack, life.mail, life.place.at if life.place.at in STEPS else "")
        self._see_to_both()
        # A host that stands still in its transaction keeps the log from everybody until it is killed.
        coming = asyncio.create_task(self._come(day.then))
        process = self._hosts.pop(life.place.victim)
        try:
            reached = await asyncio.to_thread(self._until, life, process)
        finally:
            _kill(process)
        await coming
        self.killed[life.place if reached else Place(life.place.victim, MOMENT)] += 1

    async def end(self) -> tuple[Detected, Account]:
        """Let hosts that nothing befalls bring everything to its end; how it all stands then."""
        self._befall((), (), "")
        for host in self._hosts.values():
            _kill(host)
        if self._detect is None:
            async with detecting(self._log) as settle:
                await settle()
        for _ in range(_DRAINS):
            await self._drain()
            if not await self._backlog.size():
                break
        flags = [event.flag for _, event in await self._events(FLAGS) if isinstance(event, FlagEvent)]
        notices = [(ce_id, event) for ce_id, event in await self._events(NOTICES) if isinstance(event, NoticeEvent)]
        versions = [(flag.flag, flag.version) for flag in flags]
        told = account(versions, notices, self._slack.messages, self._box.mails)
        return await compare(self._log, self._articles), told

    async def close(self) -> None:
        await self._backlog.close()

    async def _events(self, topic: Topic) -> list[tuple[bytes, Event]]:
        """With their ce_ids."""
        return [
            (header(record.headers, "ce_id") or b"", unseal(record.headers, record.value))
            async for record in history(self._log, [topic])
        ]

    async def _come(self, articles: Iterable[Revision]) -> None:
        for article in articles:
            await self._log.append([seal(article)])
            self._articles.append(article)
        if self._detect is not None:
            await self._detect()

    async def _catch_up(self) -> None:
        """Work off what is too much, where an alert host has just been killed."""
        if Victim.ALERT not in self._hosts and await self._backlog.size() > _MUCH:
            self._befall((), (), "")
            await self._drain()

    async def _drain(self) -> None:
        """Let an alert host that nothing befalls try all that is due, for which all pauses have passed."""
        host = self._start(Victim.ALERT, mode="drain", timeout=_UNHURRIED)
        await asyncio.to_thread(host.join)
        if host.exitcode != 0:
            raise HostEnded(f"a host that nobody killed ended with {host.exitcode}")

    def _befall(self, slack: Sequence[Fault | None], mail: Sequence[MailFault], step: str) -> None:
        """Let these faults befall what is sent from now on, and hosts stop at that step."""
        stop_at(self._folder, step)
        for server, faults in (self._slack, slack), (self._box, mail):
            server.call(_queue(server, faults))

    def _see_to_both(self) -> None:
        """Let a host run in place of each that was killed."""
        for victim in self._victims:
            if victim not in self._hosts:
                self._hosts[victim] = self._start(victim)

    def _start(self, victim: Victim, mode: str = "run", timeout: int = _TIMEOUT) -> ForkServerProcess:
        if victim is Victim.ALERT:
            self._given = replace(self._given, mode=mode, timeout=timeout, ahead=self._given.ahead + APART)
            process = self._context.Process(target=_quiet_alert, args=(self._given,), daemon=True)
        else:
            process = self._context.Process(target=detect_host.main, args=(self._folder,), daemon=True)
        process.start()
        return process

    def _until(self, life: Life, process: ForkServerProcess) -> bool:
        """Wait until it is to be killed; whether it has come to that place."""
        reached = self._reached(life)
        ends_at = time.monotonic() + _PATIENCE
        while not (there := reached()) and process.is_alive() and time.monotonic() < ends_at:
            time.sleep(_LOOK)
        return there

    def _reached(self, life: Life) -> Callable[[], bool]:
        if life.place.at == MOMENT:
            due_at = time.monotonic() + life.seconds
            return lambda: time.monotonic() >= due_at
        if life.place.at in ASKING:
            befell = self._slack.befell if isinstance(ASKING[life.place.at], Fault) else self._box.befell
            return lambda: not befell.empty()
        return lambda: has_stopped(self._folder)


def _kill(host: ForkServerProcess) -> None:
    host.kill()
    host.join()
    if host.exitcode != -signal.SIGKILL:
        raise HostEnded(f"a host ended by itself, with {host.exitcode}")


def _quiet_alert(given: alert_host.Given) -> None:
    """Each attempt that fails is logged: there are thousands."""
    logging.disable(logging.WARNING)
    alert_host.main(given)


async def _queue(server: Slack | Mailbox, faults: Sequence[Fault | None] | Sequence[MailFault]) -> None:
    """Queue these in the place of those that are left; in the server's own loop, where no call is just taking one."""
    server.faults.clear()
    server.faults.extend(faults)  # type: ignore[arg-type]  # each has its own kind
    with suppress(Empty):
        while True:
            server.befell.get_nowait()
