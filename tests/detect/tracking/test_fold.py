"""The fold of tracking: stepping equals evaluating, whatever comes in whatever order, in one run or in parts."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.envelope import canonical
from schemas.event import ArticleId, Event, FlagId
from schemas.figures import FiguresRolled
from schemas.flags import FlagEvent, FlagState
from schemas.statements import DayCame, Reported, RulesTaken, Scope, Statement, Subject, VerdictTaken
from schemas.values import Measure, Modality, Presence
from schemas.verdicts import Judgement, Misread, Verdict
from schemas.watch import Rule, Rules, Thresholds, WatchedClaim
from services.detect.fold import Outcome, Refused
from services.detect.tracking import track as track_module
from services.detect.tracking.evaluation import Standing, evaluate
from services.detect.tracking.fold import TrackingFold
from services.detect.tracking.live import MAX_VERDICT_BYTES, Live
from services.detect.tracking.state import Track, size
from services.detect.tracking.track import MAX_STATE_BYTES
from tests.detect.examples import (
    DEPLOYED,
    KILLED,
    SEEN,
    TRACK,
    day_span,
    published,
    quantity,
    report,
    statement,
)
from tests.detect.told import EARLY, ended_so, figures_told, unnamed

BUILD = "test"
OUTLETS = ("Example Times", "Sample Post", "Third Herald")
SOURCES = ("US officials", "army", None, "Sample Post")
"""The last is an outlet, whose word may be another's."""
QUOTES = ("the words", "a sentence that is so long that two outlets with it have one text")
DAYS = [f"2025-01-{day:02}" for day in (2, 9, 10, 22, 30)]
PLACES = ("Oxley", "Marlow", None)
MODALITIES = (Modality.EXACT, Modality.ABOUT, Modality.AT_LEAST, Modality.AT_MOST)
RULES = (
    Rules(),
    Rules(thresholds=Thresholds(settle_hours=0)),
    Rules(watchlist=(WatchedClaim(name="Deployed", counted="soldier", actor="North Korea", action="deployed"),)),
)

COUNTS = st.builds(quantity, st.sampled_from([0, 2, 31, 10_000, 11_500, 12_000]), st.sampled_from(MODALITIES))
TOLLS = st.builds(quantity, st.sampled_from([3, 4, 12]), measure=st.just(Measure.CUMULATIVE))
QUAKES = st.builds(lambda place: Subject("people", None, "killed", place, "earthquake"), st.sampled_from(PLACES))
SIGHTINGS = st.builds(lambda seen, day: Presence(seen=seen, span=day_span(day)), st.booleans(), st.sampled_from(DAYS))


@st.composite
def statements(draw: st.DrawFn, day: str, outlet: str) -> Statement:
    """A statement on somebody's word; of a rare event also with its day and the places that its article names."""
    figure, subject = draw(
        st.one_of(
            st.tuples(COUNTS, st.sampled_from([DEPLOYED, KILLED])),
            st.tuples(SIGHTINGS, st.just(SEEN)),
            st.tuples(TOLLS, QUAKES),
        )
    )
    source, scope, quote = (draw(st.sampled_from(known)) for known in (SOURCES, list(Scope), QUOTES))
    item = statement(figure, subject, day=day, source=source, outlet=outlet, scope=scope, quote=quote)
    if subject.event is None:
        return item
    dated, named = draw(st.sampled_from((None, *DAYS))), draw(st.sets(st.sampled_from(PLACES[:2])))
    event_day = day_span(dated) if dated is not None else None
    return msgspec.structs.replace(item, event_day=event_day, places=tuple(sorted(named)))


