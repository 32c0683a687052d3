"""The desk's rules: those in force, and who changed what in them."""

from __future__ import annotations

import datetime as dt

from schemas.watch import Rules
from services.dashboard.views.view import View


class Ruling(View, frozen=True, kw_only=True):
    """A change of the rules."""

    changes: tuple[str, ...]
    """A line each: + comes, - goes, ~ changes."""
    reason: str
    """Empty where a service took them from its configuration."""
    by: str
    decided_at: dt.datetime
    place: str
    """Of its record on the log."""


class RulesView(View, frozen=True, kw_only=True):
    """All of it."""

    rules: Rules
    rulings: tuple[Ruling, ...]
    """The last ones, newest first."""
