"""What a bare number counts where it is some of a group told of before, which lends it the noun.

    90 barges, of which 41 sank · 60 cranes, 12 of them at the north pier · of 30 sheds 19 were open
    The port lost 41 barges. Of these, 12 … · It keeps tugs: 31 of them … · The remaining 12 …
    The county has 46 bridges. Eleven are shut.

A group is never smaller than its part. Where two groups may be meant, or none is told of, nothing is lent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from schemas.values import Modality
from services.detect.reading.quantities.counted import is_plural, nouns_of, singular
from services.detect.reading.quantities.lexis import concept_words
from services.detect.reading.quantities.parts_of_speech import is_verb
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

LENT: Final = "noun of a group told of before"
"""The rule of what a number that tells of some of a group takes over;"""
ELLIPTIC: Final = "noun of what was counted last"
"""and of what a number that is a clause's subject by itself may leave unsaid: persons may be meant as well.

It is of no noun where nothing was counted before.
"""
_LEAD: Final = 9
"""Tokens from "of which" to the number: "of which | the port has so far sold | 38"."""
_SCALE: Final = 1000
"""How many times as much as its part a sum may be, of which no other scale is meant."""
_OWNER: Final = 5
"""Tokens from a clause's first "of" to the whole: "of | the port's own | 41 barges"."""


class _Words(Struct, frozen=True):
    links: frozenset[str]
    them: frozenset[str]
    """What stands for the group behind "of"."""
    relatives: frozenset[str]
    """Of these, what begins a clause of the group's own: "of whom 14 are"."""
    those: frozenset[str]
    """What stands before a number of all of the group, "all | 17","""
    rest: frozenset[str]
    """and before one of those that are left of it: "the remaining | 12"."""
    pointing: frozenset[str]
    """Of what stands for a group, what may stand before its noun instead."""
    opening: frozenset[str]
    """Of a headline, what stands for a verb behind its first number: "9,000 | at rally"."""
    apart: frozenset[str]
    """What stands right before a number of something else."""
    ends: frozenset[str]
    unlent: frozenset[str]
    """Units that are not lent as a noun is: "of the 900 tonnes 120 were wet"."""


def lent(sentence: Sentence, quantities: Sequence[Quantity], before: Sequence[Quantity]) -> Iterator[Quantity]:
    """The quantities, those that are some of a group with its noun; `before` are those of the sentence before."""
    told: list[Quantity] = []
    for quantity in quantities:
        told.append(_named(sentence, quantity, told, before) if _is_bare(quantity) else quantity)
        yield told[-1]


def _named(sentence: Sentence, part: Quantity, told: Sequence[Quantity], before: Sequence[Quantity]) -> Quantity:
    group, rule = _group(sentence, part, told, before), LENT
    if group is None and _is_subject(sentence, part):
        words = _words(sentence.language)
        group, rule = _near(part, told, words) or _one(part, before, words) or part, ELLIPTIC
    if group is None:
        return part
    return replace(part, counted=group.counted, unit=group.unit, rules=(*part.rules, rule))


def _is_bare(quantity: Quantity) -> bool:
    is_plain = quantity.modality is not Modality.RELATIVE and not quantity.is_former
    return quantity.counted is None and quantity.unit is None and is_plain and _least(quantity) > 1


def _least(quantity: Quantity) -> Decimal:
    ends = (quantity.low, quantity.best, quantity.high)
    return next((end for end in ends if end is not None), Decimal(0))


def _group(sentence: Sentence, part: Quantity, told: Sequence[Quantity], before: Sequence[Quantity]) -> Quantity | None:
    tokens, words = sentence.tokens, _words(sentence.language)
    within = _near(part, told, words)
    if _is_of_them(tokens, part.last, words):
        return within or _noun_before(tokens, part, told, sentence.language) or _one(part, before, words)
    if (led := _led_by(tokens, part.first, words)) is not None:
        is_relative = tokens[led + 1].lower in words.relatives
        next_to = _noun_at(tokens, part, led, told, sentence.language) if is_relative else None
        return (within or next_to) if is_relative else _one(part, before, words)
    if told and _is_of_whole(tokens, told[-1], part, words):
        return within
    begun = None if told else _begun_with(tokens, part, words, sentence.language)
    return begun or _rest(tokens, part, within or _one(part, before, words), words)


def _rest(tokens: Sequence[Token], part: Quantity, group: Quantity | None, words: _Words) -> Quantity | None:
    """The group, where the words before the number mean all or the rest of it: "all 17", "the remaining 12"."""
    those = tokens[part.first - 1].lower if part.first else ""
    if group is None or not (those in words.those or (those in words.rest and _most(group) > _least(part))):
        return None
    return group


def _is_of_them(tokens: Sequence[Token], last: int, words: _Words) -> bool:
    """Whether the words from token `last` on are "of them" or the like."""
    return last + 1 < len(tokens) and tokens[last].lower in words.links and _stands_for_group(tokens, last + 1, words)


def _stands_for_group(tokens: Sequence[Token], k: int, words: _Words) -> bool:
    """Whether token k does so by itself: "of these, 12", but not "of these | barges"."""
    if tokens[k].lower not in words.them or k + 1 == len(tokens) or tokens[k].lower not in words.pointing:
        return tokens[k].lower in words.them
    return tokens[k + 1].number is not None or not tokens[k + 1].text[0].isalnum() or tokens[k + 1].lower in words.ends


