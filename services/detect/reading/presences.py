"""Sightings: whether a sentence says that someone's forces were seen, or were not, and over which days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from schemas.values import Presence, Span
from services.detect.reading.sentences import Sentence
from services.detect.reading.spans import day_span
from services.detect.reading.subjects import actor_of, is_class
from services.detect.reading.times import Time, TimeKind

_UNSEEN: Final = re.compile(
    r"\b(?:not|no longer|never)\b[^.;,]{0,24}\b(?:seen|spotted|encountered|met|observed|appeared)\b|"
    r"n't\b[^.;,]{0,24}\b(?:seen|spotted|encountered|met|observed|appeared)\b|"
    r"\b(?:disappeared|vanished)\b",
    re.IGNORECASE,
)
_SEEN: Final = re.compile(
    r"\b(?:are|were|is|was|been|be|still)\s{1,2}(?:\w{1,12}\s{1,2})?"
    r"(?:seen|spotted|attacking|fighting|storming|advancing|assaulting|observed)\b|\battacked\b|\bfought\b",
    re.IGNORECASE,
)


class Sighting(NamedTuple):
    """A presence of an actor's forces, said at [start, end) of the text."""

    start: int
    end: int
    figure: Presence
    counted: str
    actor: str


def sighting(flat: str, sentence: Sentence, found: Sequence[Time], anchor: dt.date) -> Sighting | None:
    """As in "North Korean troops have not been seen for about two weeks"; "they are attacking this week".

    An absence whose length is not said is none: it could be compared with nothing.
    """
    unseen = _UNSEEN.search(flat, sentence.start, sentence.end)
    match = unseen or _SEEN.search(flat, sentence.start, sentence.end)
    if match is None:
        return None
    span = _absence(found) if unseen is not None else _presence(found, anchor)
    who = _who(sentence, match.start())
    if span is None or who is None:
        return None
    return Sighting(match.start(), match.end(), Presence(unseen is None, span), *who)


def _absence(found: Sequence[Time]) -> Span | None:
    return next((time.span for time in found if time.backwards and time.span is not None), None)


def _presence(found: Sequence[Time], anchor: dt.date) -> Span:
    dated = (time.span for time in found if time.kind in (TimeKind.DATE, TimeKind.TIME) and not time.backwards)
    return next((span for span in dated if span is not None), day_span(anchor))


def _who(sentence: Sentence, at: int) -> tuple[str, str] | None:
    """The counted class last named before the sighting, else in the sentence, and whose it is: soldiers only."""
    before = [token for token in sentence.tokens if token.start < at]
    around = before if any(is_class(token.lower) for token in before) else sentence.tokens
    counted = next((name for token in reversed(around) if (name := is_class(token.lower)) is not None), None)
    if counted != "soldier":
        return None
    actor = actor_of([token for token in around if token.lower not in ("us", "u.s.")])
    return None if actor is None else (counted, actor)
