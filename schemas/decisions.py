"""What people decided."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from schemas.event import Event
from schemas.topics import DECISIONS, Topic
from schemas.watch import Rules


class RulesSet(Event, frozen=True, kw_only=True):
    """The desk put these rules and this watchlist in force, whole."""

    type: ClassVar[str] = "decision.rules-set"
    topic: ClassVar[Topic] = DECISIONS

    rules: Rules
    by: str
    decided_at: dt.datetime

    @property
    def key(self) -> str:
        return "rules"

    @property
    def occurred_at(self) -> dt.datetime:
        return self.decided_at
