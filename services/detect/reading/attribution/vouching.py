"""Whether the speaker vouches for a figure, for how much of it, whether he saw it, and when he spoke."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from schemas.statements import Factuality, Scope
from schemas.values import Span
from services.detect.reading.alternatives import any_of
from services.detect.reading.sentences import Sentence
from services.detect.reading.times import Time
from services.detect.reading.tokens import POSSESSIVE, Token
from services.detect.reading.vocabulary import Language, vocabulary

_BEFORE: Final = 60
"""Characters before a figure in which a word may take it back."""
_LEADS: Final = 4
"""Tokens before a date that may say what was said on it."""
_SPAN: Final = 6
"""Tokens before a date in which may stand from when on something was counted: "between the first case and"."""
_REPORTING: Final = 60
"""Characters after a date in which a verb may say that something was reported on it."""


class _Words(Struct, frozen=True):
    first_hand: re.Pattern[str]
    taken_back: tuple[tuple[Factuality, re.Pattern[str], re.Pattern[str]], ...]
    """What may stand before the figure, and what right behind it: "300 residents could be evacuated"."""
    names: frozenset[str]
    """Such words as are names: "3 May"."""
    would: tuple[re.Pattern[str], re.Pattern[str]]
    """What is told to come by one who spoke in the past: before the figure, and right behind it;"""
    told: re.Pattern[str]
    """verbs of such speech;"""
    is_open: re.Pattern[str]
    """and what makes it a condition all the same."""
    refused: re.Pattern[str]
    """What behind a denial shows that it is not the figure's."""
    ends: re.Pattern[str]
    """What begins another clause between such a word and the figure."""
    scope: tuple[tuple[Scope, re.Pattern[str]], ...]
    verbs: frozenset[str]
    dated: frozenset[str]
    reporting: re.Pattern[str]
    time_leads: frozenset[str]
    copulas: frozenset[str]
    suffered: frozenset[str]
    """Verbs of saying that in the passive say none."""
    as_of: frozenset[tuple[str, ...]]
    up_to: frozenset[str]
    from_day: frozenset[str]
    to_day: frozenset[str]
    divides: frozenset[str]
    compared: frozenset[tuple[str, ...]]
    """What leads to the time of a figure that is told for comparison."""


def is_first_hand(words: str, language: Language) -> bool:
    """Whether the speaker says that he saw it himself."""
    return _words(language).first_hand.search(words.lower()) is not None


def factuality(words: str, start: int, end: int, language: Language) -> tuple[Factuality, str]:
    """Whether the words before the figure, a modal right after it, or a question take it back; with the rule's name."""
    if words.rstrip().endswith("?"):
        return Factuality.ASKED, "question"
    known, lower = _words(language), words.lower()
    begin = max(0, start - _BEFORE)
    begin = max((close.end() for close in known.ends.finditer(lower, begin, start)), default=begin)
    for name, before, behind in known.taken_back:
        told = before.finditer(lower, begin, start)
        found = (match for match in told if words[match.start() : match.end()] not in known.names)
        match = next(found, None) or behind.match(lower, end)
        if match is not None and not (name is Factuality.DENIED and known.refused.match(lower, match.end())):
            return name, f"{name.value}: {match.group().strip()}"
    before, behind = known.would
    would = before.search(lower, begin, start) or behind.match(lower, end)
    if would is None:
        return Factuality.ASSERTED, ""
    name = Factuality.FORECAST if _is_backshifted(lower, would.start(), known) else Factuality.HYPOTHETICAL
    return name, f"{name.value}: {would.group().strip()}"


def _is_backshifted(lower: str, at: int, known: _Words) -> bool:
    """Whether "would" at this place is "will" as somebody said it: not in his own words, nor under a condition."""
    is_quoted = lower.count('"', 0, at) % 2 == 1
    return not is_quoted and known.told.search(lower) is not None and known.is_open.search(lower) is None


def scope(words: str, language: Language) -> Scope:
    """What part the sentence limits itself to."""
    lower = words.lower()
    return next((name for name, pattern in _words(language).scope if pattern.search(lower)), Scope.WHOLE)


