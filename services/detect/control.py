"""Which control records are due: the rules and verdicts as decided, and a tick for every day that comes.

By the wall clock a day comes at midnight UTC; by the articles' clock, for demos, benchmarks and files, when the first
report of it is read. Each goes to every partition, so every track sees it at one place in its order; a verdict goes to
its track's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

import msgspec

from schemas.amending import comes_in_force
from schemas.decisions import RulesSet, VerdictGiven
from schemas.envelope import Headers, canonical, ce_type, header, unseal
from schemas.event import Event
from schemas.statements import DayCame, Reported, RulesTaken, VerdictTaken
from schemas.topics import PARTITIONS


class Clock(StrEnum):
    """Whose days count."""

    WALL = "wall"
    ARTICLES = "articles"


_REPORTED = ce_type(Reported).encode()
_RULES_SET = ce_type(RulesSet).encode()
_VERDICT_GIVEN = ce_type(VerdictGiven).encode()


class Control:
    """What was last told to all partitions."""

    def __init__(self, clock: Clock, day: dt.date | None, rules: str = "") -> None:
        self._clock = clock
        self._day = day
        self._rules = rules
        """The decision whose rules were told, by its `ce_id`."""

    @classmethod
    def load(cls, clock: Clock, states: Mapping[str, bytes]) -> Control:
        """Take over from the leader before."""
        kept = states.get("day")
        day = None if kept is None else msgspec.json.decode(kept, type=dt.date)
        return cls(clock, day, states.get("rules", b"").decode())

    def states(self) -> dict[str, bytes]:
        """What the next leader needs."""
        day = {} if self._day is None else {"day": canonical(self._day)}
        return day | ({"rules": self._rules.encode()} if self._rules else {})

    def tick(self, now: dt.datetime) -> list[Event]:
        """The ticks due by the wall clock."""
        return self._come(now.date()) if self._clock is Clock.WALL else []

    def take_in(self, headers: Headers, value: bytes, now: dt.datetime) -> list[Event]:
        """The control records that a record calls for. Reports are known by their headers, without being decoded.

        No day comes before it has come by the wall: one article dated far ahead must not lapse all flags.

        Raises:
            ValueError: the record is not what its type says.
        """
        kind = header(headers, "ce_type")
        if kind == _REPORTED and self._clock is Clock.ARTICLES:
            published = dt.date.fromisoformat((header(headers, "ce_time") or b"")[:10].decode())
            return self._come(min(published, now.date()))
        if kind == _RULES_SET:
            decision = unseal(headers, value)
            if isinstance(decision, RulesSet) and comes_in_force(decision.made_from, self._rules):
                self._rules = (header(headers, "ce_id") or b"").decode()
                return [
                    RulesTaken(partition=p, rules=decision.rules, decided_at=decision.decided_at)
                    for p in range(PARTITIONS)
                ]
        if kind == _VERDICT_GIVEN:
            decision = unseal(headers, value)
            if isinstance(decision, VerdictGiven):
                taken = VerdictTaken(track=decision.track, judgement=decision.judgement, decided_at=decision.decided_at)
                return [taken]
        return []

    def _come(self, day: dt.date) -> list[Event]:
        if self._day is not None and day <= self._day:
            return []
        self._day = day
        return [DayCame(partition=partition, day=day) for partition in range(PARTITIONS)]
