"""Expressions of time → TIMEX3 values and spans of dates, by named rules, from the moment of speaking.

    tokens ─▶ phrases ("two weeks", "Monday", "9 a.m.") ─▶ joined ("two weeks ago", "9 a.m. Monday") ─▶ times

TIMEX3 after TimeML 1.2.1 (ISO 8601 values: 2025-01-30, 2025-W04, P2W); extents leave out prepositions. A span's ends
are inclusive. Fuzzy wordings ("about two weeks") carry a core, which the wording is certain of, inside their outer
ends. Rules and words stand in the language's `times.toml`; what rules mean, in this package.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from schemas.values import Span
from services.detect.reading.patterns import Grammar, Match
from services.detect.reading.sentences import Sentence
from services.detect.reading.times.beside import by_weekdays
from services.detect.reading.times.bounded import BOUNDED
from services.detect.reading.times.clock import CLOCK
from services.detect.reading.times.dates import DATES
from services.detect.reading.times.daytime import DAYTIME
from services.detect.reading.times.distances import DISTANCES
from services.detect.reading.times.hours import HOURS, hour_of_day
from services.detect.reading.times.meaning import NOTHING, Found, Item, Meaning, Moment, Read, Sort, TimeKind
from services.detect.reading.times.quarters import QUARTERS
from services.detect.reading.times.ranges import RANGES
from services.detect.reading.times.relative import PRESENT, RELATIVE, reference
from services.detect.reading.times.sets import SETS, repeated
from services.detect.reading.times.weekdays import WEEKDAYS
from services.detect.reading.times.within import WITHIN
from services.detect.reading.times.words import EDGE, NO_TIME, SORTS, YEARLY, Words, grammars_of, words_of
from services.detect.reading.times.yearly import ON_A_YEAR, holiday
from services.detect.reading.times.years import YEARS
from services.detect.reading.tokens import Token

__all__ = ["Time", "TimeKind", "on_day", "times"]

_PASSES: Final = 3
"""How often phrases may join to longer ones: "9 a.m." + "Monday" + "two weeks from now"."""
_MEANINGS: Final[Mapping[str, Read]] = {
    **DATES,
    **WEEKDAYS,
    **YEARS,
    **QUARTERS,
    **ON_A_YEAR,
    **CLOCK,
    **DAYTIME,
    **RELATIVE,
    **DISTANCES,
    **BOUNDED,
    **HOURS,
    **SETS,
    **WITHIN,
    **RANGES,
    NO_TIME: lambda found, moment: NOTHING,
}
_DATED: Final = (TimeKind.DATE, TimeKind.TIME)
_EDGE: Final = Token(0, 0, EDGE, EDGE)
_WORDINGS: Final[Mapping[str, Read]] = {"reference": reference, "set": repeated, "holiday": holiday}


class Time(Struct, frozen=True):
    """A time expression at [start, end) of the text, tokens [first, last) of its sentence."""

    start: int
    end: int
    first: int
    last: int
    kind: TimeKind
    value: str
    span: Span | None
    """None where nothing can be dated: "two weeks of talks", "daily"."""
    rule: str
    backwards: bool = False
    """Whether it lasts until the moment of speaking."""

    @property
    def is_now(self) -> bool:
        """Whether it names the moment of speaking: "now", "at present"."""
        return self.value == PRESENT

    @property
    def is_named(self) -> bool:
        """Whether it is a date that what follows may go back to: "three days later"."""
        return self.kind in _DATED and not self.backwards and not self.value.endswith("_REF")

    @property
    def is_bare_hour(self) -> bool:
        """Whether it is a time of the clock, or runs from one to another, without a day."""
        return self.kind is TimeKind.TIME and self.span is None and self.value[:1] == "T" and self.value[1].isdecimal()

    @property
    def hour(self) -> dt.time | None:
        """The time of the clock that it names; None of a part of the day, or of what lasts from one to another."""
        told = self.value.rpartition("T")[2]
        return dt.time.fromisoformat(told) if told[:2] < "24" and told[:2].isdecimal() and told[2:3] == ":" else None


class _Line(Struct, frozen=True):
    """A sentence's items, and how they are spelt for a grammar: a letter each."""

    items: list[Item]
    spelt: str


