"""How many an action is said of: the count of an enumeration as a whole, and of its parts by class.

    three women and a man were killed → 4 people, of them 3 women, 1 man
    Smith and two others were killed  → 3 people
    two others were hurt              → 2 people, where nobody else of the sentence was hurt
    12 people, including two children → 12 people, 2 children (a part, by its class)
    a man was killed                  → at least 1 man: there may have been others

A part is told from its whole by its class; of parts that go by no class of their own none is stated alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from schemas.values import Modality
from services.detect.reading.sentences import Sentence
from services.detect.reading.subjects.actions import Said
from services.detect.reading.subjects.actors import actor_of
from services.detect.reading.subjects.classes import is_whole
from services.detect.reading.subjects.participants import COUNTED, PEOPLE, SUSPECT, Participant
from services.detect.reading.tokens import Token


class Count(NamedTuple):
    """How many, at tokens [first, last) of the sentence."""

    first: int
    last: int
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    modality: Modality
    counted: str | None
    actor: str | None
    action: str
    is_known: bool
    """Whether what is counted is a class that the vocabulary knows."""


def counts(sentence: Sentence, said: Said) -> Iterator[Count]:
    """The counts that an action's participants make; those known before make none."""
    counted = _without_appositions(sentence.tokens, [i for i in said.of if i.is_count and i.counted != SUSPECT])
    named = 1 if counted and counted[0].besides and counted[0].is_after_name else 0
    if len(counted) + named > 1 and all(item.is_known for item in counted):
        yield _sum(sentence, said.action, counted, named)
        parts = [item for item in counted if not is_whole(item.counted or PEOPLE, sentence.language)]
    else:
        parts = [_at_least(item) for item in counted]
    suspects = [_at_least(item) for item in said.of if item.is_count and item.counted == SUSPECT]
    yield from (_count(sentence, said.action, item) for item in (*parts, *suspects))


def _at_least(item: Participant) -> Participant:
    """One who is only mentioned, not counted, is not said to be the only one: "a man was killed"."""
    if item.rule == COUNTED or item.best != 1:
        return item
    return item._replace(high=None, modality=Modality.AT_LEAST)


def _without_appositions(tokens: Sequence[Token], items: list[Participant]) -> list[Participant]:
    """Of "two victims, a man and a woman" only the first, as the rest says who they are."""
    if len(items) < 3 or None in (bests := [item.best for item in items]):
        return items
    first, *rest = filter(None, bests)
    between = tokens[items[0].last : items[1].first]
    return items[:1] if first == sum(rest) and not any(token.text[0].isalpha() for token in between) else items


def _sum(sentence: Sentence, action: str, items: Sequence[Participant], named: int) -> Count:
    """All of an enumeration, whom one clause says the same of."""
    bests = [item.best for item in items]
    lows = [item.low for item in items]
    exact = all(item.modality is Modality.EXACT for item in items)
    best = sum(filter(None, bests), Decimal(named)) if None not in bests else None
    low = sum(filter(None, lows), Decimal(named)) if None not in lows else None
    return Count(
        first=items[0].first,
        last=items[-1].last,
        low=low,
        best=best,
        high=best if exact else None,
        modality=Modality.EXACT if exact else Modality.AT_LEAST,
        counted=PEOPLE,
        actor=actor_of(sentence.tokens[items[0].first : items[-1].last], sentence.language),
        action=action,
        is_known=True,
    )


def _count(sentence: Sentence, action: str, item: Participant) -> Count:
    return Count(
        first=item.first,
        last=item.last,
        low=item.low,
        best=item.best,
        high=item.high,
        modality=item.modality,
        counted=item.counted or PEOPLE,
        actor=actor_of(sentence.tokens[item.first : item.last], sentence.language),
        action=action,
        is_known=item.is_known,
    )
