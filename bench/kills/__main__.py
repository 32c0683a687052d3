"""What SIGKILLs cost detect and alert: articles and flags lost, notices told twice, mails repeated.

    python -m bench.kills [--kills N] [--seed S] [--database sqlite|postgresql://…] [--kafka]

A detect and an alert host run on one log in a file. A day's news comes in, one of the two is killed from outside, and
another takes its place: by more than half at a named step of its work, where it stands still, or while Slack or the
mail server owes it an answer; else at a random moment. Slack and the mail server on loopback answer 429 and 5xx, drop
connections and let the host wait in vain, with and without having stored what they were sent; for twelve in sixty alert
hosts one of them is down, which is an hour by the hosts' clocks: each is five minutes ahead of the one before. At the
end hosts that nothing befalls bring everything to its end. What detect has told is then compared with a clean run of
the same articles, and with its own replay; what alert has told is counted. Ctrl-C ends the killing early. Exit code 1:
something was lost, shown twice, or is not as in a clean run.

On Kafka (CLAIMWATCH_KAFKA, else localhost:29092) alert's hosts alone are killed; detect is of this process, and lives.

Excluded: power cuts (SIGKILL leaves the disk's cache alone), detect's host on Kafka, and what Slack stores only after
it was asked.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import NamedTuple

from bench import broker
from bench.kills.clean import detecting
from bench.kills.log import opened
from bench.kills.news import days
from bench.kills.places import Victim
from bench.kills.plan import lives
from bench.kills.run import Run
from bench.kills.table import table
from services.cli.configuration import KafkaLogAt
from services.demo.mailbox import Mailbox
from services.demo.slack import Slack


class Asked(NamedTuple):
    """What is to be killed where."""

    kills: int
    seed: int
    database: str
    kafka: bool


async def main(asked: Asked) -> bool:
    """Kill, print, and say whether everything held."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="claimwatch-bench-") as name, Slack() as slack, Mailbox() as box:
        outbox = f"sqlite:///{name}/outbox" if asked.database == "sqlite" else asked.database
        async with AsyncExitStack() as stack:
            at, settle, victims = None, None, tuple(Victim)
            if asked.kafka:
                at = KafkaLogAt(broker.bootstrap(), await stack.enter_async_context(broker.prefixed("kills")))
            log = await stack.enter_async_context(opened(Path(name), at))
            if asked.kafka:
                settle, victims = await stack.enter_async_context(detecting(log)), (Victim.ALERT,)
            run = Run(Path(name), outbox, slack, box, log, kafka=at, detect=settle)
            enough = asyncio.Event()
            asyncio.get_running_loop().add_signal_handler(signal.SIGINT, enough.set)
            for life, day in zip(lives(asked.kills, asked.seed, victims), days(asked.seed), strict=False):
                if enough.is_set():
                    break
                await run.live(life, day)
            detected, told = await run.end()
            await run.close()
    print(table(detected, told, run.killed))
    log_on, outbox_on = "Kafka" if asked.kafka else "a file", asked.database.partition(":")[0]
    print(f"in {time.monotonic() - began:,.0f} s, seed {asked.seed}, the log on {log_on}, the outbox on {outbox_on}")
    return detected.holds and told.holds


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", default="sqlite", help="the outbox's: sqlite, or postgresql://…, an empty one")
    parser.add_argument("--kafka", action="store_true", help="the log is on Kafka")
    sys.exit(not asyncio.run(main(Asked(**vars(parser.parse_args())))))
