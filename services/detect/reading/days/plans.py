"""The day for which an event is planned: a date yet to come that a sentence gives to it.

    the launch of Orbiter 2 is scheduled for 12 March · Orbiter 2 will be launched on 12 March
    Veldmark's election, planned for 3 May, will now be on 20 May → 20 May: the day given last

Who moves an event gives it a day as well; the day that it left is not stated. Of what a place has but one of, like a
ceasefire, the day on which it began is stated too: "the truce took effect on 3 May"; as is that of what happened once
(`happened`).
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from schemas.statements import Subject
from schemas.values import Span
from services.detect.reading.days.happened import happened
from services.detect.reading.lexicon import Lexicon
from services.detect.reading.names.owners import is_name, name_before, name_from
from services.detect.reading.patterns import Grammar, Match, Rule, wordings
from services.detect.reading.sentences import Sentence
from services.detect.reading.times import Time, TimeKind
from services.detect.reading.tokens import POSSESSIVE, Token
from services.detect.reading.vocabulary import Language, vocabulary

_DATED: Final = (TimeKind.DATE, TimeKind.TIME)
_YEAR: Final = 4
"""Digits of a year."""
_WEEK: Final = dt.timedelta(days=7)
_REACH: Final = 16
"""Tokens between a kind of event and what gives it its day."""
_GAP: Final = 2
"""Words between what gives the day and the date: "on the", "early next"."""


class Plan(Struct, frozen=True):
    """An event's day, said by tokens [first, last)."""

    first: int
    last: int
    day: Span
    kind: str
    owner: str | None
    """Whose it is: "the launch of Orbiter 2"; None where the words do not say."""
    rule: str


class _Words(Struct, frozen=True):
    kinds: Grammar
    verbs: Grammar
    given: Grammar
    begun: Grammar
    lasting: frozenset[str]
    """Kinds of which one place has one at a time."""
    classes: Mapping[str, frozenset[str]]


def is_plan(subject: Subject) -> bool:
    """Whether a figure of this subject is the day of an event, which is planned also where words foretell it."""
    return subject.action is None and subject.event is not None


def lasts(kind: str | None, language: Language) -> bool:
    """Whether a place has one of the kind at a time, so that the day on which it began tells none from another."""
    return kind in _words(language).lasting


def plan(sentence: Sentence, found: Sequence[Time], anchor: dt.date) -> Plan | None:
    """The planned day that the sentence states last, or the past one on which something began or happened."""
    dates = [time for time in found if time.kind in _DATED and time.span is not None]
    if not dates:
        return None
    words = _words(sentence.language)
    verbs = [(time, _by_verb(sentence, time, words)) for time in reversed(dates)]
    begun = (plan for time, verb in verbs for plan in _of_day(sentence, time, verb, found, words.begun))
    plans = (plan for time, verb in verbs for plan in _of_day(sentence, time, verb, found, words.given))
    dated = (replace(plan, day=day) for plan in plans if (day := _to_come(sentence, plan, anchor)) is not None)
    past = (plan for plan in begun if plan.kind in words.lasting and plan.day.earliest <= anchor)
    return next(dated, None) or next(past, None) or _happened(sentence, found, anchor)


def _happened(sentence: Sentence, found: Sequence[Time], anchor: dt.date) -> Plan | None:
    told = happened(sentence, found, anchor)
    return None if told is None else Plan(told.first, told.last, told.day, told.kind, None, told.rule)


def _by_verb(sentence: Sentence, time: Time, words: _Words) -> Plan | None:
    """The event that the verb before a date tells itself."""
    verb = _leading(sentence, words.verbs, time, words)
    owner = _subject(sentence, verb.first, words) if verb is not None else None
    if verb is None or owner is None or time.span is None:
        return None
    if sentence.tokens[time.first - 1].lower in words.classes["ends"]:
        return None  # "will strike until 14 May"
    if _has_come_about(sentence, verb.first, words):
        return None  # "was shut down on 30 April"
    return Plan(verb.first, time.last, time.span, verb.rule.means, owner, verb.rule.name)


def _of_day(
    sentence: Sentence, time: Time, by_verb: Plan | None, found: Sequence[Time], giving: Grammar
) -> Iterator[Plan]:
    """The event that the words before a date give that date to: by the verb itself, or by a noun."""
    if by_verb is not None:
        yield by_verb
    tokens, day, words = sentence.tokens, time.span, _words(sentence.language)
    given = _leading(sentence, giving, time, words)
    if given is None or day is None:
        return
    masked = {k for each in found for k in range(each.first, each.last)}
    kinds = words.kinds.matches(words.kinds.lexicon.spell(tokens)[: given.last])
    near = [kind for kind in kinds if given.first - _REACH <= kind.first and kind.first not in masked]
    if near:
        kind = near[-1]
        yield Plan(kind.first, time.last, day, kind.rule.means, _owner(sentence, kind, words), given.rule.name)


