"""`python -m bench.lives`: what a track costs as it grows old, how large tracks are, and what a hot one does to others.

lives/cost     seconds of one core that a statement costs when its track has taken in 10³, 10⁴, 10⁵ and 10⁶ before
lives/bytes    of the states of a drawn corpus, in which few tracks have most of the reports
lives/delay    of reports in other tracks while one track gets half of all, against the same reports without it

All with the tracking fold alone, in processor time, so that what else the machine does counts little. Included is
writing each state; excluded are unsealing records and the log. The delay is that of a queue served in order at a steady
rate of arrival, computed from each report's cost.
"""

from __future__ import annotations

import datetime as dt
import gc
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import count, islice
from random import Random
from typing import Final

from bench.examples import PLACES, reports
from bench.ratios import Spread, spread
from schemas.envelope import canonical
from schemas.event import ArticleId, Event, TrackId
from schemas.statements import AsOf, DayCame, Factuality, Part, Reported, Scope, Statement, Subject
from schemas.topics import PARTITIONS, partition_of
from schemas.values import Measure, Quantity, Span
from services.detect.service import TRACKING
from services.detect.tracking.state import Track
from services.detect.tracking.track import MAX_STATE_BYTES

AGES: Final = (1_000, 10_000, 100_000, 1_000_000)
"""Statements that a track has taken in when it is measured."""
_SLICES: Final = 5
_SLICE: Final = 1_000
"""Statements, so many times."""
_A_DAY: Final = 24
"""Reports: an hour between two."""
_ACTIONS: Final = {"killed": 40, "wounded": 90, "captured": 7, "missing": 20}
"""With the least that is told of each; what outlets tell differs by a few."""
_FRONT: Final = PLACES[:9]
"""Half of all reports are of the first place."""
_OUTLETS: Final = 40
_SEED: Final = 20_250_303
_DRAWN: Final = 5_000
_QUIET: Final = 1_000
_INTERVAL: Final = 0.01
"""Seconds between two arrivals: far more than a desk sees."""


def life(seed: int) -> Iterator[Event]:
    """The reports of the losses in a war that never ends, one an hour; and the days as they come."""
    track = TrackId("actor/norland/soldier")
    random = Random(seed)  # noqa: S311 - an example, no secret
    for number in count():
        at = dt.datetime.combine(dt.date(2000, 1, 1), dt.time(), dt.UTC) + dt.timedelta(days=1) * number / _A_DAY
        if number % _A_DAY == 0:
            yield DayCame(partition=partition_of(track.encode()), day=at.date())
        outlet = f"Outlet {random.randint(1, _OUTLETS)}"
        place = random.choice(_FRONT[1:]) if number % 2 else _FRONT[0]
        yield Reported(
            track=track,
            article=ArticleId(f"{number:024}"),
            revision=1,
            outlet=outlet,
            url=f"https://feeds.example.org/{number}.html",
            title=f"Losses in {place}",
            published_at=at,
            statements=tuple(
                _toll(Subject("soldier", "Norland", action, place), least + random.randint(0, 3), outlet, at.date())
                for action, least in _ACTIONS.items()
            ),
            build="bench",
        )


def _toll(subject: Subject, best: int, outlet: str, day: dt.date) -> Statement:
    return Statement(
        part=Part.BODY,
        start=0,
        end=80,
        quote=f"{best} of Norland's soldiers were {subject.action} in {subject.place}, its army said on {day:%A}",
        figure=Quantity(Decimal(best), Decimal(best), Decimal(best), measure=Measure.CUMULATIVE),
        subject=subject,
        scope=Scope.WHOLE,
        as_of=AsOf(Span(day, day), day, "published"),
        chain=(outlet, "Norland's army"),
        first_hand=False,
        factuality=Factuality.ASSERTED,
    )


