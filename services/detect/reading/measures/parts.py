"""Parts and shares that do not fit the whole that they are told of.

    of the 1.8 million voters 1.1 million cast a ballot, a turnout of 51.6 % → 51.6, which 1.1 of 1.8 makes 61
    of the £331m £148m will go on care, £97m on schools and £101m on roads → 331, which the parts make 346
    the fault halted 41 offices. Among them were 23 clinics, 12 councils and nine banks → 41, of parts that make 44

Only what must add up is added: sums of money, what can befall one only once, and what "among them were" lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Final

from msgspec import Struct

from schemas.values import Modality
from services.detect.reading.clauses.said import said_of
from services.detect.reading.measures.nouns import figure_kind
from services.detect.reading.measures.sums import Sum, half
from services.detect.reading.measures.words import Kind
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_LEAD: Final = 5
"""Tokens between "of" and the number of a whole: "of the country's | 1.8 million"."""
_APPOSED: Final = 4
"""Tokens before a share that may say that it is one of the part before: "which was a pass rate of | 71.8 %"."""
_POINT: Final = Decimal(1)
"""A share that is off by less may be reckoned from unrounded figures."""
_ROUNDED: Final = Decimal("0.025")
"""What rounding takes of a figure at most."""
_TOGETHER: Final = 2
"""Parts that are a sum at least."""


class _Words(Struct, frozen=True):
    of: frozenset[str]
    apposing: frozenset[str]
    articles: frozenset[str]
    pronouns: frozenset[str]
    among: frozenset[str]
    overlapping: frozenset[str]
    joints: frozenset[str]
    fates: frozenset[str]
    """Senses of which one alone can be said of each: freed, killed, still held."""


def unfit(sentence: Sentence, quantities: Sequence[Quantity], before: Sequence[Quantity]) -> Sum | None:
    """The first share or whole that its sentence, with the quantities of the one before, makes another."""
    if len(quantities) < _TOGETHER:
        return None
    words = _words(sentence.language)
    return _share(sentence, quantities, before, words) or _excess(sentence, quantities, before, words)


def _share(sentence: Sentence, told: Sequence[Quantity], before: Sequence[Quantity], words: _Words) -> Sum | None:
    for k, share in enumerate(told):
        if share.unit != "percentage" or share.direction is not None or not _is_firm(share):
            continue
        pair = _apposed(sentence.tokens, told[:k], share, words) or _of_whole(sentence, told, k, before, words)
        if pair is not None and (found := _misfit(share, *pair)) is not None:
            return found
    return None


def _apposed(
    tokens: Sequence[Token], told: Sequence[Quantity], share: Quantity, words: _Words
) -> tuple[Quantity, Quantity] | None:
    """Part and whole: "of the 89,400, 58,100 passed, or 71.8 %", "300 of its 1,200 members, a turnout of 30 %"."""
    if len(told) < _TOGETHER or _is(tokens, share.last, words.of):
        return None
    if not _is_apposed(tokens, told[-1], share, words):
        return None
    first, second = told[-2:]
    if _is_led_by_of(tokens, first, words):
        return second, first
    between = tokens[first.last : second.first]
    is_of = 0 < len(between) <= _LEAD and between[0].lower in words.of
    return (first, second) if is_of else None


def _of_whole(
    sentence: Sentence, told: Sequence[Quantity], k: int, before: Sequence[Quantity], words: _Words
) -> tuple[Quantity, Quantity] | None:
    """The same of "412,000 were reached, 78 % of the 450,000"; "It was 78 % of the 450,000" has the part before."""
    tokens, share = sentence.tokens, told[k]
    whole = told[k + 1] if k + 1 < len(told) else None
    if whole is None or not _is(tokens, share.last, words.of) or whole.first - share.last > _LEAD:
        return None
    if k:
        return (told[k - 1], whole) if _is_apposed(tokens, told[k - 1], share, words) else None
    return (before[0], whole) if before and tokens[0].lower in words.pronouns else None


def _is_apposed(tokens: Sequence[Token], part: Quantity, share: Quantity, words: _Words) -> bool:
    """Whether the share says more of the part before: ", or 58 %", ", a turnout of 58 %"."""
    lead = [token.lower for token in tokens[max(part.last, share.first - _APPOSED) : share.first]]
    is_called = bool(lead) and lead[-1] in words.of and not words.articles.isdisjoint(lead)
    return is_called or not words.apposing.isdisjoint(lead)


def _misfit(share: Quantity, part: Quantity, whole: Quantity) -> Sum | None:
    """The share that part and whole make, where that is not the one told."""
    figures = (part, whole)
    if part.unit != whole.unit or part.unit == "percentage" or not all(map(_is_firm, figures)):
        return None
    some, every, value = part.best, whole.best, share.best
    if not some or not every or value is None or some > every:
        return None
    low, high = (100 * (some + way * _rounding(some)) / (every - way * _rounding(every)) for way in (-1, 1))
    rounding = half(value) + _POINT
    fits = low - rounding <= value <= high + rounding
    return None if fits else Sum(share, value, round(low, 1), round(high, 1))


def _excess(sentence: Sentence, told: Sequence[Quantity], before: Sequence[Quantity], words: _Words) -> Sum | None:
    """A whole that is less than its parts."""
    tokens = sentence.tokens
    is_list, is_of = tokens[0].lower in words.among and len(before) == 1, _is_led_by_of(tokens, told[0], words)
    if not (is_list or is_of) or not words.overlapping.isdisjoint(token.lower for token in tokens):
        return None
    if is_list and all(_joins(tokens[a.last : b.first], words) for a, b in pairwise(told)):
        return _summed(told, before[0], told[-1])
    whole, *parts = told
    return _summed(parts, whole, whole) if is_of and _add_up(sentence, parts, words) else None


def _summed(parts: Sequence[Quantity], whole: Quantity, told: Quantity) -> Sum | None:
    every = [part.best for part in parts if part.unit == whole.unit and _is_firm(part)]
    if len(every) != len(parts) or len(parts) < _TOGETHER or not _is_firm(whole) or whole.best is None:
        return None
    total = sum(filter(None, every), Decimal())
    loose = sum((_rounding(part) for part in every if part), Decimal())
    if total - loose <= whole.best + _rounding(whole.best):
        return None
    return Sum(told, whole.best, total - loose, total + loose)


def _add_up(sentence: Sentence, parts: Sequence[Quantity], words: _Words) -> bool:
    """Whether nothing can be in two of the parts: of money, and of what can be said of each only once."""
    if all(figure_kind(part, sentence.language) is Kind.MONEY for part in parts):
        return True
    said = [said_of(sentence.tokens, part, sentence.language) for part in parts]
    senses = [each.sense for each in said if each is not None]
    return len(senses) == len(parts) == len(set(senses)) and words.fates.issuperset(senses)


def _is_led_by_of(tokens: Sequence[Token], whole: Quantity, words: _Words) -> bool:
    """Whether "of" begins the clause, and leads to the whole: "Of the country's 1.8 million voters"."""
    for at in range(whole.first - 1, max(-1, whole.first - 1 - _LEAD), -1):
        if tokens[at].lower in words.of:
            return at == 0 or not tokens[at - 1].text[0].isalnum() or tokens[at - 1].lower in words.joints
    return False


def _joins(between: Sequence[Token], words: _Words) -> bool:
    return bool(between) and between[-1].lower in words.joints and not any(token.number for token in between)


def _rounding(number: Decimal) -> Decimal:
    """What rounding may have taken from a figure, which is seldom more than a fortieth of it: 40,000 is no 44,000."""
    return min(half(number), number * _ROUNDED)


def _is_firm(quantity: Quantity) -> bool:
    return quantity.modality is Modality.EXACT and not quantity.is_former and quantity.direction is None


def _is(tokens: Sequence[Token], k: int, wanted: frozenset[str]) -> bool:
    return k < len(tokens) and tokens[k].lower in wanted


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "measures")["parts"]
    return _Words(*(frozenset(table[name]) for name in _Words.__struct_fields__))
