"""AQUAINT TimeML: strict and relaxed F1 of extents, and F1 of values, of DATE and DURATION (TempEval-3 scoring).

Extents are matched one to one in order, strictly where equal, relaxed where they overlap; a value counts where a
relaxed match has it (UzZaman et al., SemEval 2013). A prediction that overlaps a gold TIME or SET counts neither for
nor against, nor does a predicted TIME or SET that overlaps no gold.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Final, NamedTuple

from bench.reading.reader import Reader, When
from bench.reading.scores import Tally, matched
from bench.reading.sets import timex_document

MEASURES: Final = ("strict", "relaxed", "value")
_SCORED: Final = ("DATE", "DURATION")
_TEXT: Final = re.compile(r"<TEXT>.*</TEXT>", re.DOTALL)


class Gold(NamedTuple):
    """An expression of the set at [start, end) of the document's text."""

    start: int
    end: int
    kind: str
    value: str


def gold_of(tml: str) -> list[Gold]:
    """The expressions of a TimeML document's text."""
    root = ET.fromstring(_TEXT.search(tml)[0])  # type: ignore[index]  # noqa: S314 - every file has a text
    return list(_expressions(root, 0))


def score(line: dict[str, str], reader: Reader) -> dict[str, Tally]:
    """The counts of one document, by measure."""
    document = timex_document(line)
    every, times = gold_of(line["tml"]), reader(document.text, document.day.isoformat(), "").times
    gold = [item for item in every if item.kind in _SCORED]
    found = [
        time
        for time in times
        if any(overlap(item, time) for item in gold)
        or (time.kind in _SCORED and not any(overlap(item, time) for item in every))
    ]
    relaxed = matched(gold, found, overlap, lambda one, two: (one.start, one.end) == (two.start, two.end))
    right = {
        "strict": sum((one.start, one.end) == (two.start, two.end) for one, two in relaxed),
        "relaxed": len(relaxed),
        "value": sum(one.value == two.value for one, two in relaxed),
    }
    return {name: Tally(right[name], len(gold), len(found)) for name in MEASURES}


def overlap(one: Gold, two: When) -> bool:
    """Whether two extents have a character in common."""
    return one.start < two.end and two.start < one.end


def _expressions(element: ET.Element, at: int) -> Iterator[Gold]:
    """The expressions inside an element whose text begins at offset `at`."""
    at += len(element.text or "")
    for child in element:
        if child.tag == "TIMEX3":
            yield Gold(at, at + len("".join(child.itertext())), child.get("type", ""), child.get("value", ""))
        yield from _expressions(child, at)
        at += len("".join(child.itertext())) + len(child.tail or "")
