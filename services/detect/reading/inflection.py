"""The forms of verbs, made from their base: "close", "closes", "closed", "closing"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.vocabulary import Language, vocabulary

_VOWELS: Final = "aeiou"


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
    """How verbs are inflected that do not go by the rule."""

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
    table = vocabulary(language, "senses")
    return Spelling(
        table["irregular"], *(frozenset(table["doubled"][which]) for which in ("words", "single", "either"))
    )


def inflected(base: str, spelling: Spelling) -> Iterator[tuple[str, frozenset[Form]]]:
    """The forms of a verb, each with what it may be: "close", "closes", "closed", "closing"."""
    yield base, _FINITE
    yield _third(base), _FINITE
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
            yield _past(stem), _PAST
        yield _gerund(stem), _GERUND


def _third(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    return base[:-1] + "ies" if base[-1] == "y" and base[-2:-1] not in _VOWELS else base + "s"


def _past(stem: str) -> str:
    if stem.endswith("e"):
        return stem + "d"
    return stem[:-1] + "ied" if stem[-1] == "y" and stem[-2:-1] not in _VOWELS else stem + "ed"


def _gerund(stem: str) -> str:
    if stem.endswith("ie"):
        return stem[:-2] + "ying"
    return stem[:-1] + "ing" if stem.endswith("e") and not stem.endswith(("ee", "oe", "ye")) else stem + "ing"
