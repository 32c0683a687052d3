"""What was found, and what to do about it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Health(StrEnum):
    """How it is."""

    GOOD = "good"
    POOR = "poor"
    """It works, but will not for ever, or not as well as it could."""
    BROKEN = "broken"


class Finding(NamedTuple):
    """One thing that was looked at."""

    health: Health
    what: str
    """The thing, and what was seen."""
    remedy: str = ""
    """What to do; empty where all is good."""


def good(what: str) -> Finding:
    """All is well with it."""
    return Finding(Health.GOOD, what)


def poor(what: str, remedy: str) -> Finding:
    """It works for now."""
    return Finding(Health.POOR, what, remedy)


def broken(what: str, remedy: str) -> Finding:
    """It does not work."""
    return Finding(Health.BROKEN, what, remedy)
