"""What was found of a claim last time stands only while all that it was found of does."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from schemas.envelope import canonical
from schemas.event import ClaimId, Event, TrackId
from schemas.figures import FiguresRolled, StatementAt
from schemas.statements import DayCame, Factuality, RulesTaken, Statement, Subject
from schemas.values import Measure
from schemas.watch import Rules
from services.detect.tracking import evaluation, stories
from services.detect.tracking.evaluation import Standing, evaluate, evaluated
from services.detect.tracking.fold import TrackingFold
from services.detect.tracking.live import Live
from services.detect.tracking.state import Track
from tests.detect.examples import day_span, quantity, report, statement
from tests.detect.told import EARLY, ended_so, figures_told, unnamed

THINGS, SHOOTINGS = TrackId("thing/customer"), TrackId("event/shooting/ohio")
DAYS = [f"2025-01-{day:02}" for day in (2, 3, 4, 6, 12, 13, 22, 30)]
OUTLETS = ("Example Times", "Sample Post", "The Lorne Citizen")
WORDS = ("tamar", "plymouth", "penrose", "lorne")
PLACES = ("Toledo", "Lima", "Ohio", "Elm Street", "Oak Street")
COPIED = "three men were shot dead outside a bar, police said"


@st.composite
def things(draw: st.DrawFn, day: str, outlet: str) -> Statement:
    """A count in a story, of which more or less is told."""
    subject = Subject(
        "customer",
        draw(st.sampled_from((None, "Tamar Bank"))),
        draw(st.sampled_from((None, "affected", "refunded"))),
        draw(st.sampled_from((None, "Plymouth", "Lorne"))),
        None,
    )
    count = quantity(draw(st.sampled_from((3, 40, 1_200))))
    item = statement(count, subject, day=day, outlet=outlet, source=draw(st.sampled_from((None, "police"))))
    return msgspec.structs.replace(item, story=tuple(draw(st.permutations(WORDS))[: draw(st.integers(1, 3))]))


@st.composite
def tolls(draw: st.DrawFn, day: str, outlet: str) -> Statement:
    """A toll, or a class of its victims, or the day of what happened; places, people and days tell which event."""
    event_day = day_span(draw(st.sampled_from(DAYS)))
    counted, action = draw(st.sampled_from((("people", "killed"), ("woman", "killed"), ("people", "shot"))))
    subject = Subject(counted, None, action, draw(st.sampled_from(PLACES[:3])), "shooting")
    toll = quantity(draw(st.sampled_from((3, 4, 12))), measure=Measure.CUMULATIVE)
    figure = draw(st.sampled_from((toll, event_day)))
    told = Subject("shooting", None, None, subject.place, "shooting") if figure is event_day else subject
    factuality = draw(st.sampled_from((Factuality.ASSERTED, Factuality.ASSERTED, Factuality.DENIED)))
    quote = draw(st.sampled_from(("the words", COPIED)))
    item = statement(figure, told, day=day, outlet=outlet, quote=quote, factuality=factuality)
    places = tuple(sorted(draw(st.sets(st.sampled_from(PLACES), max_size=2))))
    people = draw(st.sampled_from(((), (), ("Ann Barrow",))))
    return msgspec.structs.replace(item, event_day=event_day, places=places, people=people)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Reports of one track in any order, with revisions and withdrawals, beside days that come and new rules."""
    track, kind = draw(st.sampled_from(((THINGS, things), (SHOOTINGS, tolls))))
    events: list[Event] = []
    for article in range(draw(st.integers(2, 9))):
        day, outlet, hour = draw(st.sampled_from(DAYS)), draw(st.sampled_from(OUTLETS)), draw(st.integers(0, 23))
        for revision in range(1, draw(st.sampled_from((1, 1, 1, 2))) + 1):
            items = draw(st.lists(kind(day, outlet), min_size=revision == 1, max_size=2))
            named = {"day": day, "hour": hour, "outlet": outlet, "revision": revision, "track": track}
            events.append(report(f"a{article}", *items, **named))
    days = draw(st.lists(st.sampled_from(DAYS), max_size=3))
    events += [DayCame(partition=0, day=dt.date.fromisoformat(day)) for day in days]
    windows = draw(st.lists(st.sampled_from((7, 90)), max_size=2))
    events += [RulesTaken(partition=0, rules=Rules(window_days=days), decided_at=EARLY) for days in windows]
    return draw(st.permutations(events))


