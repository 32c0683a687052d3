"""quantulum3 as a reader, run in an interpreter of its own that has it: reads JSON lines of texts, writes JSON.

PYTHON peers.py read < texts     a list of [start, end, values, unit, low, high] for each text
PYTHON peers.py rates            after a line with all texts, for each further one: reads all, sentences a second
"""

from __future__ import annotations

import json
import sys
import time

from quantulum3 import parser  # the peer under measure, not one of the project's dependencies


def read(text: str) -> list[list[object]]:
    """The quantities of a text as this peer finds them."""
    found = []
    for quantity in parser.parse(text):
        spread = quantity.uncertainty or 0
        values = [quantity.value - spread, quantity.value + spread] if spread else [quantity.value]
        found.append([*quantity.span, values, quantity.unit.name])
    return found


def main() -> None:
    """Answer on standard output."""
    if sys.argv[1] == "read":
        print(json.dumps([read(json.loads(line)) for line in sys.stdin]))
        return
    texts = json.loads(sys.stdin.readline())
    for _ in sys.stdin:
        begun = time.process_time()
        for text in texts:
            read(text)
        print(len(texts) / (time.process_time() - begun), flush=True)


if __name__ == "__main__":
    main()
