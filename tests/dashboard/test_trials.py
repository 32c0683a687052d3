"""Changes are tried one after another, each with its end: an outcome, or why there is none."""

from __future__ import annotations

import asyncio

from schemas.watch import Rules
from services.dashboard.trials import Outcome, TrialFailed, Trials
from tests.dashboard.desks import TODAY

BEFORE, AFTER = Rules(), Rules(window_days=30)
NOTHING = Outcome((), (), (), 0)


async def test_one_runs_at_a_time_and_tells_how_far_it_is():
    running, go_on = [], asyncio.Event()

    async def attempt(proposal, progress):
        running.append(proposal.after)
        progress(1, 4)
        await go_on.wait()
        return NOTHING

    trials = Trials(attempt)
    first, second = (trials.start(BEFORE, AFTER, TODAY) for _ in range(2))
    await asyncio.sleep(0.01)
    assert len(running) == 1
    assert (first.share, first.is_over, second.share) == (0.25, False, 0)
    go_on.set()
    await asyncio.sleep(0.01)
    assert (first.outcome, second.outcome) == (NOTHING, NOTHING)


async def test_one_that_fails_says_why_and_holds_up_none():
    async def attempt(proposal, progress):
        raise TrialFailed("it took longer than 180 seconds")

    trials = Trials(attempt)
    both = [trials.start(BEFORE, AFTER, TODAY) for _ in range(2)]
    await asyncio.sleep(0.01)
    assert [(each.is_over, each.failure) for each in both] == [(True, "it took longer than 180 seconds")] * 2


async def test_the_last_ones_are_known():
    async def attempt(proposal, progress):
        return NOTHING

    trials = Trials(attempt)
    begun = []
    for _ in range(60):
        begun.append(trials.start(BEFORE, AFTER, TODAY))
        await asyncio.sleep(0)
    await asyncio.sleep(0.01)
    assert trials.known(begun[-1].id) is begun[-1]
    assert trials.known(begun[0].id) is None


async def test_what_runs_ends_with_the_host():
    ended = asyncio.Event()

    async def attempt(proposal, progress):
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    trials = Trials(attempt)
    trials.start(BEFORE, AFTER, TODAY)
    await asyncio.sleep(0.01)
    await trials.end()
    assert ended.is_set()
