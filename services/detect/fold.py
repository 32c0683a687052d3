"""What a host drives: a fold takes records of one partition in order and answers with events and states.

    record ─unseal─▶ event ─fold.apply─▶ Outcome(events, states) ─host─▶ log

A host (`service`, `faust_app`) loads the states, applies each record, appends the events, keeps the states, commits.
Folds are deterministic: the same states and records give the same bytes anywhere. A record that comes again, because
a host died before it committed, is known by its offset and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

import msgspec

from schemas.event import Event


class Outcome(NamedTuple):
    """What a record brought: events to append, and by key the states that changed, kept in canonical form."""

    events: tuple[Event, ...] = ()
    states: Mapping[str, msgspec.Struct] = {}


class Refused(ValueError):
    """A record that a fold cannot take in, however often it comes: it belongs in `rejects`."""


class Fold(Protocol):
    """The state of one partition of one topic."""

    def load(self, states: Iterable[tuple[str, bytes]]) -> None:
        """Take over the states kept before, in canonical form, replacing all."""
        ...

    def apply(self, offset: int, event: Event) -> Outcome:
        """Take in the next record.

        Raises:
            Refused: the event is none that this fold takes.
        """
        ...

    def barrier(self, event: Event) -> bool:
        """Whether what came before must be committed before this, as it concerns many states at once."""
        ...
