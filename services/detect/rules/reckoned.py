"""Figures that one text tells together and that do not fit one another, each read aloud as a sum.

412,000 of 450,000 are 91.6 %, not 78 % · £148m, £97m, £64m and £41m make £350m, not £331m in all
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from schemas.flags import Grade, QuantitiesCompared
from schemas.statements import How, Reckoned
from schemas.values import Direction, Modality, Quantity
from schemas.watch import Rule
from services.detect.rules.finding import Finding, parties
from services.detect.rules.wording import listed, quantity, voice
from services.detect.tracking.claims import Claim
from services.detect.tracking.intervals import gap, interval, middle
from services.detect.tracking.voices import Member
from services.wording.amounts import amount

_ROUGH: Final = Decimal("0.02")
"""A sum that is off by a smaller share may be one of other figures than those printed."""


def misreckoned(claim: Claim) -> Iterator[Finding]:
    """Figures that those told with them make another."""
    for member in (*claim.members, *claim.further):
        makes, figure = member.statement.makes, member.statement.figure
        if makes is not None and isinstance(figure, Quantity):
            yield _finding(member, makes, figure)


def _finding(member: Member, makes: Quantity, figure: Quantity) -> Finding:
    a, b = interval(makes), interval(figure)
    apart, reckoned = gap(a, b), member.statement.reckoned
    summed = f"what is told with it makes {quantity(makes)}, against {quantity(figure)}"
    if reckoned is not None and makes.best is not None:
        summed = _SPOKEN[reckoned.how](reckoned, amount(makes.best, makes.unit), quantity(figure))
    return Finding(
        rule=Rule.ARITHMETIC,
        grade=Grade.CONFLICT if apart > middle(figure) * _ROUGH else Grade.TENSION,
        parties=parties(member, member),
        members=(member,),
        compared=QuantitiesCompared(a, b, figure.unit, apart, Decimal(0)),
        weight=apart / middle(figure),
        explanation=f"The sum does not come out: {summed} ({voice(member)}).",
        reasons=("the figures told together do not fit one another, however they were rounded",),
        settle="Ask which of the figures is meant.",
    )


def _change(told: Reckoned, makes: str, figure: str) -> str:
    before, step = told.of
    if step.modality is Modality.RELATIVE and step.unit is None:
        return f"{quantity(before)} times {amount(step.best or Decimal(0))} are {makes}, not {figure}"
    way = {Direction.UP: " more", Direction.DOWN: " less", None: " of it"}[step.direction]
    return f"{quantity(before)} and {amount(step.best or Decimal(0), step.unit)}{way} are {makes}, not {figure}"


def _parts(told: Reckoned, makes: str, figure: str) -> str:
    return f"{listed([quantity(part) for part in told.of])} make {makes}, not {figure} in all"


def _rest(told: Reckoned, makes: str, figure: str) -> str:
    whole, *parts = told.of
    return f"{quantity(whole)} less {listed([quantity(part) for part in parts])} are {makes}, not {figure}"


def _by(words: str) -> Callable[[Reckoned, str, str], str]:
    """A wording for a sum of two figures."""

    def spoken(told: Reckoned, makes: str, figure: str) -> str:
        one, other = told.of
        return words.format(quantity(one), quantity(other), makes, figure)

    return spoken


_SPOKEN: Final[Mapping[How, Callable[[Reckoned, str, str], str]]] = {
    How.CHANGE: _change,
    How.SHARE: _by("{} of {} are {}, not {}"),
    How.PARTS: _parts,
    How.REST: _rest,
    How.EACH: _by("{} divided by {} are {} each, not {}"),
    How.MARGIN: _by("{} and {} are {} apart, not {}"),
}