@st.composite
def reports(draw: st.DrawFn, article: int) -> list[Reported]:
    """Every revision of one article, published on one day by one outlet; some withdraw."""
    outlet, day, hour = draw(st.sampled_from(OUTLETS)), draw(st.sampled_from(DAYS)), draw(st.integers(0, 23))
    revisions = []
    for revision in range(1, draw(st.integers(1, 3)) + 1):
        items = draw(st.lists(statements(day, outlet), max_size=2))
        revisions.append(report(f"a{article}", *items, day=day, hour=hour, outlet=outlet, revision=revision))
    return revisions


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    told = [item for article in range(draw(st.integers(1, 6))) for item in draw(reports(article))]
    ticks = [
        DayCame(partition=0, day=dt.date(2025, *day)) for day in draw(st.lists(st.sampled_from([(1, 12), (2, 1)])))
    ]
    rules = [
        RulesTaken(partition=0, rules=r, decided_at=EARLY) for r in draw(st.lists(st.sampled_from(RULES), max_size=2))
    ]
    return draw(st.permutations([*told, *ticks, *rules]))


def run(events: Iterable[Event], fold: TrackingFold | None = None, first: int = 0) -> tuple[TrackingFold, list[Event]]:
    fold = fold or TrackingFold(BUILD)
    made: list[Event] = []
    for offset, event in enumerate(events, start=first):
        made += fold.apply(offset, event).events
    return fold, made


def standing_after(events: Sequence[Event]) -> Standing:
    days = [event.day for event in events if isinstance(event, DayCame)]
    rules = [event.rules for event in events if isinstance(event, RulesTaken)]
    return Standing(rules[-1] if rules else Rules(), max(days, default=None))


def live(fold: TrackingFold) -> tuple[Reported, ...]:
    return next((state.reports for state in fold.tracks()), ())


def highest(events: Iterable[Event]) -> list[Reported]:
    found: dict[str, Reported] = {}
    for event in events:
        if isinstance(event, Reported):
            known = found.get(event.article)
            found[event.article] = event if known is None or known.revision < event.revision else known
    return sorted(found.values(), key=lambda item: (item.published_at, item.article))


def lowest(events: Iterable[Event]) -> list[Reported]:
    """What revised articles reported first."""
    told = sorted((event for event in events if isinstance(event, Reported)), key=lambda item: -item.revision)
    first = {item.article: item for item in told}
    revised = [item for item in highest(told) if item.revision > first[item.article].revision]
    return [first[item.article] for item in revised]


@given(histories())
def test_stepping_equals_evaluating_the_live_reports(events: list[Event]) -> None:
    _, made = run(events)
    live = Live(highest(events), lowest(events))
    truth = evaluate(TRACK, live, standing_after(events), BUILD, EARLY)
    figures = {claim: figures for claim, (_, figures) in truth.figures.items()}
    assert ended_so(made) == unnamed(figures, truth.flags)


