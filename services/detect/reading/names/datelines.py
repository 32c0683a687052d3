"""The place from which a story was filed, as wire stories begin: no part of the sentence behind it.

MARLOW, Ill. (Agency) - → Marlow · Port Ellis, Va. - → Port Ellis
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.names.gazetteer import is_city
from services.detect.reading.names.regions import is_region
from services.detect.reading.names.spellings import canonical_place
from services.detect.reading.vocabulary import Language, vocabulary

_AGENCY: Final = r"(?:\s{1,2}-|(?<=[.-])-|\s{0,2}\([^()\n]{2,24}\)\s{0,2}(?:-|(?=[A-Z\"])))"
_CAPITALS: Final = re.compile(
    rf"^\W{{0,3}}([A-Z][A-Z.' ]{{1,28}}[A-Z])(?:,\s{{0,2}}[\w.]{{2,20}}){{0,2}}{_AGENCY}", re.MULTILINE
)
_WITH_STATE: Final = re.compile(
    rf"^\W{{0,3}}((?:[A-Z][a-z'.]{{1,14}}[ ]){{0,2}}[A-Z][a-z']{{1,14}}),[ ]([A-Z][\w. ]{{1,18}}){_AGENCY}",
    re.MULTILINE,
)
_TOP: Final = 400
"""Characters in which a story begins, below what its page has before it."""


class Dateline(Struct, frozen=True):
    """The place, and where the words behind it begin."""

    place: str
    end: int


def dateline(flat: str, language: Language) -> Dateline | None:
    """The place in capitals, or with its state, with which a wire story begins: "KURSK, Russia (Agency) -"."""
    top = flat[:_TOP]
    if "-" not in top and "(" not in top:
        return None  # no agency, so both expressions would search in vain
    for match in _CAPITALS.finditer(top):
        if match[1].lower() not in _refused(language):
            name = canonical_place(match[1].title(), language)
            if is_city(name) or (match.start() == 0 and match[0].endswith("-")):
                return Dateline(name, match.end())
    told = (match for match in _WITH_STATE.finditer(top) if is_region(match[2], language))
    return next((Dateline(canonical_place(match[1], language), match.end()) for match in told), None)


@cache
def _refused(language: Language) -> frozenset[str]:
    return frozenset(vocabulary(language, "subjects")["places_refused"]["any"])
