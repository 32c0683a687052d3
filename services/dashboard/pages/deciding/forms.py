"""What the forms say that change rules."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, TypeVar

import msgspec
from pydantic import BaseModel, BeforeValidator, Field, StringConstraints

from schemas.watch import Rule, Rules, Thresholds, WatchedClaim

T = TypeVar("T")

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Lines = Annotated[str, StringConstraints(max_length=3000)]
"""A value a line."""
Share = Annotated[Decimal, Field(ge=0, le=100)]
Hours = Annotated[int, Field(ge=0, le=24 * 366)]
Days = Annotated[int, Field(ge=0, le=366)]
Outlets = Annotated[int, Field(ge=2, le=100)]


def _given(value: T | str) -> T | str | None:
    """A field left empty says nothing."""
    return None if value == "" else value


class ThresholdsForm(BaseModel):
    """The rules' thresholds and window."""

    window_days: Annotated[int, Field(ge=1, le=3660)]
    drift: Share
    settle_hours: Hours
    near_days: Days
    circular_outlets: Outlets

    def amend(self, rules: Rules) -> Rules:
        """The rules with these in their place."""
        thresholds = Thresholds(self.drift, self.settle_hours, self.near_days, self.circular_outlets)
        return msgspec.structs.replace(rules, window_days=self.window_days, thresholds=thresholds)


class WatchForm(BaseModel):
    """How a claim is watched."""

    name: Annotated[Words, Field(min_length=1)]
    counted: Annotated[Words, Field(min_length=1)]
    aliases: Lines = ""
    actor: Words = ""
    action: Words = ""
    place: Words = ""
    places: Lines = ""
    priority: Annotated[int, Field(ge=1, le=3)] = 1
    accumulates: bool = False
    drift: Annotated[Share | None, BeforeValidator(_given)] = None
    settle_hours: Annotated[Hours | None, BeforeValidator(_given)] = None
    near_days: Annotated[Days | None, BeforeValidator(_given)] = None
    circular_outlets: Annotated[Outlets | None, BeforeValidator(_given)] = None
    interested: Lines = ""
    preferred: Lines = ""
    quiet: list[Rule] = []
    tags: Lines = ""
    instead_of: str = ""
    """The name of the watch that it takes the place of."""

    def watched(self) -> WatchedClaim:
        """The watch."""
        return WatchedClaim(
            self.name,
            self.counted,
            aliases=_lines(self.aliases),
            actor=self.actor or None,
            action=self.action or None,
            place=self.place or None,
            places=_lines(self.places),
            priority=self.priority,
            accumulates=self.accumulates,
            drift=self.drift,
            settle_hours=self.settle_hours,
            near_days=self.near_days,
            circular_outlets=self.circular_outlets,
            interested=_lines(self.interested),
            preferred=_lines(self.preferred),
            quiet=tuple(self.quiet),
            tags=_lines(self.tags),
        )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
