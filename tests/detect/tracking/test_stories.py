"""Which counts of things belong to one story, and which of them may be of the same things."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.event import TrackId
from schemas.statements import Reported, Subject
from schemas.watch import Rules, WatchedClaim
from services.detect.reading.setting.stories import common_words, home_of
from services.detect.reading.tracks import track_of
from services.detect.reading.vocabulary import ENGLISH
from services.detect.tracking.claims import claims
from tests.detect.examples import quantity, report, statement

TRACK = TrackId("thing/customer")
TAMAR = ("tamar", "plymouth", "penrose")


def told(
    article: str,
    *,
    counted: str = "customer",
    sense: str | None = None,
    story: tuple[str, ...] = TAMAR,
    place: str | None = None,
    owner: str | None = None,
    day: str = "2025-01-30",
    number: int = 1200,
) -> Reported:
    item = statement(number, Subject(counted, owner, sense, place, None), day=day)
    return report(article, msgspec.structs.replace(item, story=story), day=day, track=TRACK)


def of(*reports: Reported) -> list[tuple[str, list[str]]]:
    """Each claim's title, and the articles in it."""
    ordered = sorted(reports, key=lambda item: (item.published_at, item.article))
    return [(claim.title, [m.report.article for m in claim.members]) for claim in claims(TRACK, ordered, Rules())]


def groups(*reports: Reported) -> list[list[str]]:
    return sorted(articles for _, articles in of(*reports))


def test_counts_of_one_class_lie_in_one_track() -> None:
    [item] = told("a").statements
    assert track_of(item) == TRACK


def test_what_is_told_of_persons_lies_in_the_track_of_what_is_told() -> None:
    tracks = {track_of(told("a", counted=noun, sense="trapped").statements[0]) for noun in ("passenger", "people")}
    assert tracks == {TrackId("thing/people/trapped")}


@pytest.mark.parametrize(
    ("counted", "senses"),
    [
        ("passenger", ["stranded", "trapped", "cut off"]),
        ("resident", ["evacuated", "displaced"]),
        ("passenger", ["carried", "boarding"]),
        ("refugee", ["living", "sheltered"]),
    ],
)
def test_kindred_senses_are_filed_under_the_one_that_leads_them(counted: str, senses: list[str]) -> None:
    reports = [told(f"a{n}", counted=counted, sense=sense) for n, sense in enumerate(senses)]
    assert len({track_of(report.statements[0]) for report in reports}) == 1
    assert groups(*reports) == [[report.article for report in reports]]


def test_senses_that_differ_stay_apart() -> None:
    tracks = {track_of(told("a", counted="people", sense=sense).statements[0]) for sense in ("rescued", "trapped")}
    assert len(tracks) == 2


@pytest.mark.parametrize(
    ("left", "right", "are_one"),
    [
        ("miner", "man", True),  # miners may be men
        ("miner", "people", True),
        ("woman", "man", False),
        ("child", "miner", False),
        ("cow", "animal", True),
        ("cow", "sheep", False),
        ("household", "customer", False),
    ],
)
def test_kinds_that_exclude_one_another_are_counted_apart(left: str, right: str, are_one: bool) -> None:
    reports = [told(name, counted=noun, sense="trapped") for name, noun in (("a", left), ("b", right))]
    is_one_track = len({track_of(report.statements[0]) for report in reports}) == 1
    assert (is_one_track and len(groups(*reports)) == 1) is are_one


def test_homes_and_shops_without_power_are_customers() -> None:
    nouns = ("home", "household", "customer", "business")
    assert {track_of(told("a", counted=noun, sense="without power").statements[0]) for noun in nouns} == {TRACK}


def test_events_are_counted_over_one_time() -> None:
    weekend, day = (told(name, counted="shooting", day=day) for name, day in (("a", "2025-01-29"), ("b", "2025-01-30")))
    assert groups(weekend, day) == [["a"], ["b"]]
    assert groups(day, told("c", counted="shooting")) == [["b", "c"]]


def test_two_senses_of_one_family_are_one_claim() -> None:
    assert groups(told("a", sense="postponed"), told("b", sense="cancelled")) == [["a", "b"]]
    assert groups(told("a", sense="postponed"), told("b", sense="delayed")) == [["a"], ["b"]]


def test_two_senses_of_which_an_article_tells_both_are_two_claims() -> None:
    postponed, cancelled = (told("c", sense=sense, number=n) for sense, n in (("postponed", 300), ("cancelled", 40)))
    both = msgspec.structs.replace(postponed, statements=postponed.statements + cancelled.statements)
    assert groups(told("a", sense="postponed"), told("b", sense="cancelled"), both) == [["a", "c"], ["b", "c"]]


@pytest.mark.parametrize(("number", "are_one"), [(900, False), (1500, True)])
def test_a_step_is_of_the_same_claim_only_where_it_befell_more(number: int, are_one: bool) -> None:
    recalled, repaired = told("a", sense="recalled"), told("b", sense="repaired", number=number)
    assert (len(groups(recalled, repaired)) == 1) is are_one


