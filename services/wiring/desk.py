"""Joins the dashboard to the log, and to what other services lend it: alerting its matchers, audit its backtest."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from secrets import token_urlsafe
from typing import Final

from schemas.flags import Flag
from services.alert.routing import labels
from services.alert.routing.matchers import failing
from services.audit.trial import Failed, Opened, Question, try_rules
from services.dashboard import service as dashboard
from services.dashboard.access.accounts import Accounts, session_key
from services.dashboard.desk import Desk, News
from services.dashboard.projection.database import open_database
from services.dashboard.projection.rebuild import Progress, rebuild
from services.dashboard.settings import Settings as Dashboard
from services.dashboard.trials import Outcome, Proposal, TrialFailed, Trials
from services.database import database_url
from services.detect.control import Clock
from services.eventlog.port import EventLog
from services.wiring.collector import spare_collector
from services.wiring.logs import sole_process, wall

_TRIAL: Final = dt.timedelta(minutes=3)
"""How long a change of rules may be tried."""


async def run_dashboard(log: EventLog, opened: Opened, settings: Dashboard, clock: Clock, stop: asyncio.Event) -> None:
    """Project the log and serve the desk's pages until told to stop; `opened` opens the log in another process."""
    with _alone_on(settings.database):
        engine = await open_database(settings.database)
        try:
            desk = Desk(engine, log, News(), wall, holds, Trials(partial(_try_rules, opened)), clock is Clock.ARTICLES)
            people = Path(settings.access.accounts or "none")
            # Without a file of accounts there is no place for the key: sessions end with the process.
            key = session_key(people.with_suffix(".key")) if settings.access.accounts else token_urlsafe(48)
            spare_collector()
            await dashboard.run(desk, Accounts(people), settings, key, stop)
        finally:
            await engine.dispose()


async def _try_rules(opened: Opened, proposal: Proposal, progress: Progress) -> Outcome:
    try:
        return Outcome(*await try_rules(opened, Question(*proposal), _TRIAL, progress))
    except Failed as fault:
        raise TrialFailed(str(fault)) from fault


async def rebuild_dashboard(log: EventLog, database: str, progress: Progress) -> int:
    """Make the projection anew; how many records it was made from."""
    with _alone_on(database):
        return await rebuild(log, database, progress)


def holds(matchers: Sequence[str], flag: Flag) -> bool:
    """Whether all of some matchers hold of a flag; those that cannot be read hold of none, as alerting takes them."""
    of = labels(flag)
    try:
        return not failing(matchers, of)
    except ValueError:
        return False


def _alone_on(database: str) -> AbstractContextManager[None]:
    """One process at a time on a file; a server sees to that itself."""
    place = database_url(database)
    return sole_process(Path(str(place.database))) if place.get_backend_name() == "sqlite" else nullcontext()
