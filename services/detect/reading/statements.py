"""Quantities, times and presences of an article → its statements, each with subject, as-of span and chain."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from schemas import values
from schemas.statements import AsOf, Factuality, Part, Statement, Subject
from schemas.values import Measure, Modality, Precision, Presence, Span, exact
from services.detect.reading.attribution import Attribution, attribution, factuality, scope
from services.detect.reading.quantities import Quantity, quantities
from services.detect.reading.subjects import (
    Action,
    action_of,
    actor_of,
    counted_class,
    dateline,
    event_of,
    is_class,
    is_cumulative,
    is_known,
    places,
)
from services.detect.reading.times import Time, TimeKind, day_span, times
from services.detect.reading.tokens import Sentence, flatten, sentences

MAX_QUOTE: Final = 160
_EVENT_SENTENCES: Final = 8
"""Of the body, besides the title: what stands further below mostly speaks of other events."""
_UNSEEN: Final = re.compile(
    r"\b(?:not|n't|no longer|never)\b[^.;,]{0,24}\b(?:seen|spotted|encountered|met|observed|appeared)\b|"
    r"\b(?:disappeared|vanished)\b",
    re.IGNORECASE,
)
_SEEN: Final = re.compile(
    r"\b(?:are|were|is|was|been|be|still)\s{1,2}(?:\w{1,12}\s{1,2})?"
    r"(?:seen|spotted|attacking|fighting|storming|advancing|assaulting|observed)\b|\battacked\b|\bfought\b",
    re.IGNORECASE,
)
_ONE_OFF: Final = frozenset(("captured",))
"""Actions whose date is itself a figure worth comparing."""


class Reading(NamedTuple):
    """What one sentence gave, for explaining it."""

    sentence: Sentence
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    statements: tuple[Statement, ...]
    fired: tuple[tuple[str, str], ...]
    """(rule, words) of what concerned subjects and attribution, in order."""


class Setting(NamedTuple):
    """What the whole article lends its sentences: the outlet, the day it speaks, place, event and the event's day."""

    outlet: str
    spoken: dt.date
    filed: str | None
    """The dateline's place: where a story was written, and where its event was, but not where an army stands."""
    place: str | None
    """The first place that the title or the lead puts something in."""
    event: str | None
    event_day: Span | None


def read(title: str, body: str, outlet: str, published_at: dt.datetime) -> Iterator[tuple[Part, Reading]]:
    """Read an article, sentence by sentence, its title first."""
    spoken = published_at.date()
    flat_title, flat_body = flatten(title), flatten(body)
    parts = [(Part.TITLE, flat_title, list(sentences(flat_title))), (Part.BODY, flat_body, list(sentences(flat_body)))]
    setting = _setting(outlet, spoken, parts)
    for part, flat, found in parts:
        quoted: Attribution | None = None
        for number, sentence in enumerate(found):
            near = part is Part.TITLE or number < _EVENT_SENTENCES
            reading, quoted = _read_sentence(part, flat, sentence, setting, quoted, near=near)
            yield part, reading


def _setting(outlet: str, spoken: dt.date, parts: Sequence[tuple[Part, str, list[Sentence]]]) -> Setting:
    filed = dateline(parts[1][1])
    place = None
    event = None
    day = None
    for _, flat, found in parts:
        for sentence in found[:5]:
            place = place or next(places(flat, sentence.start, sentence.end), None)
            event = event or event_of(sentence.tokens)
            if day is None and event is not None:
                day = next(
                    (t.span for t in times(flat, sentence.start, sentence.end, spoken) if _is_past_day(t, spoken)), None
                )
    return Setting(outlet, spoken, filed, place, event, day)


def _is_past_day(time: Time, spoken: dt.date) -> bool:
    return time.kind is TimeKind.DATE and time.span.earliest == time.span.latest <= spoken


def _read_sentence(
    part: Part, flat: str, sentence: Sentence, setting: Setting, quoted: Attribution | None, *, near: bool
) -> tuple[Reading, Attribution]:
    tokens = sentence.tokens
    words = flat[sentence.start : sentence.end]
    anchor, basis = setting.spoken, "published"
    found_times = times(flat, sentence.start, sentence.end, anchor)
    if (reported := _reported_on(words, found_times, sentence)) is not None:
        anchor, basis = reported, "stated"
        found_times = times(flat, sentence.start, sentence.end, anchor)
    found = tuple(quantities(tokens, found_times))
    said = attribution(tokens, words, quoted)
    fired = [(said.rule, " ← ".join(said.parties) or setting.outlet)]
    made: list[Statement] = []

    def statement(figure: values.Figure, subject: Subject, span: Span, start: int, end: int) -> Statement:
        fact, rule = factuality(words, start - sentence.start)
        if rule:
            fired.append((rule, flat[start:end]))
        return Statement(
            part=part,
            start=start,
            end=end,
            quote=_quote(flat, sentence, start),
            figure=figure,
            subject=subject,
            scope=scope(words),
            as_of=AsOf(span, anchor, basis),
            chain=(setting.outlet, *said.parties),
            first_hand=said.first_hand,
            factuality=fact,
        )

    place = next(places(flat, sentence.start, sentence.end), None)
    for k, quantity in enumerate(found):
        bounds = found[k - 1].last if k else 0, found[k + 1].first if k + 1 < len(found) else len(tokens)
        action = action_of(tokens, quantity.first, quantity.last, bounds)
        subject = _subject(quantity, sentence, action, setting, place, near=near)
        if subject is None:
            continue
        if action is not None:
            fired.append((action.rule, action.name))
        span = _held(found_times, anchor, setting, subject)
        made.append(statement(_figure(quantity, subject), subject, span, quantity.start, quantity.end))
        if action is not None and action.name in _ONE_OFF and (day := _stated_day(found_times, anchor)) is not None:
            event = f"{quantity.best} {action.name}"
            dated = Subject(subject.counted, subject.actor, action.name, subject.place, event)
            made.append(statement(day, dated, day, quantity.start, quantity.end))
    if (presence := _presence(words, sentence, found_times, anchor, setting, place)) is not None:
        figure, subject, start, end = presence
        fired.append(("not seen" if not figure.seen else "seen", flat[start:end]))
        made.append(statement(figure, subject, figure.span, start, end))
    return Reading(sentence, tuple(found_times), found, tuple(made), tuple(fired)), said


