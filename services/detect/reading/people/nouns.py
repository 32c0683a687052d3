"""What nouns say that people suffered: "twelve deaths", "a triple shooting", "a deadly crash", "a murder-suicide"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from services.detect.reading.people.classes import PEOPLE, SUSPECT
from services.detect.reading.people.participant import BOTH, Participant
from services.detect.reading.people.said import Said
from services.detect.reading.people.tolls import Group
from services.detect.reading.quantities.counted import nouns_of
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_RULE: Final = "counted action"


class _Words(Struct, frozen=True):
    nouns: Mapping[str, str]
    at_once: Mapping[str, str]
    of_whom: frozenset[str]
    agents: frozenset[str]


def by_nouns(
    sentence: Sentence, found: Iterable[Participant], groups: Iterable[Group], mentioned: Sequence[Said]
) -> Iterator[Said]:
    """What the nouns say, beside what is said of those mentioned.

    Whoever is among the dead of a murder-suicide is told so only by who killed others; and that somebody died is told
    more plainly where it is told who.
    """
    words = _words(sentence.language)
    is_done = any(_tells_who(sentence.tokens, each, words) for each in mentioned)
    counted = [each for each in _counted(groups, words) if is_done or each.of[0].rule != BOTH]
    told = {each.action for each in (*counted, *mentioned)}
    yield from (each for each in _at_once(found, words) if each.of[0].best != 1 or each.action not in told)
    yield from counted


def _counted(groups: Iterable[Group], words: _Words) -> Iterator[Said]:
    """Counted nouns that are actions themselves: "twelve deaths"."""
    for item in (item for group in groups for item in group):
        head = (item.words or "").rsplit(maxsplit=1)[-1:]
        if head and head[0] in words.nouns:
            victims = item if item.counted == SUSPECT else replace(item, counted=PEOPLE, is_known=True)
            yield Said(words.nouns[head[0]], (victims,), _RULE, item.first, item.last)


def _at_once(found: Iterable[Participant], words: _Words) -> Iterator[Said]:
    """What several suffered as one noun says, "a triple shooting", or one at least: "a deadly shooting"."""
    for item in found:
        if item.is_event and item.words is not None:
            victims = replace(item, counted=PEOPLE)
            yield Said(words.at_once[item.words], (victims,), _RULE, item.first, item.last)


def _tells_who(tokens: Sequence[Token], said: Said, words: _Words) -> bool:
    """Whether the words tell that somebody did it to others: he "killed two", they "were killed by" him."""
    if said.of[0].first >= said.last:
        return tokens[said.last - 1].lower not in words.of_whom
    return said.last < len(tokens) and tokens[said.last].lower in words.agents


@cache
def _words(language: Language) -> _Words:
    actions: dict[str, Any] = vocabulary(language, "actions")
    return _Words(
        nouns={noun: action for action, forms in actions.items() for noun in forms["nouns"]},
        at_once=vocabulary(language, "people")["at_once"],
        of_whom=nouns_of(language).links,
        agents=frozenset(vocabulary(language, "clauses")["words"]["agents"]),
    )
