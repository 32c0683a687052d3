"""The rules on the log: those in force, and how they are changed.

    configuration ──taken at a start──▶ ┐
    desk's pages, command line ────────▶ ┴ RulesSet on `decisions`, whole, with who and why

Two places may change them. What a service takes from its configuration is only what changed there since it last took
it: what the desk decided meanwhile stays.
"""

from __future__ import annotations

import datetime as dt

from schemas.amending import amended
from schemas.decisions import RulesSet
from schemas.envelope import seal, unseal
from schemas.topics import DECISIONS
from schemas.watch import Rules
from services.eventlog.history import history
from services.eventlog.port import EventLog


class RulesMoved(Exception):
    """Others are in force than those that a change was made from."""

    def __init__(self, rules: Rules) -> None:
        super().__init__("the rules were changed meanwhile")
        self.rules = rules
        """Those in force."""


async def decided_last(log: EventLog) -> RulesSet | None:
    """The decision by which the rules in force are so; None before any."""
    last: RulesSet | None = None
    async for record in history(log, [DECISIONS]):
        event = unseal(record.headers, record.value)
        last = event if isinstance(event, RulesSet) else last
    return last


async def rules_in_force(log: EventLog) -> Rules:
    """The rules in force; before any decision those that hold by themselves."""
    last = await decided_last(log)
    return Rules() if last is None else last.rules


async def amendment(log: EventLog, before: Rules, after: Rules, *, by: str, now: dt.datetime, reason: str) -> RulesSet:
    """The decision by which the desk changes the rules; nothing is appended.

    Raises:
        RulesMoved: those in force are no longer those that the change was made from.
    """
    last = await decided_last(log)
    in_force, file = (Rules(), Rules()) if last is None else (last.rules, last.file or last.rules)
    if in_force != before:
        raise RulesMoved(in_force)
    return RulesSet(rules=after, file=None if file == after else file, reason=reason, by=by, decided_at=now)


async def take_rules(log: EventLog, said: Rules, by: str, now: dt.datetime) -> bool:
    """Put in force what the configuration says otherwise than when it was last taken; whether it is in force whole."""
    last = await decided_last(log)
    if last is None:
        await log.append([seal(RulesSet(rules=said, by=by, decided_at=now))])
        return True
    before = last.file or last.rules
    rules = amended(last.rules, before, said)
    if said != before:
        file = None if rules == said else said
        await log.append([seal(RulesSet(rules=rules, file=file, by=by, decided_at=now))])
    return rules == said


async def set_rules(log: EventLog, rules: Rules, by: str, now: dt.datetime, reason: str) -> bool:
    """Put exactly these rules in force, as the configuration has them; whether that changed anything."""
    last = await decided_last(log)
    if last is not None and last.rules == rules:
        return False
    await log.append([seal(RulesSet(rules=rules, reason=reason, by=by, decided_at=now))])
    return True
