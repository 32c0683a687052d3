"""The rules: each finds, in one claim, what an editor should ask about. Pure functions of the claim and the rules."""

from typing import Final

from services.detect.rules import circular, date, drift, presence, quantity, silent
from services.detect.rules.finding import Find

RULES: Final[tuple[Find, ...]] = (quantity.find, presence.find, date.find, drift.find, circular.find, silent.find)
"""In the order in which their flags are raised."""
