"""What SIGKILLs cost an alert host: flags lost, notices told twice, mails repeated.

    python -m bench.kills [--kills N] [--seed S] [--database sqlite|postgresql://…]

A host is started again and again on one log and one outbox, and killed from outside: half of all times at a named step
of its work, where it stands still, or while Slack or the mail server owes it an answer; else at a random moment. Flags
come in before and while it runs. Slack and the mail server on loopback answer 429 and 5xx, drop connections and let the
host wait in vain, with and without having stored what they were sent; once in sixty lives one of them is down for
twelve, which is an hour by the hosts' clocks: each is five minutes ahead of the one before. At the end a host that
nothing befalls brings everything to its end, and all is counted. Exit code 1: something was lost or shown twice.

Excluded: power cuts (SIGKILL leaves the disk's cache alone), detect, and what Slack stores only after it was asked.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from bench.kills.account import table
from bench.kills.plan import lives
from bench.kills.run import Run
from services.demo.mailbox import Mailbox
from services.demo.slack import Slack


async def main(kills: int, seed: int, database: str) -> bool:
    """Kill, print, and say whether everything held."""
    with tempfile.TemporaryDirectory(prefix="claimwatch-bench-") as name, Slack() as slack, Mailbox() as box:
        outbox = f"sqlite:///{name}/outbox" if database == "sqlite" else database
        run = Run(Path(name), outbox, slack, box)
        began = time.monotonic()
        for life in lives(kills, seed):
            await run.live(life)
        account = await run.drain()
        await run.close()
    print(table(account, run.killed))
    kind = database.partition(":")[0]
    print(f"in {time.monotonic() - began:,.0f} s, seed {seed}, the outbox on {kind}")
    return account.holds


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", default="sqlite", help="the outbox's: sqlite, or postgresql://…, an empty one")
    given = parser.parse_args()
    sys.exit(not asyncio.run(main(given.kills, given.seed, given.database)))
