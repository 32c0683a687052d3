"""What a sentence asserts, as stated: by whom, for when, and whether whoever says so vouches for it.

assertions ─┬─▶ whether it is so, was denied, or is yet to come
who says it ┴─▶ the chain, the words, what marks them ─▶ statements
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from schemas import values
from schemas.statements import AsOf, Factuality, Marks, Part, Scope, Statement
from schemas.values import Presence, Span, exact
from services.detect.reading.attribution.announced import is_announced
from services.detect.reading.attribution.vouching import factuality, is_first_hand, scope
from services.detect.reading.ground import Assertion, Ground
from services.detect.reading.marks import marks
from services.detect.reading.measures.measured import MEASURE, is_standing
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.quotes import quote_of
from services.detect.reading.setting.article import Passage, Setting
from services.detect.reading.setting.events import is_kind
from services.detect.reading.vocabulary import Language

_BESIDE: Final = 4
"""Numbers beside a figure's own that are kept at most."""

Fired = tuple[str, str]
"""A rule, and the words that it fired on."""


class Voice(Struct, frozen=True):
    """Who says a sentence, and in which words."""

    passage: Passage
    words: str
    """The sentence's, in plain typography."""
    chain: tuple[str, ...]
    """Outermost first."""
    basis: str
    """How the moment of speaking is known (`AsOf.basis`)."""


def statements(
    ground: Ground, asserted: Sequence[Assertion], found: Sequence[Quantity], voice: Voice
) -> Iterator[tuple[Statement, tuple[Fired, ...]]]:
    """The statement of each assertion, and what fired for it; `found` are the quantities of its own words."""
    language = ground.sentence.language
    part, is_seen = scope(voice.words, language), is_first_hand(voice.words, language)
    for told in asserted:
        assertion, fact, taken_back = _vouched(ground, told, voice)
        fired = [(assertion.rule, assertion.words)] if assertion.rule is not None else []
        if taken_back:
            fired.append((taken_back, voice.passage.text[assertion.start : assertion.end]))
        beside = _beside(assertion, asserted, found)
        yield _statement(ground, assertion, voice, fact, beside=beside, part=part, is_seen=is_seen), tuple(fired)


def _statement(
    ground: Ground,
    assertion: Assertion,
    voice: Voice,
    fact: Factuality,
    *,
    beside: tuple[Decimal, ...],
    part: Scope,
    is_seen: bool,
) -> Statement:
    passage, setting, language = voice.passage, ground.setting, ground.sentence.language
    quote = quote_of(passage.text, passage.flat, ground.sentence, assertion.start)
    story = _story(assertion, setting)
    done = assertion.subject.action if fact is not Factuality.FORECAST else None
    is_of_event = is_kind(assertion.subject.event, language)
    return Statement(
        part=passage.part,
        start=assertion.start,
        end=assertion.end,
        quote=quote,
        figure=assertion.figure,
        subject=assertion.subject,
        scope=part,
        as_of=_as_of(ground, assertion, voice.basis),
        chain=voice.chain,
        first_hand=is_seen,
        factuality=fact,
        event_day=assertion.event_day,
        story=story,
        beside=beside,
        makes=assertion.makes,
        reckoned=assertion.reckoned,
        places=setting.places if is_of_event else (),
        people=setting.people if is_of_event else (),
        names=setting.names if is_of_event else (),
        marks=_marked(assertion, marks(quote, done, story, voice.chain, language)),
    )


def _story(assertion: Assertion, setting: Setting) -> tuple[str, ...]:
    """The words by which only the story tells what is counted; a sum, which is one article's, needs but its outlet."""
    if not assertion.is_of_story:
        return ()
    return setting.story or (tuple(setting.outlet.lower().split()) if assertion.makes is not None else ())


def _as_of(ground: Ground, assertion: Assertion, basis: str) -> AsOf:
    held = assertion.held
    told, is_up_to = ground.says_when(assertion), ground.is_up_to(held)
    return AsOf(held, ground.anchor, basis, ground.hour(held), told, is_up_to)


def _marked(assertion: Assertion, told: Marks) -> Marks:
    """The marks of the words; of a day, with the hour on it at which what it dates was done."""
    return told if assertion.at is None else replace(told, at=assertion.at)


def _vouched(ground: Ground, told: Assertion, voice: Voice) -> tuple[Assertion, Factuality, str]:
    """What is stated, whether it is so, and the rule by which it is not said to be.

    Who denies that some were seen says that they were not, over the same days.
    """
    fact, taken_back = _factuality(ground, told, voice)
    figure = told.figure
    if fact is Factuality.DENIED and isinstance(figure, Presence):
        return replace(told, figure=Presence(not figure.seen, figure.span)), Factuality.ASSERTED, taken_back
    return told, fact, taken_back


def _factuality(ground: Ground, assertion: Assertion, voice: Voice) -> tuple[Factuality, str]:
    """Whether it is so, and the rule by which it is not said to be."""
    language, begins = ground.sentence.language, ground.sentence.start
    start, end = assertion.start - begins, assertion.end - begins
    fact, taken_back = factuality(voice.words, start, end, language)
    if voice.passage.part is Part.TITLE and fact is Factuality.ASSERTED:
        is_to_come = is_announced(voice.words, start, end, language)
        fact, taken_back = (Factuality.FORECAST, "forecast: announced") if is_to_come else (fact, taken_back)
    if _holds_now(assertion, fact, language):
        fact, taken_back = Factuality.ASSERTED, ""
    if assertion.is_denied and fact is Factuality.ASSERTED:
        return Factuality.DENIED, "negation"
    return fact, taken_back


def _holds_now(assertion: Assertion, fact: Factuality, language: Language) -> bool:
    """Whether what is told of the future is so already: that something is planned, what it is to cost.

    Whether a sum comes out does not depend on whether its figures will.
    """
    if fact is not Factuality.FORECAST:
        return fact is Factuality.HYPOTHETICAL and assertion.makes is not None
    is_standing_measure = assertion.rule == MEASURE and is_standing(assertion.words, language)
    return assertion.makes is not None or isinstance(assertion.figure, Span) or is_standing_measure


def _beside(assertion: Assertion, asserted: Sequence[Assertion], found: Sequence[Quantity]) -> tuple[Decimal, ...]:
    """The numbers in the unit of an assertion's figure, or in none, that nothing is stated by."""
    if len(found) == 1 or not isinstance(assertion.figure, values.Quantity):
        return ()
    taken, unit = {each.start for each in asserted}, assertion.figure.unit
    others = (
        each.best
        for each in found
        if each.start not in taken and (each.unit == unit or each.unit is each.counted is None)
    )
    return tuple(exact(best) for best in others if best is not None)[:_BESIDE]
