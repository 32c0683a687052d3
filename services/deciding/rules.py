"""The rules on the log: those in force, and how they are changed.

    configuration ──taken at a start──▶ ┐
    desk's pages, command line ────────▶ ┴ RulesSet on `decisions`, whole, with who and why

Two places may change them, each on several hosts. What a service takes from its configuration is only what changed
there since it last took it: what the desk decided meanwhile stays. A change names the decision whose rules it was made
from, and comes in force only where those still are: of two at once the log's order says which, to all who read it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from typing import Final, NamedTuple

from schemas.amending import amended, comes_in_force
from schemas.decisions import RulesSet
from schemas.envelope import Headers, ce_type, header, seal, unseal
from schemas.topics import DECISIONS
from schemas.watch import Rules
from services.eventlog.history import history
from services.eventlog.port import EventLog

_RULES_SET: Final = ce_type(RulesSet).encode()


class RulesMoved(Exception):
    """Others are in force than those that a change was made from."""

    def __init__(self, rules: Rules) -> None:
        super().__init__("the rules were changed meanwhile")
        self.rules = rules
        """Those in force."""


class InForce(NamedTuple):
    """The rules that hold, and by which decision."""

    decision: str
    """Its `ce_id`; empty before any."""
    rules: Rules
    file: Rules
    """What the configuration said as it was last taken."""


async def in_force(log: EventLog) -> InForce:
    """The rules in force; before any decision those that hold by themselves."""
    last = InForce("", Rules(), Rules())
    async for decision, event in _came_in_force(log):
        last = InForce(decision, event.rules, event.file or event.rules)
    return last


async def rules_in_force(log: EventLog) -> Rules:
    """The rules alone."""
    return (await in_force(log)).rules


async def amend(log: EventLog, before: Rules, after: Rules, *, by: str, now: dt.datetime, reason: str) -> None:
    """Change the rules, as the desk decides.

    Raises:
        RulesMoved: those in force are no longer those that the change was made from.
    """
    last = await in_force(log)
    if last.rules == before:
        file = None if last.file == after else last.file
        change = RulesSet(rules=after, file=file, made_from=last.decision, reason=reason, by=by, decided_at=now)
        if await _put(log, change):
            return
        last = await in_force(log)
    raise RulesMoved(last.rules)


async def take_rules(log: EventLog, said: Rules, by: str, now: dt.datetime) -> bool:
    """Put in force what the configuration says otherwise than when it was last taken; whether it is in force whole."""
    while True:
        last = await in_force(log)
        rules = amended(last.rules, last.file, said) if last.decision else said
        if last.decision and said == last.file:
            return rules == said
        file = None if rules == said else said
        if await _put(log, RulesSet(rules=rules, file=file, made_from=last.decision, by=by, decided_at=now)):
            return rules == said


async def set_rules(log: EventLog, rules: Rules, by: str, now: dt.datetime, reason: str) -> bool:
    """Put exactly these rules in force, as the configuration has them; whether that changed anything."""
    last = await in_force(log)
    if last.decision and last.rules == rules:
        return False
    return await _put(log, RulesSet(rules=rules, reason=reason, by=by, decided_at=now))


async def _put(log: EventLog, change: RulesSet) -> bool:
    """Append it; whether it came in force."""
    entry = seal(change)
    await log.append([entry])
    ours = _id(entry.headers)
    return ours in [decision async for decision, _ in _came_in_force(log)]


async def _came_in_force(log: EventLog) -> AsyncIterator[tuple[str, RulesSet]]:
    """The decisions that did, by their `ce_id`s."""
    last = ""
    async for record in history(log, [DECISIONS]):
        if header(record.headers, "ce_type") != _RULES_SET:
            continue
        event = unseal(record.headers, record.value)
        if isinstance(event, RulesSet) and comes_in_force(event.made_from, last):
            last = _id(record.headers)
            yield last, event


def _id(headers: Headers) -> str:
    return (header(headers, "ce_id") or b"").decode()
