"""What Hypothesis makes up: what articles report, how it arrives, what people decide meanwhile, and what goes wrong.

Articles have up to four revisions, each with one of two accounts, so that A → B → A is common; an account may speak of
several tracks, so that a revision moves statements from one to another. A revision may also be dated anew, though never
over the window's edge, behind which a fold forgets. Two of the tracks share a partition.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import strategies as st

from schemas.event import ArticleId, Event, TrackId
from schemas.flags import Flag
from schemas.judging import judgement
from schemas.statements import DayCame, Factuality, Reported, RulesTaken, Scope, Statement, Subject, VerdictTaken
from schemas.topics import partition_of
from schemas.values import Measure, Modality, Presence
from schemas.verdicts import Judgement, Verdict
from schemas.watch import Rules, Thresholds, WatchedClaim
from services.detect.tracking.fold import TrackingFold
from tests.detect.examples import DEPLOYED, SEEN, TRACK, day_span, moment, quantity, report, statement
from tests.detect.simulator.log import Plan, Poll
from tests.detect.told import flags_told

BUILD = "test"
OXLEY, MARLOW = TrackId("event/flood/oxley"), TrackId("event/flood/marlow")
"""The first lies in the partition of `TRACK`, the second in another."""
PLACES = {OXLEY: "Oxley", MARLOW: "Marlow"}
WHERE = sorted({partition_of(track.encode()) for track in (TRACK, OXLEY, MARLOW)})
OUTLETS = ("Example Times", "Sample Post", "Third Herald")
SOURCES = ("US officials", "army", None)
DAYS = ("2024-10-20", "2025-01-02", "2025-01-09", "2025-01-10", "2025-01-30")
"""The first has left the window when the last tick comes."""
TICKS = (dt.date(2025, 1, 12), dt.date(2025, 1, 25), dt.date(2025, 2, 1))
RULES = (
    Rules(),
    Rules(thresholds=Thresholds(settle_hours=0), ours=OUTLETS[:1]),
    Rules(watchlist=(WatchedClaim(name="Deployed", counted="soldier", actor="North Korea", action="deployed"),)),
)
NARROW = Rules(window_days=5)
"""What leaves this window does not come back under a wider one: it is in no story of which the order is changed."""

Account = list[tuple[TrackId, Statement]]


class Story(NamedTuple):
    """What is said and decided: the reports as they arrive, with the control records between them."""

    arrived: Sequence[Event]

    @property
    def tidy(self) -> list[Event]:
        """Every report once, in order of publication; then what was decided and which days came, as they came."""
        told = {(item.track, item.article, item.revision): item for item in self.arrived if isinstance(item, Reported)}
        ordered = sorted(told.values(), key=lambda item: (item.published_at, item.article, item.revision))
        return [*ordered, *(event for event in self.arrived if not isinstance(event, Reported))]

    @property
    def unjudged(self) -> Story:
        """Without verdicts: these are on flags by name, and the order of arrival may name them otherwise."""
        return Story([event for event in self.arrived if not isinstance(event, VerdictTaken)])


@st.composite
def statements(draw: st.DrawFn, day: str, outlet: str) -> tuple[TrackId, Statement]:
    track = draw(st.sampled_from((TRACK, OXLEY, MARLOW)))
    kind = draw(st.sampled_from(("count", "count", "sighting"))) if track == TRACK else "toll"
    if kind == "sighting":
        figure, subject = Presence(draw(st.booleans()), day_span(draw(st.sampled_from(DAYS)))), SEEN
    elif kind == "count":
        modality = draw(st.sampled_from((Modality.EXACT, Modality.ABOUT, Modality.AT_LEAST)))
        figure, subject = quantity(draw(st.sampled_from((2, 10_000, 11_500, 20_000))), modality), DEPLOYED
    else:
        figure = quantity(draw(st.sampled_from((3, 4, 12))), measure=Measure.CUMULATIVE)
        subject = Subject("people", None, "killed", PLACES[track], "flood")
    item = statement(
        figure,
        subject,
        day=day,
        source=draw(st.sampled_from(SOURCES)),
        outlet=outlet,
        scope=draw(st.sampled_from((Scope.WHOLE, Scope.WHOLE, Scope.SECTOR))),
        factuality=draw(st.sampled_from((Factuality.ASSERTED, Factuality.ASSERTED, Factuality.DENIED))),
    )
    return track, item


@st.composite
def articles(draw: st.DrawFn, name: str) -> list[Reported]:
    """All reports of one article's revisions: each to the tracks it speaks of, and those that the last spoke of."""
    outlet, day, hour = draw(st.sampled_from(OUTLETS)), draw(st.sampled_from(DAYS)), draw(st.integers(0, 23))
    dated = st.just(day) if day == DAYS[0] else st.sampled_from((day, *DAYS[1:]))
    accounts: list[Account] = draw(st.lists(st.lists(statements(day, outlet), max_size=3), min_size=1, max_size=2))
    told: list[Reported] = []
    before: set[TrackId] = set()
    for revision, account in enumerate(draw(st.lists(st.sampled_from(accounts), min_size=1, max_size=4)), 1):
        corrects, published = draw(st.booleans()), draw(dated)
        now = {track for track, _ in account}
        told += [
            report(
                name,
                *(item for where, item in account if where == track),
                day=published,
                hour=hour,
                outlet=outlet,
                revision=revision,
                track=track,
                corrects=corrects,
            )
            for track in sorted(now | before)
        ]
        before = now
    return told


