"""One party by several names: "the ministry's spokesman", "Defence Minister Brook", "Ansel's defence ministry".

What makes two names one party, first to last:

| evidence | one | two |
|---|---|---|
| the same words | Marlow police, spokeswoman for Marlow police | Marlow police, Ansel police |
| one body, and nothing that tells two apart | ministry, Defence Minister Brook | health and defence ministry |
| one person, by all of the shorter name | Brook, Mayor Ana Brook | Ana Brook, Ana Petrov |
| an organisation's whole name | Mar Azul, Ines Doe of Mar Azul | Mar Azul, Mar Negro |

A body is told apart by what kind it is (defence), and by whose (Ansel's); a person who speaks for it does not, but its
chief and its spokesman are two who may say different things. Of a company's union the union is the body. A name that
may be of two parties is of neither.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations
from typing import Final, NamedTuple

from services.detect.reading.vocabulary import ENGLISH, Language, vocabulary
from services.detect.tracking.disjoint import Disjoint

_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LONGEST: Final = 4
"""Words of a person's name."""
_WHOLE: Final = 2
"""Words of a proper name that hardly two parties share."""


class Party(NamedTuple):
    """What a name says of the party, all in lower case."""

    words: frozenset[str]
    """All that tells anything,"""
    body: str | None
    """what it is: "ministry", a minister's too;"""
    kinds: frozenset[str]
    """of which kind,"""
    owners: frozenset[str]
    """and whose: by proper names;"""
    person: frozenset[str]
    """who speaks for it,"""
    office: str | None
    """and as what, its leader or its speaker, where that is said."""


def as_one(names: Sequence[str]) -> Mapping[str, str]:
    """Each name with the one that stands for its party: that which was told first."""
    told = list(dict.fromkeys(names))
    parties = [party_of(name, ENGLISH) for name in told]
    one = Disjoint(len(told))
    fitting = [[k for k, other in enumerate(parties) if are_one(own, other)] for own in parties]
    for fits in fitting:
        if not any(_are_two(parties[k], parties[n]) for k, n in combinations(fits, 2)):
            one.join(k for k in fits if not _is_torn(fitting[k], parties))
    return {name: told[one.of(k)] for k, name in enumerate(told)}


def are_one(left: Party, right: Party) -> bool:
    """Whether two names are surely of one party, each by itself."""
    if left.body is not None and not _may_be_of_one(left.office, right.office):
        return False
    if left.words == right.words:
        return True
    if left.body is not None and left.body == right.body:
        return _is_nested(left.kinds, right.kinds) and _is_nested(left.owners, right.owners)
    if left.person and right.person and _is_nested(left.person, right.person):
        return True
    less, more = sorted((left, right), key=lambda party: len(party.words))
    return less.body is more.body is None and len(less.words) >= _WHOLE and less.words < more.words


def is_many(name: str) -> bool:
    """Whether those who are called so need not be the same ones in two outlets: "witnesses", "residents"."""
    party = party_of(name, ENGLISH)
    return party.body is None and not party.words.isdisjoint(_words(ENGLISH).many)


def _is_torn(fits: Sequence[int], parties: Sequence[Party]) -> bool:
    """Whether a name fits two that are of two parties."""
    return any(_are_two(parties[k], parties[n]) for k, n in combinations(fits, 2))


def _are_two(left: Party, right: Party) -> bool:
    """Whether two names are surely of two parties."""
    if left.body is not None and right.body is not None:
        return not are_one(left, right)
    return bool(left.person and right.person) and not are_one(left, right)


def _may_be_of_one(left: str | None, right: str | None) -> bool:
    return left is None or right is None or left == right


def _is_nested(left: frozenset[str], right: frozenset[str]) -> bool:
    return left <= right or right <= left


class _Words(NamedTuple):
    unsaid: frozenset[str]
    """Who speaks for a party, and small words: they do not tell which it is."""
    roles: frozenset[str]
    """Of these, such as stand right before a person's name;"""
    titles: frozenset[str]
    """of these, such as do in full: "Colonel";"""
    offices: Mapping[str, str]
    """and what others of them are to a body."""
    phrases: re.Pattern[str]
    """The same in more than one word: "press service"."""
    bodies: Mapping[str, str]
    """What a party is, by each word for it."""
    of: frozenset[str]
    """Words behind which stands to what something belongs."""
    common: frozenset[str]
    """What is no proper name with a capital either."""
    endings: tuple[str, ...]
    """Of words that call something after a state: "Ansel | ian"."""
    many: frozenset[str]


