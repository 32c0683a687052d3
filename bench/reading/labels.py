"""Our own labels of drawn sentences: made from annotators' words, kept as offsets, scored against the reader.

    python -m bench.reading.labels --working WORKING.jsonl --raw RAW.jsonl > annotations/first.jsonl

The committed form names the set, the document and offsets into its text, and holds none of its sentences.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from bench.reading.reader import Amount, Reader, When
from bench.reading.scores import Tally, matched, near
from bench.reading.sets import Document

MEASURES: Final = (
    "value",
    "unit",
    "modality",
    "direction",
    "time",
    "time value",
    "action",
    "source",
    "factuality",
    "as-of",
)
Label = dict[str, Any]


def located(working: Mapping[str, Any], raw: Mapping[str, Any]) -> Label:
    """A label with offsets of its document in place of words.

    Raises:
        ValueError: words that the sentence does not have.
    """
    sentence, base = working["sentence"], working["start"]
    place = {name: working[name] for name in ("set", "document", "start", "end")}
    quantities = [_placed(item, sentence, base) for item in raw["quantities"]]
    times = [_placed(item, sentence, base) for item in raw["times"]]
    statements = [_sourced(item, sentence, base) for item in raw["statements"]]
    return place | {"quantities": quantities, "times": times, "statements": statements}


def _placed(item: Mapping[str, Any], sentence: str, base: int) -> Label:
    start, end = _span(item["words"], sentence, item.get("nth", 1))
    return {name: value for name, value in item.items() if name not in ("words", "nth")} | {
        "start": base + start,
        "end": base + end,
    }


def _sourced(item: Mapping[str, Any], sentence: str, base: int) -> Label:
    if item.get("source") is None:
        return dict(item)
    start, end = _span(item["source"], sentence, 1)
    return dict(item) | {"source": [base + start, base + end]}


def _span(words: str, sentence: str, nth: int) -> tuple[int, int]:
    at = -1
    for _ in range(nth):
        at = sentence.find(words, at + 1)
        if at < 0:
            raise ValueError(f"{words!r} stands fewer than {nth} times in the sentence; copy the words exactly")
    return at, at + len(words)


def load(name: str) -> list[Label]:
    """The committed labels `first` or `second`."""
    path = Path(__file__).with_name("annotations") / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def score(label: Label, document: Document, reader: Reader) -> dict[str, Tally]:
    """The counts of one sentence, read in its document, by measure."""
    found = reader(document.text, document.day.isoformat(), document.title)
    amounts = [amount for amount in found.amounts if label["start"] <= amount.start < label["end"]]
    times = [time for time in found.times if label["start"] <= time.start < label["end"]]
    stated = [line for line in found.statements[found.titled :] if label["start"] <= line["start"] < label["end"]]
    return {
        **_quantities(label["quantities"], amounts),
        **_times(label["times"], times),
        **_statements(label, stated, document.text),
    }


def agreement(first: Label, second: Label) -> dict[str, Tally]:
    """How far the second annotator's labels of a sentence have what the first's have, as scored as a reader's."""
    return {
        **_quantities(first["quantities"], [_amount(item) for item in second["quantities"]]),
        **_times(first["times"], [When(t["start"], t["end"], t["type"], t["value"]) for t in second["times"]]),
    }


def _amount(item: Label) -> Amount:
    values = tuple(float(end) for end in (item["low"], item["high"]) if end is not None)
    return Amount(
        item["start"],
        item["end"],
        values,
        item["low"],
        item["high"],
        item["unit"],
        None,
        item["modality"],
        item["direction"],
    )


def _quantities(gold: Sequence[Label], found: Sequence[Amount]) -> dict[str, Tally]:
    pairs = matched(gold, found, _overlap, lambda one, two: int(_same_ends(one, two)))
    right = {
        "value": sum(_same_ends(one, two) for one, two in pairs),
        "unit": sum(_same_unit(one["unit"], two.unit) for one, two in pairs),
        "modality": sum(one["modality"] == two.modality for one, two in pairs),
        "direction": sum(one["direction"] == two.direction for one, two in pairs),
    }
    return {name: Tally(count, len(gold), len(found)) for name, count in right.items()}


