"""What a figure is about, as a corpus: counted class, actor, action, place and event of a whole sentence."""

from __future__ import annotations

import pytest

from schemas.statements import Subject
from schemas.values import Measure, Presence, Quantity, Span
from services.detect.reading.names.actors import actor_of
from services.detect.reading.names.places import canonical_place, named_cities, nearest, places
from services.detect.reading.people.classes import counted_class
from services.detect.reading.setting.events import events, main_event
from services.detect.reading.tracks import statements_of
from services.detect.reading.vocabulary import ENGLISH
from tests.detect.examples import published
from tests.detect.reading.words import sentence

NORTH_KOREANS = Subject("soldier", "North Korea", "deployed", "Kursk", None)
CORPUS = {
    NORTH_KOREANS: [
        "North Korea has sent about 10,000 North Korean troops to Kursk.",
        "About 10,000 North Korean soldiers were deployed in Kursk.",
        "Officials said 11,000 DPRK soldiers were stationed in Kursk.",
    ],
    Subject("soldier", "Russia", "deployed", "Kursk", None): ["Some 50,000 Russian troops are massed in Kursk region."],
    Subject("soldier", "North Korea", "killed", "Kursk", None): ["300 North Korean troops were killed in Kursk."],
    Subject("soldier", "North Korea", "injured", "Kursk", None): [
        "2,700 North Korean soldiers were wounded near Kursk."
    ],
    Subject("people", None, "killed", "Marlow", "flood"): [
        "At least 12 people died in the flood in Marlow.",
        "The flood in Marlow left 12 dead.",
        "The death toll from the flood in Marlow rose to 14.",
    ],
    Subject("people", None, "missing", "Marlow", "flood"): ["Nine people are missing after the flood in Marlow."],
    Subject("child", None, "killed", "Marlow", "flood"): ["Two children were killed by the flood in Marlow."],
    Subject("worker", None, "striking", "Port Ellis", "strike"): ["Some 4,000 workers are on strike in Port Ellis."],
}
NOTHING = [
    "The tank weighs 40 tonnes in Kursk.",
    "Three weeks later they came back to Kursk.",
    "He is 34 years old and was killed in Kursk.",
    "There were four bridges in Marlow.",
]


def subjects_of(body: str) -> list[Subject]:
    return [item.subject for item in statements_of(published("a", body)) if isinstance(item.figure, Quantity)]


@pytest.mark.parametrize(("subject", "body"), [(s, w) for s, wordings in CORPUS.items() for w in wordings])
def test_sentence_states_a_figure_about_its_subject(subject: Subject, body: str) -> None:
    assert subjects_of(body) == [subject]


@pytest.mark.parametrize("body", NOTHING)
def test_figure_about_nothing_that_is_followed_is_no_statement(body: str) -> None:
    assert subjects_of(body) == []


def test_killed_and_wounded_of_one_sentence_stay_apart() -> None:
    killed, injured = statements_of(
        published("a", "In the flood in Marlow 3 people were killed and 12 others injured.")
    )
    assert (killed.subject.action, killed.figure.best) == ("killed", 3)
    assert (injured.subject.action, injured.figure.best) == ("injured", 12)
    assert killed.figure.measure is injured.figure.measure is Measure.CUMULATIVE


def test_half_of_a_force_is_relative_to_that_force() -> None:
    body = "The 12,000 North Korean troops sent to Kursk have been reduced by half, officials said."
    first, half = statements_of(published("a", body))
    assert first.subject == half.subject == NORTH_KOREANS
    assert (half.figure.modality, half.figure.measure) == ("relative", "change")


def test_captured_soldiers_give_a_count_and_a_day() -> None:
    count, day = statements_of(published("a", "Two North Korean soldiers were captured in Kursk on January 9."))
    assert count.figure.best == 2
    assert isinstance(day.figure, Span)
    assert day.figure.earliest.isoformat() == day.figure.latest.isoformat() == "2025-01-09"


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("North Korean soldiers have not been seen in Kursk for about two weeks.", False),
        ("North Korean troops haven't been spotted in Kursk for three weeks.", False),
        ("North Korean troops are attacking in Kursk this week.", True),
    ],
)
def test_sighting_is_seen_or_not(body: str, seen: bool) -> None:
    [sighting] = statements_of(published("a", body))
    assert isinstance(sighting.figure, Presence)
    assert sighting.figure.seen is seen
    assert sighting.subject == Subject("soldier", "North Korea", "seen", "Kursk", None)


