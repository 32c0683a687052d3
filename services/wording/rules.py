"""Rules in words."""

from __future__ import annotations

from typing import Final

from schemas.watch import Rule

RULES: Final = {
    Rule.DRIFT.value: "figures drift",
    Rule.QUANTITY.value: "figures at odds",
    Rule.DATE.value: "dates at odds",
    Rule.PRESENCE.value: "seen and not seen",
    Rule.ARITHMETIC.value: "sums that do not fit",
    Rule.SELF.value: "at odds with itself",
    Rule.CIRCULAR.value: "one party behind many outlets",
    Rule.SILENT.value: "changed without a correction",
}
"""What each rule finds."""
