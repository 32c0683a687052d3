"""Over which days a sentence counts: up to when, and from when on.

since 3 May, as of Wednesday → from 3 May to Wednesday · between 3 May and Wednesday → the same · by 4 July → 4 July
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from schemas.values import Span
from services.detect.reading.attribution.vouching import is_as_of
from services.detect.reading.sentences import Sentence
from services.detect.reading.times import Time
from services.detect.reading.vocabulary import Language, vocabulary


def counted_to(sentence: Sentence, dates: Sequence[Time]) -> Time | None:
    """The moment up to which something was counted, with the days from which on, where the sentence tells both."""
    until = next((time for time in dates if is_as_of(sentence, time)), None)
    if until is None or until.span is None:
        return until
    end = until.span
    first = min(_starts(sentence, dates, end), default=end.earliest)
    return until if first == end.earliest else replace(until, span=Span(first, end.latest, end.precision))


def _starts(sentence: Sentence, dates: Sequence[Time], end: Span) -> Iterator[dt.date]:
    """The days from which on it counts: "since 3 May", "this year", "between 3 May and Wednesday"."""
    starts = _from(sentence.language)
    for time in dates:
        if time.span is None or time.span.earliest >= end.earliest:
            continue
        if time.span.latest >= end.latest or (time.first > 0 and sentence.tokens[time.first - 1].lower in starts):
            yield time.span.earliest


@cache
def _from(language: Language) -> frozenset[str]:
    return frozenset(vocabulary(language, "attribution")["moment"]["from_day"])
