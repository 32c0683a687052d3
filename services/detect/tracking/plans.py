"""What is announced and not yet done: forecasts of one deed are compared with one another, and with nothing done.

"Ansel will close seven schools" and "nine schools are to shut" are at odds, though no school has closed: such a count
stands until somebody changes it. Of what befalls people in an event nobody has plans.
"""

from __future__ import annotations

from functools import cache

import msgspec

from schemas.statements import Factuality, Statement
from schemas.values import Measure, Quantity
from services.detect.reading.vocabulary import ENGLISH, Language, vocabulary
from services.detect.tracking.remembered import remembered


@remembered
def as_planned(statement: Statement) -> Statement:
    """A forecast of a count as what is planned, "to be closed", which is so already; all else as it is."""
    subject, figure = statement.subject, statement.figure
    is_forecast = statement.factuality is Factuality.FORECAST and isinstance(figure, Quantity)
    if not is_forecast or subject.event is not None or subject.action is None:
        return statement
    assert isinstance(figure, Quantity)  # noqa: S101 - has been seen to
    return msgspec.structs.replace(
        statement,
        factuality=Factuality.ASSERTED,
        subject=msgspec.structs.replace(subject, action=_form(ENGLISH).format(subject.action)),
        figure=msgspec.structs.replace(figure, measure=Measure.STOCK),
    )


def is_planned(action: str | None, language: Language) -> bool:
    """Whether an action is one that is announced only: "to be closed"."""
    return action is not None and action.startswith(_form(language).format(""))


@cache
def _form(language: Language) -> str:
    """How what is announced is named."""
    return str(vocabulary(language, "attribution")["announced"]["form"])
