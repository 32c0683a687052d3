"""Places and cities as words name them, by one spelling each."""

from __future__ import annotations

import pytest

from services.detect.reading.names.places import Tie, canonical_place, named_cities, nearest, places, put_in
from services.detect.reading.vocabulary import ENGLISH
from tests.detect.reading.words import sentence


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
        ("Eleven were freed, according to Ann Marlow, who spoke to Port Ellis Radio.", []),
        ("Ten men died, according to Ana Brook and to Sheriff Tom Reed.", []),
        ("He was found at Ana Brook's home, at Cole's Place and at Danny's.", []),
        ("He was found in St. Mary's Hospital and in Detroit's General Hospital.", ["Detroit"]),
        ("Two Shot In Weekend, In Marlow Halloween Night", ["Marlow"]),
        ("He was shot in the NW, near WQXR and in North Carolina.", ["North Carolina"]),
        ("Eleven were freed, according to Detroit police.", ["Detroit"]),
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
    assert [place.name for place in named_cities(sentence(words).tokens, ENGLISH)] == named


@pytest.mark.parametrize(
    ("words", "tied"),
    [
        ("He died in the battle of Marlow.", [Tie.EVENT]),
        ("He was shot in Marlow.", [Tie.SCENE]),
        ("A man from Marlow was shot.", [Tie.PERSON]),
        ("He was taken to Marlow.", [Tie.PERSON]),
        ("He died at a hospital in Marlow.", [Tie.PERSON]),
        ("He was shot in Marlow and taken to a hospital.", [Tie.SCENE]),
    ],
)
def test_place_is_the_scene_unless_somebody_comes_from_it_or_is_taken_there(words: str, tied: list[Tie]) -> None:
    assert [place.tie for place in put_in(sentence(words).tokens, ENGLISH)] == tied


@pytest.mark.parametrize(
    ("words", "tie"),
    [
        ("Two died in the Detroit shooting.", Tie.SCENE),
        ("Detroit police were called.", Tie.OFFICE),
        ("A Detroit man was shot.", Tie.PERSON),
    ],
)
def test_city_before_an_event_is_its_scene_and_before_a_person_his_home(words: str, tie: Tie) -> None:
    assert [place.tie for place in named_cities(sentence(words).tokens, ENGLISH)] == [tie]


def test_of_places_a_town_goes_before_a_state_and_a_county() -> None:
    assert nearest(["Georgia", "Bexar County", "Marlow"], ENGLISH) == "Marlow"
    assert nearest(["Bexar County", "Georgia"], ENGLISH) == "Bexar County"
    assert nearest([], ENGLISH) is None
