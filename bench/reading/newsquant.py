"""NewsQuant (Almasian et al., CQE, EMNLP 2023): F1 of value, value and unit, value and change, value and concept.

A prediction counts if it equals a gold tuple of its sentence, each gold once. Units are compared without regard to
capitals, hyphens and plural. A concept is right, partially, if it shares a word of two letters or more with the
gold's, or if neither names one; a counted noun is the unit, and no concept: what follows it in `counted` is.
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from bench.reading.reader import Amount, Reader
from bench.reading.scores import Tally, matched, near

_INTERVAL: Final = re.compile(r"(-?[\d.]+)\s*-\s*(-?[\d.]+)")
_CHANGES: Final = {
    "about": "~",
    "at least": ">",
    "more than": ">",
    "at most": "<",
    "less than": "<",
}
MEASURES: Final = ("value", "unit", "change", "concept")


class Gold(NamedTuple):
    """A quantity of the set."""

    values: tuple[float, ...]
    unit: str
    change: str
    concept: str


def gold_of(line: dict[str, Any]) -> list[Gold]:
    """The gold of one sentence."""
    return [
        Gold(_values(item["value"]), _plain(item["normalized_unit"]), item["change"], item["referred_concepts"])
        for item in line["quantities"]
    ]


def score(line: dict[str, Any], reader: Reader) -> dict[str, Tally]:
    """The counts of one sentence, by measure."""
    gold, found = gold_of(line), reader(line["text"], None, "").amounts
    pairs = matched(gold, found, _same_value, lambda one, two: sum(rights(one, two).values()))
    right = {name: sum(rights(*pair)[name] for pair in pairs) for name in MEASURES}
    return {name: Tally(right[name], len(gold), len(found)) for name in MEASURES}


def rights(gold: Gold, found: Amount) -> dict[str, bool]:
    """What of a found quantity, whose value is right, is right too."""
    return {
        "value": True,
        "unit": gold.unit == _plain(found.unit or "-"),
        "change": gold.change == change_of(found),
        "concept": _shares(gold.concept, found.about),
    }


def change_of(found: Amount) -> str:
    """The set's sign for a direction or a modality."""
    return found.direction or _CHANGES.get(found.modality, "=")


def _same_value(gold: Gold, found: Amount) -> bool:
    one, two = sorted(gold.values), sorted(found.values)
    return len(one) == len(two) and all(map(near, one, two))


def _values(text: str) -> tuple[float, ...]:
    interval = _INTERVAL.fullmatch(text.strip())
    return (float(interval[1]), float(interval[2])) if interval else (float(text),)


def _plain(unit: str) -> str:
    words = unit.lower().replace("-", " ").split()
    return " ".join(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in words
    )


def _shares(gold: str, found: str) -> bool:
    one, two = (set(re.findall(r"\w{2,}", words.lower())) for words in (gold, found))
    return bool(one & two) or not (one or two)
