"""What is compared with what: claims keep apart what must never mix."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from schemas.event import TrackId
from schemas.statements import Factuality, Reported, Subject
from schemas.values import Modality, Precision, Presence, Quantity, Span
from schemas.watch import Rule, Rules, WatchedClaim
from services.detect.reading.tracks import track_of
from services.detect.rules import findings
from services.detect.tracking.claims import MAX_MEMBERS, Claim, claims
from tests.detect.examples import DEPLOYED, KILLED, SEEN, TRACK, day_span, quantity, report, statement

MARLOW = Subject("people", None, "killed", "Marlow", "flood")


def claims_of(*reports: Reported, rules: Rules | None = None, track: TrackId = TRACK) -> list[Claim]:
    rules = rules or Rules()
    ordered = sorted(reports, key=lambda item: (item.published_at, item.article))
    return list(claims(track, ordered, rules))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (KILLED, Subject("soldier", "North Korea", "injured", "Kursk", None)),
        (KILLED, DEPLOYED),
        (DEPLOYED, Subject("soldier", "North Korea", "deployed", "Belgorod", None)),
        (MARLOW, Subject("people", None, "missing", "Marlow", "flood")),
    ],
)
def test_different_subjects_are_different_claims(one: Subject, other: Subject) -> None:
    found = claims_of(report("a", statement(3, one)), report("b", statement(4, other)))
    assert [len(claim.members) for claim in found] == [1, 1]


def test_soldiers_of_two_states_lie_in_two_tracks_and_so_in_two_claims() -> None:
    russian = Subject("soldier", "Russia", "deployed", "Kursk", None)
    found = []
    for subject in (DEPLOYED, russian):
        track = track_of(statement(3, subject))
        assert track is not None
        found += claims_of(report("a", statement(3, subject), track=track), track=track)
    assert len({claim.id for claim in found}) == 2
    assert [claim.title for claim in found] == [
        "North Korean soldiers deployed in Kursk",
        "Russian soldiers deployed in Kursk",
    ]


def test_count_sighting_and_day_of_one_subject_are_three_claims() -> None:
    figures = (quantity(2), Presence(seen=True, span=day_span("2025-01-09")), day_span("2025-01-09"))
    found = claims_of(*(report(f"a{i}", statement(figure, SEEN)) for i, figure in enumerate(figures)))
    assert len({claim.id for claim in found}) == 3


def test_one_place_in_two_spellings_is_one_claim_under_the_first_one_s_title() -> None:
    loud = Subject("soldier", "North Korea", "deployed", "KURSK", None)
    [claim] = claims_of(report("a", statement(3, DEPLOYED)), report("b", statement(4, loud)))
    assert len(claim.members) == 2
    assert claim.title == "North Korean soldiers deployed in Kursk"


def test_an_article_gives_one_figure_a_claim_its_first_and_rather_a_number_than_a_vague_word() -> None:
    vague = quantity(None, Modality.VAGUE, low=20, high=99)
    [claim] = claims_of(report("a", statement(vague), statement(40), statement(31)))
    assert [member.statement.figure for member in claim.members] == [quantity(40)]


def test_of_an_article_s_dates_the_day_stands_for_the_month_that_it_lies_in() -> None:
    month = Span(day_span("2025-01-01").earliest, day_span("2025-01-31").latest, Precision.MONTH)
    for later, standing in (("2025-01-14", day_span("2025-01-14")), ("2025-02-14", month)):
        [claim] = claims_of(report("a", statement(month, DEPLOYED), statement(day_span(later), DEPLOYED)))
        assert [member.statement.figure for member in claim.members] == [standing]


@pytest.mark.parametrize("fact", [Factuality.DENIED, Factuality.HYPOTHETICAL, Factuality.ASKED])
def test_what_is_not_asserted_belongs_to_no_claim(fact: Factuality) -> None:
    assert claims_of(report("a", statement(3, factuality=fact))) == []


def test_what_is_announced_is_a_claim_of_its_own_and_no_count_of_what_is_done() -> None:
    planned = {"a": statement(400, factuality=Factuality.FORECAST), "b": statement(650, factuality=Factuality.FORECAST)}
    to_be, done = claims_of(report("c", statement(2)), *(report(name, item) for name, item in planned.items()))
    assert [member.report.article for member in done.members] == ["c"]
    assert [member.report.article for member in to_be.members] == ["a", "b"]
    assert to_be.title == "North Korean soldiers to be deployed in Kursk"


def test_nobody_plans_what_befalls_people_in_an_event() -> None:
    assert claims_of(report("a", statement(3, MARLOW, factuality=Factuality.FORECAST))) == []


def test_floods_of_one_place_are_told_apart_by_their_days() -> None:
    days = ["2025-01-03", "2025-01-04", "2025-01-06", "2025-01-20"]
    found = claims_of(*(report(f"a{day}", statement(3, MARLOW, day=day), day=day) for day in days))
    assert [(claim.id[-10:], len(claim.members)) for claim in found] == [("2025-01-03", 3), ("2025-01-20", 1)]
    assert found[0].title == "People killed in the flood in Marlow, 3 January 2025"


def test_a_count_of_a_class_alone_counts_so_many_people_at_least() -> None:
    children = Subject("child", None, "killed", "Marlow", "flood")
    [whole, part] = claims_of(report("a", statement(3, MARLOW)), report("b", statement(4, children)))
    figures = [(m.report.article, m.statement.figure) for m in whole.members]
    assert figures == [("a", quantity(3)), ("b", msgspec.structs.replace(quantity(4, Modality.AT_LEAST), high=None))]
    assert [m.report.article for m in part.members] == ["b"]


def test_a_count_of_a_class_beside_that_of_all_is_a_part_of_it() -> None:
    children = Subject("child", None, "killed", "Marlow", "flood")
    [whole, part] = claims_of(report("a", statement(12, MARLOW), statement(4, children)))
    assert [m.statement.figure for m in whole.members] == [quantity(12)]
    assert [m.statement.figure for m in part.members] == [quantity(4)]


def test_one_victim_who_is_only_mentioned_is_one_of_the_people() -> None:
    def told(article: str, figure: Quantity, counted: str) -> Reported:
        return report(article, statement(figure, msgspec.structs.replace(MARLOW, counted=counted)))

    one, two = quantity(1, Modality.AT_LEAST), quantity(2)
    found = claims_of(told("a", one, "man"), told("b", quantity(1), "people"), told("c", two, "man"))
    assert {claim.key.subject.counted: len(claim.members) for claim in found} == {"people": 3, "man": 1}
    assert [claim.key.subject.counted for claim in claims_of(told("d", one, "suspect"))] == ["suspect"]
    assert [claim.key.subject.counted for claim in claims_of(told("e", one, "home"))] == ["home"]


def test_watched_claim_gathers_what_it_lists_under_its_own_name() -> None:
    watched = WatchedClaim(name="The deployment", counted="soldier", actor="North Korea", action="deployed")
    rules = Rules(watchlist=(watched,))
    belgorod = Subject("soldier", "North Korea", "deployed", "Belgorod", None)
    first, second = claims_of(
        report("a", statement(3)), report("b", statement(4, belgorod)), report("c", statement(9, KILLED)), rules=rules
    )
    assert (first.title, first.watch, len(first.members)) == ("The deployment", watched, 2)
    assert (second.watch, len(second.members)) == (None, 1)


def test_first_of_the_watchlist_that_fits_wins() -> None:
    rules = Rules(
        watchlist=(
            WatchedClaim(name="In Kursk", counted="soldier", actor="North Korea", action="deployed", place="kursk"),
            WatchedClaim(name="Anywhere", counted="soldier", actor="North Korea", action="deployed"),
        )
    )
    assert [claim.title for claim in claims_of(report("a", statement(3)), rules=rules)] == ["In Kursk"]


def test_claim_keeps_its_newest_members() -> None:
    start = dt.date(2024, 1, 1)
    days = [(start + dt.timedelta(days=n)).isoformat() for n in range(MAX_MEMBERS + 5)]
    [claim] = claims_of(*(report(f"a{day}", statement(3), day=day) for day in days))
    assert [member.report.article for member in claim.members] == [f"a{day}" for day in days[5:]]


def test_aliases_and_places_of_a_watch_are_taken_for_its_own() -> None:
    watched = WatchedClaim(
        name="The deployment", counted="soldier", aliases=("marine",), place="Kursk", places=("Sudzha",)
    )
    rules = Rules(watchlist=(watched,))
    sudzha = Subject("marine", "North Korea", "deployed", "Sudzha", None)
    [claim] = claims_of(report("a", statement(3)), report("b", statement(4, sudzha)), rules=rules)
    assert len(claim.members) == 2


def test_a_watch_s_own_thresholds_stand_in_the_place_of_the_rules() -> None:
    watched = WatchedClaim(name="The deployment", counted="soldier", settle_hours=1)
    [claim] = claims_of(report("a", statement(3)), rules=Rules(watchlist=(watched,)))
    assert claim.thresholds == msgspec.structs.replace(Rules().thresholds, settle_hours=1)


def test_watched_figures_in_two_units_are_two_claims() -> None:
    rules = Rules(watchlist=(WatchedClaim(name="The cost", counted="cost"),))
    cost = Subject("cost", "Marlow", None, None, None)
    dollars, share = (msgspec.structs.replace(quantity(3), unit=unit) for unit in ("dollar", "percentage"))
    assert len(claims_of(report("a", statement(dollars, cost), statement(share, cost)), rules=rules)) == 2


def test_children_among_the_victims_are_a_part_of_their_toll() -> None:
    children = msgspec.structs.replace(MARLOW, counted="child")
    whole, part = claims_of(report("a", statement(5, MARLOW), statement(2, children)))
    assert [member.statement.subject.counted for member in whole.parts] == ["child"]
    assert part.parts == ()


def test_quiet_rules_of_a_watch_do_not_speak() -> None:
    told = (report("a", statement(3)), report("b", statement(9, source="mayor")))
    loud = WatchedClaim(name="The deployment", counted="soldier")
    for watched, expected in ((loud, [Rule.QUANTITY]), (msgspec.structs.replace(loud, quiet=(Rule.QUANTITY,)), [])):
        [claim] = claims_of(*told, rules=Rules(watchlist=(watched,)))
        assert [finding.rule for finding in findings(claim)] == expected
