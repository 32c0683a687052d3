"""Whatever goes wrong while the tracking host works, it ends as if nothing had; whatever comes when, it ends alike.

The oracle is a clean run of the same host. Where the recorded statements are the same, so are the bytes of each output;
where only their arrival differs, the final figures and the open flags (section 9 of the design), up to their names.

`pytest tests/detect/simulator --hypothesis-profile=thorough` tries fifty times as many.
"""

from __future__ import annotations

import asyncio

from hypothesis import assume, given

from tests.detect.simulator.log import DyingLog, Plan
from tests.detect.simulator.runs import events, tracked
from tests.detect.simulator.stories import NARROW, RULES, Story, plans, stories
from tests.detect.told import ended_so, figures_told, flags_told, names_told, without_labels


@given(stories((*RULES, NARROW)), plans())
def test_the_same_records_give_the_same_bytes_whatever_dies(story: Story, plan: Plan) -> None:
    async def run() -> None:
        assert await tracked(DyingLog(plan), story) == await tracked(DyingLog(), story)

    asyncio.run(run())


@given(stories(), plans())
def test_the_same_articles_end_in_the_same_figures_and_open_flags_however_they_arrive(story: Story, plan: Plan) -> None:
    async def run() -> None:
        shaken, clean = DyingLog(plan), DyingLog()
        await tracked(shaken, story.unjudged)
        await tracked(clean, story.unjudged.tidy)
        assert ended_so(events(shaken)) == ended_so(events(clean))

    asyncio.run(run())


@given(stories())
def test_where_claims_were_first_known_alike_names_and_what_verdicts_close_are_the_same_too(story: Story) -> None:
    async def run() -> None:
        shaken, clean = DyingLog(), DyingLog()
        await tracked(shaken, story)
        await tracked(clean, story.tidy)
        assume(names_told(events(shaken)) == names_told(events(clean)))
        assert figures_told(events(shaken)) == figures_told(events(clean))
        assert without_labels(flags_told(events(shaken))) == without_labels(flags_told(events(clean)))

    asyncio.run(run())
