"""What an article lends its sentences: place, day, organisation, event and story."""

from __future__ import annotations

import pytest

from services.detect.reading.tracks import statements_of
from tests.detect.examples import published


def test_place_of_an_event_is_the_first_city_that_title_and_opening_name() -> None:
    told = published("a", "Two people were killed in a shooting in the Elms, in Detroit.", title="Deadly Night in Elms")
    assert {item.subject.place for item in statements_of(told) if item.subject.event} == {"Detroit"}


def test_where_no_city_is_named_the_body_goes_before_the_title() -> None:
    told = published("a", "Two people were killed in a shooting in Marlow Bottom.", title="Deadly Night in Elms Hall")
    assert {item.subject.place for item in statements_of(told) if item.subject.event} == {"Marlow Bottom"}


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Four shot in Detroit, Toledo man charged", "Four people were shot at a hotel."),
        ("Toledo man shot", "Two people were shot in Detroit on Sunday."),
        ("Two shot", "Two people were shot and taken to a hospital in Toledo. They were found in Detroit."),
        ("Two shot in Detroit", "TOLEDO, Ohio (AP) - Two people were shot on Sunday."),
        ("Two shot", "DETROIT (AP) - Two people from Toledo were shot on Sunday."),
    ],
)
def test_event_is_where_it_happened_and_not_where_somebody_is_from_or_was_taken(title: str, body: str) -> None:
    told = statements_of(published("a", body, title=title))
    assert {item.subject.place for item in told if item.subject.event} == {"Detroit"}


def test_an_event_that_a_sentence_calls_after_a_place_was_there_wherever_the_article_is_from() -> None:
    body = (
        "TOLEDO (AP) - A bridge was opened. Asked about the battle of Marlow, he said 115 soldiers were killed there."
    )
    counts = [item for item in statements_of(published("a", body)) if item.subject.action == "killed"]
    assert [item.subject.place for item in counts] == ["Marlow"]


def test_somebody_s_name_is_no_place() -> None:
    body = "Two people were killed in a shooting. Ana Quillon, 34, was hit. They were near Quillon, police said."
    assert {item.subject.place for item in statements_of(published("a", body)) if item.subject.event} == {None}


def test_an_event_s_day_is_the_one_told_with_it() -> None:
    body = "On Wednesday police in Marlow named two people killed in a shooting. The shooting was on Monday."
    assert {str(item.event_day.earliest) for item in statements_of(published("a", body)) if item.event_day} == {
        "2025-01-27"
    }


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("Two people were killed in a shooting. A man was charged Wednesday.", None),
        ("A man was charged Wednesday after two people were killed in Monday's shooting.", "2025-01-27"),
        ("Two people were killed in a shooting Monday, and a man was in court on Wednesday.", "2025-01-27"),
        ("A vigil was held Tuesday for two people killed in a shooting.", None),
        ("Two people were killed in a shooting, police said Tuesday.", None),
        ("A man arrested in Monday's deadly shooting of two people was named on Tuesday.", "2025-01-27"),
        ("A man was arrested Wednesday for shooting two people, who were killed.", None),
        ("Police on Tuesday said two people were killed in a shooting.", None),
        ("It is unclear at this time why two people were killed in a shooting.", None),
        ("Two people met on Sunday. Two people were killed in a shooting Monday.", "2025-01-27"),
        ("Updated Tuesday. Two people were killed in a shooting.", None),
        ("On Wednesday, a man pleaded guilty to a shooting in which two people were killed.", None),
    ],
)
def test_day_on_which_something_came_of_an_event_is_not_its_day(body: str, day: str | None) -> None:
    [told] = {item.event_day for item in statements_of(published("a", body)) if item.subject.action == "killed"}
    assert (str(told.earliest) if told else None) == day


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (
            "A fire on Tuesday killed two people. It was the second this week: last Sunday, one burnt a barn.",
            "2025-01-28",
        ),
        ("Two people were killed in a crash early Tuesday, and police link it to a crash Friday.", "2025-01-28"),
        ("Two people were killed in an explosion. It happened around 8 p.m. Monday.", "2025-01-27"),
        ("(Jan. 29, 2025) - Two people were killed when a boat capsized Monday.", "2025-01-27"),
        ("Two people were killed in a fire as they returned home Monday.", "2025-01-27"),
        ("A woman is in stable condition Wednesday after two people were killed in a crash on Sunday.", "2025-01-26"),
        (
            "Crews were called Tuesday to a house in Marlow. Two people were killed in a fire there on Monday.",
            "2025-01-27",
        ),
        ("Firefighters were called Tuesday to a fire in which two people were killed.", "2025-01-28"),
        ("Two people were killed in an attack. A man was charged with two counts of murder Wednesday.", None),
        ("A man is accused of shooting at a crowd on Monday. Two people were killed.", "2025-01-27"),
    ],
)
def test_event_s_day_is_the_first_that_is_given_to_what_happened(body: str, day: str | None) -> None:
    [told] = {item.event_day for item in statements_of(published("a", body)) if item.subject.action == "killed"}
    assert (str(told.earliest) if told else None) == day