@st.composite
def stories(draw: st.DrawFn, rules: Sequence[Rules] = RULES) -> Story:
    names = [f"a{number}" for number in range(draw(st.integers(1, 5)))]
    told = [item for name in names for item in draw(articles(name))]
    if not told:
        return Story(())
    repeated = draw(st.lists(st.sampled_from(told), max_size=4))
    control = [*draw(verdicts(told)), *draw(ticks()), *draw(settings(rules))]
    return Story(draw(st.permutations([*told, *repeated, *control])))


@st.composite
def verdicts(draw: st.DrawFn, told: Sequence[Reported]) -> list[VerdictTaken]:
    """Verdicts on flags that these reports raise."""
    fold = TrackingFold(BUILD)
    made = [event for offset, item in enumerate(told) for event in fold.apply(offset, item).events]
    flags = sorted(flags_told(made).values(), key=lambda flag: flag.flag)
    if not flags:
        return []
    judged = draw(st.lists(st.tuples(st.sampled_from(flags), st.sampled_from(Verdict)), max_size=3))
    return [
        VerdictTaken(track=flag.track, judgement=judged_so(flag, verdict), decided_at=moment("2025-01-31"))
        for flag, verdict in judged
    ]


def judged_so(flag: Flag, verdict: Verdict) -> Judgement:
    misread: list[ArticleId] = [flag.evidence[0].article] if verdict is Verdict.MISREAD else []
    return judgement(flag, verdict, misread)


@st.composite
def ticks(draw: st.DrawFn) -> list[DayCame]:
    days = draw(st.lists(st.sampled_from(TICKS), max_size=3))
    return [DayCame(partition=partition, day=day) for day in days for partition in WHERE]


@st.composite
def settings(draw: st.DrawFn, rules: Sequence[Rules]) -> list[RulesTaken]:
    taken = draw(st.lists(st.sampled_from(rules), max_size=2))
    return [
        RulesTaken(partition=partition, rules=item, decided_at=moment("2025-01-31"))
        for item in taken
        for partition in WHERE
    ]


@st.composite
def days_within_a_poll(draw: st.DrawFn) -> Story:
    """A report between two days that come, all in one partition: a poll brings them together."""
    day, outlet = draw(st.sampled_from(DAYS)), draw(st.sampled_from(OUTLETS))
    track, item = draw(statements(day, outlet))
    before, after = (DayCame(partition=partition_of(track.encode()), day=come) for come in (TICKS[0], TICKS[-1]))
    return Story([before, report("a0", item, day=day, outlet=outlet, track=track), after])


def one_death() -> st.SearchStrategy[Plan]:
    """A death in the first commit, nothing else."""
    return st.integers(0, 12).map(lambda step: Plan(deaths=(step,)))


def plans() -> st.SearchStrategy[Plan]:
    """What goes wrong: small batches, deaths at any step, states from before."""
    return st.builds(
        Plan,
        polls=st.lists(st.builds(Poll, st.integers(0, 11), st.integers(1, 12)), max_size=20),
        deaths=st.lists(st.one_of(st.none(), st.integers(0, 12)), max_size=12),
        losses=st.lists(st.integers(0, 3), max_size=6),
    )
