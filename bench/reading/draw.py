"""Draw sentences with figures at random, for annotators; nothing of the reader is used.

    python -m bench.reading.draw --data FOLDER --count 220 --seed 1 > working.jsonl

The working file shows sentences, and therefore stays outside the project; the labels made from it do not (`labels`).
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

from bench.reading.sets import Document, documents

_FIGURE: Final = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|"
    r"billions?|half|several|doubled|quarter)\b",
    re.IGNORECASE,
)
_END: Final = re.compile(r"(?<=[.!?\"”'])\s+(?=[A-Z\"“`'])|\n\s*\n|\n(?=\s*[A-Z])")
_LENGTHS: Final = range(25, 400)
"""Characters that a sentence must have to be drawn: shorter ones are menus, longer ones lists."""


def sentences(document: Document) -> Iterator[tuple[int, int]]:
    """Rough sentences that hold a figure, as [start, end) of the document's text."""
    start = 0
    for end in [*(match.start() for match in _END.finditer(document.text)), len(document.text)]:
        piece = document.text[start:end]
        stripped = piece.strip()
        if len(stripped) in _LENGTHS and _FIGURE.search(stripped):
            begin = start + piece.index(stripped)
            yield begin, begin + len(stripped)
        start = end


def draw(found: list[Document], count: int, random: Random) -> Iterator[tuple[Document, int, int]]:
    """So many sentences: a document at random, then a sentence of it at random, none twice."""
    drawn: set[tuple[str, int]] = set()
    while len(drawn) < count:
        document = random.choice(found)
        choice = [(start, end) for start, end in sentences(document) if (document.id, start) not in drawn]
        if choice:
            start, end = random.choice(choice)
            drawn.add((document.id, start))
            yield document, start, end


def main() -> None:
    """Print the drawn sentences, one JSON object a line, with what stands around each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the public sets")
    parser.add_argument("--count", type=int, default=220, help="sentences of each of the two sets")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    everything = list(documents(given.data))
    for name in ("incidents", "timex"):
        random = Random(given.seed)  # noqa: S311 - a sample, no secret
        chosen = [document for document in everything if document.set == name]
        for document, start, end in draw(chosen, given.count, random):
            line = {
                "set": name,
                "document": document.id,
                "start": start,
                "end": end,
                "published": document.day.isoformat(),
                "before": document.text[max(0, start - 300) : start],
                "sentence": document.text[start:end],
            }
            print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    main()