def is_moment_of_saying(sentence: Sentence, time: Time) -> bool:
    """Whether the time dates the saying: "officials said on Monday"."""
    words = _words(sentence.language)
    before = [token.lower for token in sentence.tokens[max(0, time.first - _LEADS) : time.first]]
    while before and before[-1] in words.time_leads:
        before.pop()
    if len(before) > 1 and before[-1] in words.suffered and before[-2] in words.copulas:
        return False  # "212 trucks had been admitted on Tuesday"
    return bool(before) and before[-1] in words.verbs


def is_compared_with(sentence: Sentence, time: Time) -> bool:
    """Whether it is when another figure held, with which the sentence compares its own: "7,400, up from Tuesday"."""
    before = tuple(token.lower for token in sentence.tokens[max(0, time.first - 2) : time.first])
    return before in _words(sentence.language).compared


def are_of_two_clauses(between: Sequence[Token], language: Language) -> bool:
    """Whether of the words between a figure and a time one begins another clause."""
    divides = _words(language).divides
    return any(token.lower in divides for token in between)


def is_as_of(sentence: Sentence, time: Time) -> bool:
    """Whether it is the moment up to which something was counted: "as of noon on Sunday", "by 4pm", "up to 4 July"."""
    words, tokens = _words(sentence.language), sentence.tokens
    before = tuple(token.lower for token in tokens[max(0, time.first - 2) : time.first])
    is_owner = time.last < len(tokens) and tokens[time.last].lower == POSSESSIVE
    if before in words.as_of:
        return True
    return not is_owner and (not words.up_to.isdisjoint(before[-1:]) or _is_end(sentence.tokens, time.first, words))


def _is_end(tokens: Sequence[Token], first: int, words: _Words) -> bool:
    """Whether a time at token `first` ends what another begins: "between New Year and | last Saturday"."""
    before = [token.lower for token in tokens[max(0, first - _SPAN) : first]]
    return not words.to_day.isdisjoint(before[-1:]) and not words.from_day.isdisjoint(before)


def reported_on(sentence: Sentence, words: str, found: Sequence[Time]) -> Span | None:
    """The day to which a sentence dates its own report: "On January 30 the paper reported that …"."""
    known = _words(sentence.language)
    if not found or sentence.tokens[0].lower not in known.dated or found[0].start - sentence.tokens[0].end > 1:
        return None
    end = found[0].end - sentence.start
    return found[0].span if known.reporting.search(words.lower(), end, end + _REPORTING) is not None else None


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "attribution")
    cues, moment, refused = table["cues"], table["moment"], table["refused"]
    return _Words(
        first_hand=_any_of(table["firsthand"]["words"]),
        taken_back=tuple(
            (Factuality(name), *_around(words)) for name, words in table["factuality"].items() if name != "ends"
        ),
        names=frozenset(table["capitals"]["names"]),
        would=_around(table["backshift"]["modals"]),
        told=_any_of(table["backshift"]["told"]),
        is_open=_any_of(table["backshift"]["open"]),
        refused=re.compile(rf" (?:{_any_of(refused['before']).pattern} ){{0,2}}{_any_of(refused['words']).pattern}"),
        ends=re.compile(_not_behind(table["excepted"]["words"]) + any_of(table["factuality"]["ends"])),
        scope=tuple((Scope(name), _any_of(words)) for name, words in table["scope"].items()),
        verbs=frozenset((*cues["saying"], *cues["telling"], *cues["citing"])),
        dated=frozenset(moment["dated"]),
        reporting=_any_of(moment["reporting"]),
        time_leads=frozenset(moment["before_times"]),
        copulas=frozenset(table["parties"]["copulas"]),
        suffered=frozenset(moment["suffered"]),
        as_of=frozenset(tuple(leads.split()) for leads in moment["as_of"]),
        up_to=frozenset(moment["up_to"]),
        from_day=frozenset(moment["from_day"]),
        to_day=frozenset(moment["to_day"]),
        divides=frozenset(moment["divides"]),
        compared=frozenset(tuple(words.split()) for words in moment["compared"]),
    )


def _around(words: Sequence[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words anywhere, and right behind a figure."""
    return _any_of(words), re.compile(rf"\s{{1,2}}{_any_of(words).pattern}")


def _not_behind(words: Sequence[str]) -> str:
    return "".join(rf"(?<!\b{re.escape(word)})" for word in words)


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    """What finds any of them in small letters, where an expression that ignores case takes twice the time."""
    return re.compile(rf"\b{any_of(words)}\b")
