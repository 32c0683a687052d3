"""How old those are whom a sentence names in full with their ages, in years.

Ann Hale, 34, was hurt · 19-year-old Tom Reed · Joan Crow (41)

By the name an age is known again in any article, whatever else that tells.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from schemas import values
from schemas.statements import Subject
from schemas.values import Measure, Modality
from services.detect.reading.ground import Assertion, Ground
from services.detect.reading.named import AGE
from services.detect.reading.names.persons import persons

_LONG_PAST: Final = dt.timedelta(days=60)
"""So long before it speaks, what a sentence tells of happened to somebody younger."""


def aged(ground: Ground) -> Iterator[Assertion]:
    """The age of everybody named in full in a sentence that tells of now, or of what was lately."""
    tokens = ground.sentence.tokens
    if not any(tokens[k].shape.startswith("digits to") for k in ground.sentence.numbers):
        return
    named = persons(tokens, ground.sentence.language, in_office=True)
    told = [(who, who.age) for who in named if who.age is not None]
    if not told or ground.anchor - (held := ground.held()).latest > _LONG_PAST:
        return
    for who, age in told:
        years, at = Decimal(age.years), tokens[age.at]
        yield Assertion(
            start=min(tokens[who.first].start, at.start),
            end=max(tokens[who.last - 1].end, at.end),
            figure=values.Quantity(years, years, years, "year", Modality.EXACT, Measure.STOCK),
            subject=Subject(counted=AGE, actor=who.name),
            held=held,
            event_day=None,
            is_denied=False,
            rule=AGE,
            words=who.name,
            is_of_story=True,
        )
