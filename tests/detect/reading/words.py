"""Sentences of one line and the times of a text, for all tests of reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from services.detect.reading.sentences import Sentence, sentences
from services.detect.reading.setting.hours import Named, on_their_days
from services.detect.reading.times import Time, times
from services.detect.reading.tokens import flatten
from services.detect.reading.vocabulary import ENGLISH


def sentence(words: str) -> Sentence:
    """The only sentence of the words."""
    [only] = sentences(flatten(words), ENGLISH)
    return only


def times_in(text: str, spoken: dt.date) -> Iterator[Time]:
    """The times of a text, each sentence's reckoned also from what those before it name."""
    named = Named()
    for each in sentences(flatten(text), ENGLISH):
        found, named = on_their_days(each, times(each, spoken, named.last), named)
        yield from found
