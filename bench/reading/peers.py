"""quantulum3 as a reader, run in an interpreter of its own that has it: reads JSON lines of texts, writes JSON.

PYTHON peers.py read < texts     a list of [start, end, values, unit, low, high] for each text
PYTHON peers.py rates ROUNDS     sentences a second in each round
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
    texts = [json.loads(line) for line in sys.stdin]
    if sys.argv[1] == "read":
        print(json.dumps([read(text) for text in texts]))
        return
    rates = []
    for number in range(int(sys.argv[2]) + 1):
        begun = time.perf_counter()
        for text in texts:
            read(text)
        if number:
            rates.append(len(texts) / (time.perf_counter() - begun))
    print(json.dumps(rates))


if __name__ == "__main__":
    main()
