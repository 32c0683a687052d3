"""A log as files that people and programs can read, and back into any adapter.

    log ──export──▶ FOLDER/articles-03.jsonl, one file a topic partition ──import_──▶ an empty log

A line is one record: {"offset", "appended_at", "key", "headers", "value"}, in the order of offsets. A value in
canonical JSON stands as it is, so that `jq` can look into it; other bytes stand in base64 as "value_base64". Either way
the same bytes come back. Committed positions and states are not part of it: they follow from the records.
"""

from __future__ import annotations

import datetime as dt
import heapq
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final, TextIO

import msgspec

from schemas.envelope import Entry, Headers, canonical
from schemas.topics import TOPICS, Topic
from services.eventlog.history import history, size
from services.eventlog.port import EventLog, EventLogError, Record, TopicPartition, imported, partition

Progress = Callable[[int, int], None]
"""Called with the records done and the records in all."""

_NAME: Final = re.compile(r"(.+)-(\d\d)\.jsonl")
_BATCH: Final = 1000
_BATCH_BYTES: Final = 8_388_608


class TransferError(EventLogError):
    """Files that are no export, or a log that cannot take them."""


class _Bytes(msgspec.Struct, frozen=True):
    base64: bytes


class _Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    offset: int
    appended_at: dt.datetime
    key: str
    headers: tuple[tuple[str, str | _Bytes], ...]
    value: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    value_base64: bytes | msgspec.UnsetType = msgspec.UNSET


_ENCODER: Final = msgspec.json.Encoder()
_DECODER: Final = msgspec.json.Decoder(_Line)


async def export(
    log: EventLog, topics: Sequence[Topic], folder: Path, progress: Progress | None = None
) -> dict[TopicPartition, int]:
    """Write what the topics hold at this moment; every partition gets a file, though it be empty.

    Returns:
        How many records each partition had.

    Raises:
        TransferError: the folder holds an export already, or cannot be made.
    """
    _prepare(folder)
    counts = dict.fromkeys(await log.ends(topics), 0)
    total = await size(log, topics)
    with ExitStack() as open_files:
        files = {place: open_files.enter_context(_path(folder, place).open("wb")) for place in counts}
        async for record in history(log, topics, _BATCH):
            place = record.topic, record.partition
            files[place].write(encode(record) + b"\n")
            counts[place] += 1
            if progress:
                progress(sum(counts.values()), total)
    return counts


async def import_(log: EventLog, folder: Path, progress: Progress | None = None) -> dict[TopicPartition, int]:
    """Append what an export wrote, by the time of first append, so that order holds across partitions as well.

    The log must be empty in the topics concerned: it could not tell what it has had already. After a failure begin
    again with a new log.

    Returns:
        How many records each partition got.

    Raises:
        TransferError: not an export (it says where), or the log is not empty.
    """
    paths = _paths(folder)
    topics = [topic for topic in TOPICS if any(topic.name == name for name, _ in paths)]
    if any((await log.ends(topics)).values()):
        names = ", ".join(topic.name for topic in topics)
        raise TransferError(f"the log holds records of {names} already: import into an empty one")
    counts = dict.fromkeys(paths, 0)
    total = sum(_count(path) for path in paths.values()) if progress else 0
    batch: list[Entry] = []
    size = 0
    with ExitStack() as open_files:
        lines = [
            _entries(place, path, open_files.enter_context(path.open(encoding="utf-8")))
            for place, path in paths.items()
        ]
        for _, place, entry in heapq.merge(*lines, key=lambda line: line[0]):
            batch.append(entry)
            counts[place] += 1
            size += len(entry.value)
            if len(batch) == _BATCH or size >= _BATCH_BYTES:
                await log.append(batch)
                batch, size = [], 0
                if progress:
                    progress(sum(counts.values()), total)
        await log.append(batch)
    if progress:
        progress(sum(counts.values()), total)
    return counts


def encode(record: Record) -> bytes:
    """The record's line, without its end."""
    embedded = _is_canonical(record.value)
    return _ENCODER.encode(
        _Line(
            offset=record.offset,
            appended_at=record.appended_at,
            key=record.key,
            headers=tuple((name, _text(value)) for name, value in record.headers),
            value=msgspec.Raw(record.value) if embedded else msgspec.UNSET,
            value_base64=msgspec.UNSET if embedded else record.value,
        )
    )


def _decode(topic: str, text: str) -> tuple[dt.datetime, Entry]:
    line = _DECODER.decode(text)
    headers: Headers = tuple(
        (name, value.encode() if isinstance(value, str) else value.base64) for name, value in line.headers
    )
    if isinstance(line.value_base64, bytes):
        value = line.value_base64
    elif isinstance(line.value, msgspec.Raw):
        # Encoded again, as a program may have spaced or sorted it otherwise meanwhile.
        value = canonical(msgspec.json.decode(line.value))
    else:
        raise msgspec.ValidationError("neither `value` nor `value_base64`")
    return line.appended_at, Entry(topic, line.key, headers, value)


def _entries(place: TopicPartition, path: Path, lines: TextIO) -> Iterator[tuple[dt.datetime, TopicPartition, Entry]]:
    latest = dt.datetime.min.replace(tzinfo=dt.UTC)
    for number, text in enumerate(lines, 1):
        try:
            appended_at, entry = _decode(place[0], text)
        except (msgspec.DecodeError, ValueError) as fault:
            raise TransferError(f"{path}:{number}: {fault}") from fault
        if partition(entry.key) != place[1]:
            raise TransferError(f"{path}:{number}: key {entry.key!r} belongs to partition {partition(entry.key)}")
        # A clock that was set back must not let a partition's records overtake one another.
        latest = max(latest, appended_at)
        yield latest, place, imported(entry, appended_at)


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise TransferError(f"{folder}: {fault.strerror}; name a folder in one that is yours") from fault
    if found := sorted(folder.glob("*.jsonl")):
        raise TransferError(f"{found[0]} exists: export into an empty folder")


def _paths(folder: Path) -> dict[TopicPartition, Path]:
    paths = {_place(path): path for path in sorted(folder.glob("*.jsonl"))}
    if not paths:
        raise TransferError(f"{folder} holds no *.jsonl files: give the folder that `log export` wrote")
    return paths


def _path(folder: Path, place: TopicPartition) -> Path:
    return folder / f"{place[0]}-{place[1]:02}.jsonl"


def _place(path: Path) -> TopicPartition:
    named = _NAME.fullmatch(path.name)
    if not named or all(topic.name != named[1] for topic in TOPICS):
        raise TransferError(f"{path} is no topic's file; expected a name like articles-03.jsonl")
    return named[1], int(named[2])


def _count(path: Path) -> int:
    with path.open("rb") as lines:
        return sum(1 for _ in lines)


def _text(value: bytes) -> str | _Bytes:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return _Bytes(value)


def _is_canonical(value: bytes) -> bool:
    try:
        return canonical(msgspec.json.decode(value)) == value
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
