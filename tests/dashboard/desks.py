"""A desk to look at: on the first of February 2025, with what its host lends it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from sqlalchemy.ext.asyncio import AsyncEngine

from services.audit.backtest import backtest, changes
from services.dashboard.desk import Desk, News
from services.dashboard.trials import Outcome, Proposal, Trials
from services.eventlog.port import EventLog
from services.wiring.desk import holds
from tests.detect.examples import moment

TODAY = moment("2025-02-01")


def a_desk(engine: AsyncEngine, log: EventLog) -> Desk:
    """The desk of this log; a change of its rules is tried at once."""

    async def attempt(proposal: Proposal, _progress: Callable[[int, int], None]) -> Outcome:
        before, after = await backtest(log, proposal.before), await backtest(log, proposal.after)
        return Outcome(*changes(before, after, dt.timedelta(days=proposal.days)))

    return Desk(engine, log, News(), lambda: TODAY, holds, Trials(attempt), is_told=False)
