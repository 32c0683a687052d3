"""Sightings: whether a sentence says that someone's forces were seen, or were not, and over which days.

rebels were in Bria on Sunday                       → seen that day
there are no rebels in Bria, the army said on Monday → not seen on Monday
the last rebels left Bria on 1 May                  → not seen from 2 May on
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from schemas.values import Presence, Span
from services.detect.reading.attribution.vouching import is_moment_of_saying
from services.detect.reading.lexicon import Lexicon
from services.detect.reading.patterns import Grammar, Match, Rule
from services.detect.reading.sentences import Sentence
from services.detect.reading.sightings.forces import FORCE, Forces, are_some, forces_at
from services.detect.reading.spans import day_span
from services.detect.reading.times import Time, TimeKind
from services.detect.reading.vocabulary import Language, vocabulary

SEEN: Final = "seen"
"""The action of sightings."""
_UNSEEN: Final = "unseen"
_GONE: Final = "gone"
_WHO: Final = "who"
"""What a rule remembers of the forces: their noun,"""
_WHOSE: Final = "whose"
"""and what stands behind whoever has them."""
_NEAR: Final = 5
"""Tokens from that noun to what is said of it: "the fighters, residents say, | have not been seen"."""
_SITE: Final = 5
"""Tokens from what is said of them to the place: "inside the army camp at | Bria"."""
_DAY: Final = dt.timedelta(days=1)


class Sighting(Struct, frozen=True):
    """A presence of someone's forces, said by tokens [first, last)."""

    first: int
    last: int
    figure: Presence
    who: Forces
    rule: str


def sighting(sentence: Sentence, found: Sequence[Time], anchor: dt.date) -> Sighting | None:
    """As in "North Korean troops have not been seen for about two weeks"; "they are attacking this week".

    An absence of which neither length nor day is said is none: it could be compared with nothing. Of a sentence that
    tells of both, it tells of the absence.
    """
    grammar = _grammar(sentence.language)
    matches = grammar.matches(grammar.lexicon.spell(sentence.tokens))
    if not matches:
        return None
    match = next((each for each in matches if each.rule.means != SEEN), matches[0])
    who = _who(sentence, match)
    span = _span(sentence, match, found, anchor) if who is not None else None
    if who is None or span is None:
        return None
    return Sighting(match.first, match.last, Presence(match.rule.means == SEEN, span), who, match.rule.name)


def _who(sentence: Sentence, match: Match) -> Forces | None:
    """Whose forces: those that the words name, or that are named right before them, else a state's."""
    tokens, language = sentence.tokens, sentence.language
    named = match.named.get(_WHO)
    k = named if named is not None else _noun_near(sentence, match)
    if k is None or (named is not None and not _is_of_site(sentence, match)):
        return None
    if match.rule.means == _GONE and are_some(tokens, k, language):
        return None
    who = forces_at(tokens, k, language, match.named.get(_WHOSE))
    if who.state is not None and match.rule.means == SEEN and named is not None and are_some(tokens, k, language):
        return None  # it is their number that is told
    is_near = named is not None or (match.rule.means == _UNSEEN and match.first - _NEAR <= k < match.last)
    return who if who.state is not None or (is_near and who.counted != FORCE) else None


def _is_of_site(sentence: Sentence, match: Match) -> bool:
    """Whether the words lead to a place: "were in Bria", "left the town", and not "were in talks", "left 12 dead"."""
    table, reach = (
        vocabulary(sentence.language, "presences")["forces"],
        sentence.tokens[match.last : match.last + _SITE],
    )
    if match.rule.means == _GONE and reach and (reach[0].number is not None or reach[0].lower in table["behind"]):
        return False
    return any(token.lower in table["sites"] or token.text[0].isupper() for token in reach)


def _noun_near(sentence: Sentence, match: Match) -> int | None:
    """The last noun of forces up to the end of the words, else the first behind."""
    nouns = _nouns(sentence.language)
    places = (*range(match.last - 1, -1, -1), *range(match.last, len(sentence.tokens)))
    return next((k for k in places if sentence.tokens[k].lower in nouns), None)


def _span(sentence: Sentence, match: Match, found: Sequence[Time], anchor: dt.date) -> Span | None:
    """The days for which the words hold; of what is so now the day of saying, of what was so one that is told."""
    told = [time for time in found if not is_moment_of_saying(sentence, time)]
    if match.rule.means == _GONE:
        return _since(told, anchor)
    span = _presence(told) if match.rule.means == SEEN else _absence(told, anchor)
    if span is not None or not (_is_now(sentence, match) or _WHO not in match.named):
        return span
    if match.rule.means != SEEN and _WHO not in match.named:
        return None
    said = (time.span for time in found if is_moment_of_saying(sentence, time))
    return next((day for day in said if day is not None and day.earliest == day.latest), day_span(anchor))


def _since(found: Sequence[Time], anchor: dt.date) -> Span | None:
    """From the day after they left on."""
    left = next(filter(None, (time.span for time in found if time.kind in (TimeKind.DATE, TimeKind.TIME))), None)
    return Span(left.latest + _DAY, anchor) if left is not None and left.latest < anchor else None


def _absence(found: Sequence[Time], anchor: dt.date) -> Span | None:
    """How long they were not seen, else the one day on which they were not, or what has passed of "this week"."""
    spans = [(time, time.span) for time in found if time.span is not None]
    lasting = (span for time, span in spans if time.backwards)
    dates = [span for time, span in spans if time.kind is TimeKind.DATE]
    days = (span for span in dates if span.earliest == span.latest)
    running = (Span(span.earliest, anchor) for span in dates if span.earliest <= anchor <= span.latest)
    return next(lasting, None) or next(days, None) or next(running, None)


def _presence(found: Sequence[Time]) -> Span | None:
    dated = (time.span for time in found if time.kind in (TimeKind.DATE, TimeKind.TIME) and not time.backwards)
    return next((span for span in dated if span is not None), None)


def _is_now(sentence: Sentence, match: Match) -> bool:
    """Whether the words say what is so as they are spoken: "there are no", "remain"."""
    present = vocabulary(sentence.language, "presences")["forces"]["present"]
    return any(token.lower in present for token in sentence.tokens[max(0, match.first - 1) : match.last])


@cache
def _nouns(language: Language) -> frozenset[str]:
    return frozenset(vocabulary(language, "presences")["classes"]["force"])


@cache
def _grammar(language: Language) -> Grammar:
    words = vocabulary(language, "presences")
    rules = [Rule(rule["name"], rule["pattern"], means) for means in (_UNSEEN, _GONE, SEEN) for rule in words[means]]
    return Grammar(Lexicon(words["classes"], [rule.pattern for rule in rules]), rules)
