"""An article → its statements: what each sentence asserts, with who says so and from which moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from schemas import values
from schemas.statements import AsOf, Factuality, Marks, Part, Scope, Statement
from schemas.values import Span, exact
from services.detect.reading.assertions import assertions
from services.detect.reading.attribution.afterwards import giver
from services.detect.reading.attribution.announced import is_announced
from services.detect.reading.attribution.parties import is_outlet
from services.detect.reading.attribution.sources import Attribution, attribution
from services.detect.reading.attribution.vouching import factuality, is_first_hand, reported_on, scope
from services.detect.reading.ground import Assertion, Ground, Told
from services.detect.reading.marks import marks
from services.detect.reading.measures.measured import MEASURE, is_standing
from services.detect.reading.names.datelines import dateline
from services.detect.reading.people.victims import victim_after
from services.detect.reading.quantities.lent import lent
from services.detect.reading.quantities.quantity import Quantity, quantities
from services.detect.reading.quotes import quote_of
from services.detect.reading.sentences import Sentence, sentences
from services.detect.reading.setting.article import Passage, Setting
from services.detect.reading.setting.events import is_kind
from services.detect.reading.setting.hours import Named, on_their_days
from services.detect.reading.times import Time, times
from services.detect.reading.tokens import flatten
from services.detect.reading.vocabulary import ENGLISH, Language, vocabulary

_BESIDE: Final = 4
"""Numbers beside a figure's own that are kept at most."""
_NEIGHBOURS: Final = 1
"""Sentences before one and its neighbour whose figures may be told together with its own."""
_EVENT_SENTENCES: Final = 8
"""Of the body, besides the title: what stands further below mostly speaks of other events."""


class Reading(Struct, frozen=True):
    """What one sentence gave, for explaining it."""

    sentence: Sentence
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    statements: tuple[Statement, ...]
    chain: tuple[str, ...]
    """Who says it, outermost first."""
    fired: tuple[tuple[str, str], ...]
    """(rule, words) of what concerned subjects and attribution, in order."""


class Before(Struct, frozen=True):
    """What a sentence leaves to the next."""

    named: Named = Named()
    told: tuple[Told, ...] = ()
    """The last sentences with their quantities, the last one last,"""
    stated: tuple[Assertion, ...] = ()
    """and what that one states."""
    victim: str | None = None


def read(
    title: str, body: str, outlet: str, published_at: dt.datetime, *, has_hour: bool = True
) -> Iterator[tuple[Part, Reading]]:
    """Read an article, sentence by sentence, its title first; `has_hour` unless only its day is known."""
    headline, story = _passage(Part.TITLE, title), _passage(Part.BODY, body)
    setting = Setting(outlet, published_at.date(), headline, story)
    hour = published_at.time() if has_hour else None
    for passage in (headline, story):
        said: Attribution | None = None
        told, held = Before(), None
        for number, sentence in enumerate(passage.sentences):
            near = passage is headline or number < _EVENT_SENTENCES
            reading, said, told = _read_sentence(passage, sentence, setting, said, told, hour=hour, near=near)
            if held is not None:
                yield passage.part, _given(held, sentence, said, setting.outlet)
            held = reading
        if held is not None:
            yield passage.part, held


def _given(told: Reading, after: Sentence, said: Attribution, outlet: str) -> Reading:
    """A sentence that names no source, with whoever the one after it says that its figure is from."""
    if not told.statements or len(told.chain) > 1 or (source := giver(after)) is None:
        return told
    by = (party for party in said.parties if is_outlet(party, after.language) and party != source)
    chain = _chain(outlet, (*by, source), after.language)
    statements = tuple(replace(each, chain=chain) for each in told.statements)
    return replace(told, statements=statements, chain=chain, fired=(*told.fired, ("given by", source)))


def _passage(part: Part, text: str) -> Passage:
    flat = flatten(text)
    filed = dateline(flat, ENGLISH) if part is Part.BODY else None
    if filed is None:
        return Passage(part, text, flat, tuple(sentences(flat, ENGLISH)), ENGLISH)
    return Passage(part, text, flat, tuple(sentences(flat, ENGLISH, filed.end)), ENGLISH, filed.place)


