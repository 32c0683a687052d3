"""An article → its statements: what each sentence asserts, with who says so and from which moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from schemas.statements import Part, Statement
from schemas.values import Span
from services.detect.reading.assertions import assertions
from services.detect.reading.attribution.afterwards import giver
from services.detect.reading.attribution.kinds import is_outlet
from services.detect.reading.attribution.sources import Attribution, attribution
from services.detect.reading.attribution.vouching import reported_on
from services.detect.reading.ground import Assertion, Ground, Told
from services.detect.reading.names.datelines import dateline
from services.detect.reading.people.victims import victim_after
from services.detect.reading.quantities.lent import lent
from services.detect.reading.quantities.quantity import Quantity, quantities
from services.detect.reading.sentences import Sentence, sentences
from services.detect.reading.setting.article import Passage, Setting
from services.detect.reading.setting.hours import Named, on_their_days
from services.detect.reading.stated import Fired, Voice, statements
from services.detect.reading.telling import others_of
from services.detect.reading.times import Time, times
from services.detect.reading.tokens import flatten
from services.detect.reading.vocabulary import ENGLISH, Language, vocabulary

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
    besides: tuple[Statement, ...]
    """Its other figures, where the article's own story is told."""
    story: tuple[str, ...]
    """The words of the article's names, if it has figures."""
    chain: tuple[str, ...]
    """Who says it, outermost first."""
    fired: tuple[Fired, ...]
    """What concerned subjects and attribution, in order."""


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
    if not (told.statements or told.besides) or len(told.chain) > 1 or (source := giver(after)) is None:
        return told
    by = (party for party in said.parties if is_outlet(party, after.language) and party != source)
    chain = _chain(outlet, (*by, source), after.language)
    stated, besides = (tuple(replace(each, chain=chain) for each in some) for some in (told.statements, told.besides))
    fired = (*told.fired, ("given by", source))
    return replace(told, statements=stated, besides=besides, chain=chain, fired=fired)


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
    chain = _chain(setting.outlet, said.parties, sentence.language)
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
    asserted, voice = tuple(assertions(ground)), Voice(passage, words, chain, basis)
    made = list(statements(ground, asserted, found, voice)) if asserted else []
    others = tuple(others_of(ground, found, asserted)) if near and (found or found_times) else ()
    story = setting.story if near and (asserted or others) else ()
    fired = ((said.rule, " ← ".join(said.parties) or setting.outlet), *(each for _, some in made for each in some))
    left = Before(
        named,
        (*before.told[-_NEIGHBOURS:], (sentence, counts)),
        asserted if found else (*before.stated, *asserted),
        victim_after(asserted, before.victim, sentence.language) if asserted else before.victim,
    )
    stated = tuple(statement for statement, _ in made)
    rest = tuple(statement for statement, _ in statements(ground, others, found, voice)) if story else ()
    return Reading(sentence, tuple(found_times), found, stated, rest, story, chain, fired), said, left


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
