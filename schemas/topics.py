"""The topics of the log: which events live where, how long they are kept, and in which partition a key lies."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from itertools import count
from typing import Final, NamedTuple

PARTITIONS: Final = 12
"""Of every topic, fixed for life: a key must never move."""


class Topic(NamedTuple):
    """A named, partitioned sequence of records.

    `retention` None keeps records for ever; a compacted topic keeps the last record of each key for ever.
    """

    name: str
    retention: dt.timedelta | None = None
    compacted: bool = False


FETCHES: Final = Topic("fetches", retention=dt.timedelta(days=90))
CAPTURES: Final = Topic("captures", retention=dt.timedelta(days=730))
ARTICLES: Final = Topic("articles")
STATEMENTS: Final = Topic("statements")
FIGURES: Final = Topic("figures")
FLAGS: Final = Topic("flags")
NOTICES: Final = Topic("notices")
DECISIONS: Final = Topic("decisions")
REJECTS: Final = Topic("rejects")

TOPICS: Final = (FETCHES, CAPTURES, ARTICLES, STATEMENTS, FIGURES, FLAGS, NOTICES, DECISIONS, REJECTS)


def partition_of(key: bytes) -> int:
    """The partition of a key, by the rule of Kafka's default partitioner (murmur2, sign bit cleared)."""
    return (_murmur2(key) & 0x7FFFFFFF) % PARTITIONS


@lru_cache(maxsize=PARTITIONS)
def control_key(partition: int) -> str:
    """The key under which control records of this partition are written: the first of `control-N` that lies in it.

    Raises:
        ValueError: there is no such partition, so no key would lie in it.
    """
    if not 0 <= partition < PARTITIONS:
        raise ValueError(f"no partition {partition}: there are {PARTITIONS}, from 0")
    return next(key for n in count() if partition_of((key := f"control-{n}").encode()) == partition)


_MASK: Final = 0xFFFFFFFF
_MULTIPLIER: Final = 0x5BD1E995
_SEED: Final = 0x9747B28C


def _murmur2(data: bytes) -> int:
    """MurmurHash2, 32 bits, with the seed that Kafka's producers use (org.apache.kafka.common.utils.Utils.murmur2)."""
    length = len(data)
    h = _SEED ^ length
    whole = length & ~3
    for i in range(0, whole, 4):
        k = int.from_bytes(data[i : i + 4], "little") * _MULTIPLIER & _MASK
        k = (k ^ k >> 24) * _MULTIPLIER & _MASK
        h = (h * _MULTIPLIER & _MASK) ^ k
    if length != whole:
        h = (h ^ int.from_bytes(data[whole:], "little")) * _MULTIPLIER & _MASK
    h = (h ^ h >> 13) * _MULTIPLIER & _MASK
    return h ^ h >> 15