def test_the_senses_of_a_family_lie_in_one_track() -> None:
    tracks = {track_of(told("a", counted="people", sense=s).statements[0]) for s in ("escaped", "wanted", "recaptured")}
    assert tracks == {TrackId("thing/people/escaped")}


def test_senses_are_told_apart() -> None:
    assert groups(told("a", sense="ordered"), told("b", sense="ordered")) == [["a", "b"]]
    assert groups(told("a", sense="ordered"), told("b", sense="sold")) == [["a"], ["b"]]


def test_articles_that_share_two_words_of_names_tell_one_story() -> None:
    found = of(told("a"), told("b", story=("penrose", "tamar", "london"), day="2025-03-01"))
    assert found == [("Tamar: customers, 30 January 2025", ["a", "b"])]


def test_a_web_address_is_no_home_that_stories_share() -> None:
    assert home_of("The Lorne Citizen", ENGLISH) == {"lorne"}
    assert home_of("lornecitizen.example", ENGLISH) == frozenset()
    assert home_of("El Correo del Sur", ENGLISH) == home_of("Agro Trade", ENGLISH) == frozenset()


def test_an_outlet_that_tells_of_half_the_world_is_at_home_nowhere() -> None:
    assert home_of("Atlantic Wire", ENGLISH) == home_of("Pacific Northwest Newswire", ENGLISH) == frozenset()


def test_what_pages_print_about_themselves_feasts_and_institutions_name_no_story() -> None:
    assert {"caption", "thanksgiving", "high", "sheriff"} <= common_words(ENGLISH)
    assert not {"lorne", "penrose", "tamar"} & common_words(ENGLISH)


def test_one_shared_word_that_few_stories_share_is_enough_within_a_month() -> None:
    other = ("moorside", "penrose")
    assert groups(told("a"), told("b", story=other, day="2025-02-27")) == [["a", "b"]]
    assert groups(told("a"), told("b", story=other, day="2025-03-05")) == [["a"], ["b"]]


@pytest.mark.parametrize("wide", ["zambia", "lusaka", "african"])
def test_of_a_state_a_large_city_or_a_part_of_the_world_many_stories_are_told(wide: str) -> None:
    first, other = told("a", sense="affected", story=(wide, "mulenga")), (wide, "phiri")
    assert groups(first, told("b", sense="stolen", story=other, day="2025-02-01")) == [["a", "b"]]
    assert groups(first, told("b", sense="stolen", story=other, day="2025-02-05")) == [["a"], ["b"]]
    assert groups(first, told("b", sense="affected", story=other, day="2025-02-27")) == [["a"], ["b"]]


def test_one_of_them_is_enough_within_three_weeks_where_the_same_is_told() -> None:
    first, other = told("a", sense="stolen", story=("zambia", "mulenga")), ("zambia", "phiri")
    assert groups(first, told("b", sense="stolen", story=other, day="2025-02-17")) == [["a", "b"]]


def test_a_state_and_its_capital_are_no_more_than_either() -> None:
    first = told("a", sense="stolen", story=("zambia", "lusaka", "mulenga"))
    assert groups(first, told("b", sense="stolen", story=("zambia", "lusaka"), day="2025-03-05")) == [["a"], ["b"]]


def test_a_given_name_alone_ties_nobody() -> None:
    first = told("a", story=("hugo", "penrose"))
    assert groups(first, told("b", story=("hugo", "lowther"))) == [["a"], ["b"]]
    assert groups(first, told("b", story=("hugo", "penrose"))) == [["a", "b"]]


def test_namesakes_in_two_states_are_of_two_stories() -> None:
    first, other = told("a", story=("kenya", "penrose")), ("zambia", "penrose")
    assert groups(first, told("b", story=other, day="2025-02-05")) == [["a"], ["b"]]
    assert groups(first, told("b", story=(*other, "tamar"), day="2025-02-05")) == [["a"], ["b"]]
    assert groups(first, told("b", story=("penrose",), day="2025-02-05")) == [["a", "b"]]


def test_a_story_may_lead_to_another_state() -> None:
    first, other = told("a", story=(*TAMAR, "kenya")), (*TAMAR, "zambia")
    assert groups(first, told("b", story=other, day="2025-02-05")) == [["a", "b"]]


def test_a_measure_is_told_by_its_noun() -> None:
    first, other = told("a", counted="cost"), ("plymouth", "lowther")
    found = groups(first, told("b", counted="cost", story=other, day="2025-02-20"))
    assert found == [["a", "b"]]
    assert groups(first, told("b", counted="cost", story=("lowther",), day="2025-02-20")) == [["a"], ["b"]]


def test_of_three_articles_only_words_of_two_of_them_count() -> None:
    late = told("d", story=("moor", "penzance"), day="2025-03-01")
    apart = (told("a"), told("b", story=(*TAMAR, "moor")), told("c", story=(*TAMAR, "penzance")))
    assert groups(*apart, late) == [["a", "b", "c"], ["d"]]


