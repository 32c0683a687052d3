"""What a clause says of a count as it is meant of the counted, and what their noun or their site says where it is mute.

300 jobs were axed → laid off, 300 flights were axed → cancelled · 300 trains did not run → cancelled
300 people joined Friday's march → protesting, 40 % of teachers took part in the strike → striking
300 jobs will go → laid off · 640,000 visitors → gathered · 80 trainers were at the base → deployed
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from services.detect.reading.clauses.joined import joined
from services.detect.reading.clauses.senses import Said, borne_by
from services.detect.reading.clauses.words import words_of
from services.detect.reading.quantities.lexis import concept_words
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.things.classes import gone_of, is_neutral, may_be_person, meant_of, undone_of
from services.detect.reading.things.sited import sited
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary


class _Words(Struct, frozen=True):
    going: frozenset[str]
    borne_behind: frozenset[str]
    plain: frozenset[str]


def as_meant(
    tokens: Sequence[Token], counted: str, quantity: Quantity, said: Said | None, language: Language
) -> Said | None:
    """What is said of the counted, as it is meant of their class; else what they tell by their noun or their site."""
    if said is not None:
        said = _meant(joined(tokens, said, language), counted, language)
    else:
        said = _gone(tokens, counted, quantity, language)
    if said is not None and not is_neutral(said.sense, language):
        return said
    return _borne(tokens, counted, quantity, language) or _sited(tokens, counted, quantity, language) or said


def _meant(said: Said, counted: str, language: Language) -> Said:
    """What is said as it is meant of the counted; what they did not do may be said by another verb."""
    if said.is_denied and (undone := undone_of(said.sense, counted, language)) is not None:
        return replace(said, sense=undone, is_denied=False)
    return replace(said, sense=meant_of(said.sense, counted, language))


def _gone(tokens: Sequence[Token], counted: str, quantity: Quantity, language: Language) -> Said | None:
    """What is said of things of some classes alone by a verb that may say anything: "340 jobs will | go"."""
    sense, k = gone_of(counted, language), quantity.last
    while sense is not None and k < len(tokens) and tokens[k].lower in words_of(language).leading:
        k += 1
    is_said = sense is not None and k < len(tokens) and tokens[k].lower in _words(language).going
    return Said(sense, k, k + 1) if sense is not None and is_said else None


def _sited(tokens: Sequence[Token], counted: str, quantity: Quantity, language: Language) -> Said | None:
    """What persons do or suffer by where they are."""
    said = sited(tokens, quantity, language) if may_be_person(counted, language) else None
    return None if said is None else _meant(said, counted, language)


def _borne(tokens: Sequence[Token], counted: str, quantity: Quantity, language: Language) -> Said | None:
    """What the noun itself says of whom it counts: "640,000 visitors", not "saw to 310 visitors"."""
    before = tokens[quantity.first - 1].lower if quantity.first else ""
    if before in concept_words(language).prepositions and before not in _words(language).borne_behind:
        return None
    told = " ".join(word for word in counted.split() if word not in _words(language).plain)
    sense = borne_by(told, language) if told else None
    return None if sense is None else Said(sense, quantity.first, quantity.last)


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "clauses")
    return _Words(
        going=frozenset(table["gone"]["verbs"]),
        borne_behind=frozenset(table["things"]["borne_behind"]),
        plain=frozenset(table["things"]["plain"]),
    )
