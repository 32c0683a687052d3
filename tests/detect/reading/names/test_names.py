"""Where a story is set: the states, streets and people that it names, and the region in which its places lie."""

from __future__ import annotations

import pytest

from services.detect.reading.names.datelines import dateline
from services.detect.reading.names.gazetteer import region_of
from services.detect.reading.names.persons import persons
from services.detect.reading.names.places import named_places
from services.detect.reading.names.regions import regions
from services.detect.reading.names.streets import streets
from services.detect.reading.sentences import sentences
from services.detect.reading.tokens import Token, flatten
from services.detect.reading.vocabulary import ENGLISH


def tokens(words: str) -> list[Token]:
    return [token for sentence in sentences(flatten(words), ENGLISH) for token in sentence.tokens]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("He was shot in Camden, N.J., on Monday.", ["New Jersey"]),
        ("DOVER, Del. (Agency) - Three were hurt.", ["Delaware"]),
        ("She was from Salem, OR, and he from Salem, Ore.", ["Oregon", "Oregon"]),
        ("A fire in Huntington, W.Va., was put out.", ["West Virginia"]),
        ("They lived in Albany, New York.", ["New York state"]),
        ("A Nebraska family was found.", ["Nebraska"]),
        ("The quake shook Indonesia.", ["Indonesia"]),
        ("A man from York, England, was there.", ["United Kingdom"]),
        ("Ann Hale, in or out, was there.", []),
        ("Georgia Hale was shot.", []),
    ],
)
def test_states_are_named_in_full_or_behind_a_comma_in_short(words: str, named: list[str]) -> None:
    assert list(regions(tokens(words), ENGLISH)) == named


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("It was in the 1200 block of North Elm St. on Monday.", ["Elm street"]),
        ("It was in the 1200 block of Elm Street.", ["Elm street"]),
        ("Shots fell at 12th Avenue and Martin Luther King Jr. Blvd.", ["12th avenue"]),
        ("They met on Old Mill Road.", ["Old Mill road"]),
        ("Street racing was seen.", []),
        ("The drive was long.", []),
        ("St. Anne's was closed.", []),
    ],
)
def test_streets_go_by_one_name(words: str, named: list[str]) -> None:
    assert list(streets(tokens(words), ENGLISH))[: len(named) or None] == named


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Ann Hale, 34, died.", [("Ann Hale", True)]),
        ("Police named 19-year-old Tom R. Reed.", [("Tom Reed", True)]),
        ("Joan Crow (41) was hurt.", [("Joan Crow", True)]),
        ("Jane Roe, age 12, was hurt.", [("Jane Roe", True)]),
        ("The mother of Ann Hale wept.", [("Ann Hale", False)]),
        ("Sgt. Joan Doe spoke.", []),
        ("Police spokesman Bill Bird spoke.", []),
        ("Bill Bird said so.", []),
        ("They met in Baton Rouge.", []),
    ],
)
def test_people_are_known_by_name_but_not_who_speaks_by_his_office(words: str, named: list[tuple[str, bool]]) -> None:
    assert [(who.name, who.is_aged) for who in persons(tokens(words), ENGLISH)] == named


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Toledo police were called.", ["Toledo"]),
        ("A Toledo man was shot.", ["Toledo"]),
        ("A Toledo family was found.", ["Toledo"]),
        ("A 9-Year-Old Boy was shot.", []),
        ("The Toledo Gazette girl was shot.", []),
    ],
)
def test_a_city_is_named_by_whose_people_are_told_of(words: str, named: list[str]) -> None:
    assert [place.name for place in named_places(tokens(words), ENGLISH)] == named


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("TOLEDO, Ohio (Agency) - Two died.", "Toledo"),
        ("(Agency photo)\n\nTOLEDO (Agency) - Two died.", "Toledo"),
        ("TOLEDO, Ohio (WXYZ) Two died.", "Toledo"),
        ("Newport News, Va. - Two died.", "Newport News"),
        ("Quillon, Ohio (Agency) - Two died.", "Quillon"),
        ("Menu\nUPDATE - Two died.", None),
        ("WXYZ-TV has more.", None),
        ("WXYZ (Network) Two died.", None),
        ("Ann Hale, Mayor - Two died.", None),
    ],
)
def test_a_story_is_filed_from_the_place_with_which_it_begins(text: str, place: str | None) -> None:
    filed = dateline(flatten(text), ENGLISH)
    assert (filed.place if filed else None) == place
    assert filed is None or flatten(text)[filed.end :].strip() == "Two died."


@pytest.mark.parametrize(
    ("names", "region"),
    [
        (("Kent",), "washington"),
        (("Seattle", "Kent"), "washington"),
        (("Springfield", "Ohio"), "ohio"),
        (("Lawndale", "Chicago"), "illinois"),
        (("Mesa County", "Clifton"), "colorado"),
        (("Albany", "New York state"), "new york"),
        (("Flores", "Indonesia"), "indonesia"),
        (("Elm street", "Nowhere Hollow"), None),
        ((), None),
    ],
)
def test_the_region_is_the_one_that_most_names_lie_in(names: tuple[str, ...], region: str | None) -> None:
    assert region_of(names) == region
