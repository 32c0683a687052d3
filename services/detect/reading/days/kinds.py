"""Kinds of what happens on a day, as a statement bears them: which of a row it is, and its kind; and their families.

    last departure → departure, the last of a row; of the family "ending"

Of one family are kinds by which two outlets may call one deed: the last car leaves, production ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.days import unlisted
from services.detect.reading.vocabulary import Language, inverse, vocabulary

LAST: Final = "last"
"""Which of a row it is that was done for the last time."""


class Deed(Struct, frozen=True):
    """What happens: its kind, and which of a row it is."""

    kind: str
    ordinals: frozenset[str] = frozenset()


def deed_of(action: str, language: Language) -> Deed:
    """The deed that a statement's action names: "last departure"."""
    words, rows = action.split(), vocabulary(language, "occurrences")["ordinals"]
    count = next((k for k, word in enumerate(words) if word not in rows), 0)
    return Deed(" ".join(words[count:]), frozenset(words[:count]))


def family_of(action: str, language: Language) -> str:
    """The family of the kind that an action names; most kinds are their own, verbs' own kinds one by their sense."""
    kind = deed_of(action, language).kind
    return _families(language).get(kind) or unlisted.family_of(kind, language) or kind


def is_listed(kind: str, language: Language) -> bool:
    """Whether it is one of the kinds of the vocabulary, and not a verb's own."""
    return kind in vocabulary(language, "occurrences")["kinds"]


def is_checked(kind: str | None, language: Language) -> bool:
    """Whether it is told when a thing suffered it last, however long ago: an inspection, or what no list knows."""
    if kind is None:
        return False
    return not is_listed(kind, language) or kind in vocabulary(language, "occurrences")["words"]["checked"]


def befalls_once(kind: str | None, language: Language) -> bool:
    """Whether it befalls one thing but once: a death, a signing."""
    return kind in vocabulary(language, "occurrences")["words"]["once"]


@cache
def _families(language: Language) -> Mapping[str, str]:
    return inverse(vocabulary(language, "occurrences")["families"])
