"""What a figure measures, where it counts neither people nor things that do or suffer something.

    Marlow's budget is $4.2 million · a turnout of 62 % · the cost of the bridge has risen to £41m · a queue of 47,900

Whose it is, is told by a name, and what it is of, by a noun; where the sentence tells neither, it is its story's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from schemas.values import Modality
from services.detect.reading.measures.amounts import Amount, amount_of, doing_of, plain, sum_of
from services.detect.reading.measures.given import Ground, given_to, ground_of, may_describe
from services.detect.reading.measures.nouns import figure_kind, is_change, is_level
from services.detect.reading.measures.owners import owner_of, things_of
from services.detect.reading.measures.words import Kind, Noun, Words, measure_words
from services.detect.reading.names.actors import owner_called
from services.detect.reading.quantities.counted import is_participle, nouns_of
from services.detect.reading.quantities.lexis import concept_words
from services.detect.reading.quantities.noun_phrases import run_start
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language

MEASURE: Final = "measure"
"""What explains a statement of what a figure measures."""
_ADJECTIVES: Final = 2
"""Words between a figure and what it measures: "a $3bn defence budget"."""


class Measured(Struct, frozen=True):
    """A quantity with the measure's name, after what tells which ("bridge cost"), and the name of its owner."""

    quantity: Quantity
    measure: str
    owner: str | None
    is_change: bool
    """Whether the quantity says by how much it rose or fell."""
    is_paid: bool
    """Whether it was paid once, so that it holds for no one time."""
    sense: str | None = None
    """What is done with it, of an amount of stuff."""
    is_denied: bool = False


def measures(sentence: Sentence, quantities: Sequence[Quantity]) -> Iterator[Measured]:
    """What the quantities of a sentence measure, and of whom."""
    ground = ground_of(sentence, quantities)
    for quantity in ground.figures:
        kind = figure_kind(quantity, sentence.language)
        if kind is None or quantity.modality is Modality.RELATIVE or quantity.is_former:
            continue
        if (noun := given_to(ground, quantity, kind)) is not None:
            found = _measured(ground, noun, quantity, kind)
            if found.measure not in ground.words.told_of_things or _is_of_somebody(ground, noun, found):
                yield found
        elif (amount := _amount(sentence, quantity, kind)) is not None:
            told = plain(quantity, sentence.language)
            yield Measured(told, amount.counted, None, False, False, amount.sense, amount.is_denied)


def _is_of_somebody(ground: Ground, noun: Noun, found: Measured) -> bool:
    """Whether what has the measure is told by name: not as in "it weighs 40 tonnes in Marlow"."""
    before = ground.sentence.tokens[noun.first - 1].lower if noun.first else ""
    return found.owner is not None and before not in ground.words.nobody


def _amount(sentence: Sentence, quantity: Quantity, kind: Kind) -> Amount | None:
    if kind is Kind.PHYSICAL:
        return amount_of(sentence, quantity)
    return (
        sum_of(sentence, quantity)
        if kind is Kind.MONEY and not is_change(sentence.tokens, quantity, sentence.language)
        else None
    )


def _measured(ground: Ground, noun: Noun, quantity: Quantity, kind: Kind) -> Measured:
    sentence, words, tokens = ground.sentence, ground.words, ground.sentence.tokens
    begin = _adjectives(sentence, noun, quantity, words)
    which, measure = (*things_of(sentence, noun, words), *_which(sentence, begin, noun, words)), noun.name
    behind = tokens[quantity.last].lower if quantity.last < len(tokens) else ""
    if (dimension := words.dimensions.get(behind)) is not None:
        which, measure = (*which, *((noun.name,) if noun.name != dimension else ())), dimension  # "a ship is 9 m long"
    name, sense = " ".join((*dict.fromkeys(which), measure)), None
    if kind is Kind.PHYSICAL and (doing := doing_of(noun.name, which, quantity, sentence.language)) is not None:
        name, sense = doing.counted, doing.sense
    changes = is_change(tokens, quantity, sentence.language) and not is_level(tokens, quantity, sentence.language)
    named = owner_of(tokens, noun, begin, quantity, words)
    owner = None if named is None else owner_called(named, sentence.language)
    return Measured(quantity, name, owner, changes, noun.name in words.paid, sense)


def classes(language: Language) -> frozenset[str]:
    """The names of two words of measures that have a class."""
    return frozenset(name for name in measure_words(language).kinds if " " in name)


def is_measure(name: str, language: Language) -> bool:
    """Whether it is the name of a measure that has a class."""
    return name in measure_words(language).kinds


def heads_of(name: str, language: Language) -> str | None:
    """What is told of the people whom a mere number counts that is given to a measure: a turnout gathered."""
    heads = measure_words(language).heads
    return heads.get(name) or heads.get(name.rsplit(maxsplit=1)[-1])


def is_standing(measure: str, language: Language) -> bool:
    """Whether to say that it will be so is to say what it is now: a cost, a budget."""
    return measure.endswith(tuple(measure_words(language).standing))


def is_local(measure: str, language: Language) -> bool:
    """Whether it is measured at one place, and may be another at the next: rain, wind."""
    return measure.endswith(tuple(measure_words(language).local))


def _adjectives(sentence: Sentence, noun: Noun, quantity: Quantity, words: Words) -> int:
    """Where the words begin that stand before a measure and say which: "defence budget"."""
    tokens, k = sentence.tokens, noun.first
    if tokens[noun.last - 1].lower in words.verbs:
        return k
    phrases = concept_words(sentence.language)
    least = run_start(tokens, noun.last, phrases)
    least = max(least - (least > 0 and tokens[least - 1].lower.endswith(phrases.endings)), k - _ADJECTIVES)
    least = max(least, quantity.last) if noun.first >= quantity.last else least
    while k > least and tokens[k - 1].text.islower() and may_describe(tokens[k - 1], words):
        k -= 1
    return k - (k > 0 and tokens[k - 1].lower in words.rates)  # "monthly rent"


def _which(sentence: Sentence, begin: int, noun: Noun, words: Words) -> list[str]:
    which = sentence.tokens[begin : noun.first]
    return [token.lower for token in which if token.lower not in words.plain and not _is_past(token, sentence.language)]


def _is_past(token: Token, language: Language) -> bool:
    """Of "an approved budget", which says no more than "a budget"; not of "an operating loss"."""
    nouns = nouns_of(language)
    return is_participle(token, nouns) and not token.lower.endswith(concept_words(language).endings)
