"""A participant: one, or a group, of whom a sentence may say that they did or suffered something."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from msgspec import Struct

from schemas.values import Modality
from services.detect.reading.people.classes import SUSPECT

COUNTED: Final = "counted"
"""The rule of participants told by a number."""

NAMED: Final = "named"
"""The rule of one told by name."""

BOTH: Final = "a murder-suicide"
"""The rule of who is among the dead where the words tell that he killed others; those found dead may include him."""

PRONOUN: Final = "he or she"
"""The rule of one who was named before."""


class Participant(Struct, frozen=True):
    """One of a sentence's participants, at tokens [first, last)."""

    first: int
    last: int
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    modality: Modality
    counted: str | None
    """The class, singular; None where only a number stands."""
    words: str | None
    """The counted noun with its modifiers, as the quantity has it."""
    is_known: bool
    """Whether the vocabulary knows the class."""
    is_count: bool
    """Whether it says how many; definite ones and pronouns do not."""
    besides: bool
    """Whether it counts those besides somebody: "two others", "another man"."""
    is_partitive: bool
    """Whether it is a part of a group that the words name: "one of the victims"."""
    is_after_name: bool
    """Whether a name is joined before: "Smith and two others", "John Smith, 34, and another man"."""
    rule: str
    is_single: bool = False
    """Whether it is one person who was told of before: "the man", "she"."""
    is_event: bool = False
    """Whether its noun is what they suffered, and how many did: "a triple shooting"."""
    is_share: bool = False
    """Whether the next one is the group that it is of: "two of the three victims"."""


def is_known_one(item: Participant) -> bool:
    """Whether it is one person told of before who may be counted with others: "she and two others"."""
    return item.is_single and item.counted != SUSPECT
