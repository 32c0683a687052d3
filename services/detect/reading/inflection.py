"""The forms of verbs, made from their base: "close", "closes", "closed", "closing"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.endings import Ending, changed, endings
from services.detect.reading.vocabulary import Language, vocabulary


class Form(StrEnum):
    """A verb's form, as far as it tells the voice; a past and a participle may be one word."""

    FINITE = "finite"
    PARTICIPLE = "participle"
    GERUND = "gerund"


_FINITE: Final = frozenset((Form.FINITE,))
_PARTICIPLE: Final = frozenset((Form.PARTICIPLE,))
_PAST: Final = _FINITE | _PARTICIPLE
_GERUND: Final = frozenset((Form.GERUND,))


class Spelling(Struct, frozen=True):
    """How verbs are inflected, by the rule and without."""

    third: Sequence[Ending]
    past: Sequence[Ending]
    gerund: Sequence[Ending]
    irregular: Mapping[str, Sequence[str]]
    """Past and participle."""
    doubled: frozenset[str]
    """Verbs whose last consonant is doubled: "shipped"."""
    single: frozenset[str]
    """Of these, such as are also written without: "canceled";"""
    regular: frozenset[str]
    """and of the irregular those that are regular too: "burned"."""


@cache
def spelling_of(language: Language) -> Spelling:
    """The spelling of a language's verbs."""
    table, rules = vocabulary(language, "senses"), vocabulary(language, "inflection")["verbs"]
    return Spelling(
        third=endings(rules["third"]),
        past=endings(rules["past"]),
        gerund=endings(rules["gerund"]),
        irregular=table["irregular"],
        doubled=frozenset(table["doubled"]["words"]),
        single=frozenset(table["doubled"]["single"]),
        regular=frozenset(table["doubled"]["either"]),
    )


def inflected(base: str, spelling: Spelling) -> Iterator[tuple[str, frozenset[Form]]]:
    """The forms of a verb, each with what it may be: "close", "closes", "closed", "closing"."""
    yield base, _FINITE
    yield changed(base, spelling.third), _FINITE
    stems = [base + base[-1]] if base in spelling.doubled else [base]
    if base in spelling.single:
        stems.append(base)
    if base in spelling.irregular:
        past, participle = spelling.irregular[base]
        yield past, _PAST if past == participle else _FINITE
        if past != participle:
            yield participle, _PARTICIPLE
    for stem in stems:
        if base not in spelling.irregular or base in spelling.regular:
            yield changed(stem, spelling.past), _PAST
        yield changed(stem, spelling.gerund), _GERUND