def times(sentence: Sentence, spoken: dt.date, named: Span | None = None, hour: dt.time | None = None) -> list[Time]:
    """The time expressions of a sentence that is spoken on a day, and where that is known at an hour, in order.

    `named` are the days last named in the text before, from which "three days later" is reckoned. An hour without a day
    has none (`setting/hours.py` finds it).
    """
    tokens, language = sentence.tokens, sentence.language
    grammars = grammars_of(language)
    lexicon = grammars.phrases.lexicon
    spelt = lexicon.spell(tokens)
    if grammars.hints.search(spelt) is None:
        return []
    spelt = f"{grammars.edge}{spelt}{grammars.edge}"
    if (begun := grammars.phrases.next_match(spelt)) is None:
        return []  # as many that have a hint
    words, moment = words_of(language), Moment(spoken, named, hour)
    own = [Item(token, k, k + 1) for k, token in enumerate(tokens)]
    bare = _Line([_edge(-1), *own, _edge(len(tokens))], spelt)
    line = _read(bare, grammars.phrases, words, moment, begun)
    if line.items == bare.items:
        return []  # no phrase, so there is nothing to join
    for _ in range(_PASSES):
        if (begun := grammars.joints.next_match(line.spelt)) is None:
            break
        joined = _read(line, grammars.joints, words, moment, begun)
        if joined.items == line.items:
            break
        line = joined
    dated = by_weekdays(tokens, [item for item in line.items if item.meaning is not None], moment)
    return [_time(tokens, item, item.meaning) for item in dated if item.meaning is not None and _is_time(item.meaning)]


def on_day(hour: Time, day: dt.date) -> Time:
    """A bare hour on a day."""
    meaning = hour_of_day(hour.value, day)
    return replace(hour, value=meaning.value, span=meaning.span)


def _is_time(meaning: Meaning) -> bool:
    return bool(meaning.value) and not meaning.loose


def _edge(at: int) -> Item:
    return Item(_EDGE, at, at)


def _time(tokens: Sequence[Token], item: Item, meaning: Meaning) -> Time:
    return Time(
        start=tokens[item.first].start,
        end=tokens[item.last - 1].end,
        first=item.first,
        last=item.last,
        kind=meaning.kind,
        value=meaning.value,
        span=meaning.span,
        rule=item.rule,
        backwards=meaning.backwards,
    )


def _read(line: _Line, grammar: Grammar, words: Words, moment: Moment, begun: Match) -> _Line:
    """The line with each expression that a rule reads made one item, from the first match on."""
    items, spelt = line.items, line.spelt
    made, letters, at, named = list[Item](), "", 0, moment.reference
    match: Match | None = begun
    while match is not None:
        found = _whole(Found(items, match, words), grammar, spelt)
        start = found.start
        named = _last_named(items[at:start], named)
        if named is not moment.reference:
            moment = replace(moment, reference=named)
        meaning = _meaning(found, moment)
        if meaning is None:
            others = (replace(found, match=other) for other in grammar.matches_at(spelt, match.first)[1:])
            read = ((other, _meaning(other, moment)) for other in others)
            found, meaning = next(((other, told) for other, told in read if told is not None), (found, None))
        if meaning is None:
            end = match.first + 1
            made += items[at:end]
            letters += spelt[at:end]
        else:
            start, end, whole = found.start, found.end, _made(found, meaning)
            made += [*items[at:start], whole]
            letters += spelt[at:start] + grammar.lexicon.letter(whole.token.text)
            named = _last_named([whole], named)
        at, match = end, grammar.next_match(spelt, end)
    return _Line([*made, *items[at:]], letters + spelt[at:])


def _last_named(items: Sequence[Item], named: Span | None) -> Span | None:
    """The days last named among items, if before them they were `named`."""
    for item in items:
        meaning = item.meaning
        if meaning is not None and meaning.kind is TimeKind.DATE and meaning.sort is not Sort.REF:
            named = meaning.span if meaning.span is not None and not meaning.backwards else named
    return named


def _whole(found: Found, grammar: Grammar, spelt: str) -> Found:
    """The expression itself, where it is longer than what it is with the words that lead to it."""
    if found.start == found.match.first:
        return found
    match = grammar.match_at(spelt, found.start)
    other = found if match is None else replace(found, match=match)
    return other if other.end > found.end else found


def _meaning(found: Found, moment: Moment) -> Meaning | None:
    try:
        return _reading(found.match)(found, moment)
    except (ValueError, OverflowError):  # the calendar has no such time
        return None


def _reading(match: Match) -> Read:
    """What a rule means: that of a fixed wording goes by its table's name ("holiday: easter")."""
    table, colon, _ = match.rule.name.partition(": ")
    return _WORDINGS[table] if colon else _MEANINGS[match.rule.means]


def _made(found: Found, meaning: Meaning) -> Item:
    items = found.items[found.start : found.end]
    word = SORTS[meaning.sort] if meaning.yearly is None else YEARLY.get(meaning.sort, SORTS[meaning.sort])
    token = Token(items[0].token.start, items[-1].token.end, word, word)
    return Item(token, items[0].first, items[-1].last, meaning, found.match.rule.name)