@given(histories(), st.randoms(use_true_random=False))
def test_order_lateness_and_repetition_of_reports_change_nothing_at_the_end(events: list[Event], random: Any) -> None:
    _, made = run(events)
    told = [event for event in events if isinstance(event, Reported)]
    control = [event for event in events if not isinstance(event, Reported)]
    mixed = [*told, *random.sample(told, len(told) // 2)]
    random.shuffle(mixed)
    for event in control:  # in their own order: it says which rules are in force
        mixed.insert(random.randint(0, len(mixed)), event)
    where = sorted(mixed.index(event) for event in control)
    for place, event in zip(where, control, strict=False):
        mixed[place] = event
    _, again = run([*mixed, *control])
    assert ended_so(again) == ended_so(made)


@given(histories())
def test_repeated_record_changes_nothing(events: list[Event]) -> None:
    fold = TrackingFold(BUILD)
    for offset, event in enumerate(events):
        fold.apply(offset, event)
        before = [canonical(state) for state in fold.tracks()]
        for earlier in range(offset + 1):
            assert fold.apply(earlier, events[earlier]) == Outcome()
        assert [canonical(state) for state in fold.tracks()] == before


@given(histories(), st.data())
def test_fold_in_parts_through_bytes_equals_the_whole(events: list[Event], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(events)))
    states: dict[str, bytes] = {}
    fold, whole = TrackingFold(BUILD), TrackingFold(BUILD)
    for offset, event in enumerate(events):
        if offset == cut:
            fold = TrackingFold(BUILD)
            fold.load(states.items())
        outcome, expected = fold.apply(offset, event), whole.apply(offset, event)
        assert [canonical(item) for item in outcome.events] == [canonical(item) for item in expected.events]
        assert outcome.states == expected.states
        states |= {key: canonical(state) for key, state in outcome.states.items()}


@given(histories())
def test_state_decodes_to_itself_and_its_size_is_known(events: list[Event]) -> None:
    fold, _ = run(events)
    for state in fold.tracks():
        assert msgspec.json.decode(canonical(state), type=Track) == state
        assert size(state) == len(canonical(state))


@given(histories())
def test_versions_of_flags_and_figures_count_up_without_gaps(events: list[Event]) -> None:
    _, made = run(events)
    last: dict[str, int] = {}
    for event in made:
        key, version = (
            (event.flag.flag, event.flag.version) if isinstance(event, FlagEvent) else (event.key, event.version)  # type: ignore[attr-defined]
        )
        assert version == last.get(key, 0) + 1
        last[key] = version


def test_report_older_than_the_window_is_not_counted_whether_it_comes_before_the_tick_or_after() -> None:
    old, new = (report(day, statement(3, day=day), day=day) for day in ("2024-06-01", "2025-01-30"))
    tick = DayCame(partition=0, day=dt.date(2025, 1, 31))
    for order in ([old, new, tick], [tick, old, new], [new, tick, old]):
        fold, made = run(order)
        assert [item.article for item in live(fold)] == ["2025-01-30"]
        assert [figures.statements for figures in figures_told(made).values()] == [1]


def test_first_tick_may_come_from_before_the_newest_report() -> None:
    told = [report(day, statement(3, day=day), day=day) for day in ("2025-01-01", "2025-01-20")]
    _, made = run([*told, DayCame(partition=0, day=dt.date(2025, 1, 5))])
    [figures] = figures_told(made).values()
    assert [window.statements for window in figures.windows] == [2, 2]


def test_tick_of_an_earlier_day_is_ignored() -> None:
    days = [dt.date(2025, 1, 31), dt.date(2024, 1, 1)]
    fold, made = run([*(DayCame(partition=0, day=day) for day in days), report("a", statement(3))])
    assert len(made) == 1
    assert fold.apply(9, DayCame(partition=0, day=dt.date(2025, 1, 31))).events == ()


def test_record_that_is_neither_report_nor_control_is_refused() -> None:
    with pytest.raises(Refused, match="neither a report nor a control record"):
        TrackingFold(BUILD).apply(0, published("a", "It rained."))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_article_dated_to_the_calendar_s_end_breaks_nothing(day: str) -> None:
    tick = DayCame(partition=0, day=dt.date.fromisoformat(day))
    _, made = run([report("a", statement(3, day=day), day=day), tick, report("b", statement(9, day=day), day=day)])
    assert [figures.statements for figures in figures_told(made).values()] == [2]


def test_a_flag_that_went_to_another_claim_keeps_its_id_from_one_that_is_raised_in_its_first() -> None:
    told = [
        report("a", statement(10, DEPLOYED), statement(20, KILLED, start=20)),
        report("b", statement(20, DEPLOYED, outlet="Sample Post")),
        report("b", statement(10, KILLED, outlet="Sample Post"), revision=2),  # it was no count of those deployed
        report("c", statement(20, DEPLOYED)),
    ]
    _, made = run(told)
    last = {event.flag.flag: event.flag for event in made if isinstance(event, FlagEvent)}
    drifting = [flag.claim for flag in last.values() if flag.rule is Rule.DRIFT and flag.state is FlagState.OPEN]
    assert len(set(drifting)) == len(drifting) == 2


def test_what_a_full_state_has_forgotten_comes_again_above_the_versions_that_were_told() -> None:
    """Whoever reads on knows them, and would take a lower one for old news."""

    def told(outlet: str, town: int, toll: int, revision: int = 1) -> Reported:
        killed = Subject("people", None, "killed", f"Town {town}", "flood")
        said = statement(quantity(toll, measure=Measure.CUMULATIVE), killed, outlet=outlet)
        return report(f"{outlet} {town}", said, revision=revision)

    towns = range(100)
    at_odds = [told(outlet, town, toll) for town in towns for outlet, toll in (("Times", 3), ("Post", 40))]
    agreed = [told("Post", town, 3, revision=2) for town in towns]
    at_odds_again = [told("Post", town, 40, revision=3) for town in towns]
    events = [*at_odds, *agreed, *at_odds_again]
    _, made = run(events)
    versions = defaultdict(list)
    for event in made:
        if isinstance(event, FlagEvent):
            versions[event.flag.flag].append(event.flag.version)
        elif isinstance(event, FiguresRolled):
            versions[event.claim].append(event.version)
    assert all(numbers == sorted(set(numbers)) for numbers in versions.values())
    assert any(numbers[0] > 1 for numbers in versions.values()), "nothing was forgotten"


@pytest.mark.parametrize("sources", [20, 60])
def test_state_stays_within_its_bound_and_true_of_what_it_keeps(sources: int) -> None:
    """Many sources at odds with one another make more flags than a state can hold."""
    events = [
        report(
            f"a{n:04}",
            statement(1_000 + 37 * n, source=f"source {n % sources} " + "x" * 400, outlet="Example Times"),
            day="2025-01-30",
            hour=n % 24,
        )
        for n in range(sources * 3)
    ]
    fold, made = run(events)
    [state] = fold.tracks()
    assert len(canonical(state)) <= MAX_STATE_BYTES
    truth = evaluate(TRACK, state.live, Standing(), BUILD, EARLY)
    figures = {claim: figures for claim, (_, figures) in truth.figures.items()}
    assert ended_so(made) == unnamed(figures, truth.flags)


def test_verdicts_have_room_of_their_own_of_which_the_oldest_fall_out() -> None:
    """Many verdicts that find much misread take more bytes than a whole state may."""
    figure = quantity(3)
    misread = tuple(Misread(ArticleId(f"a{n}"), "ß" * 160, figure) for n in range(20))
    given = [
        VerdictTaken(
            track=TRACK,
            judgement=Judgement(flag=FlagId(f"flag-{n}"), verdict=Verdict.MISREAD, sources=("army",), misread=misread),
            decided_at=EARLY,
        )
        for n in range(60)
    ]
    fold, made = run([*given, report("a", statement(3))])
    [state] = fold.tracks()
    assert sum(len(canonical(item.judgement)) for item in given) > MAX_STATE_BYTES
    assert sum(map(len, map(canonical, state.verdicts))) <= MAX_VERDICT_BYTES
    assert list(state.verdicts) == [item.judgement for item in given[-len(state.verdicts) :]]
    assert [figures.statements for figures in figures_told(made).values()] == [1]


def test_verdict_too_large_for_its_room_is_not_kept() -> None:
    misread = tuple(Misread(ArticleId(f"a{n}"), "ß" * 160, quantity(3)) for n in range(600))
    judgement = Judgement(flag=FlagId("flag"), verdict=Verdict.MISREAD, sources=("army",), misread=misread)
    fold, _ = run([VerdictTaken(track=TRACK, judgement=judgement, decided_at=EARLY)])
    [state] = fold.tracks()
    assert len(canonical(judgement)) > MAX_STATE_BYTES
    assert state.verdicts == ()


def test_track_keeps_its_newest_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(track_module, "MAX_REPORTS", 3)
    days = [f"2025-01-{day:02}" for day in (5, 1, 4, 2, 3)]
    fold, _ = run(report(day, statement(3, day=day), day=day) for day in days)
    assert [item.article for item in live(fold)] == ["2025-01-03", "2025-01-04", "2025-01-05"]
