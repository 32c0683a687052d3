"""One run: hosts that are started and killed in turn on one log and one outbox, and what became of the flags.

lives ─▶ flags into the log ─▶ start ─▶ SIGKILL where it is due ─▶ … ─▶ drain ─▶ account

A host is forked from a process that has imported all there is to import, so that a start costs what the host does.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import multiprocessing
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from queue import Empty, Queue
from typing import Final

from msgspec.structs import replace

from bench.alerting import flag
from bench.kills import host
from bench.kills.account import Account, Version, account
from bench.kills.host import STEPS, STOPPED, Given
from bench.kills.plan import APART, ASKING, MOMENT, Life
from schemas.envelope import header, seal, unseal
from schemas.flags import Flag, FlagRaised, FlagUpdated
from schemas.notices import NoticeDelivered
from schemas.topics import NOTICES
from services.demo.mailbox import Mailbox, MailFault
from services.demo.slack import Fault, Slack
from services.eventlog.sqlite import SqliteLog

_PATIENCE: Final = 20.0
"""Seconds in which a host must come to where it is to be killed."""
_LOOK: Final = 0.002
_BEAT: Final = 0.1
"""Seconds: who comes after a killed worker on a server waits for five of them."""
_TIMEOUT: Final = 1
"""Seconds that Slack and the mail server may take: hosts live too short to wait for as long as they otherwise would."""
_UPDATED: Final = 4
"""Of so many flags that come, one is a version of an earlier one."""


class HostEnded(Exception):
    """A host ended by itself."""


class Run:
    """Hosts on one log; `killed` counts by place."""

    def __init__(self, folder: Path, outbox: str, slack: Slack, box: Mailbox) -> None:
        self.killed: Counter[str] = Counter()
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([__name__])
        self._given = Given(
            mode="run",
            folder=folder,
            outbox=outbox,
            slack_url=slack.url,
            smtp_port=box.port,
            beat=_BEAT,
            timeout=_TIMEOUT,
        )
        self._slack, self._box = slack, box
        self._log = SqliteLog(folder / "log.sqlite")
        self._flags: list[Flag] = []
        self._versions: list[Version] = []

    async def live(self, life: Life) -> None:
        """Start a host, and kill it."""
        await self._come(life.before)
        step = life.place if life.place in STEPS else ""
        self._given = replace(self._given, step=step, ahead=self._given.ahead + APART)
        self._fail(life.slack, life.mail)
        process = self._start()
        try:
            await self._come(life.during)
            reached = await asyncio.to_thread(self._until, life, process)
        finally:
            process.kill()
            process.join()
        if process.exitcode != -signal.SIGKILL:
            raise HostEnded(f"the host ended by itself, with {process.exitcode}, before: {life.place}")
        self.killed[life.place if reached else MOMENT] += 1

    async def drain(self) -> Account:
        """Let a host that nothing befalls bring everything to its end; how it all stands then."""
        self._fail((), ())
        self._given = replace(self._given, mode="drain", step="", timeout=30, ahead=self._given.ahead + APART)
        process = self._start()
        await asyncio.to_thread(process.join)
        if process.exitcode != 0:
            raise HostEnded(f"the last host ended with {process.exitcode}")
        reader, notices = self._log.read((NOTICES,)), []
        while records := await reader.poll(dt.timedelta()):
            opened = [(header(record.headers, "ce_id"), unseal(record.headers, record.value)) for record in records]
            notices += [(ce_id or b"", event) for ce_id, event in opened if isinstance(event, NoticeDelivered)]
        await reader.close()
        return account(self._versions, notices, self._slack.messages, self._box.mails)

    async def close(self) -> None:
        await self._log.close()

    async def _come(self, count: int) -> None:
        for _ in range(count):
            number = len(self._versions)
            if number % _UPDATED == _UPDATED - 1:
                place = number % len(self._flags)
                self._flags[place] = coming = replace(
                    self._flags[place], version=self._flags[place].version + 1, explanation=f"Counted anew, {number}."
                )
                await self._log.append([seal(FlagUpdated(flag=coming))])
            else:
                self._flags.append(coming := flag(number))
                await self._log.append([seal(FlagRaised(flag=coming))])
            self._versions.append((coming.flag, coming.version))

    def _fail(self, slack: Sequence[Fault | None], mail: Sequence[MailFault]) -> None:
        (self._given.folder / STOPPED).unlink(missing_ok=True)
        for server, faults in (self._slack, slack), (self._box, mail):
            server.faults.clear()
            server.faults.extend(faults)  # type: ignore[arg-type]  # each has its own kind
            _empty(server.befell)

    def _start(self) -> ForkServerProcess:
        process = self._context.Process(target=_quiet_host, args=(self._given,))
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
        if life.place == MOMENT:
            due_at = time.monotonic() + life.seconds
            return lambda: time.monotonic() >= due_at
        if life.place in ASKING:
            befell = self._slack.befell if isinstance(ASKING[life.place], Fault) else self._box.befell
            return lambda: not befell.empty()
        return (self._given.folder / STOPPED).exists


def _quiet_host(given: Given) -> None:
    """Each attempt that fails is logged: there are thousands."""
    logging.disable(logging.WARNING)
    host.main(given)


def _empty(queue: Queue[Fault] | Queue[MailFault]) -> None:
    with suppress(Empty):
        while True:
            queue.get_nowait()