@lru_cache(maxsize=16_384)
def party_of(name: str, language: Language) -> Party:
    """What a name says; all of its words where nothing else is left."""
    words = _words(language)
    plain = words.phrases.sub(" ", name)
    person = _person(plain, words)
    segments, said = [list[str]()], []
    for word in _WORD.findall(plain):
        lower = word.lower()
        if lower in words.of:
            segments.append([])
        elif word not in person and (lower in words.bodies or lower not in words.unsaid):
            segments[-1].append(lower)
            said.append(word)
    heads = ([word for word in segment if word in words.bodies] for segment in segments)
    head = next((found[-1] for found in heads if found), None)
    others = [word for word in said if word.lower() != head]
    owners = [word for word in others if word[0].isupper() and word.lower() not in words.common]
    kinds = frozenset(word.lower() for word in others if word not in owners)
    body = None if head is None else words.bodies[head]
    called = frozenset(_state(word.lower(), words) for word in owners)
    known = frozenset(word.lower() for word in person)
    everything = kinds | called | known | ({body} if body else frozenset[str]())
    if not everything:
        everything = frozenset(_WORD.findall(name.lower()))
    office = next(filter(None, map(words.offices.get, _WORD.findall(name.lower()))), None)
    return Party(everything, body, kinds, called, known or _alone(plain, words), office)


def _person(name: str, words: _Words) -> frozenset[str]:
    """The words of a person's name: before a comma, "of" or "for", or behind an office or an owner."""
    told = re.match(r"(.+?), ", name)
    if told is not None:
        return frozenset(word for word in _WORD.findall(told[1]) if _is_proper(word, words))
    run: list[str] = []
    is_led = False
    for match in _WORD.finditer(name):
        word, lower = match[0], match[0].lower()
        if lower in words.of and run and (is_led or len(run) >= _WHOLE):
            return frozenset(run)
        if lower in words.roles or (lower == "s" and name[match.start() - 1] == "'"):
            run, is_led = [], True
        elif _is_proper(word, words):
            run.append(word)
        else:
            run, is_led = [], False
    return frozenset(run) if is_led else frozenset()


def _is_proper(word: str, words: _Words) -> bool:
    lower = word.lower()
    is_name = word[0].isupper() or "-" in word
    return is_name and not (lower in words.unsaid or lower in words.bodies or lower in words.common)


def _alone(name: str, words: _Words) -> frozenset[str]:
    """A proper name by itself, which may be somebody's."""
    told = [word for word in _WORD.findall(name) if word.lower() not in words.titles]
    is_name = len(told) <= _LONGEST and all(_is_proper(word, words) for word in told)
    return frozenset(word.lower() for word in told) if is_name else frozenset()


def _state(word: str, words: _Words) -> str:
    """A state's name and what is called after it as one: "ostria", "ostrian" → "ostr"."""
    return next(
        (word.removesuffix(end) for end in words.endings if word.endswith(end) and len(word) > len(end) + 3), word
    )


@cache
def _words(language: Language) -> _Words:
    table, parties = vocabulary(language, "attribution")["one_party"], vocabulary(language, "attribution")["parties"]
    bodies = {word: word for word in table["bodies"]}
    bodies |= {word: body for body, some in table["same"].items() for word in some}
    roles = frozenset((*table["roles"], *parties["titles"]))
    return _Words(
        unsaid=roles | frozenset(table["unsaid"]),
        roles=roles,
        titles=frozenset(parties["titles"]),
        offices={word: office for office in ("leaders", "speakers") for word in table[office]},
        phrases=re.compile(rf"\b(?:{'|'.join(map(re.escape, table['phrases']))})\b", re.IGNORECASE),
        bodies=bodies,
        of=frozenset(table["of"]),
        common=frozenset((*parties["common"], *table["kinds"])),
        endings=tuple(sorted(table["endings"], key=len, reverse=True)),
        many=frozenset(table["many"]),
    )