def _read_sentence(
    passage: Passage,
    sentence: Sentence,
    setting: Setting,
    quoted: Attribution | None,
    before: Before,
    *,
    hour: dt.time | None,
    near: bool,
) -> tuple[Reading, Attribution, Before]:
    """The reading of a sentence, who says it, for a quotation that goes on in the next, and what it leaves to that."""
    words = passage.flat[sentence.start : sentence.end]
    anchor, basis, own_times = _anchored(words, sentence, setting.spoken, before.named.last, hour)
    found_times, named = on_their_days(sentence, own_times, before.named)
    found = tuple(quantities(sentence, found_times))
    said = attribution(sentence, quoted, is_headline=passage.part is Part.TITLE)
    fired = [(said.rule, " ← ".join(said.parties) or setting.outlet)]
    chain = _chain(setting.outlet, said.parties, sentence.language)
    made: list[Statement] = []
    counts = tuple(lent(sentence, found, before.told[-1][1] if before.told else ()))
    ground = Ground(
        sentence,
        counts,
        found_times,
        anchor,
        setting,
        near,
        passage.part is Part.TITLE,
        before.named.last,
        before.told,
        before.stated,
        before.victim,
    )
    stated = tuple(assertions(ground))
    part = scope(words, sentence.language) if stated else Scope.WHOLE
    is_seen = bool(stated) and is_first_hand(words, sentence.language)
    for assertion in stated:
        start, end = assertion.start - sentence.start, assertion.end - sentence.start
        fact, taken_back = factuality(words, start, end, sentence.language)
        if (
            passage.part is Part.TITLE
            and fact is Factuality.ASSERTED
            and is_announced(words, start, end, sentence.language)
        ):
            fact, taken_back = Factuality.FORECAST, "forecast: announced"
        if _holds_now(assertion, fact, sentence.language):
            fact, taken_back = Factuality.ASSERTED, ""
        if assertion.is_denied and fact is Factuality.ASSERTED:
            fact, taken_back = Factuality.DENIED, "negation"
        is_told = is_kind(assertion.subject.event, sentence.language)
        if assertion.rule is not None:
            fired.append((assertion.rule, assertion.words))
        if taken_back:
            fired.append((taken_back, passage.text[assertion.start : assertion.end]))
        quote = quote_of(passage.text, passage.flat, sentence, assertion.start)
        story = setting.story if assertion.is_of_story else ()
        done = assertion.subject.action if fact is not Factuality.FORECAST else None
        made.append(
            Statement(
                part=passage.part,
                start=assertion.start,
                end=assertion.end,
                quote=quote,
                figure=assertion.figure,
                subject=assertion.subject,
                scope=part,
                as_of=AsOf(
                    assertion.held,
                    anchor,
                    basis,
                    ground.hour(assertion.held),
                    ground.says_when(assertion),
                    ground.is_up_to(assertion.held),
                ),
                chain=chain,
                first_hand=is_seen,
                factuality=fact,
                event_day=assertion.event_day,
                story=story,
                beside=_beside(assertion, stated, found),
                makes=assertion.makes,
                reckoned=assertion.reckoned,
                places=setting.places if is_told else (),
                people=setting.people if is_told else (),
                names=setting.names if is_told else (),
                marks=_at(assertion.at, marks(quote, done, story, chain, sentence.language)),
            )
        )
    left = Before(
        named,
        (*before.told[-_NEIGHBOURS:], (sentence, counts)),
        stated if found else (*before.stated, *stated),
        victim_after(stated, before.victim, sentence.language) if stated else before.victim,
    )
    return Reading(sentence, tuple(found_times), found, tuple(made), chain, tuple(fired)), said, left


def _at(hour: dt.time | None, told: Marks) -> Marks:
    """The marks of a day, with the hour on it at which what it dates was done."""
    return told if hour is None else replace(told, at=hour)


def _beside(assertion: Assertion, stated: Sequence[Assertion], found: Sequence[Quantity]) -> tuple[Decimal, ...]:
    """The numbers in the unit of an assertion's figure, or in none, that nothing is stated by."""
    if len(found) == 1 or not isinstance(assertion.figure, values.Quantity):
        return ()
    taken, unit = {each.start for each in stated}, assertion.figure.unit
    others = (
        each.best
        for each in found
        if each.start not in taken and (each.unit == unit or each.unit is each.counted is None)
    )
    return tuple(exact(best) for best in others if best is not None)[:_BESIDE]


def _holds_now(assertion: Assertion, fact: Factuality, language: Language) -> bool:
    """Whether what is told of the future is so already: that something is planned, what it is to cost.

    Whether a sum comes out does not depend on whether its figures will.
    """
    if fact is not Factuality.FORECAST:
        return fact is Factuality.HYPOTHETICAL and assertion.makes is not None
    is_standing_measure = assertion.rule == MEASURE and is_standing(assertion.words, language)
    return assertion.makes is not None or isinstance(assertion.figure, Span) or is_standing_measure


def _chain(outlet: str, parties: Sequence[str], language: Language) -> tuple[str, ...]:
    """Outermost first; an outlet that names itself ("told the Example Times") is no party of its own."""
    if not parties:
        return (outlet,)
    own = _bare(outlet, language)
    return (outlet, *(party for party in parties if _bare(party, language) != own))


def _bare(party: str, language: Language) -> str:
    """Its name without an article."""
    first, _, others = party.lower().partition(" ")
    return others if first in vocabulary(language, "attribution")["parties"]["article"] else party.lower()


def _anchored(
    words: str, sentence: Sentence, spoken: dt.date, named: Span | None, hour: dt.time | None
) -> tuple[dt.date, str, list[Time]]:
    """The moment of speaking, how it is known, and the sentence's times as reckoned from it."""
    found = times(sentence, spoken, named, hour)
    if (reported := reported_on(sentence, words, found)) is None:
        return spoken, "published", found
    return reported.earliest, "stated", times(sentence, reported.earliest, named)