@pytest.mark.parametrize(
    ("body", "action", "day"),
    [
        ("Police have arrested a man after his son was shot last Friday.", "arrested", "2025-01-30"),
        ("Two men have been charged with shooting two women on Sunday.", "charged", "2025-01-30"),
        ("Two women and a man were arrested after a gun went off on Sunday, killing a girl.", "arrested", "2025-01-30"),
        ("Four people were killed in a fire last Sunday, and two men have been charged.", "charged", "2025-01-30"),
        ("Two men were arrested on Monday after a shooting on Sunday.", "arrested", "2025-01-27"),
        ("Police on Monday arrested two men in connection with a shooting.", "arrested", "2025-01-27"),
        (
            "Three men were charged Monday with the murder of a woman who was stabbed on Sunday.",
            "charged",
            "2025-01-27",
        ),
        ("Two people were killed in a shooting on Sunday.", "killed", "2025-01-26"),
    ],
)
def test_what_came_of_an_event_is_not_of_the_day_of_another_clause(body: str, action: str, day: str) -> None:
    told = {item.as_of.span for item in statements_of(published("a", body)) if item.subject.action == action}
    assert {str(span.latest) for span in told} == {day}


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("He shot three men on Jan. 6, police said.", "2025-01-06"),
        ("Three men were shot in all.", "2025-01-27"),
        ("One of three men shot died on Tuesday.", "2025-01-27"),
    ],
)
def test_deed_that_a_sentence_dates_before_the_article_s_event_is_of_that_day(sentence: str, day: str) -> None:
    told = published("a", f"Police were called to a shooting on Monday. {sentence}")
    shot = {str(item.event_day.earliest) for item in statements_of(told) if item.event_day}
    assert shot == {day}


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


@pytest.mark.parametrize(
    ("body", "story"),
    [
        ("Quillon's council bought 300 lorries.", ("quillon",)),
        ("Yesterday's sale was of 300 lorries, it said.", ()),
        ("The board of Lake County bought 300 lorries.", ("lake county",)),
        ("The council of Lake Quillon bought 300 lorries.", ("quillon",)),
    ],
)
def test_story_goes_by_its_names_and_a_town_s_of_common_words_only_if_it_has_no_other(
    body: str, story: tuple[str, ...]
) -> None:
    found = {item.story for item in statements_of(published("a", body, title="Lorries"))}
    assert found == ({story} if story else set())


@pytest.mark.parametrize(
    ("body", "story"),
    [
        ("The union said 300 teachers had joined the strike.", ("sydney", "australia")),
        (
            "The union in Auckland said 300 teachers had joined the strike.",
            ("auckland", "zealand", "sydney"),
        ),
        ("The Fijian union said 300 teachers had joined the strike.", ("fiji", "sydney")),
    ],
)
def test_story_that_names_no_place_is_of_its_outlet_s_city_and_state(body: str, story: tuple[str, ...]) -> None:
    [striking] = statements_of(published("a", body, outlet="The Sydney Chronicle"))
    assert set(striking.story) == set(story)


@pytest.mark.parametrize("people", ["Zambian nurses", "Zambians, who are nurses,", "nurses of Zambia"])
def test_a_state_is_named_by_its_people(people: str) -> None:
    body = f"It was a long night. At Quillon {people} asked for news. In all 300 lorries were bought."
    assert {item.story for item in statements_of(published("a", body))} == {("quillon", "zambia")}


@pytest.mark.parametrize(
    ("title", "body", "event"),
    [
        ("20 shot in 12 incidents across the city", "MARLOW - Twenty people were shot.", set()),
        ("4 killed, 11 wounded in city shootings", "MARLOW - Four people were killed.", set()),
        ("One dead, four wounded in overnight Ellis shootings", "MARLOW - Four people were killed.", set()),
        ("11 shot in less than 30 hours", "MARLOW - Eleven people were shot.", set()),
        ("Four dead in Marlow", "MARLOW - Four people were killed in separate shootings.", set()),
        ("Four dead in Marlow shooting", "MARLOW - Four people were killed.", {"shooting"}),
        ("Flood kills four across the city", "MARLOW - Four people were killed.", {"flood"}),
    ],
)
def test_counts_of_many_shootings_are_no_one_event_s_and_not_stated(title: str, body: str, event: set[str]) -> None:
    assert {s.subject.event for s in statements_of(published("a", body, title=title)) if s.part == "body"} == event
