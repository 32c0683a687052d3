"""A claim's name: given at its birth, borne by its statements, and kept whatever leaves, comes late, joins or parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec

from schemas.envelope import canonical
from schemas.event import ArticleId, Event, TrackId
from schemas.figures import FiguresRolled
from schemas.flags import FlagEvent
from schemas.judging import judgement
from schemas.statements import DayCame, Reported, Subject, VerdictTaken
from schemas.verdicts import Verdict
from services.detect.tracking.fold import TrackingFold
from services.detect.tracking.names import bearers_of
from services.detect.tracking.state import Track
from services.detect.tracking.voices import Member
from tests.detect.examples import moment, report, statement
from tests.detect.told import figures_told, flags_told

TRACK = TrackId("thing/customer")
TAMAR, LORNE = ("tamar", "penrose"), ("lorne", "lowther")
BOTH = (*TAMAR, *LORNE)
TICK = DayCame(partition=0, day=dt.date(2025, 4, 8))
"""By it what came before 8 January has left the window."""


def told(
    article: str, count: int, day: str, *, story: tuple[str, ...] = TAMAR, revision: int = 1, hour: int = 12
) -> Reported:
    """An article of an outlet of its own that counts the customers of a story."""
    outlet = f"Outlet {article}"
    item = statement(count, Subject("customer", None, "refunded"), day=day, source=None, outlet=outlet)
    item = msgspec.structs.replace(item, story=story)
    return report(article, item, day=day, hour=hour, outlet=outlet, revision=revision, track=TRACK)


def run(events: Iterable[Event]) -> list[Event]:
    fold = TrackingFold("test")
    return [made for offset, event in enumerate(events) for made in fold.apply(offset, event).events]


def members(made: Iterable[Event]) -> dict[str, list[str]]:
    """The outlets of each claim that lives at the end."""
    living = figures_told(made)
    return {claim: [party.party.removeprefix("Outlet ") for party in living[claim].outlets] for claim in sorted(living)}


def lives(made: Iterable[Event]) -> list[tuple[str, tuple[str, ...]]]:
    """What became of the flags: each event's type, and the outlets at odds."""
    flags = [event for event in made if isinstance(event, FlagEvent)]
    return [(event.type, tuple(p.removeprefix("Outlet ") for p in event.flag.parties)) for event in flags]


def ids(made: Iterable[Event]) -> list[str]:
    return list(dict.fromkeys(event.flag.flag for event in made if isinstance(event, FlagEvent)))


def names(made: Iterable[Event]) -> list[str]:
    """Every name that a claim ever had."""
    return list(dict.fromkeys(event.claim for event in made if isinstance(event, FiguresRolled)))


def test_a_claim_that_outlasts_the_window_keeps_its_name_and_its_flags() -> None:
    made = run([told("a", 40, "2025-01-02"), told("b", 70, "2025-01-30"), told("c", 90, "2025-01-30"), TICK])
    [name] = names(made)
    assert name.endswith("/tamar/2025-01-02")
    assert members(made) == {name: ["b", "c"]}
    assert lives(made) == [("flag.raised", ("b", "c"))]


def test_each_article_may_leave_in_turn() -> None:
    days = [dt.date(2025, 1, 1) + dt.timedelta(days=20 * number) for number in range(12)]
    events: list[Event] = []
    for number, day in enumerate(days):
        events += [DayCame(partition=0, day=day), told(f"a{number:02}", 40 + number, day.isoformat())]
    assert len(names(run(events))) == 1


def test_an_earlier_article_that_comes_late_takes_no_name_away() -> None:
    made = run([told("b", 40, "2025-01-30"), told("c", 70, "2025-01-30"), told("a", 70, "2025-01-20")])
    [name] = names(made)
    assert name.endswith("/tamar/2025-01-30")
    assert members(made) == {name: ["a", "b", "c"]}
    assert len(ids(made)) == 1


def test_of_two_claims_that_a_third_article_joins_the_one_there_first_keeps_its_name() -> None:
    made = run(
        [
            told("c", 40, "2025-01-31", story=LORNE),
            told("a", 40, "2025-01-30"),
            told("b", 40, "2025-01-30", story=BOTH, hour=11),
        ]
    )
    kept, gone = names(made)[:2]
    assert kept.endswith("/lorne/2025-01-31")
    assert members(made) == {kept: ["a", "b", "c"]}
    last = {event.claim: event for event in made if isinstance(event, FiguresRolled)}
    assert last[gone].statements == 0


def test_a_flag_of_the_claim_that_is_taken_up_goes_on_under_its_id() -> None:
    apart = [
        told("c", 40, "2025-01-30", story=LORNE),
        told("a", 40, "2025-01-30"),
        told("d", 90, "2025-01-30", hour=13),
    ]
    made = run([*apart, told("b", 40, "2025-01-30", story=BOTH, hour=11)])
    of_both = [e for e in made if isinstance(e, FlagEvent) and e.flag.parties == ("Outlet a", "Outlet d")]
    assert [event.type for event in of_both] == ["flag.raised", "flag.updated"]
    first, last = (event.flag for event in of_both)
    assert first.flag == last.flag
    assert first.claim.endswith("/tamar/2025-01-30")
    assert last.claim.endswith("/lorne/2025-01-30")
    assert all(event.type != "flag.resolved" for event in made if isinstance(event, FlagEvent))


