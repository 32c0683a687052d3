"""Words of what happens to a thing on some day, by kind: its verbs, its nouns, and the states that it leads to.

    opening: the bridge opens, they opened it, is in use, the opening, drivers are able to use it, the ribbon is cut

Verbs that are of no kind are found too: those that tell no deed have the date behind them, and no other has it; of all
others each is a kind of its own (`unlisted`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, Final

from msgspec import Struct

from services.detect.reading.days.phrases import is_auxiliary
from services.detect.reading.days.unlisted import base_of, doing_of, kind_of_base, verb_of
from services.detect.reading.inflection import Form, inflected, spelling_of
from services.detect.reading.quantities.lexis import concept_words
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary
from services.detect.reading.wordings import Wordings


class Sort(StrEnum):
    """How a wording tells what happens, and to what."""

    DO = "do"
    """A verb whose subject it is."""
    SUFFER = "suffer"
    """A verb whose object it is."""
    USE = "uses"
    """Words before it: "able to use | the bridge"."""
    STATE = "states"
    TOLD = "told"
    """Words that name nothing that it befalls: "the ribbon is cut"."""
    NOUN = "nouns"


class Doing(Struct, frozen=True):
    """A wording of `length` tokens; of no kind where nothing is known of its days."""

    kind: str | None
    sort: Sort
    forms: frozenset[Form]
    is_present: bool
    """Whether it is a verb's form of the present: "opens"."""
    length: int


_VERBS = (Sort.DO, Sort.SUFFER)
_AUXILIARIES, _MODALS, _NEGATIONS, _BARE = "auxiliaries", "modals", "negations", "bare"
"""Words between a subject and its verb; of these such as lead to its base, deny it, or lead to it by themselves."""
_LONGEST: Final = 3
"""Tokens of a wording before its last."""


def doings_at(tokens: Sequence[Token], k: int, language: Language, stop: int | None = None) -> list[Doing]:
    """What the words from token k on tell, the longest wordings only: of nouns, and else ("a fire", "they fire at").

    None reaches past token `stop`.
    """
    found = _wordings(language).at(tokens, k, stop)
    if not found:
        return list(_unlisted(tokens, k, language))
    longest = {doing.sort is Sort.NOUN: doing.length for doing in reversed(found)}
    told = [doing for doing in found if doing.length == longest[doing.sort is Sort.NOUN]]
    return told if True in longest else [*told, *_noun(tokens, k, language)]


def _unlisted(tokens: Sequence[Token], k: int, language: Language) -> Iterator[Doing]:
    """What a verb tells, or a noun of doing, that stands in no list."""
    word = tokens[k].text
    if not word.islower() or word in _leading(language)[_AUXILIARIES]:
        return
    verb = (base_of(word, language) if _is_infinitive(tokens, k, language) else None) or verb_of(word, language)
    if verb is not None:
        yield from (Doing(verb.kind, sort, verb.forms, verb.is_present, 1) for sort in (Sort.SUFFER, Sort.DO))
    yield from _noun(tokens, k, language)


def _noun(tokens: Sequence[Token], k: int, language: Language) -> Iterator[Doing]:
    """What a noun of doing tells by its ending: "the | draining", "the | amputation"."""
    if (kind := doing_of(tokens[k].text, language)) is not None:
        yield Doing(kind, Sort.NOUN, frozenset(), is_present=False, length=1)


def _is_infinitive(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether a verb's base must stand at token k: "will | dredge", "is to | dredge", but "moved to | hospital"."""
    words, first = _leading(language), k
    while first and is_auxiliary(tokens[first - 1], language):
        first -= 1
    adverbs = concept_words(language).adverbial
    led = [token.lower for token in tokens[first:k] if not token.text.endswith(adverbs)]
    led = [word for word in led if word not in words[_NEGATIONS]]
    return bool(led) and led[-1] in words[_MODALS if len(led) > 1 else _BARE]


def ends_wording(tokens: Sequence[Token], last: int, language: Language) -> bool:
    """Whether a wording of several words that tells of a kind ends with a token: "is | due in"."""
    starts = (k for k in range(max(0, last - _LONGEST), last) if begins_several(tokens[k].lower, language))
    return any(doing.kind and k + doing.length == last + 1 for k in starts for doing in doings_at(tokens, k, language))


def begins_several(word: str, language: Language) -> bool:
    """Whether a wording of several words begins with it: "take | effect"."""
    return word in _several(language)


def is_noun_too(word: str, language: Language) -> bool:
    """Whether a verb's form is a noun of doing as well: "launch"."""
    return kind_of(word, language) is not None


def kind_of(noun: str, language: Language) -> str | None:
    """What kind of doing one word names."""
    return next((doing.kind for doing in _wordings(language).alone(noun) if doing.sort is Sort.NOUN), None)


def _spoken(words: Sequence[str], alike: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The words whoever is spoken of: "hand in their notice", "hand in her notice"."""
    at = next((k for k, word in enumerate(words) if word in alike), None)
    if at is None:
        yield tuple(words)
    else:
        yield from ((*words[:at], word, *words[at + 1 :]) for word in alike)


@cache
def _leading(language: Language) -> Mapping[str, frozenset[str]]:
    """What leads to a verb's base."""
    words = vocabulary(language, "occurrences")["words"]
    found = {name: frozenset(words[name]) for name in (_AUXILIARIES, _MODALS, _NEGATIONS)}
    return {**found, _BARE: found[_MODALS] - frozenset(words["until"])}


@cache
def _several(language: Language) -> frozenset[str]:
    return frozenset(word for word, known in _wordings(language).items() if known[0][1].length > 1)


@cache
def _wordings(language: Language) -> Wordings[Doing]:
    """Of two as long, that of a kind goes first."""
    senses, kinds = vocabulary(language, "senses"), vocabulary(language, "occurrences")["kinds"]
    spelling, alike = spelling_of(language), vocabulary(language, "occurrences")["folded"]["words"]
    of_sense = {sense: kind for kind, table in kinds.items() for sense in table.get("senses", ())}
    tables: list[tuple[str | None, Mapping[str, Any]]] = [
        *kinds.items(),
        (None, vocabulary(language, "occurrences")["other"]),
        *((of_sense.get(sense), table) for sense, table in senses.items() if sense not in ("irregular", "doubled")),
    ]
    found: dict[str, list[tuple[tuple[str, ...], Doing]]] = {}
    for kind, table in tables:
        for sort in Sort:
            if table not in kinds.values() and (sort is Sort.STATE or (kind is None and sort is Sort.NOUN)):
                continue
            for wording in table.get(sort.value, ()):
                first, *others = wording.replace("-", " - ").split()
                is_own = kind is None and sort in _VERBS and not others
                told, sorts = (kind_of_base(first, language), _VERBS) if is_own else (kind, (sort,))
                forms = list(inflected(first, spelling)) if sort in _VERBS else [(first, frozenset[Form]())]
                past = {word for word, some in forms[2:] if Form.FINITE in some}
                for place, (word, some) in enumerate(forms):
                    if place == 0 and word in past:
                        continue  # "put": taken for the past where nothing leads to it
                    for each in sorts:
                        doing = Doing(told, each, some, each in _VERBS and place < 2, 1 + len(others))
                        found.setdefault(word, []).extend((rest, doing) for rest in _spoken(others, alike))
    return Wordings({word: sorted(some, key=lambda each: each[1].kind is None) for word, some in found.items()})
