"""Sentences of one line, for all tests of reading."""

from __future__ import annotations

from services.detect.reading.sentences import Sentence, sentences
from services.detect.reading.tokens import flatten
from services.detect.reading.vocabulary import ENGLISH


def sentence(words: str) -> Sentence:
    """The only sentence of the words."""
    [only] = sentences(flatten(words), ENGLISH)
    return only
