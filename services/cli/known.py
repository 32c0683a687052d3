"""Flags and silences as the log has them, and the one that a command is asked about, by the beginning of its id.

What alerting refuses is not among them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import click

from schemas.decisions import SilenceSet
from schemas.event import Digest, FlagId
from schemas.flags import Flag, FlagEvent
from schemas.topics import DECISIONS, FLAGS
from services.alert.posting.records import open_decision, open_record
from services.eventlog.history import history
from services.eventlog.port import EventLog

T = TypeVar("T")


async def flags_on(log: EventLog) -> dict[FlagId, Flag]:
    """Every flag by its last version."""
    found: dict[FlagId, Flag] = {}
    async for record in history(log, [FLAGS]):
        if isinstance(event := open_record(record, FlagEvent), FlagEvent):
            flag = event.flag
            found[flag.flag] = max(flag, found.get(flag.flag, flag), key=lambda one: one.version)
    return found


async def silences_on(log: EventLog) -> dict[Digest, SilenceSet]:
    """Every silence as it was set last."""
    found: dict[Digest, SilenceSet] = {}
    async for record in history(log, [DECISIONS]):
        if isinstance(event := open_decision(record), SilenceSet):
            found[event.silence] = event
    return found


def the_one(known: Mapping[FlagId, T] | Mapping[Digest, T], asked: str, what: str) -> T:
    """The one whose id begins as asked; `what` they are is told.

    Raises:
        click.UsageError: there is none, or more than one.
    """
    found = [each for id_, each in known.items() if id_.startswith(asked)]
    if len(found) != 1:
        told = f"{len(found)} {what}s begin so; give more of its id" if found else f"no {what} on the log begins so"
        raise click.UsageError(f"{asked}: {told}")
    return found[0]
