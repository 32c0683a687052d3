"""Sightings: whether a sentence says that someone's forces were seen, or were not, and over which days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from schemas.values import Presence, Span
from services.detect.reading.attribution.vouching import is_moment_of_saying
from services.detect.reading.lexicon import Lexicon
from services.detect.reading.names.actors import actor_of
from services.detect.reading.patterns import Grammar, Match, Rule
from services.detect.reading.people.classes import class_before, may_serve
from services.detect.reading.sentences import Sentence
from services.detect.reading.spans import day_span
from services.detect.reading.times import Time, TimeKind
from services.detect.reading.vocabulary import Language, vocabulary

SEEN = "seen"
"""The action of sightings."""
_UNSEEN = "unseen"


class Sighting(Struct, frozen=True):
    """A presence of an actor's forces, said by tokens [first, last)."""

    first: int
    last: int
    figure: Presence
    counted: str
    actor: str
    rule: str


def sighting(sentence: Sentence, found: Sequence[Time], anchor: dt.date) -> Sighting | None:
    """As in "North Korean troops have not been seen for about two weeks"; "they are attacking this week".

    An absence of which neither length nor day is said is none: it could be compared with nothing.
    """
    grammar = _grammar(sentence.language)
    matches = grammar.matches(grammar.lexicon.spell(sentence.tokens))
    if not matches:
        return None
    match = next((each for each in matches if each.rule.means == _UNSEEN), matches[0])
    seen = match.rule.means == SEEN
    told = [time for time in found if not is_moment_of_saying(sentence, time)]
    span = _presence(told, anchor) if seen else _absence(told)
    who = _who(sentence, match)
    return (
        None
        if span is None or who is None
        else Sighting(match.first, match.last, Presence(seen, span), *who, match.rule.name)
    )


def _absence(found: Sequence[Time]) -> Span | None:
    """How long they were not seen, else the one day on which they were not."""
    spans = [(time, time.span) for time in found if time.span is not None]
    lasting = (span for time, span in spans if time.backwards)
    days = (span for time, span in spans if time.kind is TimeKind.DATE and span.earliest == span.latest)
    return next(lasting, None) or next(days, None)


def _presence(found: Sequence[Time], anchor: dt.date) -> Span:
    dated = (time.span for time in found if time.kind in (TimeKind.DATE, TimeKind.TIME) and not time.backwards)
    return next((span for span in dated if span is not None), day_span(anchor))


def _who(sentence: Sentence, match: Match) -> tuple[str, str] | None:
    """The counted class last named before the sighting, else in the sentence, and whose it is: forces only."""
    language = sentence.language
    around = sentence.tokens[: match.first]
    counted = class_before(around, language)
    if counted is None:
        around = sentence.tokens
        counted = class_before(around, language)
    if counted is None or not may_serve(counted, SEEN, language):
        return None
    actor = actor_of(around, language)
    return None if actor is None else (counted, actor)


@cache
def _grammar(language: Language) -> Grammar:
    words = vocabulary(language, "presences")
    rules = [Rule(rule["name"], rule["pattern"], means) for means in (_UNSEEN, SEEN) for rule in words[means]]
    return Grammar(Lexicon(words["classes"], [rule.pattern for rule in rules]), rules)