def _reported_on(words: str, found: Sequence[Time], sentence: Sentence) -> dt.date | None:
    """The day of a report that the sentence dates: "On January 30 the paper reported that …"."""
    if not found or found[0].start - sentence.start > 4 or not words[:3].lower().startswith("on"):
        return None
    rest = words[found[0].end - sentence.start :][:60].lower()
    return found[0].span.earliest if re.search(r"\b(?:reported|wrote|quoted|said that)\b", rest) else None


def _subject(
    quantity: Quantity, sentence: Sentence, action: Action | None, setting: Setting, place: str | None, *, near: bool
) -> Subject | None:
    """What the quantity counts, None where it counts no people or things that an action or an actor marks."""
    if quantity.unit is not None:
        return None
    words = sentence.tokens[quantity.number_last : quantity.last]
    actor = actor_of(words)
    counted = counted_class(quantity.counted)
    if quantity.modality is Modality.RELATIVE:
        counted, actor = _class_before(sentence, quantity.first), actor_of(sentence.tokens[: quantity.first])
        return Subject(counted, actor, "deployed", place or setting.place, None) if counted and actor else None
    if action is None:
        return None
    if actor is not None:
        return Subject(counted or "people", actor, action.name, place or setting.place, None)
    if quantity.counted is not None and not is_known(quantity.counted):
        return None
    if setting.event is None:
        return Subject(counted or "people", None, action.name, place or setting.place, None)
    if not near:
        return None
    return Subject(counted or "people", None, action.name, setting.filed or setting.place or place, setting.event)


def _class_before(sentence: Sentence, stop: int) -> str | None:
    return next((found for t in reversed(sentence.tokens[:stop]) if (found := is_class(t.lower)) is not None), None)


def _figure(quantity: Quantity, subject: Subject) -> values.Quantity:
    relative = quantity.modality is Modality.RELATIVE
    measure = Measure.CHANGE if relative else Measure.CUMULATIVE if is_cumulative(subject.action) else Measure.STOCK
    return values.Quantity(
        low=_plain(quantity.low),
        best=_plain(quantity.best),
        high=_plain(quantity.high),
        unit=None,
        modality=quantity.modality,
        measure=measure,
        direction=quantity.direction,
    )


def _plain(number: values.Decimal | None) -> values.Decimal | None:
    return None if number is None else exact(number)


def _held(found: Sequence[Time], anchor: dt.date, setting: Setting, subject: Subject) -> Span:
    """The span for which the figure is said to hold: the event's day, the sentence's own past time, or the anchor."""
    if subject.event is not None:
        return setting.event_day or Span(anchor, anchor, Precision.ABOUT)
    past = [time.span for time in found if time.kind is TimeKind.DATE and time.span.latest <= anchor]
    return past[0] if past else day_span(anchor)


def _stated_day(found: Sequence[Time], anchor: dt.date) -> Span | None:
    return next((time.span for time in found if _is_past_day(time, anchor)), None)


def _presence(
    words: str, sentence: Sentence, found: Sequence[Time], anchor: dt.date, setting: Setting, place: str | None
) -> tuple[Presence, Subject, int, int] | None:
    """As in "North Korean troops have not been seen for about two weeks"; "they are attacking this week"."""
    unseen = _UNSEEN.search(words)
    match = unseen or _SEEN.search(words)
    if match is None:
        return None
    at = sentence.start + match.start()
    before = [token for token in sentence.tokens if token.start < at]
    around = before if any(is_class(token.lower) for token in before) else list(sentence.tokens)
    counted = next((name for token in reversed(around) if (name := is_class(token.lower)) is not None), None)
    actor = actor_of([token for token in around if token.lower not in ("us", "u.s.")]) if counted == "soldier" else None
    if counted is None or actor is None:
        return None
    if unseen is not None:
        span = next((time.span for time in found if time.backwards), None)
    else:
        span = next((time.span for time in found if time.kind is TimeKind.DATE and not time.backwards), None)
        span = span or day_span(anchor)
    if span is None:
        return None
    subject = Subject(counted, actor, "seen", place or setting.place, None)
    return Presence(unseen is None, span), subject, at, sentence.start + match.end()


def _quote(flat: str, sentence: Sentence, start: int) -> str:
    """The sentence's own words, around the figure where it is too long to quote whole."""
    if sentence.end - sentence.start <= MAX_QUOTE:
        return flat[sentence.start : sentence.end]
    begin = sentence.start if start - sentence.start < MAX_QUOTE // 2 else start - MAX_QUOTE // 2
    if begin > sentence.start:
        begin = flat.find(" ", begin, start) + 1 or begin
    end = flat.rfind(" ", begin, begin + MAX_QUOTE - 1)
    return flat[begin : end if end > start else begin + MAX_QUOTE]


def asserted(statement: Statement) -> bool:
    """Whether the statement counts as an assertion."""
    return statement.factuality is Factuality.ASSERTED
