"""What is announced and not yet done: forecasts of one deed are compared with one another, and with nothing done.

"Ansel will close seven schools" and "nine schools are to shut" are at odds, though no school has closed: such a count
stands until somebody changes it. Of what befalls people in an event nobody has plans.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from schemas.statements import Factuality, Statement
from schemas.values import Measure, Quantity
from services.detect.reading.clauses.senses import leading
from services.detect.reading.vocabulary import ENGLISH, Language, vocabulary
from services.detect.tracking.remembered import remembered


@remembered
def as_planned(statement: Statement) -> Statement:
    """A forecast of a count as what is planned, "to be closed", which is so already; all else as it is."""
    subject, figure = statement.subject, statement.figure
    if not isinstance(figure, Quantity) or statement.factuality is not Factuality.FORECAST:
        return statement
    is_count = bool(statement.story) and figure.unit is None
    if subject.event is not None or not (subject.action or is_count):
        return statement
    return msgspec.structs.replace(
        statement,
        factuality=Factuality.ASSERTED,
        subject=msgspec.structs.replace(subject, action=_named(subject.action, ENGLISH)),
        figure=msgspec.structs.replace(figure, measure=Measure.STOCK),
    )


def is_planned(action: str | None, language: Language) -> bool:
    """Whether an action is one that is announced only: "to be closed"."""
    words = _announced(language)
    return action is not None and (action == words["nothing"] or action.startswith(words["form"].format("")))


def done_of(action: str, language: Language) -> str:
    """What an action is when it is done: "to be closed" → closed."""
    before, after = _announced(language)["form"].split("{}")
    return action.removeprefix(before).removesuffix(after) if is_planned(action, language) else action


def _named(action: str | None, language: Language) -> str:
    """How what is announced is named; of a bare number of things, only that it is."""
    words = _announced(language)
    return words["nothing"] if action is None else words["form"].format(leading(action, ENGLISH))


@cache
def _announced(language: Language) -> Mapping[str, str]:
    return dict(vocabulary(language, "attribution")["announced"])