def test_a_verdict_on_a_flag_holds_when_its_claim_is_taken_up() -> None:
    apart = [
        told("c", 40, "2025-01-30", story=LORNE),
        told("a", 40, "2025-01-30"),
        told("d", 90, "2025-01-30", hour=13),
    ]
    [flag] = flags_told(run(apart)).values()
    given = VerdictTaken(track=TRACK, judgement=judgement(flag, Verdict.EXPLAINED), decided_at=moment("2025-01-31"))
    made = run([*apart, given, told("b", 40, "2025-01-30", story=BOTH, hour=11)])
    assert ("flag.raised", ("a", "d")) in lives(made)
    assert [kind for kind, parties in lives(made) if parties == ("a", "d")] == ["flag.raised", "flag.resolved"]


def test_a_claim_that_a_revision_splits_goes_on_as_its_older_part_and_takes_no_flag_along() -> None:
    joined = [
        told("a", 40, "2025-01-30"),
        told("b", 40, "2025-01-30", story=BOTH, hour=13),
        told("c", 40, "2025-01-30", story=LORNE, hour=14),
        told("d", 90, "2025-01-30", story=LORNE, hour=15),
    ]
    made = run([*joined, told("b", 40, "2025-01-30", story=TAMAR, revision=2, hour=13)])
    kept, new = names(made)
    assert members(made) == {kept: ["a", "b"], new: ["c", "d"]}
    moved = [e.flag for e in made if isinstance(e, FlagEvent) and e.flag.parties == ("Outlet c", "Outlet d")]
    assert [flag.claim for flag in moved] == [kept, new]
    assert len({flag.flag for flag in moved}) == 1
    assert ("flag.resolved", ("a", "d")) in lives(made)


def test_a_flag_that_is_raised_where_one_has_gone_elsewhere_is_another() -> None:
    joined = [
        told("a", 40, "2025-01-30"),
        told("b", 40, "2025-01-30", story=BOTH, hour=13),
        told("c", 40, "2025-01-30", story=LORNE, hour=14),
        told("d", 90, "2025-01-30", story=LORNE, hour=15),
        told("b", 40, "2025-01-30", story=TAMAR, revision=2, hour=13),
    ]
    again = [
        report_as("e", "Outlet c", told("e", 40, "2025-01-30", hour=16)),
        report_as("f", "Outlet d", told("f", 90, "2025-01-30", hour=17)),
    ]
    made = run([*joined, *again])
    open_now = [flag for flag in flags_told(made).values() if flag.parties == ("Outlet c", "Outlet d")]
    assert len(open_now) == len({flag.flag for flag in open_now}) == len({flag.claim for flag in open_now}) == 2


def report_as(article: str, outlet: str, told: Reported) -> Reported:
    items = tuple(msgspec.structs.replace(item, chain=(outlet,)) for item in told.statements)
    return msgspec.structs.replace(told, article=ArticleId(article), outlet=outlet, statements=items)


def test_two_claims_that_are_told_alike_at_first_have_two_names() -> None:
    apart = [told("a", 40, "2025-01-30"), told("b", 40, "2025-01-30", hour=13)]
    elsewhere = [
        msgspec.structs.replace(
            item,
            statements=tuple(
                msgspec.structs.replace(s, subject=msgspec.structs.replace(s.subject, place=place))
                for s in item.statements
            ),
        )
        for item, place in zip(apart, ("Bath", "Truro"), strict=True)
    ]
    assert len(members(run(elsewhere))) == 2


def test_a_new_title_alone_is_no_news() -> None:
    made = run([told("a", 40, "2025-01-02"), told("b", 70, "2025-01-30"), told("c", 90, "2025-01-30"), TICK])
    [figures] = figures_told(made).values()
    [flag] = flags_told(made).values()
    assert (figures.title, flag.title) == (
        "Tamar: customers refunded, 30 January 2025",
        "Tamar: customers refunded, 2 January 2025",
    )


def test_a_state_kept_without_bearers_goes_on_under_the_same_names() -> None:
    fold = TrackingFold("test")
    fold.apply(0, told("a", 40, "2025-01-30"))
    [state] = fold.tracks()
    old = msgspec.structs.replace(
        state, rolled=tuple(msgspec.structs.replace(item, bearers=()) for item in state.rolled)
    )
    fold.load([(TRACK, canonical(old))])
    assert fold.apply(1, told("b", 40, "2025-01-30")).events[0].claim == state.rolled[0].claim  # type: ignore[attr-defined]


def test_three_statements_bear_a_name_the_first_and_the_two_last_each_of_another_article() -> None:
    reports = [told(name, 40, "2025-01-30", hour=hour) for hour, name in enumerate("abcd")]
    members = [Member(item, statement, "") for item in (*reports, reports[-1]) for statement in item.statements]
    assert [bearer.article for bearer in bearers_of(members)] == ["a", "d", "c"]


def test_states_stay_what_they_are_in_canonical_form() -> None:
    fold = TrackingFold("test")
    fold.apply(0, told("a", 40, "2025-01-30"))
    [state] = fold.tracks()
    assert msgspec.json.decode(canonical(state), type=Track) == state
