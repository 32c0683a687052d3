"""One party by several names: "a spokesman for the defence ministry", "the Defence Ministry", "the ministry".

A name that says less goes with the one party of a claim whose name says more; where there are two it stays alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from services.detect.reading.vocabulary import ENGLISH, Language, vocabulary


class _Words(NamedTuple):
    unsaid: frozenset[str]
    """Who speaks for a party, and small words: they do not tell which it is."""
    bodies: frozenset[str]
    """What a name must have at least to be of a party that another names in full."""


def as_one(names: Sequence[str]) -> Mapping[str, str]:
    """Each name with the one that stands for its party: that which was told first."""
    known = dict.fromkeys(_who(name, ENGLISH) for name in names)
    first: dict[frozenset[str], str] = {}
    return {name: first.setdefault(_fullest(_who(name, ENGLISH), known), name) for name in names}


def _fullest(own: frozenset[str], known: Iterable[frozenset[str]]) -> frozenset[str]:
    """The words of the one name that says more than these, if they are of a body of which it can be."""
    fuller = [who for who in known if own < who] if own & _words(ENGLISH).bodies else []
    return fuller[0] if len(fuller) == 1 else own


@lru_cache(maxsize=16_384)
def _who(name: str, language: Language) -> frozenset[str]:
    """The words that tell which party it is; all of them where nothing is left."""
    words = frozenset(re.findall(r"[^\W_]+", name.lower()))
    return words - _words(language).unsaid or words


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "attribution")["one_party"]
    return _Words(frozenset(table["unsaid"]), frozenset(table["bodies"]))
