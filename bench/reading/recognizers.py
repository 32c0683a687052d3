"""Microsoft's Recognizers-Text specs, English: the share of cases right, by model.

A case is right if what is found of its model is what it expects, in number, order and value. Spans of plain numbers
must be equal; of the other models ours and theirs must overlap, as ours take in bounds and nouns. Plain numbers are
those of the number grammar and the parts ("half") told of a whole, but none that touches a unit ("180ml"). What dates
and times may resolve to stands in `resolutions`; two of them inside one expected are the ends of a range, which begins
on a day of the first and ends on a day of the second, or on the next.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from bench.reading import resolutions
from bench.reading.reader import Found, Reader
from bench.reading.scores import near
from services.detect.reading.quantities.cues import cues
from services.detect.reading.quantities.relatives import relatives
from services.detect.reading.quantities.units import units_of
from services.detect.reading.sentences import Sentence, sentences
from services.detect.reading.tokens import flatten
from services.detect.reading.vocabulary import ENGLISH, vocabulary

_MOST_OUT_OF_SCOPE: Final = 0.1
_NO_DIMENSION: Final = frozenset(
    ("percentage", "point", "count", "second", "minute", "hour", "day", "week", "month", "year")
)
_RANGE: Final = re.compile(r"[\[(]([-\d.]*),([-\d.]*)[\])]")
_DAYS: Final = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")


class Item(NamedTuple):
    """What is expected or found: a span, and the values any of which is right; an interval is one of them."""

    start: int
    end: int
    values: tuple[str, ...]
    days: tuple[str, str] | None = None
    """The first day of a date found and the first after it, between which a range may begin or end."""


def model_of(case: dict[str, Any]) -> str:
    """The model's short name: `Number`, `Currency`, `DateTime`."""
    name: str = case["Model"].split("/")[-1].removesuffix("Model")
    return name


def is_right(case: dict[str, Any], reader: Reader) -> bool:
    """Whether what is found of the case's model is what it expects."""
    model = model_of(case)
    gold, found = sorted(expected(case)), predicted(case, reader)
    if model == "DateTime":
        found = [both for item in gold for both in _within(item, found)] + [
            item for item in found if not any(_overlap(one, item) for one in gold)
        ]
    exact = model in ("Number", "Ordinal")
    if len(gold) != len(found):
        return False
    return all(_same(one, two, exact=exact) for one, two in zip(gold, sorted(found), strict=True))


def _within(gold: Item, found: Sequence[Item]) -> list[Item]:
    """The times found in one expected: two are the ends of a range, which TIMEX3 marks apart ("from X to Y")."""
    inside = [item for item in found if _overlap(gold, item)]
    if len(inside) != 2:
        return inside
    first, last = inside
    told = {f"{one}/{two}" for one in first.values for two in last.values}
    told |= {f"{two}/{one}" for one in first.values for two in last.values}
    told |= {value for value in gold.values if _begins_and_ends(value, first, last)}
    return [Item(first.start, last.end, tuple(sorted(told)))]


def _begins_and_ends(value: str, first: Item, last: Item) -> bool:
    """Whether an interval begins on a day of the first time and ends on one of the last, or on the next."""
    ends = _DAYS.fullmatch(value)
    if ends is None or first.days is None or last.days is None:
        return False
    return first.days[0] <= ends[1] < first.days[1] and last.days[0] <= ends[2] <= last.days[1]


def _overlap(one: Item, two: Item) -> bool:
    return one.start < two.end and two.start < one.end


def expected(case: dict[str, Any]) -> list[Item]:
    """What the case expects; results without a value ("a percentage") expect nothing that can be read."""
    items = []
    for result in case["Results"]:
        resolution = result.get("Resolution") or {}
        if "values" in resolution:
            values = tuple(told for each in resolution["values"] for told in resolutions.readings(each) if told)
        else:
            values = (_interval(str(resolution.get("value"))),)
        if values not in (("None",), ("null",)):
            start = result.get("Start", case["Input"].lower().find(result["Text"].lower()))
            items.append(Item(start, result.get("End", start + len(result["Text"]) - 1) + 1, values))
    return items


def predicted(case: dict[str, Any], reader: Reader) -> list[Item]:
    """What is found of the case's model."""
    model, text = model_of(case), case["Input"]
    if model in ("Number", "Ordinal"):
        return _numbers(text, ordinal=model == "Ordinal")
    found = reader(text, _reference(case), "")
    return _PREDICTORS.get(model, _times)(found)