@pytest.mark.parametrize("body", ["North Korean soldiers have not been seen.", "Bears were seen in Kursk this week."])
def test_absence_without_length_or_of_no_forces_is_none(body: str) -> None:
    assert statements_of(published("a", body)) == []


def test_spellings_of_a_place_are_one_place() -> None:
    spellings = ("Kursk", "Kursk region", "Kursk Oblast", "Kursk border region")
    assert {canonical_place(name, ENGLISH) for name in spellings} == {"Kursk"}
    assert canonical_place("Kiev", ENGLISH) == canonical_place("Kyiv", ENGLISH) == "Kyiv"
    assert canonical_place("Mexico City", ENGLISH) == "Mexico City"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Ten men died in the flood in Marlow on Tuesday.", ["Marlow"]),
        ("They are massed in Russia's Kursk region.", ["Kursk", "Russia"]),
        ("It struck in Detroit's Elms on Monday.", ["Elms", "Detroit"]),
        ("A quake shook Marlow after the attack on Port Ellis.", ["Marlow", "Port Ellis"]),
        ("He was found in Southwest Detroit and in South Bend.", ["Detroit", "South Bend"]),
        ("Three Dead In Marlow Nightclub Shooting", ["Marlow"]),
        ("It fell near St. Louis and in Winston-Salem.", ["St. Louis", "Winston-Salem"]),
        ("They live in Rio de Janeiro, in Russian barracks.", ["Rio de Janeiro"]),
        ("He was shot in Park Street on Monday.", []),
    ],
)
def test_place_is_what_a_preposition_leads_to(words: str, named: list[str]) -> None:
    assert list(places(sentence(words).tokens, ENGLISH)) == named


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Detroit police have found them.", ["Detroit"]),
        ("Four died in the New Orleans shooting.", ["New Orleans"]),
        ("The East Side shooting; the 6th Street fire; Kentucky police; a Brook attack.", []),
    ],
)
def test_city_is_named_by_its_police_and_its_events(words: str, named: list[str]) -> None:
    assert list(named_cities(sentence(words).tokens, ENGLISH)) == named


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Two men opened fire in Marlow.", ["shooting"]),
        ("The fire chief said the blaze was out.", ["fire"]),
        ("A ceasefire held, and nobody was fired.", []),
        ("An air strike set off a fire.", ["attack", "fire"]),
    ],
)
def test_event_is_what_words_name_and_not_what_sounds_like_it(words: str, kinds: list[str]) -> None:
    assert list(events(sentence(words).tokens, ENGLISH)) == kinds


def test_event_that_says_what_happened_goes_before_one_that_says_only_that_something_did() -> None:
    assert main_event(["attack", "flood", "fire"], ENGLISH) == "flood"
    assert main_event(["attack", "protest"], ENGLISH) == "attack"
    assert main_event([], ENGLISH) is None


def test_of_places_a_town_goes_before_a_state_and_a_county() -> None:
    assert nearest(["Georgia", "Bexar County", "Marlow"], ENGLISH) == "Marlow"
    assert nearest(["Bexar County", "Georgia"], ENGLISH) == "Bexar County"
    assert nearest([], ENGLISH) is None


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("US-trained Ukrainian troops", "Ukraine"),
        ("Kenya's soldiers", "Kenya"),
        ("the U.S. troops", "United States"),
        ("soldiers told us", None),
        ("Jordan's three children", None),
    ],
)
def test_actor_is_the_state_named_last(words: str, state: str | None) -> None:
    assert actor_of(sentence(words).tokens, ENGLISH) == state


def test_counted_class_is_that_of_the_head() -> None:
    assert counted_class("north korean troops", ENGLISH) == "soldier"
    assert counted_class("burnt bridge", ENGLISH) == "bridge"
    assert counted_class(None, ENGLISH) is counted_class("", ENGLISH) is None


def test_report_that_the_sentence_dates_is_the_anchor_of_its_times() -> None:
    body = "On January 28 the paper reported that North Korean troops had not been seen in Kursk for two weeks."
    [sighting] = statements_of(published("a", body))
    assert (sighting.as_of.anchor.isoformat(), sighting.as_of.basis) == ("2025-01-28", "stated")
    assert sighting.figure.span.latest.isoformat() == "2025-01-28"