def test_what_an_article_tells_further_down_keeps_nobody_else_out() -> None:
    both = (*TAMAR, "lowther")
    first, [below] = told("a", sense="affected", story=both), told("a", sense="affected", place="Lowther").statements
    part = msgspec.structs.replace(below, figure=quantity(300), story=both)
    again = msgspec.structs.replace(below, story=both)
    other = told("b", sense="affected", place="Tamar")
    assert groups(msgspec.structs.replace(first, statements=(*first.statements, part)), other) == [["a", "b"]]
    assert groups(msgspec.structs.replace(first, statements=(*first.statements, again)), other) == [["a"], ["b"]]


def test_what_was_told_in_two_senses_is_two_claims() -> None:
    found = of(told("a", sense="affected"), told("b", sense="refunded"), told("c", sense="refunded"))
    assert found == [("Tamar: customers refunded, 30 January 2025", ["a", "b", "c"])]


def test_a_count_of_no_sense_goes_with_what_was_told_first() -> None:
    found = groups(told("a", sense="refunded"), told("b", sense="sued"), told("c", sense="sued"), told("d"))
    assert found == [["a", "d"], ["b", "c"]]


def test_a_claim_stays_itself_when_somebody_says_what_happened() -> None:
    silent, both = (
        [claim.id for claim in claims(TRACK, reports, Rules())]
        for reports in ([told("a")], [told("a"), told("b", sense="refunded", day="2025-01-31")])
    )
    assert silent == both


def test_what_is_said_to_be_of_two_places_is_two() -> None:
    story = (*TAMAR, "bath")
    assert groups(told("a", place="Bath", story=story), told("b", place="Plymouth", story=story)) == [["a"], ["b"]]


def test_a_place_that_the_other_article_names_too_may_be_the_same() -> None:
    assert groups(told("a", place="Plymouth"), told("b")) == [["a", "b"]]


def test_what_is_somebody_else_s_is_another() -> None:
    assert groups(told("a"), told("b", owner="Lowther Bank")) == [["a"], ["b"]]


def test_kinds_that_exclude_one_another_are_two() -> None:
    kinds = [told(kind, counted=f"{kind} school", sense="closed") for kind in ("primary", "secondary")]
    assert groups(*kinds) == [["primary"], ["secondary"]]


def test_a_kind_may_be_the_whole_that_another_tells_of_where_both_say_what_happened() -> None:
    sensed = groups(told("a", counted="primary school", sense="closed"), told("b", counted="school", sense="closed"))
    assert sensed == [["a", "b"]]
    assert groups(told("a", counted="primary school"), told("b", counted="school")) == [["a"], ["b"]]


def test_modifiers_that_name_the_story_tell_no_kind() -> None:
    assert groups(told("a", counted="tamar customer"), told("b")) == [["a", "b"]]


@given(st.lists(st.tuples(st.sampled_from(["tamar", "bath", "moor", "looe"]), st.integers(1, 28)), min_size=1))
def test_each_article_is_told_of_once(told_of: list[tuple[str, int]]) -> None:
    reports = [told(f"a{k}", story=(word,), day=f"2025-02-{day:02}") for k, (word, day) in enumerate(told_of)]
    found = groups(*reports)
    assert sorted(article for group in found for article in group) == sorted(item.article for item in reports)


class TestWatched:
    """A desk's watch gathers what stories tell, whatever noun they use, by the place that it names."""

    WATCH = Rules(watchlist=(WatchedClaim(name="Evacuated", counted="people", action="evacuated", place="Plymouth"),))

    def gathered(self, *reports: Reported) -> list[tuple[str, int]]:
        track = TrackId("thing/people/evacuated")
        filed = [msgspec.structs.replace(item, track=track) for item in reports]
        return [(claim.title, len(claim.members)) for claim in claims(track, filed, self.WATCH)]

    def test_all_stories_of_its_place_are_one_claim(self) -> None:
        first = told("a", counted="resident", sense="evacuated")
        second = told("b", counted="people", sense="evacuated", story=("plymouth", "moor"), day="2025-03-01")
        assert self.gathered(first, second) == [("Evacuated", 2)]

    def test_what_is_told_of_another_place_is_not_gathered(self) -> None:
        other = told("a", counted="people", sense="evacuated", place="Bath", story=(*TAMAR, "bath"))
        assert [title for title, _ in self.gathered(other)] != ["Evacuated"]


def test_counts_of_which_one_is_many_times_the_other_are_of_two_things() -> None:
    crowd = told("a", sense="gathered")
    [item] = crowd.statements
    few = [msgspec.structs.replace(item, figure=quantity(count)) for count in (12, 800)]
    many = msgspec.structs.replace(crowd, statements=(msgspec.structs.replace(item, figure=quantity(1200)),))
    assert groups(many, report("b", few[0], track=TRACK), report("c", few[1], track=TRACK)) == [["a", "c"], ["b"]]