def out_of_scope(cases: Sequence[dict[str, Any]], model: str) -> frozenset[str]:
    """The digests of a model's cases that are listed as outside our trade.

    Raises:
        ValueError: they are more than a tenth of the model's cases.
    """
    listed = frozenset(_listed().get(model, {}))
    mine = [digest(case) for case in cases if model_of(case) == model]
    if len(listed & set(mine)) > _MOST_OUT_OF_SCOPE * len(mine):
        raise ValueError(f"{model}: more than a tenth of {len(mine)} cases are listed as out of scope; list fewer")
    return listed


def digest(case: dict[str, Any]) -> str:
    """Twelve hexadecimal digits by which a case is listed without its words."""
    return hashlib.sha256(case["Input"].encode()).hexdigest()[:12]


@cache
def _listed() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(Path(__file__).with_name("out_of_scope.toml").read_text("utf-8"))


def _interval(value: str) -> str:
    """A range without its brackets, "[10,15)" → "10,15"; other values as they are."""
    ends = _RANGE.fullmatch(value)
    return ",".join(_end(float(end)) if end else "" for end in ends.groups()) if ends else value


def _reference(case: dict[str, Any]) -> str | None:
    moment: str | None = (case.get("Context") or {}).get("ReferenceDateTime")
    return moment


def _same(one: Item, two: Item, *, exact: bool) -> bool:
    if exact and (abs(one.start - two.start) > 1 or abs(one.end - two.end) > 1):
        return False
    return _overlap(one, two) and any(_equal(gold, found) for gold in one.values for found in two.values)


def _equal(gold: str, found: str) -> bool:
    try:
        return near(float(gold.rstrip("%")), float(found))
    except ValueError:
        return gold == found


def _numbers(text: str, *, ordinal: bool) -> list[Item]:
    flat = flatten(text)
    items: list[Item] = []
    for sentence in sentences(flat, ENGLISH):
        items += _told_numbers(sentence, ordinal=ordinal)
        if not ordinal:
            items = _with_parts(sentence, items)
    return sorted(items)


def _told_numbers(sentence: Sentence, *, ordinal: bool) -> list[Item]:
    tokens = sentence.tokens
    return [
        Item(token.start, token.end, (str(token.number.best),))
        for token, after in zip(tokens, [*tokens[1:], None], strict=True)
        if token.number is not None
        and token.shape.startswith("ordinal") is ordinal
        and (after is None or after.start > token.end or not after.text[0].isalpha())
    ]


def _with_parts(sentence: Sentence, items: list[Item]) -> list[Item]:
    """The numbers with the shares told of a whole, in place of what those are told with: "1 in 20"."""
    tokens = sentence.tokens
    parts = []
    for part in relatives(sentence, cues(sentence)):
        words = [token for token in tokens[part.first : part.last] if token.number is not None]
        told = words or [token for token in tokens[part.first : part.last] if token.lower in _parts_told()]
        if part.direction is None and part.unit is None and told:
            parts.append(Item(told[0].start, told[-1].end, (str(part.value),)))
    return [item for item in items if not any(_overlap(item, part) for part in parts)] + parts


@cache
def _parts_told() -> frozenset[str]:
    return frozenset(vocabulary(ENGLISH, "quantities")["parts"])


def _ranges(found: Found) -> list[Item]:
    return [
        Item(amount.start, amount.end, (f"{_end(amount.low)},{_end(amount.high)}",))
        for amount in found.amounts
        if amount.modality in ("range", "at least", "more than", "at most", "less than")
    ]


def _end(value: float | None) -> str:
    return "" if value is None else f"{float(value):g}"


def _with_unit(wanted: Callable[[str], bool]) -> Callable[[Found], list[Item]]:
    def chosen(found: Found) -> list[Item]:
        return [
            Item(amount.start, amount.end, (str(amount.values[0]),))
            for amount in found.amounts
            if amount.unit is not None and not amount.counts_nouns and wanted(amount.unit)
        ]

    return chosen


def _is_money(unit: str) -> bool:
    return unit.partition(" per ")[0] in units_of(ENGLISH).money


def _is_dimension(unit: str) -> bool:
    return not (_is_money(unit) or unit in _NO_DIMENSION or unit.endswith(" of age"))


def _times(found: Found) -> list[Item]:
    return [
        Item(time.start, time.end, tuple(resolutions.told(time)), resolutions.days_of(time)) for time in found.times
    ]


_PREDICTORS: Final[Mapping[str, Callable[[Found], list[Item]]]] = {
    "NumberRange": _ranges,
    "Percent": _with_unit(lambda unit: unit == "percentage"),
    "Age": _with_unit(lambda unit: unit.endswith(" of age")),
    "Currency": _with_unit(_is_money),
    "Dimension": _with_unit(_is_dimension),
}