def _to_come(sentence: Sentence, plan: Plan, anchor: dt.date) -> Span | None:
    """The plan's day, if it has not come: one told without its year, or by its weekday, is the next of its kind."""
    if plan.day.latest > anchor:
        return plan.day
    named = [token.text for token in sentence.tokens[plan.first : plan.last]]
    if plan.day.earliest != plan.day.latest or any(len(word) == _YEAR and word.isdigit() for word in named):
        return None
    day = plan.day.earliest
    if anchor - day < _WEEK and not any(word[0].isdigit() for word in named):
        return Span(day + _WEEK, day + _WEEK) if day < anchor else None
    years = (year for year in (anchor.year, anchor.year + 1) if _exists(day, year))
    later = (day.replace(year=year) for year in years)
    return next((Span(when, when) for when in later if when > anchor), None)


def _exists(day: dt.date, year: int) -> bool:
    """Whether the day is one of that year's: not so 29 February of most."""
    return (day.month, day.day) != (2, 29) or calendar.isleap(year)


def _leading(sentence: Sentence, grammar: Grammar, time: Time, words: _Words) -> Match | None:
    """What ends right before a date, but for words that only lead to it."""
    tokens, start = sentence.tokens, max(0, time.first - _REACH)
    end = time.first
    spelt = grammar.lexicon.spell(tokens)[start:end]
    for at in reversed([*grammar.places(spelt)]):
        match = grammar.match_at(spelt, at)
        if match is None:
            continue
        gap = tokens[start + match.last : end]
        if len(gap) <= _GAP and all(token.lower in words.classes["skipped"] for token in gap):
            return replace(match, first=start + match.first, last=start + match.last)
    return None


def _owner(sentence: Sentence, kind: Match, words: _Words) -> str | None:
    """Whose event it is: "Veldmark's election", "the Marlow summit", "the launch of Orbiter 2", "will hold a vote"."""
    tokens, articles = sentence.tokens, words.classes["articles"]
    at = kind.first
    while at and tokens[at - 1].text.isalpha() and tokens[at - 1].text.islower() and not _stops(tokens[at - 1], words):
        at -= 1
    held = at > 1 and tokens[at - 1].lower in articles and tokens[at - 2].lower in words.classes["auxiliaries"]
    if held or (at and tokens[at - 1].lower in words.classes["possessive"]):
        return _subject(sentence, at - 1, words)
    if at and tokens[at - 1].lower == POSSESSIVE:
        return name_before(tokens, at - 1, articles)
    if at and is_name(tokens[at - 1], articles) and (at > 1 or len(tokens[at - 1].text) > 1):
        return name_before(tokens, at, articles)
    after = kind.last
    if after < len(tokens) and tokens[after].lower in words.classes["owners"]:
        after += 1 + (after + 1 < len(tokens) and tokens[after + 1].lower in articles)
        return name_from(tokens, after, articles)
    return None


def _stops(token: Token, words: _Words) -> bool:
    return token.lower in words.classes["stops"]


def _has_come_about(sentence: Sentence, at: int, words: _Words) -> bool:
    """Whether the auxiliaries before a verb say that it is done, and none of them that it is yet to be."""
    said = set[str]()
    while at and sentence.tokens[at - 1].lower in words.classes["auxiliaries"]:
        at -= 1
        said.add(sentence.tokens[at].lower)
    return not said.isdisjoint(words.classes["done"]) and said.isdisjoint(words.classes["to_come"])


def _subject(sentence: Sentence, at: int, words: _Words) -> str | None:
    """The name before the auxiliaries that lead to a verb: "Orbiter 2 is due to | launch"."""
    while at and sentence.tokens[at - 1].lower in words.classes["auxiliaries"]:
        at -= 1
    return name_before(sentence.tokens, at, words.classes["articles"])


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "plans")
    kinds, verbs = wordings(table["kinds"], "plan"), wordings(table["verbs"], "plan")
    begun = wordings({"day": table["begun"]["verbs"]}, "begun")
    given = [Rule(f"planned: {rule['name']}", rule["pattern"], "day") for rule in table["given"]]
    words = {name: frozenset(some) for name, some in (table["words"] | table["classes"]).items()}
    stops = words["articles"] | words["owners"] | words["auxiliaries"] | words["possessive"] | words["given"]
    return _Words(
        kinds=Grammar(Lexicon({}, [rule.pattern for rule in kinds]), kinds),
        verbs=Grammar(Lexicon({}, [rule.pattern for rule in verbs]), verbs),
        given=Grammar(Lexicon(table["classes"], [rule.pattern for rule in given]), given),
        begun=Grammar(Lexicon({}, [rule.pattern for rule in begun]), begun),
        lasting=frozenset(table["begun"]["kinds"]),
        classes={**words, "stops": stops, "skipped": words["before"] | words["lead"]},
    )