def _times(gold: Sequence[Label], found: Sequence[When]) -> dict[str, Tally]:
    pairs = matched(gold, found, _overlap, lambda one, two: int(one["value"] == two.value))
    valued = sum(one["value"] == two.value for one, two in pairs)
    return {"time": Tally(len(pairs), len(gold), len(found)), "time value": Tally(valued, len(gold), len(found))}


def _statements(label: Label, found: Sequence[dict[str, Any]], text: str) -> dict[str, Tally]:
    """Statements are one with a label's where their words overlap its quantity's; only those are scored."""
    spans = label["quantities"]
    gold = [item | {end: spans[item["quantity"]][end] for end in ("start", "end")} for item in label["statements"]]
    pairs = matched(gold, found, _overlap_line, lambda one, two: int(_same_action(one, two)))
    right = {
        "action": sum(_same_action(one, two) for one, two in pairs),
        "source": sum(_same_source(one["source"], two["chain"], text) for one, two in pairs),
        "factuality": sum(one["factuality"] == two["factuality"] for one, two in pairs),
        "as-of": sum(one["as_of"] is None or _holds(one["as_of"], two["as_of"]) for one, two in pairs),
    }
    return {name: Tally(count, len(pairs), len(pairs)) for name, count in right.items()}


def _same_action(one: Label, two: dict[str, Any]) -> bool:
    """Whether a statement's action is the label's, or means what the label's word does (`annotations/meant.toml`)."""
    word, action = one["action"], two["subject"]["action"]
    return bool(action == word or action in _meant().get(word or "", ()))


@cache
def _meant() -> Mapping[str, Sequence[str]]:
    return tomllib.loads(Path(__file__).with_name("annotations").joinpath("meant.toml").read_text("utf-8"))


def _overlap(one: Label, two: Amount | When) -> bool:
    start, end = one["start"], one["end"]
    return bool(start < two.end and two.start < end)


def _overlap_line(one: Label, two: dict[str, Any]) -> bool:
    return bool(one["start"] < two["end"] and two["start"] < one["end"])


def _same_ends(one: Label, two: Amount) -> bool:
    if one["modality"] == "vague":
        return two.modality == "vague"
    ends = tuple(float(end) for end in (one["low"], one["high"]) if end is not None)
    told = tuple(float(end) for end in (two.low, two.high) if end is not None)
    return bool(ends) and bool(told) and near(ends[0], told[0]) and near(ends[-1], told[-1])


def _same_unit(one: str | None, two: str | None) -> bool:
    words = (set((unit or "").lower().replace("-", " ").split()) for unit in (one, two))
    first, second = words
    return first == second or bool(first & second)


def _same_source(span: list[int] | None, chain: Sequence[str], text: str) -> bool:
    said = chain[1:]
    if span is None:
        return not said
    words = {word.lower() for word in text[span[0] : span[1]].split()}
    return any(words & {word.lower() for word in party.split()} for party in said)


def _holds(day: str, as_of: dict[str, Any] | None) -> bool:
    first, _, last = day.partition("/")
    span = (as_of or {}).get("span") or {}
    return bool(span) and span["earliest"] <= (last or first) and first <= span["latest"]


def main() -> None:
    """Print the labels in the committed form."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--working", type=Path, required=True, help="the drawn sentences, with a number `n` each")
    parser.add_argument("--raw", type=Path, required=True, help="an annotator's lines, by the same numbers")
    given = parser.parse_args()
    working = {line["n"]: line for line in _lines(given.working)}
    for raw in _lines(given.raw):
        print(json.dumps(located(working[raw["n"]], raw)))


def _lines(path: Path) -> Iterator[Any]:
    return map(json.loads, path.read_text("utf-8").splitlines())


if __name__ == "__main__":
    main()