@pytest.mark.parametrize(
    ("body", "as_of", "happened"),
    [
        ("Nine people are missing after the flood in Marlow on Tuesday.", "2025-01-17", "2025-01-14"),
        ("A flood hit Marlow on Tuesday. Nine people were missing on Thursday.", "2025-01-16", "2025-01-14"),
        ("A flood hit Marlow on Tuesday. Nine people have died.", "2025-01-17", "2025-01-14"),
        ("Nine people died in the flood in Marlow.", "2025-01-17", None),
    ],
)
def test_a_figure_of_an_event_holds_when_it_is_told_and_names_the_event_s_day(
    body: str, as_of: str, happened: str | None
) -> None:
    [item] = (told for told in statements_of(published("a", body, "2025-01-17")) if told.subject.counted == "people")
    assert item.as_of.span.latest.isoformat() == as_of
    assert (item.event_day and item.event_day.earliest.isoformat()) == happened


def test_place_of_an_event_is_the_first_city_that_title_and_opening_name() -> None:
    told = published("a", "Two people were killed in a shooting in the Elms, in Detroit.", title="Deadly Night in Elms")
    assert {item.subject.place for item in statements_of(told) if item.subject.event} == {"Detroit"}


def test_where_no_city_is_named_the_body_goes_before_the_title() -> None:
    told = published("a", "Two people were killed in a shooting in Marlow Bottom.", title="Deadly Night in Elms Hall")
    assert {item.subject.place for item in statements_of(told) if item.subject.event} == {"Marlow Bottom"}


def test_an_event_s_day_is_the_earliest_that_is_told_with_it() -> None:
    body = "On Wednesday police in Marlow named two people killed in a shooting. The shooting was on Monday."
    assert {str(item.event_day.earliest) for item in statements_of(published("a", body)) if item.event_day} == {
        "2025-01-27"
    }


@pytest.mark.parametrize(
    ("title", "body", "subject"),
    [
        ("Norvane cuts jobs", "Norvane Systems has cut 300 jobs.", ("worker", "Norvane", None)),
        (
            "Inside Norvane's worst week",
            "Some 300 Norvane employees received layoff notices.",
            ("worker", "Norvane", None),
        ),
        (
            "Norvane disputes tally",
            "Norvane said 300 staff had been given layoff notices.",
            ("worker", "Norvane", None),
        ),
        ("Norvane shrinks", "Norvane is laying off 300 people in Marlow.", ("people", "Norvane", "Marlow")),
        ("A bad week in Marlow", "The shipyard sacked 300 workers in Marlow.", ("worker", None, "Marlow")),
        ("Marlow loses jobs", "Marlow has lost 300 jobs in Ellis.", ("worker", None, "Ellis")),
    ],
)
def test_workers_are_those_of_the_organisation_that_title_and_opening_name(
    title: str, body: str, subject: tuple[str, str | None, str | None]
) -> None:
    statements = statements_of(published("a", body, title=title))
    assert {(s.subject.counted, s.subject.actor, s.subject.place) for s in statements} == {subject}


def test_the_country_of_the_city_that_is_named_is_of_the_story() -> None:
    [doses] = statements_of(published("a", "KITWE - In all, 300 doses of vaccine have been delivered so far."))
    assert doses.story == ("kitwe", "zambia")


def test_story_that_names_no_place_is_of_its_outlet_s_city() -> None:
    report = published("a", "The union said 300 teachers had joined the strike.", outlet="The Sydney Chronicle")
    [striking] = statements_of(report)
    assert striking.story == ("sydney",)


@pytest.mark.parametrize(
    ("title", "body", "event"),
    [
        ("20 shot in 12 incidents across the city", "MARLOW - Twenty people were shot.", set()),
        ("4 killed, 11 wounded in city shootings", "MARLOW - Four people were killed.", set()),
        ("11 shot in less than 30 hours", "MARLOW - Eleven people were shot.", set()),
        ("Four dead in Marlow", "MARLOW - Four people were killed in separate shootings.", set()),
        ("Four dead in Marlow shooting", "MARLOW - Four people were killed.", {"shooting"}),
        ("Flood kills four across the city", "MARLOW - Four people were killed.", {"flood"}),
    ],
)
def test_counts_of_many_shootings_are_no_one_event_s_and_not_stated(title: str, body: str, event: set[str]) -> None:
    assert {s.subject.event for s in statements_of(published("a", body, title=title)) if s.part == "body"} == event
