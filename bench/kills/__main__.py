"""What SIGKILLs cost detect and alert: articles and flags lost, notices told twice, mails repeated.

    python -m bench.kills [--kills N] [--seed S] [--database sqlite|postgresql://…]

A detect and an alert host run on one log in a file. A day's news comes in, one of the two is killed from outside, and
another takes its place: by more than half at a named step of its work, where it stands still, or while Slack or the
mail server owes it an answer; else at a random moment. Slack and the mail server on loopback answer 429 and 5xx, drop
connections and let the host wait in vain, with and without having stored what they were sent; for twelve in sixty alert
hosts one of them is down, which is an hour by the hosts' clocks: each is five minutes ahead of the one before. At the
end hosts that nothing befalls bring everything to its end. What detect has told is then compared with a clean run of
the same articles, and with its own replay; what alert has told is counted. Ctrl-C ends the killing early. Exit code 1:
something was lost, shown twice, or is not as in a clean run.

Excluded: power cuts (SIGKILL leaves the disk's cache alone), detect on Kafka, and what Slack stores only after it was
asked.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
import tempfile
import time
from pathlib import Path

from bench.kills.news import days
from bench.kills.plan import lives
from bench.kills.run import Run
from bench.kills.table import table
from services.demo.mailbox import Mailbox
from services.demo.slack import Slack


async def main(kills: int, seed: int, database: str) -> bool:
    """Kill, print, and say whether everything held."""
    with tempfile.TemporaryDirectory(prefix="claimwatch-bench-") as name, Slack() as slack, Mailbox() as box:
        outbox = f"sqlite:///{name}/outbox" if database == "sqlite" else database
        run = Run(Path(name), outbox, slack, box)
        began = time.monotonic()
        enough = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, enough.set)
        for life, day in zip(lives(kills, seed), days(seed), strict=False):
            if enough.is_set():
                break
            await run.live(life, day)
        detected, told = await run.end()
        await run.close()
    print(table(detected, told, run.killed))
    kind = database.partition(":")[0]
    print(f"in {time.monotonic() - began:,.0f} s, seed {seed}, the outbox on {kind}")
    return detected.holds and told.holds


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", default="sqlite", help="the outbox's: sqlite, or postgresql://…, an empty one")
    given = parser.parse_args()
    sys.exit(not asyncio.run(main(given.kills, given.seed, given.database)))
