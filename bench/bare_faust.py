"""`python -m bench.bare_faust PREFIX`: a bare Faust agent, to measure detect against.

For each record of `statements` it sets a table's value and sends an output of some size, whose acknowledgement it
awaits: what one writes first, with the stores and settings that detect has.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterable
from typing import Any

import faust

from bench import broker
from schemas.topics import PARTITIONS, STATEMENTS

OUTPUT = "bare-output"


def make_app(prefix: str) -> faust.App:
    """The app; its output is as large as its input."""
    app = faust.App(
        f"{prefix}bare",
        broker=f"kafka://{broker.bootstrap()}",
        store="memory://",
        autodiscover=False,
        web_enabled=False,
        topic_partitions=PARTITIONS,
        consumer_auto_offset_reset="earliest",
        broker_commit_interval=1.0,
        stream_wait_empty=False,
        producer_acks=-1,
    )
    raw: dict[str, Any] = {
        "key_type": bytes, "value_type": bytes, "key_serializer": "raw", "value_serializer": "raw"
    }  # fmt: skip
    source = app.topic(f"{prefix}{STATEMENTS.name}", **raw)
    output = app.topic(f"{prefix}{OUTPUT}", **raw)
    table: Any = app.Table("bare", partitions=PARTITIONS, key_type=bytes, value_type=bytes)
    table.key_serializer = table.value_serializer = "raw"

    async def work(stream: AsyncIterable[Any]) -> None:
        async for event in stream.events():  # type: ignore[attr-defined]  # a Faust stream, whose types are not seen
            table[event.key] = event.value
            await (await output.send(key=event.key, value=event.value))

    app.agent(source, name="bare")(work)
    return app


if __name__ == "__main__":
    worker = faust.Worker(make_app(sys.argv.pop(1)), loglevel="WARNING")
    worker.execute_from_commandline()
