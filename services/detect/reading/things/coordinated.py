"""Persons counted together by several nouns, which are people: "640 men, women and children"."""

from __future__ import annotations

from collections.abc import Sequence

from services.detect.reading.quantities.counted import is_plural, nouns_of, singular
from services.detect.reading.things.classes import may_be_person
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language


def persons_end(tokens: Sequence[Token], counted: str, last: int, language: Language) -> int:
    """The token behind the persons joined to those counted before token `last`; `last` where none are.

    Not in "12 drivers and 3 guards", which are counted apart, nor in "12 drivers, police say".
    """
    if not may_be_person(counted, language):
        return last
    joints, k = nouns_of(language).joints, last
    while k + 1 < len(tokens) and (tokens[k].lower in joints or tokens[k].text == ","):
        if not _are_persons(tokens[k + 1], language):
            break
        if tokens[k].lower in joints:
            return k + 2
        k += 2
    return last


def _are_persons(token: Token, language: Language) -> bool:
    nouns = nouns_of(language)
    return token.text.islower() and is_plural(token, nouns) and may_be_person(singular(token.lower, nouns), language)
