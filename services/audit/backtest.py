"""What other rules would have made of the log: every recorded report and tick folded anew under them.

Nothing is appended and nobody is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from schemas.envelope import EnvelopeError, unseal
from schemas.event import ClaimId, FlagId
from schemas.figures import FiguresRolled
from schemas.flags import Flag, FlagEvent
from schemas.statements import Reported, RulesTaken
from schemas.topics import PARTITIONS, STATEMENTS
from schemas.watch import Rule, Rules
from services.detect.fold import Refused
from services.detect.reading.tracks import build
from services.detect.tracking.fold import TrackingFold
from services.detect.tracking.keys import claim_id, key_of
from services.eventlog.history import history
from services.eventlog.port import EventLog

_BEFORE_ALL = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Backtest(NamedTuple):
    """What would stand on record: figures and flags by their last version, and the reports by what they state."""

    figures: dict[ClaimId, FiguresRolled]
    flags: dict[FlagId, Flag]
    reports: dict[ClaimId, list[Reported]]
    """By the id that the claims of their statements share, in the recorded order."""


class Changes(NamedTuple):
    """How the flags under other rules differ."""

    come: tuple[Flag, ...]
    gone: tuple[Flag, ...]
    graded: tuple[Flag, ...]
    """Graded otherwise; as they would be."""
    kept: int


def changes(before: Backtest, after: Backtest, back: dt.timedelta) -> Changes:
    """Which of the flags found in the last so many days, counted from the newest found, would be others.

    A flag is the same if its rule speaks of the same statements, whatever the claim is called.
    """
    newest = max((flag.found_at for found in (before, after) for flag in found.flags.values()), default=_BEFORE_ALL)
    old, new = (_since(found, newest - back) for found in (before, after))
    both = old.keys() & new.keys()
    graded = tuple(new[finding] for finding in both if new[finding].grade is not old[finding].grade)
    come, gone = (tuple(some[finding] for finding in some.keys() - both) for some in (new, old))
    return Changes(come, gone, graded, len(both) - len(graded))


def _since(found: Backtest, moment: dt.datetime) -> dict[tuple[Rule, frozenset[tuple[str, int]]], Flag]:
    """The flags by their rule and the statements that they rest on."""
    return {
        (flag.rule, frozenset((item.article, item.start) for item in flag.evidence)): flag
        for flag in found.flags.values()
        if flag.found_at >= moment
    }


async def backtest(
    log: EventLog, rules: Rules, since: dt.datetime = _BEFORE_ALL, progress: Callable[[], None] = lambda: None
) -> Backtest:
    """Fold the recorded statements as if these rules had been in force from the first.

    Args:
        log: where they are recorded.
        rules: those tried.
        since: what was appended before is left out.
        progress: told of each record.
    """
    found = Backtest({}, {}, {})
    folds = [TrackingFold(build()) for _ in range(PARTITIONS)]
    for partition, fold in enumerate(folds):
        fold.apply(0, RulesTaken(partition=partition, rules=rules, decided_at=_BEFORE_ALL))
    async for record in history(log, [STATEMENTS], since=since):
        progress()
        try:
            event = unseal(record.headers, record.value)
            if isinstance(event, RulesTaken):
                continue
            events = folds[record.partition].apply(record.offset + 1, event).events
        except (EnvelopeError, Refused):
            continue  # live, this went to `rejects`: it changed no figure
        if isinstance(event, Reported):
            for shared in {claim_id(event.track, key_of(item, rules)) for item in event.statements}:
                found.reports.setdefault(shared, []).append(event)
        for made in events:
            if isinstance(made, FiguresRolled):
                found.figures[made.claim] = made
            elif isinstance(made, FlagEvent):
                found.flags[made.flag.flag] = made.flag
    return found
