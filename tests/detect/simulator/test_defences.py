"""The host without defences: for each that is taken away, a story is found that goes wrong, and does not with it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import count

import msgspec
import pytest
from hypothesis import Phase, find, settings
from hypothesis import strategies as st

from schemas.envelope import Entry
from schemas.event import Event
from schemas.statements import Reported
from services.detect.fold import Outcome
from services.detect.tracking.fold import TrackingFold
from services.eventlog.port import Positions
from tests.detect.simulator.log import DyingLog, Plan, Write
from tests.detect.simulator.runs import TEST_TRACKING, events, tracked
from tests.detect.simulator.stories import BUILD, Story, days_within_a_poll, one_death, plans, stories
from tests.detect.told import figures_told, flags_told

Case = tuple[Story, Plan]
ANY = st.tuples(stories(), plans())
DAYS_WITHIN_A_POLL = st.tuples(days_within_a_poll(), one_death())


class ByArrival(TrackingFold):
    """Takes the revision that comes last for the newest."""

    def apply(self, offset: int, event: Event) -> Outcome:
        if isinstance(event, Reported):
            event = msgspec.structs.replace(event, revision=offset)
        return super().apply(offset, event)


class EachOnce(TrackingFold):
    """Takes what comes first of an article for all that it says."""

    def apply(self, offset: int, event: Event) -> Outcome:
        if isinstance(event, Reported):
            event = msgspec.structs.replace(event, revision=1)
        return super().apply(offset, event)


class Forgetful(TrackingFold):
    """Takes a record that comes again for a new one."""

    def __init__(self, build: str) -> None:
        super().__init__(build)
        self._later = count(1_000)

    def apply(self, offset: int, event: Event) -> Outcome:
        return super().apply(next(self._later), event)


class Unbarred(TrackingFold):
    """Lets a control record be committed together with what came before."""

    def barrier(self, event: Event) -> bool:
        return False


class PositionsFirst(DyingLog):
    """Moves on before what it did is kept."""

    def writes(self, entries: Sequence[Entry], states: Mapping[str, bytes], positions: Positions) -> list[Write]:
        steps = super().writes(entries, states, positions)
        return [*steps[len(entries) + len(states) :], *steps[: len(entries) + len(states)]]


class StatesFirst(DyingLog):
    """Keeps states before what they have told is out."""

    def writes(self, entries: Sequence[Entry], states: Mapping[str, bytes], positions: Positions) -> list[Write]:
        steps = super().writes(entries, states, positions)
        return [*steps[len(entries) :], *steps[: len(entries)]]


def in_short(made: Sequence[Event]) -> tuple[object, object]:
    """Without the numbers of revisions, which some folds here make up, and without names."""
    figures = Counter((item.track, item.low, item.high, item.statements) for item in figures_told(made).values())
    return figures, Counter((item.track, item.rule, item.parties) for item in flags_told(made).values())


def ends_alike(case: Case, fold: Callable[[str], TrackingFold]) -> bool:
    """Whether what came in another order ends in the same figures and open flags, in short."""
    story, plan = case

    async def run() -> bool:
        shaken, clean = DyingLog(plan), DyingLog()
        stage = TEST_TRACKING._replace(make=lambda: fold(BUILD))
        await tracked(shaken, story.unjudged, stage)
        await tracked(clean, story.unjudged.tidy, stage)
        return in_short(events(shaken)) == in_short(events(clean))

    return asyncio.run(run())


def tells_the_same(
    case: Case, fold: Callable[[str], TrackingFold] = TrackingFold, log: Callable[[Plan], DyingLog] = DyingLog
) -> bool:
    """Whether the same records give the same bytes."""
    story, plan = case

    async def run() -> bool:
        stage = TEST_TRACKING._replace(make=lambda: fold(BUILD))
        return await tracked(log(plan), story, stage) == await tracked(DyingLog(), story, stage)

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("holds", "cases"),
    [
        pytest.param(lambda case: ends_alike(case, ByArrival), ANY, id="revisions by number"),
        pytest.param(lambda case: ends_alike(case, EachOnce), ANY, id="revisions at all"),
        pytest.param(lambda case: tells_the_same(case, Forgetful), ANY, id="records known by offset"),
        pytest.param(
            lambda case: tells_the_same(case, Unbarred), DAYS_WITHIN_A_POLL, id="a commit before a control record"
        ),
        pytest.param(
            lambda case: tells_the_same(case, log=PositionsFirst), ANY, id="outputs and states before positions"
        ),
        pytest.param(lambda case: tells_the_same(case, log=StatesFirst), ANY, id="outputs before states"),
    ],
)
def test_a_story_goes_wrong_without_it_and_not_with_it(
    holds: Callable[[Case], bool], cases: st.SearchStrategy[Case]
) -> None:
    enough = settings(max_examples=3_000, derandomize=True, database=None, phases=[Phase.generate])
    found = find(cases, lambda case: not holds(case), settings=enough)
    assert tells_the_same(found)
    assert ends_alike(found, TrackingFold)
