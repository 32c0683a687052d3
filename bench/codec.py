"""`python -m bench.codec`: sealing and unsealing an event, against msgspec encoding and decoding its value alone.

The difference is the envelope: headers, `ce_id` (a SHA-256 of the value), and finding the type. Excluded: making the
events, garbage of other scenarios.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from bench.examples import articles, reports
from bench.ratios import compare, line
from schemas.envelope import seal, unseal
from schemas.event import Event

_COUNT: Final = 5_000
_SEED: Final = 20_250_301


def _rate(work: Callable[[], object], count: int) -> float:
    gc.collect()
    began = time.perf_counter()
    work()
    return count / (time.perf_counter() - began)


async def _measure(name: str, events: Sequence[Event]) -> list[str]:
    kind = type(events[0])
    encoder, decoder = msgspec.json.Encoder(order="sorted"), msgspec.json.Decoder(kind)
    entries = [seal(event) for event in events]
    n = len(events)

    async def ours_out() -> float:
        return _rate(lambda: [seal(event) for event in events], n)

    async def bare_out() -> float:
        return _rate(lambda: [encoder.encode(event) for event in events], n)

    async def ours_in() -> float:
        return _rate(lambda: [unseal(entry.headers, entry.value) for entry in entries], n)

    async def bare_in() -> float:
        return _rate(lambda: [decoder.decode(entry.value) for entry in entries], n)

    size = sum(len(entry.value) for entry in entries) // n
    lines = []
    for scenario, ours, bare in ((f"encode/{name}", ours_out, bare_out), (f"decode/{name}", ours_in, bare_in)):
        found = await compare(scenario, ours, bare)
        each = 1e6 / found.ours.middle
        lines.append(f"{line(found, 'events/s')}; {each:.1f} µs an event of {size:,} bytes")
    return lines


async def run() -> None:
    """Measure and print."""
    print(f"codec: {_COUNT:,} events, seal and unseal against msgspec alone, seed {_SEED}")
    for text in [
        *await _measure("article", list(articles(_COUNT, _SEED))),
        *await _measure("report", reports(_COUNT, _SEED)),
    ]:
        print(text)


if __name__ == "__main__":
    asyncio.run(run())
