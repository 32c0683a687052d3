"""Places and cities as words name them, by one spelling each."""

from __future__ import annotations

import pytest

from services.detect.reading.names.places import named_places, places
from services.detect.reading.names.spellings import canonical_place, is_wide, nearest
from services.detect.reading.names.ties import Tie
from services.detect.reading.vocabulary import ENGLISH
from tests.detect.reading.words import sentence


def test_spellings_of_a_place_are_one_place() -> None:
    spellings = ("Kursk", "Kursk region", "Kursk Oblast", "Kursk border region")
    assert {canonical_place(name, ENGLISH) for name in spellings} == {"Kursk"}
    assert canonical_place("Kiev", ENGLISH) == canonical_place("Kyiv", ENGLISH) == "Kyiv"
    assert canonical_place("Mexico City", ENGLISH) == "Mexico City"
    assert canonical_place("Town of Marlow", ENGLISH) == "Marlow"


def test_side_of_a_large_city_is_the_city_and_of_a_small_one_a_name_of_its_own() -> None:
    assert canonical_place("South Memphis", ENGLISH) == "Memphis"
    assert canonical_place("East Westwood", ENGLISH) == "East Westwood"


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
        (
            "Fifty fled from a prison in Port-au-Prince and one in Boulogne-sur-Mer.",
            ["Port-au-Prince", "Boulogne-sur-Mer"],
        ),
        ("Fares rose in Stoke-on-Trent, as in Paris-based firms.", ["Stoke-on-Trent", "Paris"]),
        ("He was shot in Park Street on Monday.", []),
        ("Eleven were freed, according to Ann Marlow, who spoke to Port Ellis Radio.", []),
        ("Ten men died, according to Ana Brook and to Sheriff Tom Reed.", []),
        ("He was found at Ana Brook's home, at Cole's Place and at Danny's.", []),
        ("He was found in St. Mary's Hospital and in Detroit's General Hospital.", ["Detroit"]),
        ("Two Shot In Weekend, In Marlow Halloween Night", ["Marlow"]),
        ("He was shot in the NW, near WQXR and in North Carolina.", ["North Carolina"]),
        ("Eleven were freed, according to Detroit police.", []),
    ],
)
def test_place_is_what_a_preposition_leads_to(words: str, named: list[str]) -> None:
    assert list(places(sentence(words).tokens, ENGLISH)) == named


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (
            "He was shot in far southeast Detroit, in downtown Toledo and in tiny Quillon.",
            ["Detroit", "Toledo", "Quillon"],
        ),
        ("They were in the Bronx, in the Quillon area and in the Elms neighborhood.", ["The Bronx", "Quillon", "Elms"]),
        ("They were in the Quillon and in the Marlow Theatre.", []),
        ("It happened in Highland Park.", ["Highland Park"]),
        ("It happened in Goodnow Hall and in Marlow College.", []),
        ("Shots fell at Elm and Oak, near Marlow and 9th, at Toledo and Oak avenues.", []),
        ("Shots fell in the 3400 block of Burkett near Toledo, on Elm Street near Marlow.", []),
        ("Shots fell in the 3400 block of Burkett in Toledo.", ["Toledo"]),
        ("They met outside Quillon's, outside Dino Grillo restaurant and at the Elms Village Apartments.", []),
        ("Two Shot Outside Toledo Nightclub", ["Toledo"]),
        ("He was found in Marlow's home and at Toledo's funeral.", []),
    ],
)
def test_what_leads_to_a_place_may_stand_before_modifiers_but_not_before_streets_and_houses(
    words: str, named: list[str]
) -> None:
    assert list(places(sentence(words).tokens, ENGLISH)) == named


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Detroit police have found them.", ["Detroit"]),
        ("Four died in the New Orleans shooting.", ["New Orleans"]),
        ("Four died in a Detroit house party shooting.", ["Detroit"]),
        ("Four were shot at a southeast Detroit biker club.", ["Detroit"]),
        ("Four Shot In Detroit Liquor Store", ["Detroit"]),
        ("Four were shot on Detroit's east side.", ["Detroit"]),
        ("The East Side shooting; the 6th Street fire; Kentucky police; a Brook attack.", []),
        ("Detroit was quiet; Toledo told a store; Cleveland's house was sold.", []),
    ],
)
def test_city_is_named_by_its_police_its_houses_and_its_events(words: str, named: list[str]) -> None:
    assert [place.name for place in named_places(sentence(words).tokens, ENGLISH)] == named


@pytest.mark.parametrize(
    ("words", "tied"),
    [
        ("He died in the battle of Marlow.", [Tie.CALLED]),
        ("The shooting happened on Sunday at a motel in Marlow.", [Tie.EVENT]),
        ("Two died in a shooting at a bar in Marlow.", [Tie.EVENT]),
        ("A man wanted in the shooting was seen in Marlow.", [Tie.SCENE]),
        ("He was shot in Marlow.", [Tie.SCENE]),
        ("He was shot at a Toledo bar.", [Tie.SCENE]),
        ("Toledo police were called.", [Tie.OFFICE]),
        ("A Toledo man was shot.", [Tie.PERSON]),
        ("A man from Marlow was shot.", [Tie.AWAY]),
        ("He was taken to Marlow.", [Tie.AWAY]),
        ("He died at a hospital in Marlow.", [Tie.AWAY]),
        ("He was taken to a Toledo hospital.", [Tie.AWAY]),
        ("It lies 30 miles north of Marlow.", [Tie.AWAY]),
        ("He was shot in Marlow and taken to a hospital.", [Tie.SCENE]),
        ("He was taken to a hospital after he was shot in Marlow.", [Tie.SCENE]),
    ],
)
def test_place_is_tied_to_what_is_told_by_what_leads_to_it_and_what_goes_by_it(words: str, tied: list[Tie]) -> None:
    assert [place.tie for place in named_places(sentence(words).tokens, ENGLISH)] == tied


@pytest.mark.parametrize(
    ("words", "is_town", "is_part"),
    [
        ("He was shot in Toledo.", True, False),
        ("He was shot in Quillon, Mo., on Sunday.", True, False),
        ("He was shot in Quillon.", False, False),
        ("He was shot in Wood County, Ohio.", False, False),
        ("He was shot in the Englewood neighborhood.", True, True),
        ("He was shot in an Englewood neighborhood.", True, False),
    ],
)
def test_town_is_a_city_or_has_its_state_behind_it_and_a_neighborhood_is_told_as_such(
    words: str, is_town: bool, is_part: bool
) -> None:
    [place] = named_places(sentence(words).tokens, ENGLISH)
    assert (place.is_town, place.is_part) == (is_town, is_part)


def test_of_places_a_town_goes_before_a_state_and_a_county() -> None:
    assert nearest(["Georgia", "Bexar County", "Marlow"], ENGLISH) == "Marlow"
    assert nearest(["Bexar County", "Georgia"], ENGLISH) == "Bexar County"
    assert nearest([], ENGLISH) is None


@pytest.mark.parametrize(("name", "wide"), [("Ohio", True), ("Bexar County", True), ("Rock Island", False)])
def test_state_and_county_are_wide_but_a_town_s_name_may_sound_so(name: str, wide: bool) -> None:
    assert is_wide(name, ENGLISH) == wide
