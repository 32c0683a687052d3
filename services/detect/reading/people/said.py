"""What is said of participants, settled where the sentence says more than one thing of the same.

shot and killed                        → killed          (the heaviest)
taken to hospital, where he died       → killed          (he who died is whom the sentence mentions)
four were hurt, one of whom died       → three or four hurt
six were killed, including the gunman  → six, and him
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from schemas.values import Modality
from services.detect.reading.people.classes import SUSPECT
from services.detect.reading.people.participant import COUNTED, PRONOUN, Participant
from services.detect.reading.quantities.counted import nouns_of
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_LED: Final = 2
"""Words that may lead to a part: "among them"."""


class Said(Struct, frozen=True):
    """An action said of an enumeration of participants, one or more."""

    action: str
    of: tuple[Participant, ...]
    rule: str
    first: int
    last: int
    """The action's own words, tokens [first, last)."""
    is_denied: bool = False
    """Whether the words say that it did not happen: "were not killed"."""
    beside: frozenset[str] = frozenset()
    """The classes of whom the sentence says the same."""


class _Words(Struct, frozen=True):
    links: frozenset[str]
    doing: frozenset[str]
    """Words that begin to tell what somebody did, or answers for;"""
    harm: frozenset[str]
    """and what he may have done to others."""
    including: frozenset[str]
    survived: Mapping[str, frozenset[str]]
    """For an action, those of which whoever suffers it is no longer counted."""
    heavier: Mapping[str, frozenset[str]]
    """For an action, those that it counts again: whoever is killed was shot or injured first."""


def settled(sentence: Sentence, said: Iterable[Said], found: Sequence[Participant]) -> list[Said]:
    """What is left of all that a sentence says of those found, in the order of whom it is said of."""
    words, tokens = _words(sentence.language), sentence.tokens
    every = list(said)
    meant = (_of_doer(tokens, _of_himself(each, found), every, words) for each in every)
    told = _heaviest(sorted(meant, key=lambda each: (each.of[0].first, each.first)), words)
    told = [_but_for_dead(tokens, each, told, words) for each in told]
    told = [_with_suspect(tokens, each, found, words) for each in told]
    return [replace(each, beside=_classes(other for other in told if other.action == each.action)) for each in told]


def _of_himself(each: Said, found: Sequence[Participant]) -> Said:
    """The same of the one whom the sentence mentions before "he": "a man was taken to hospital, where he died"."""
    if len(each.of) > 1 or each.of[0].rule != PRONOUN:
        return each
    before = [item for item in found if item.last <= each.of[0].first and item.best == 1 and item.rule != COUNTED]
    return replace(each, of=(before[0],)) if len(before) == 1 and each.first > before[0].last else each


def _of_doer(tokens: Sequence[Token], each: Said, said: Iterable[Said], words: _Words) -> Said:
    """The same of whoever did it, where one is told to have hurt others: "a man who killed two people was shot"."""
    one = each.of[0]
    if len(each.of) > 1 or one.rule == COUNTED or one.last >= len(tokens) or each.first <= one.last:
        return each
    if words.doing.isdisjoint(token.lower for token in tokens[one.last - 1 : one.last + 2]):
        return each
    done = (other for other in said if other.action in words.harm and one.last < other.first <= other.of[0].first)
    is_doer = any(other.of[-1].last <= each.first for other in done)
    return replace(each, of=(replace(one, counted=SUSPECT),)) if is_doer else each


def _heaviest(said: Sequence[Said], words: _Words) -> list[Said]:
    """Without what a heavier action of the same participants takes in, and each action of each group once."""
    kept: list[Said] = []
    for each in said:
        others = {other.action for other in said if other.of == each.of and other is not each}
        if any(each.action in words.heavier.get(other, frozenset()) for other in others):
            continue
        if not any(other.action == each.action and other.of == each.of for other in kept):
            kept.append(each)
    return kept


def _but_for_dead(tokens: Sequence[Token], each: Said, told: Sequence[Said], words: _Words) -> Said:
    """Those hurt, of whom some are told to have died: "four were taken to hospital, one of whom died" may be three."""
    whole = each.of[-1]
    for other in told:
        part = other.of[0]
        is_of = part.last - part.first > 1 and tokens[part.first + 1].lower in words.links
        if not is_of or each.action not in words.survived.get(other.action, ()) or whole.last > part.first:
            continue
        if whole.modality is Modality.EXACT and whole.best is not None and part.best is not None:
            left = replace(whole, low=whole.best - part.best, best=None, modality=Modality.RANGE)
            return replace(each, of=(*each.of[:-1], left))
    return each


def _with_suspect(tokens: Sequence[Token], each: Said, found: Sequence[Participant], words: _Words) -> Said:
    """Also whoever did it, where he is told to be one of them: "six were killed, including the gunman"."""
    for item in found:
        if item.counted != SUSPECT or item.is_count:
            continue
        start = max(end for end in (0, each.last, each.of[-1].last) if end <= item.first)
        led = [token.lower for token in tokens[start : item.first] if token.text != ","]
        if led and led[0] in words.including and len(led) <= _LED:
            one = replace(item, low=Decimal(1), best=Decimal(1), high=Decimal(1), is_count=True)
            return replace(each, of=(*each.of, one))
    return each


def _classes(said: Iterable[Said]) -> frozenset[str]:
    return frozenset(item.counted for each in said for item in each.of if item.is_count and item.counted is not None)


@cache
def _words(language: Language) -> _Words:
    people = vocabulary(language, "people")
    return _Words(
        links=nouns_of(language).links,
        doing=frozenset((*people["clauses"]["relative"], *people["charged"]["verbs"])),
        harm=frozenset(people["named"]["actions"]),
        including=frozenset(people["joins"]["part"]),
        survived={action: frozenset(others) for action, others in people["survived"].items()},
        heavier={action: frozenset(lighter) for action, lighter in people["heavier"].items()},
    )