def standings(events: list[Event]) -> Iterator[Standing]:
    """The rules and the day after each event."""
    rules, day = Rules(), None
    for event in events:
        if isinstance(event, RulesTaken):
            rules = event.rules
        if isinstance(event, DayCame):
            day = max(event.day, day or event.day)
        yield Standing(rules, day)


def forget() -> None:
    """Nothing is left of what was found before."""
    evaluation._known.clear()
    stories._known.clear()


def anew(state: Track) -> Live:
    """What is live in the state, in objects that nothing is remembered of."""
    return msgspec.json.decode(canonical(state), type=Track).live


@given(histories())
def test_after_each_event_all_that_was_told_is_what_is_found_from_scratch(events: list[Event]) -> None:
    fold, told = TrackingFold("test"), list[Event]()
    truths: list[tuple[Track, Standing, int]] = []
    for offset, (event, standing) in enumerate(zip(events, standings(events), strict=True)):
        told += fold.apply(offset, event).events
        truths += [(state, standing, len(told)) for state in fold.tracks()]
    for state, standing, count in truths:
        forget()
        truth = evaluate(state.track, anew(state), standing, "test", EARLY)
        figures = {claim: figures for claim, (_, figures) in truth.figures.items()}
        assert ended_so(told[:count]) == unnamed(figures, truth.flags)


@given(histories())
def test_who_joined_and_did_not_leave_is_who_a_claim_has(events: list[Event]) -> None:
    fold, told = TrackingFold("test"), list[Event]()
    for offset, (event, standing) in enumerate(zip(events, standings(events), strict=True)):
        told += fold.apply(offset, event).events
        for state in fold.tracks():
            found = evaluated(state.track, state.live, standing, "test")
            assert members_told(told) == Counter(frozenset(item.members) for item in found if item.members)


def members_told(events: list[Event]) -> Counter[frozenset[StatementAt]]:
    """The statements of each claim that has any; none joins twice, and none leaves that had not joined."""
    members: dict[ClaimId, set[StatementAt]] = {}
    for event in events:
        if isinstance(event, FiguresRolled):
            known = members.setdefault(event.claim, set())
            assert known.isdisjoint(event.joined)
            assert known.issuperset(event.left)
            known.difference_update(event.left)
            known.update(event.joined)
    return Counter(frozenset(known) for known in members.values() if known)


def test_only_the_claims_that_a_report_changes_are_evaluated() -> None:
    told = [
        report(
            f"a{hour}",
            msgspec.structs.replace(statement(3, Subject("customer")), story=(word,)),
            track=THINGS,
            hour=hour,
        )
        for hour, word in enumerate(("tamar", "lorne", "penrose", "lorne"))
    ]
    before, after = (list(evaluated(THINGS, Live(told[:count]), Standing(), "test")) for count in (3, 4))
    assert [now is known for now, known in zip(after, before, strict=True)] == [True, False, True]


def test_a_claim_is_evaluated_anew_when_the_day_changes() -> None:
    fold = TrackingFold("test")
    events = [report("a", statement(3, day="2025-01-02"), day="2025-01-02")]
    for offset, event in enumerate([*events, DayCame(partition=0, day=dt.date(2025, 1, 20))]):
        told = fold.apply(offset, event).events
    [figures] = figures_told(told).values()
    assert [window.statements for window in figures.windows] == [0, 1]
