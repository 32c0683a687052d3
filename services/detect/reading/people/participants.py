"""Whom or what a sentence counts: its quantities without unit, and single persons mentioned without a number.

    three women and a man · a 12-year-old boy · his wife · Teen (in a headline) · no one · another man

Definite ones ("the man", "he") are participants without a count: they take what is said of them, and state nothing new
but that one at least died. Persons by name are one each.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise

from schemas.values import Modality
from services.detect.reading.names.place_names import is_part_of_name, may_be_place
from services.detect.reading.people.ages import is_listed_age
from services.detect.reading.people.classes import counted_class, is_known, is_of_owner, is_person
from services.detect.reading.people.mentions import is_after_name, mentions
from services.detect.reading.people.named import with_named
from services.detect.reading.people.participant import COUNTED, Participant
from services.detect.reading.people.shares import shares
from services.detect.reading.quantities.counted import nouns_of
from services.detect.reading.quantities.lent import ELLIPTIC
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.sentences import Sentence
from services.detect.reading.vocabulary import Language, vocabulary


def participants(
    sentence: Sentence, quantities: Sequence[Quantity], *, headline: bool, known: Collection[str] | None = None
) -> list[Participant]:
    """The participants in order, none where nobody is counted; a quantity goes before a mention that it overlaps.

    Persons by name are among them where `known`, whom else the text names in full, is given.
    """
    wholes = _wholes_of_things(sentence, quantities)
    counts = (each for each in quantities if is_count(each) and not each.is_former and each not in wholes)
    found = [_counted(sentence, quantity) for quantity in counts if not _counts_nobody(sentence, quantity)]
    taken = {k for item in found for k in range(item.first, item.last)}
    for item in mentions(sentence, headline=headline, is_told=bool(found) or known is not None):
        if not taken.intersection(range(item.first, item.last)):
            found.append(item)
            taken.update(range(item.first, item.last))
    found.sort(key=lambda item: item.first)
    if known is not None:
        found = with_named(sentence.tokens, found, known, sentence.language)
    return shares(sentence, found)


def is_count(quantity: Quantity) -> bool:
    """Whether a quantity says how many, rather than how much or which part."""
    return quantity.unit is None and quantity.modality is not Modality.RELATIVE


def _wholes_of_things(sentence: Sentence, quantities: Sequence[Quantity]) -> Sequence[Quantity]:
    """The bare numbers that say of how many things those before them are: "three gates out of | five"."""
    language, found = sentence.language, list[Quantity]()
    for part, whole in pairwise(quantities):
        if part.counted is None or not whole.counted is whole.unit is None:
            continue
        between = sentence.tokens[part.last : whole.first]
        is_led = bool(between) and all(token.lower in _links(language) for token in between)
        if is_led and not is_person(counted_class(part.counted, language) or "", language):
            found.append(whole)
    return found


def _counts_nobody(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether it is an age of several in a row, a house's number, "at 3500 Elm", or of "two fatal shootings"."""
    words = (quantity.counted or "").split()
    is_of_events = bool(words) and words[0] in _deadly(sentence.language) and not is_known(words[-1], sentence.language)
    return is_of_events or is_listed_age(sentence, quantity) or _is_address(sentence, quantity)


def _is_address(sentence: Sentence, quantity: Quantity) -> bool:
    tokens, first, last, language = sentence.tokens, quantity.first, quantity.last, sentence.language
    if quantity.counted is not None or first == 0 or last >= len(tokens) or last - first > 1:
        return False
    is_led = tokens[first - 1].lower in _address_leads(language) and tokens[first].text.isdigit()
    return is_led and is_part_of_name(tokens[last], language) and may_be_place([tokens[last].text], language)


def _counted(sentence: Sentence, quantity: Quantity) -> Participant:
    words = [token.lower for token in sentence.tokens[quantity.first : quantity.last]]
    others, added = _others(sentence.language, "words"), _others(sentence.language, "added")
    is_of = not nouns_of(sentence.language).links.isdisjoint(words)
    noun = quantity.counted if ELLIPTIC not in quantity.rules or _is_person(quantity, sentence.language) else None
    last = quantity.last
    if noun in _auxiliaries(sentence.language):
        noun, last = None, last - 1  # "two | found dead"
    return Participant(
        first=quantity.first,
        last=last,
        low=quantity.low,
        best=quantity.best,
        high=quantity.high,
        modality=quantity.modality,
        counted=counted_class(noun, sentence.language),
        words=noun,
        is_known=noun is None or is_known(noun, sentence.language),
        is_count=True,
        besides=any(word in others for word in words),
        is_partitive=(is_of or not added.isdisjoint(words))
        and quantity.modality is Modality.EXACT
        and not is_of_owner(sentence.tokens[quantity.first : quantity.last], quantity.counted, sentence.language),
        is_after_name=is_after_name(sentence, quantity.first),
        rule=COUNTED,
    )


def _is_person(quantity: Quantity, language: Language) -> bool:
    return is_person(counted_class(quantity.counted, language) or "", language)


@cache
def _links(language: Language) -> frozenset[str]:
    """What stands between a part and the number of its whole: "out of"."""
    return nouns_of(language).links.union(vocabulary(language, "people")["parts"]["out"])


@cache
def _auxiliaries(language: Language) -> frozenset[str]:
    return frozenset(vocabulary(language, "people")["clauses"]["auxiliary"])


@cache
def _deadly(language: Language) -> frozenset[str]:
    return frozenset(vocabulary(language, "people")["classes"]["deadly"])


@cache
def _others(language: Language, which: str) -> frozenset[str]:
    return frozenset(vocabulary(language, "people")["others"][which])


@cache
def _address_leads(language: Language) -> frozenset[str]:
    return frozenset(vocabulary(language, "people")["addresses"]["leads"])