def _led_by(tokens: Sequence[Token], first: int, words: _Words) -> int | None:
    """The "of" of "of which" and the like, which leads to the number within the clause."""
    for k in range(first - 2, max(-1, first - _LEAD), -1):
        if tokens[k].lower in words.links and _stands_for_group(tokens, k + 1, words):
            return k if first == k + 2 or tokens[first - 1].lower not in words.apart else None
        if tokens[k + 1].number is not None or (tokens[k + 1].text in ",;:." and k + 2 != first):
            return None
    return None


def _is_of_whole(tokens: Sequence[Token], whole: Quantity, part: Quantity, words: _Words) -> bool:
    """Whether the sentence or clause begins with the whole: "Of the 41 barges moored there, 12 sank"."""
    lead = range(whole.first - 1, max(-1, whole.first - _OWNER), -1)
    at = next((k for k in lead if tokens[k].lower in words.links), None)
    if at is None or (at and tokens[at - 1].text[0].isalnum()):
        return False
    return tokens[part.first - 1].lower not in words.apart and part.first - whole.last < _LEAD


def _begun_with(tokens: Sequence[Token], part: Quantity, words: _Words, language: Language) -> Quantity | None:
    """The group that the sentence begins with: "Of the barges that were moored there, | 12 sank"."""
    if part.first < 3 or tokens[0].lower not in words.links or tokens[part.first - 1].text != ",":
        return None
    noun = next(filter(None, (_plural(token, language) for token in tokens[1 : min(part.first, _LEAD)])), None)
    return None if noun is None else replace(part, counted=noun)


def _is_subject(sentence: Sentence, part: Quantity) -> bool:
    """Whether the number begins a clause and its verb follows: "Eleven | are to be shut", "40 | to lose jobs"."""
    tokens, k, phrases = sentence.tokens, part.last, concept_words(sentence.language)
    opens = part.first == 0 or not tokens[part.first - 1].text[0].isalnum()
    if k >= len(tokens) or not (opens or tokens[part.first - 1].lower in phrases.clauses):
        return False
    if tokens[k].lower in _words(sentence.language).opening:
        return opens and k + 1 < len(tokens) and tokens[k + 1].number is None
    return tokens[k].lower in phrases.auxiliaries or is_verb(tokens, k, phrases)


def _near(part: Quantity, told: Sequence[Quantity], words: _Words) -> Quantity | None:
    """The group told of last in the sentence that is no smaller."""
    return next((each for each in reversed(told) if _may_lend(each, part, words)), None)


def _one(part: Quantity, before: Sequence[Quantity], words: _Words) -> Quantity | None:
    """The group of the sentence before, if all that it counts of the size are of one noun."""
    found = [each for each in before if _may_lend(each, part, words)]
    return found[0] if len({_head(each) for each in found}) == 1 else None


def _head(group: Quantity) -> str | None:
    return group.unit if group.counted is None else group.counted.rsplit(maxsplit=1)[-1]


def _may_lend(group: Quantity, part: Quantity, words: _Words) -> bool:
    if group.modality is Modality.RELATIVE or group.unit in words.unlent or group.counted is group.unit is None:
        return False
    if group.counted is None and _most(group) > _least(part) * _SCALE:
        return False  # "$96 million, of which 38 are spent" may mean millions
    return group.high is None or _most(group) >= _least(part)


def _most(group: Quantity) -> Decimal:
    return max((end for end in (group.low, group.best, group.high) if end is not None), default=Decimal(0))


def _noun_at(
    tokens: Sequence[Token], part: Quantity, stop: int, told: Sequence[Quantity], language: Language
) -> Quantity | None:
    """The group as the noun right before token `stop` and its comma tells it: "old barges, | of which"."""
    k = stop - 1 - (stop > 0 and tokens[stop - 1].text == ",")
    if k < 0 or _is_counted(k, told) or (noun := _plural(tokens[k], language)) is None:
        return None
    return replace(part, counted=noun)


def _noun_before(
    tokens: Sequence[Token], part: Quantity, told: Sequence[Quantity], language: Language
) -> Quantity | None:
    """The group as a noun of the clause before tells it: "keeps old barges: there are now | 12 of them"."""
    is_past = False
    for k in range(part.first - 1, max(-1, part.first - _LEAD), -1):
        if _is_counted(k, told):
            return None
        if is_past and (noun := _plural(tokens[k], language)) is not None:
            return replace(part, counted=noun)
        is_past = is_past or not tokens[k].text[0].isalnum()
    return None


def _is_counted(k: int, told: Sequence[Quantity]) -> bool:
    """Whether token k is a word of a count, which lends its noun or is too small to."""
    return any(each.first <= k < each.last for each in told)


def _plural(token: Token, language: Language) -> str | None:
    """The singular of a plural noun."""
    nouns = nouns_of(language)
    is_word = token.text.islower() and token.text.isalpha() and token.lower not in nouns.ends
    return singular(token.lower, nouns) if is_word and is_plural(token, nouns) else None


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "nouns")["lent"]
    return _Words(
        links=nouns_of(language).links,
        them=frozenset(table["them"]),
        relatives=frozenset(table["relatives"]),
        those=frozenset(table["those"]),
        rest=frozenset(table["rest"]),
        opening=frozenset(table["opening"]),
        pointing=frozenset(table["pointing"]),
        apart=frozenset(table["apart"]),
        ends=nouns_of(language).ends,
        unlent=frozenset(table["unlent"]),
    )
