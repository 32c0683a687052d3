"""Lengths and periods with the words that bound them: "for two weeks", "the next three days", "the end of 1989"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from schemas.values import Span
from services.detect.reading.times.lengths import Length, length
from services.detect.reading.times.meaning import Found, Meaning, Moment, Read, Sort, TimeKind, lasting
from services.detect.reading.times.periods import DAY, edge_of
from services.detect.reading.times.relative import ending_now


def _lasting(found: Found, moment: Moment) -> Meaning | None:
    """As "for about two weeks", "the past three days": up to now; but "will last for two weeks" has no dates."""
    lasted = found.length("length" if found.has("length") else "time")
    if not found.has("length") and found.future:
        return replace(lasting(lasted), sort=Sort.NONE)
    return ending_now(lasted, moment, about=found.has("about"))


def _coming(found: Found, moment: Moment) -> Meaning | None:
    return _starting_now(found.length(), moment)


def _starting_now(lasted: Length, moment: Moment) -> Meaning:
    """As "the next three days": from tomorrow on."""
    if not lasted.is_counted or lasted.is_timed:
        return Meaning(Sort.NONE, TimeKind.DURATION, lasted.value)
    span = Span(moment.spoken + DAY, lasted.from_day(moment.spoken, 1))
    return Meaning(Sort.NONE, TimeKind.DURATION, lasted.value, span)


def _counted_past_units(found: Found, moment: Moment) -> Meaning | None:
    return ending_now(_counted(found), moment, about=False)


def _counted_coming_units(found: Found, moment: Moment) -> Meaning | None:
    return _starting_now(_counted(found), moment)


def _counted(found: Found) -> Length:
    return length(found.amount("count"), found.words.units[found.lower("unit")])


def _bounded_length(found: Found, _moment: Moment) -> Meaning | None:
    """As "more than four decades", "less than a year ago": how long at least or at most."""
    return replace(lasting(found.length()), sort=Sort.NONE)


def _edge(found: Found, _moment: Moment) -> Meaning | None:
    """As "early December", "the end of 1989": the period's value, and about a third of its days."""
    named = found.meaning("period")
    if named.period is None:
        return None
    return replace(named, span=edge_of(named.period, found.words.edges[found.lower("edge")]))


def _half(found: Found, _moment: Moment) -> Meaning | None:
    """As "the second half of June": the period's value, and half of its days."""
    named, nth = found.meaning("period"), found.whole("nth")
    if named.period is None or not 1 <= nth <= 2:
        return None
    first, last = named.period.first, named.period.last
    middle = first + (last - first + DAY) // 2
    return replace(named, span=Span(first, middle - DAY) if nth == 1 else Span(middle, last))


BOUNDED: Final[Mapping[str, Read]] = {
    "lasting": _lasting,
    "coming": _coming,
    "counted past units": _counted_past_units,
    "counted coming units": _counted_coming_units,
    "bounded length": _bounded_length,
    "edge": _edge,
    "half of a period": _half,
}
"""What rules mean that bound a length or a period."""
