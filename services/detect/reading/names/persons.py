"""People by name: whom a story is about are told with their ages, and by them it is known again.

Ann Hale, 34, was shot · 19-year-old Tom Reed · Hale (in a later story: Ann Hale) — but not Sgt. Joan Doe, nor who said
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.names.capitals import capitals
from services.detect.reading.names.gazetteer import is_city, is_state
from services.detect.reading.names.owners import is_name
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_LONGEST: Final = 4
"""Words of a person's name."""
_LED: Final = 5
"""Tokens of an age before a name: "34-year-old"."""
_CLOSING: Final = frozenset(",.;)")
"""What ends an age behind a name."""
_OLDEST: Final = 122
"""Years that the oldest person lived whose age is proven (Jeanne Calment, 1875 to 1997)."""
_INITIAL: Final = 2
"""Letters up to which a part of a name is an initial, or "Jr"."""


class Age(Struct, frozen=True):
    """So many years, at token `at`."""

    years: int
    at: int


class Person(Struct, frozen=True):
    """Somebody named, by the first and the last of his names, at tokens [first, last)."""

    name: str
    first: int
    last: int
    is_aged: bool
    """Whether his age is told;"""
    age: Age | None
    """in years, where these are what it counts."""


class _Words(Struct, frozen=True):
    refused: frozenset[str]
    """Words that no person's name holds."""
    speakers: frozenset[str]
    """Offices before the name of who speaks for others."""
    offices: frozenset[str]
    """Those, and what else somebody is called by before his name: "Firefighter"."""
    saying: frozenset[str]
    leads: frozenset[str]
    """What leads to a place's name."""
    ages: frozenset[str]
    old: frozenset[str]
    years: str


def persons(tokens: Sequence[Token], language: Language, *, in_office: bool = False) -> Iterator[Person]:
    """The people named in full, in order; not who is only quoted, and who goes by his office only `in_office`."""
    words, last = _words(language), 0
    for k in capitals(tokens):
        if k < last or (in_office and tokens[k].lower in words.offices):
            continue
        last = _end(tokens, k)
        if last - k > 1 and (found := _person(tokens, k, last, language, in_office=in_office)) is not None:
            yield found


def is_office(noun: str, language: Language) -> bool:
    """Whether a noun is an office or a rank: a mayor, a general."""
    return noun in _words(language).offices


def given_name_end(tokens: Sequence[Token], first: int, language: Language) -> int:
    """Where the name of somebody just mentioned ends, "his wife, | Ann |, and"; `first` where none begins."""
    last = _end(tokens, first) if first < len(tokens) and is_name(tokens[first], ()) else first
    name = [token.text for token in tokens[first:last]]
    if not 0 < len(name) <= _LONGEST or not _words(language).refused.isdisjoint(part.lower() for part in name):
        return first
    return first if all(part.isupper() for part in name) else last


def _end(tokens: Sequence[Token], k: int) -> int:
    """Where the capitals that begin at token k end; an initial's full stop is among them."""
    last = k
    while last < len(tokens):
        initial = tokens[last].text == "." and last > k and len(tokens[last - 1].text) <= _INITIAL
        if not initial and not is_name(tokens[last], ()):
            break
        last += 1
    return last


def _person(tokens: Sequence[Token], first: int, last: int, language: Language, *, in_office: bool) -> Person | None:
    words = _words(language)
    name = [token.text for token in tokens[first:last] if len(token.text) > _INITIAL]
    lower = [part.lower() for part in name]
    if not 1 < len(name) <= _LONGEST or not words.refused.isdisjoint(lower) or any(part.isupper() for part in name):
        return None
    spelt = f"{name[0]} {name[-1]}"
    if is_city(spelt) or is_state(spelt):
        return None
    before = tokens[first - 1].lower if first else ""
    if before == "." and first > 1:
        before = tokens[first - 2].lower
    behind = tokens[last].lower if last < len(tokens) else ""
    if (before in words.speakers and not in_office) or before in words.leads or behind in words.saying:
        return None
    is_led = first > 2 and tokens[first - 1].lower in words.old and tokens[first - 2].text == "-"
    behind_name = age_behind(tokens, last, language)
    age = _in_years(tokens, first, words) if is_led else _closed(tokens, behind_name)
    return Person(spelt, first, last, is_led or behind_name is not None, age)


def age_behind(tokens: Sequence[Token], last: int, language: Language) -> int | None:
    """The token of the age that stands behind a name that ends before `last`: ", 34,", "(34)", ", age 34"."""
    words = _words(language)
    if last >= len(tokens) or tokens[last].text not in ",(":
        return None
    at = last + 1 + (last + 1 < len(tokens) and tokens[last + 1].lower in words.ages)
    return at if at < len(tokens) and tokens[at].shape.startswith("digits to") else None


def _in_years(tokens: Sequence[Token], first: int, words: _Words) -> Age | None:
    """The age in "34-year-old" before a name."""
    at = first - _LED
    is_in_years = at >= 0 and tokens[at + 1].text == "-" and tokens[at + 2].lower == words.years
    return _age(tokens, at) if is_in_years else None


def _closed(tokens: Sequence[Token], at: int | None) -> Age | None:
    """The age behind a name that what stands there ends with: not of "Ann Hale, 34 Main Street"."""
    is_closed = at is not None and (at + 1 == len(tokens) or tokens[at + 1].text in _CLOSING)
    return _age(tokens, at) if at is not None and is_closed else None


def _age(tokens: Sequence[Token], at: int) -> Age | None:
    """Of a whole number that an age can be."""
    number = tokens[at].number
    best = None if number is None else number.best
    return Age(int(best), at) if best is not None and best == int(best) and 0 < best <= _OLDEST else None


@cache
def _words(language: Language) -> _Words:
    subjects, said = vocabulary(language, "subjects"), vocabulary(language, "attribution")
    named, refused, people = subjects["places_named"], subjects["places_refused"], subjects["persons_named"]
    offices = frozenset((*said["officials"]["heads"], *people["ranks"]))
    plain = (named[kind] for kind in ("ends", "leads", "directions", "venues", "owners"))
    told = (vocabulary(language, "people")["persons"][kind] for kind in ("man", "woman", "child", "teenager"))
    return _Words(
        refused=offices.union(refused["any"], refused["last"], refused["wide"], people["refused"], *plain, *told),
        speakers=offices,
        offices=offices.union(
            *(vocabulary(language, "people")["persons"][kind] for kind in ("police officer", "worker"))
        ),
        saying=frozenset((*said["cues"]["saying"], *said["cues"]["telling"])),
        leads=frozenset(named["leads"]),
        ages=frozenset(vocabulary(language, "people")["joins"]["ages"]),
        old=frozenset(vocabulary(language, "times")["classes"]["age_word"]),
        years=vocabulary(language, "people")["classes"]["age"][0],
    )
