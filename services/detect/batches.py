"""What both hosts do with a batch of records: open them, cut the batch where it must be committed, fold each part.

records ─opened─▶ ─parts─▶ part ─fold_part─▶ Gain(events, states, positions)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import msgspec

from schemas.envelope import EnvelopeError, UnknownType, canonical, unseal
from schemas.event import Event
from schemas.rejects import KEPT, Rejected
from services.detect.fold import Fold, Outcome, Refused
from services.eventlog.port import Record, TopicPartition


class Opened(NamedTuple):
    """A record with its event, or with what keeps it from being one."""

    record: Record
    event: Event | EnvelopeError


class Gain(NamedTuple):
    """What a part brought: events to append, states to keep (each with the offset it includes), where to go on."""

    events: list[Event]
    states: dict[str, tuple[int, bytes]]
    positions: dict[TopicPartition, int]


class Gap(Exception):
    """Records of a partition are missing between those taken in and those that came."""


def unseen(records: Iterable[Record], position: Callable[[int], int]) -> list[Record]:
    """The records that were not taken in yet, of each partition from its position on without a gap.

    Raises:
        Gap: some are missing.
    """
    fresh: list[Record] = []
    ahead: dict[int, int] = {}
    for record in records:
        expected = ahead.get(record.partition) or position(record.partition)
        if record.offset > expected:
            raise Gap(f"{record.place} came where offset {expected} is next: those between are missing")
        if record.offset == expected:
            fresh.append(record)
            ahead[record.partition] = expected + 1
    return fresh


def opened(records: Iterable[Record]) -> list[Opened]:
    """The records, opened."""
    return [Opened(record, _event(record)) for record in records]


def parts(folds: Sequence[Fold], batch: Iterable[Opened]) -> list[list[Opened]]:
    """The batch cut where what came before must be committed first, so that a crash cannot reorder what states saw."""
    cut: list[list[Opened]] = [[]]
    for item in batch:
        alone = isinstance(item.event, Event) and folds[item.record.partition].barrier(item.event)
        if alone and cut[-1]:
            cut.append([])
        cut[-1].append(item)
        if alone:
            cut.append([])
    return [part for part in cut if part]


def fold_part(folds: Sequence[Fold], service: str, part: Iterable[Opened]) -> Gain:
    """Fold the records of a part, each in its partition's fold; what is refused becomes a reject.

    A state that several of them change is written once.
    """
    gain = Gain([], {}, {})
    states: dict[str, tuple[int, msgspec.Struct]] = {}
    for record, event in part:
        outcome = _take_in(folds[record.partition], service, record, event)
        gain.events.extend(outcome.events)
        states |= {key: (record.offset, state) for key, state in outcome.states.items()}
        gain.positions[record.topic, record.partition] = record.offset + 1
    gain.states.update({key: (offset, canonical(state)) for key, (offset, state) in states.items()})
    return gain


def rejected(service: str, record: Record, fault: ValueError) -> Rejected:
    """The reject for a record that is no event, or that a service refuses, with its reason."""
    reasons = {UnknownType: "unknown-type", Refused: "refused"}
    return Rejected(
        service=service,
        where=record.place,
        reason=reasons.get(type(fault), "malformed"),
        detail=str(fault),
        original=record.value[:KEPT],
        capture=None,
        refused_at=record.appended_at,
    )


def _event(record: Record) -> Event | EnvelopeError:
    try:
        return unseal(record.headers, record.value)
    except EnvelopeError as fault:
        return fault


def _take_in(fold: Fold, service: str, record: Record, event: Event | EnvelopeError) -> Outcome:
    if isinstance(event, EnvelopeError):
        return Outcome((rejected(service, record, event),))
    try:
        return fold.apply(record.offset, event)
    except Refused as fault:
        return Outcome((rejected(service, record, fault),))
