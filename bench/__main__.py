"""`python -m bench`: all benchmarks in turn. The main job has its own command, `python -m bench.incidents`."""

from __future__ import annotations

import asyncio
import logging

from bench import codec, eventlog, fold, latency


async def main() -> None:
    """Run them all."""
    for benchmark in (codec, eventlog, fold, latency):
        await benchmark.run()


if __name__ == "__main__":
    # aiokafka tells of each retry on a topic that has just been made
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    asyncio.run(main())