def costs(events: Iterable[Event]) -> Iterator[float]:
    """The seconds of one core that each record takes, its states written."""
    folds = [TRACKING.make() for _ in range(PARTITIONS)]
    for offset, event in enumerate(events):
        began = time.process_time()
        outcome = folds[partition_of(event.key.encode())].apply(offset, event)
        for state in outcome.states.values():
            canonical(state)
        yield time.process_time() - began


def ageing(ages: Sequence[int], measured: int = _SLICE) -> Iterator[tuple[int, Spread]]:
    """Of one track: microseconds that a statement costs at each age, by several slices of so many statements."""
    each = len(_ACTIONS)
    spent = costs(life(_SEED))
    taken = 0
    for age in ages:
        deque(islice(spent, max(0, age - taken) // each), maxlen=0)
        gc.collect()
        slices = [sum(islice(spent, measured // each)) / measured * 1_000_000 for _ in range(_SLICES)]
        taken = age + measured * _SLICES
        yield age, spread(slices)


def sizes(events: Iterable[Event]) -> list[int]:
    """Bytes of each track's last state, the smallest first."""
    folds = [TRACKING.make() for _ in range(PARTITIONS)]
    last: dict[str, Track] = {}
    for offset, event in enumerate(events):
        states = folds[partition_of(event.key.encode())].apply(offset, event).states
        last |= {key: state for key, state in states.items() if isinstance(state, Track)}
    return sorted(len(canonical(state)) for state in last.values())


def delays(costs: Iterable[float], interval: float) -> list[float]:
    """How long after its arrival each of a queue is done, one arriving at each interval, served in order."""
    done, found = 0.0, []
    for number, cost in enumerate(costs):
        arrived = number * interval
        done = max(done, arrived) + cost
        found.append(done - arrived)
    return found


def share(values: Sequence[float], part: float) -> float:
    """The value below which that part of the sorted values lies."""
    return values[min(len(values) - 1, int(part * len(values)))]


def _neighbours(hot: bool) -> list[float]:
    """Sorted delays of the quiet tracks' reports, with a hot track's between them or nothing in their place."""
    quiet = reports(_QUIET, _SEED, PLACES[1:])
    loud = reports(_QUIET, _SEED + 1, PLACES[:1])
    mixed = [event for pair in zip(loud, quiet, strict=True) for event in pair]
    spent = list(costs(mixed if hot else quiet))
    return sorted(delays(spent, _INTERVAL)[1::2] if hot else delays(spent, 2 * _INTERVAL))


def _drawn() -> list[Reported]:
    """Reports of a corpus: the first place has half as many again as the second has, and so on down a long tail."""
    places = [place for rank, place in enumerate(PLACES, 1) for _ in range(len(PLACES) // rank)]
    return reports(_DRAWN, _SEED, places)


async def run() -> None:
    """Measure and print."""
    known: dict[int, Spread] = {}
    for age, spent in ageing(AGES):
        known[age] = spent
        ratio = spent.middle / known.get(10_000, spent).middle
        after = f", {ratio:.2f} of that at 10,000" if age > 10_000 else ""
        print(f"lives/cost       {age:>9,} statements before: {spent} µs a statement{after}", flush=True)
    drawn = _drawn()
    found = sizes(drawn)
    print(
        f"lives/bytes      {len(drawn):,} reports in {len(found)} tracks: median {share(found, 0.5):,}, "
        f"95th {share(found, 0.95):,}, largest {found[-1]:,}; bound {MAX_STATE_BYTES:,}"
    )
    without, beside = _neighbours(hot=False), _neighbours(hot=True)
    for part, name in ((0.5, "median"), (0.95, "95th"), (1.0, "largest")):
        print(
            f"lives/delay      {name}: {share(beside, part) * 1000:.2f} ms beside a track with half of all "
            f"{1 / _INTERVAL:.0f} reports a second, {share(without, part) * 1000:.2f} ms without it"
        )


if __name__ == "__main__":
    import asyncio

    asyncio.run(run())
