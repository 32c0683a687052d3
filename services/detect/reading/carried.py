"""What an outlet carries on another's word: a number, by which a figure is known again that others word otherwise.

Who retells a party's figure calls what it counts as he likes (airstrips, runways, airfields); the number stays.
"""

from __future__ import annotations

from typing import Final

from schemas.statements import Factuality, Statement
from schemas.values import Modality, Quantity
from services.detect.reading.named import is_of_person

_TELLING: Final = 10
"""A number from which on it is hardly by chance that two articles have it from one party."""
_LINKS: Final = 2
"""Of a chain that ends in another than the outlet."""


def carried_as(statement: Statement) -> tuple[str, ...] | None:
    """The number with its unit, where it is another's word; None where it is not, or tells too little by itself."""
    figure = statement.figure
    if not isinstance(figure, Quantity) or figure.best is None or figure.best < _TELLING:
        return None
    is_told = len(statement.chain) >= _LINKS or statement.first_hand  # who was there breaks a circle
    if not is_told or statement.factuality is not Factuality.ASSERTED:
        return None
    if figure.modality is Modality.RELATIVE or is_of_person(statement.subject):
        return None
    if statement.makes is not None:
        return None  # a sum is one article's
    return (f"{figure.best.normalize():f}", *([figure.unit] if figure.unit is not None else []))
