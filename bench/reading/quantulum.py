"""quantulum3's own English cases: F1 of value, and of value with unit.

A range is known by its middle. Units are spelled as the log spells them, British and after newsquant; `SPELLINGS` says
how where the set differs. A case's `dimensionless` asks for no unit of measure; a counted noun is none.
"""

from __future__ import annotations

from typing import Any, Final

from bench.reading.reader import Amount, Reader
from bench.reading.scores import Tally, matched, near

SPELLINGS: Final = {
    "degree Celsius": "celsius",
    "degree fahrenheit": "fahrenheit",
    "count per week": "count per week",
}
MEASURES: Final = ("value", "unit")


def score(line: dict[str, Any], reader: Reader) -> dict[str, Tally]:
    """The counts of one case, by measure."""
    gold, found = line["quantities"], reader(line["text"], None, "").amounts
    pairs = matched(gold, found, _same_value, _same_unit)
    right = {"value": len(pairs), "unit": sum(_same_unit(*pair) for pair in pairs)}
    return {name: Tally(right[name], len(gold), len(found)) for name in MEASURES}


def _same_value(gold: dict[str, Any], found: Amount) -> bool:
    value: float = gold["value"]
    return near(value, sum(found.values) / len(found.values))


def _same_unit(gold: dict[str, Any], found: Amount) -> bool:
    wanted: str = SPELLINGS.get(gold["unit"], gold["unit"])
    if wanted == "dimensionless":
        return found.unit is None or found.counts_nouns
    return (found.unit or "").lower().replace("-", " ") == wanted.lower().replace("-", " ")
