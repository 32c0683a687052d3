"""Articles read, told to partitions and tracked by three hosts that die at any step, on one log.

Ticks and rules come between other records in each run, so final figures and open flags are compared with those of a
clean run; and what was recorded is compared, byte by byte, with a replay of both legs.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Sequence

from hypothesis import assume, given
from hypothesis import strategies as st

from schemas.articles import Revision
from schemas.decisions import RulesSet, VerdictGiven
from schemas.envelope import seal_all
from schemas.event import Event
from schemas.verdicts import Verdict
from schemas.watch import Rules
from services.audit.replay import replay
from services.detect.control import Clock
from services.detect.service import READING, TRACKING, Host, Leader
from tests.detect.examples import moment, published, revised
from tests.detect.simulator.log import Died, DyingLog, Plan
from tests.detect.simulator.runs import AT_ONCE, events
from tests.detect.simulator.stories import OUTLETS, RULES, judged_so, plans
from tests.detect.told import ended_so, figures_told, flags_told, names_told, without_labels

NOW = moment("2025-02-01")
PLACES = ("Oxley", "Marlow")
SENTENCES = (
    "{count} people were killed in a flood in {place}, {source} said.",
    "Some {count}0,000 North Korean soldiers are deployed in Kursk, {source} said.",
    "North Korean troops have not been seen in Kursk for about two weeks, {source} said.",
)

Worker = Host | Leader
Open = Callable[[DyingLog], Awaitable[Worker]]


async def leader(log: DyingLog) -> Leader:
    return await Leader.take_up(log, Clock.ARTICLES, lambda: NOW)


async def reader(log: DyingLog) -> Host:
    return await Host.take_up(log, READING)


async def tracker(log: DyingLog) -> Host:
    return await Host.take_up(log, TRACKING)


WORKERS: tuple[Open, ...] = (leader, reader, tracker)


@st.composite
def articles(draw: st.DrawFn, name: str) -> list[Revision]:
    def body() -> str:
        told = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=2, unique=True))
        return " ".join(
            sentence.format(
                count=draw(st.sampled_from((3, 4))),
                place=draw(st.sampled_from(PLACES)),
                source=draw(st.sampled_from(("police", "US officials"))),
            )
            for sentence in told
        )

    day = draw(st.sampled_from(("2025-01-22", "2025-01-30")))
    bodies = [body() for _ in range(draw(st.integers(1, 2)))]
    first = published(name, bodies[0], day, draw(st.sampled_from(OUTLETS)))
    later = draw(st.lists(st.sampled_from(bodies), max_size=2))
    return [first, *(revised(first, text, number) for number, text in enumerate(later, 2))]


@st.composite
def stories(draw: st.DrawFn) -> list[Event]:
    """Articles, each revision after the one before, and rules decided between them."""
    queues: list[list[Event]] = [[*draw(articles(f"a{number}"))] for number in range(draw(st.integers(1, 4)))]
    rules: list[Rules] = draw(st.lists(st.sampled_from(RULES), max_size=2))
    queues.append([RulesSet(rules=item, by="desk", decided_at=NOW) for item in rules])
    order = draw(st.permutations([number for number, queue in enumerate(queues) for _ in queue]))
    taken = [iter(queue) for queue in queues]
    return [next(taken[number]) for number in order]


async def work(log: DyingLog, turns: Sequence[int] = ()) -> None:
    """Let the workers advance in these turns, then until none has anything to do."""
    workers: dict[Open, Worker] = {}

    async def advance(which: Open) -> bool:
        try:
            worker = workers[which] = workers.get(which) or await which(log)
            return bool(await worker.advance(AT_ONCE))
        except Died:
            del workers[which]
            return True

    for turn in turns:
        await advance(WORKERS[turn])
    while any([await advance(which) for which in WORKERS]):
        pass


async def verdict(log: DyingLog, given: Verdict) -> list[Event]:
    """A verdict on the first flag that is open, if any is."""
    flags = sorted(flags_told(events(log)).values(), key=lambda flag: flag.flag)
    return [
        VerdictGiven(
            judgement=judged_so(flag, given),
            claim=flag.claim,
            track=flag.track,
            reason="asked",
            by="desk",
            decided_at=dt.datetime(2025, 1, 31, tzinfo=dt.UTC),
        )
        for flag in flags[:1]
    ]


@given(stories(), st.sampled_from(Verdict), plans(), st.lists(st.integers(0, 2), max_size=30))
def test_the_whole_way_ends_as_if_nothing_had_gone_wrong(
    story: list[Event], given_verdict: Verdict, plan: Plan, turns: list[int]
) -> None:
    async def run() -> None:
        shaken, clean = DyingLog(plan), DyingLog()
        await clean.append(seal_all(story))
        await work(clean)
        unjudged, named = ended_so(events(clean)), names_told(events(clean))
        decided = seal_all(await verdict(clean, given_verdict))
        await clean.append(decided)
        await work(clean)

        await shaken.append(seal_all(story))
        await work(shaken, turns)
        assert ended_so(events(shaken)) == unjudged
        assume(names_told(events(shaken)) == named)  # else the verdict is on a flag of another name
        await shaken.append(decided)
        await work(shaken)
        assert figures_told(events(shaken)) == figures_told(events(clean))
        assert without_labels(flags_told(events(shaken))) == without_labels(flags_told(events(clean)))
        for leg in await replay(shaken, lambda *_: None):
            assert leg.difference is None
            assert leg.replayed == leg.recorded

    asyncio.run(run())
