"""What a figure measures, where it counts neither people nor things that do or suffer something.

    Marlow's budget is $4.2 million · a turnout of 62 % · the cost of the bridge has risen to £41m · a queue of 47,900

Whose it is, is told by a name, and what it is of, by a noun; where the sentence tells neither, it is its story's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from schemas.values import Modality
from services.detect.reading.patterns import Match
from services.detect.reading.quantities.counted import is_participle, nouns_of, singular
from services.detect.reading.quantities.noun_phrases import concept_words, run_start
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.sentences import Sentence
from services.detect.reading.subjects.amounts import amount_of, doing_of
from services.detect.reading.subjects.measure_owners import owner_of, things_of
from services.detect.reading.subjects.measure_words import Kind, Noun, Words, measure_words
from services.detect.reading.subjects.measured_nouns import is_clear, is_level, kind_of, noun_of
from services.detect.reading.subjects.owners import is_name
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language

MEASURE: Final = "measure"
"""What explains a statement of what a figure measures."""
_REACH: Final = 14
"""Tokens between a figure and what it is said of."""
_ADJECTIVES: Final = 2
"""Words between a figure and what it measures: "a $3bn defence budget"."""


class Measured(NamedTuple):
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
    words, tokens = measure_words(sentence.language), sentence.tokens
    told = _known(sentence, words) if quantities else []
    others = [quantity for quantity in quantities if kind_of(quantity, sentence.language) is not None]
    for quantity in others:
        kind = kind_of(quantity, sentence.language)
        if kind is None or quantity.modality is Modality.RELATIVE or quantity.is_former:
            continue
        if (noun := _noun(sentence, quantity, others, kind, told, words)) is None:
            if kind is Kind.PHYSICAL and (amount := amount_of(sentence, quantity)) is not None:
                yield Measured(quantity, amount.counted, None, False, False, amount.sense, amount.is_denied)
            continue
        is_change = quantity.direction is not None and not is_level(tokens, quantity, sentence.language)
        begin = _adjectives(sentence, noun, quantity, words)
        which = (*things_of(sentence, noun, words), *_which(sentence, begin, noun, words))
        if quantity.last < len(tokens) and tokens[quantity.last].lower in words.dimensions:
            which = (*which, tokens[quantity.last].lower)  # "the ship is 230 metres long"
        name, sense = " ".join((*dict.fromkeys(which), noun.name)), None
        if kind is Kind.PHYSICAL and (doing := doing_of(noun.name, which, quantity, sentence.language)) is not None:
            name, sense = doing.counted, doing.sense
        owner = owner_of(tokens, noun, begin, quantity, words)
        yield Measured(quantity, name, owner, is_change, noun.name in words.paid, sense)


def classes(language: Language) -> frozenset[str]:
    """The names of two words of measures that have a class."""
    return frozenset(name for name in measure_words(language).kinds if " " in name)


def is_measure(name: str, language: Language) -> bool:
    """Whether it is the name of a measure that has a class."""
    return name in measure_words(language).kinds


def is_standing(measure: str, language: Language) -> bool:
    """Whether to say that it will be so is to say what it is now: a cost, a budget."""
    return measure.endswith(tuple(measure_words(language).standing))


def _known(sentence: Sentence, words: Words) -> list[Match]:
    return list(words.grammar.matches(words.grammar.lexicon.spell(sentence.tokens)))


def _noun(
    sentence: Sentence,
    quantity: Quantity,
    others: Sequence[Quantity],
    kind: Kind,
    told: Sequence[Match],
    words: Words,
) -> Noun | None:
    """The measure that has a class, right before or behind; else any noun that the figure is given to."""
    tokens, language = sentence.tokens, sentence.language
    if (state := _state(sentence, quantity, kind, words)) is not None:
        return state
    if quantity.last < len(tokens) and tokens[quantity.last].lower in words.beside:
        return None
    may_count = _may_count(tokens, quantity, words)
    fitting = [match for match in told if kind in words.kinds[match.rule.means] and may_count]
    is_led = quantity.first > 0 and tokens[quantity.first - 1].lower in concept_words(language).links
    led = next((match for match in fitting if is_led and match.last == quantity.first - 1), None)
    found = noun_of(tokens, quantity, others, kind, language) if led is None else None
    if led is None and not (is_led and found is not None and found[1] == quantity.first - 1):
        led = _behind(tokens, quantity, fitting, words) or _before(sentence, quantity, others, fitting, words)
    if led is not None:
        return Noun(led.first, led.last, led.rule.means)
    if found is None:
        return None
    if (known := next((match for match in told if match.last == found[1]), None)) is not None:
        # not as in "the budget in Marlow is 4 per cent"
        return Noun(known.first, known.last, known.rule.means) if known in fitting else None
    return Noun(found[1] - 1, found[1], singular(tokens[found[1] - 1].lower, nouns_of(language)))


def _state(sentence: Sentence, quantity: Quantity, kind: Kind, words: Words) -> Noun | None:
    """As in "the company was $3m in the red": the name of a measure, which no noun tells."""
    match = words.states.match_at(words.states.lexicon.spell(sentence.tokens), quantity.last)
    if match is None or kind not in words.kinds[match.rule.means]:
        return None
    return Noun(quantity.first, quantity.first, match.rule.means)


def _may_count(tokens: Sequence[Token], quantity: Quantity, words: Words) -> bool:
    """Whether what a number counts is no thing of its own: "a queue of 47,900 patients", not "most of the 12 cases"."""
    if quantity.counted is not None and quantity.first and tokens[quantity.first - 1].lower in words.articles:
        return False
    return quantity.counted is None or quantity.counted.rsplit(maxsplit=1)[-1] in words.counted


def _behind(tokens: Sequence[Token], quantity: Quantity, told: Sequence[Match], words: Words) -> Match | None:
    """As in "a $4.2 million budget", "$3m in damage"."""
    start = quantity.last
    while start < len(tokens) and (tokens[start].text == "-" or tokens[start].lower in words.links | words.articles):
        start += 1
    found = next((match for match in told if start <= match.first <= start + _ADJECTIVES), None)
    if found is None or not all(_may_describe(tokens[k], words) for k in range(start, found.first)):
        return None
    return found


def _before(
    sentence: Sentence, quantity: Quantity, others: Sequence[Quantity], told: Sequence[Match], words: Words
) -> Match | None:
    """As in "the budget of Marlow is $4.2 million": a verb between, and no other clause."""
    near = [match for match in told if match.last <= quantity.first <= match.last + _REACH]
    if not near:
        return None
    between = _past_relative(sentence.tokens[near[-1].last : quantity.first], words)
    led = {token.lower for token in (*between, sentence.tokens[quantity.first])}
    if not words.breaks.isdisjoint(led):
        return None
    if quantity.direction is not None or is_level(
        sentence.tokens, quantity, sentence.language
    ):  # "rose by 5 % to $3bn"
        return near[-1]
    led.add(sentence.tokens[near[-1].last - 1].lower)
    said = not led.isdisjoint(words.predicates | words.verbs) and is_clear(others, near[-1].last, quantity)
    return near[-1] if said else None


def _past_relative(between: Sequence[Token], words: Words) -> Sequence[Token]:
    """What follows a clause that says whose it is: "the ransom that Marlow paid on 3 May | came to"."""
    if not between or not (between[0].lower in words.relative or is_name(between[0], words.articles)):
        return between
    had = next((k for k, token in enumerate(between) if token.lower in words.having), None)
    said = next((k for k in range(had or 0, len(between)) if between[k].lower in words.predicates), None)
    return between if had is None or said is None else between[said:]


def _adjectives(sentence: Sentence, noun: Noun, quantity: Quantity, words: Words) -> int:
    """Where the words begin that stand before a measure and say which: "defence budget"."""
    tokens, k = sentence.tokens, noun.first
    if tokens[noun.last - 1].lower in words.verbs:
        return k
    phrases = concept_words(sentence.language)
    least = run_start(tokens, noun.last, phrases)
    least = max(least - (least > 0 and tokens[least - 1].lower.endswith(phrases.endings)), k - _ADJECTIVES)
    least = max(least, quantity.last) if noun.first >= quantity.last else least
    while k > least and tokens[k - 1].text.islower() and _may_describe(tokens[k - 1], words):
        k -= 1
    return k - (k > 0 and tokens[k - 1].lower in words.rates)  # "monthly rent"


def _which(sentence: Sentence, begin: int, noun: Noun, words: Words) -> list[str]:
    which = sentence.tokens[begin : noun.first]
    return [token.lower for token in which if token.lower not in words.plain and not _is_past(token, sentence.language)]


def _is_past(token: Token, language: Language) -> bool:
    """Of "an approved budget", which says no more than "a budget"; not of "an operating loss"."""
    nouns = nouns_of(language)
    return is_participle(token, nouns) and not token.lower.endswith(concept_words(language).endings)


def _may_describe(token: Token, words: Words) -> bool:
    plain = not token.shape and token.text[0].isalpha() and len(token.text) > 1
    return plain and token.lower not in words.breaks | words.articles | words.owners | words.predicates
