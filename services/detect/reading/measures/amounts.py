"""Amounts of stuff, and what is done with them: the unit is what is counted, and the stuff says which.

12,300 tonnes of wheat were harvested → wheat ton, harvested · a spill of 4,200 tonnes → ton, spilled
the fire burnt 11,300 hectares → hectare, burnt · 61 km of shore → coast kilometre, of no sense
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from services.detect.reading.clauses.said import said_of
from services.detect.reading.clauses.senses import senses_of, state_at
from services.detect.reading.lexicon import Lexicon
from services.detect.reading.measures.words import measure_words
from services.detect.reading.patterns import Grammar, wordings
from services.detect.reading.quantities.counted import singular
from services.detect.reading.quantities.lent import LENT
from services.detect.reading.quantities.lexis import concept_words
from services.detect.reading.quantities.noun_phrases import run_end
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, inverse, vocabulary

_MONEY: Final = "money"
_LEAD: Final = 3
"""Tokens between what is done and the amount that it is done to: "has lost some | 1,900 tonnes"."""
_WINDOW: Final = 14
"""Tokens around an amount that may say what is done with it."""
_BEHIND: Final = 8
"""Tokens between an amount and what is done with it."""


class Amount(Struct, frozen=True):
    """What a physical quantity is of."""

    counted: str
    """The stuff, where it is told, and the unit: "wheat ton"."""
    sense: str | None
    is_denied: bool = False


class _Words(Struct, frozen=True):
    grammar: Grammar
    """Finds what is done with amounts, besides the senses of verbs."""
    sums: Grammar
    """The same of money, and what makes a sum a measure;"""
    measures: frozenset[str]
    """these are the names of measures among what a match means,"""
    exchanged: Grammar
    """and this makes it one where it is done for that sum."""
    named: frozenset[str]
    """Measures that need to be told of what they are."""
    meant: Mapping[str, Mapping[str, str]]
    """What senses mean of amounts in such units; of others, what the words around tell."""
    wholes: frozenset[str]
    """what begins a whole that a sum is a part of."""
    prices: frozenset[str]
    """What leads to such a sum."""
    opening: frozenset[str]
    """What a sentence begins with that tells first what something costs,"""
    pronouns: frozenset[str]
    """and what follows then, for the thing."""
    paying: frozenset[str]
    """Verbs of which a sum is the object, and "for" leads to what it buys."""
    cost: str
    """The measure that a price is of."""
    paid: frozenset[str]
    """The senses of verbs that sums are told by."""
    stuff: Mapping[str, str]
    of: str
    """In a unit that says of what by itself: "barrel of oil"."""
    bare: frozenset[str]
    """Units that say enough without the stuff."""


def amount_of(sentence: Sentence, quantity: Quantity) -> Amount | None:
    """What the quantity is an amount of; None where it says neither of what nor what is done with it."""
    words, unit = _words(sentence.language), _unit(quantity, sentence.language)
    of_what, last = _of_what(sentence, quantity)
    stuff = stuff_of(of_what, sentence.language)
    if stuff is None and unit not in words.bare:
        return None
    said = said_of(sentence.tokens, replace(quantity, last=last), sentence.language)
    if said is not None and said.sense in words.meant:
        meant = words.meant[said.sense].get(unit)  # a ship loses oil otherwise than a county woods
        said = replace(said, sense=meant) if meant is not None else None
    done = _done(sentence, quantity, words.grammar) if said is None else None
    sense = said.sense if said is not None else done[0] if done is not None else None
    if stuff is None and sense is None:
        return None
    return Amount(f"{stuff} {unit}" if stuff else unit, sense, said is not None and said.is_denied)


def sum_of(sentence: Sentence, quantity: Quantity) -> Amount | None:
    """What is done with a sum, "stole $41 million", or what it measures: "the painting fetched $41 million"."""
    words = _words(sentence.language)
    if _is_of_whole(sentence, quantity):
        return None  # "$3m of the taxes collected"
    if (price := _price(sentence, quantity)) is not None:
        return Amount(price, None)
    if (done := _done(sentence, quantity, words.sums)) is not None:
        if done[0] in words.named:
            return _named(sentence, *done)
        return Amount(done[0], None) if done[0] in words.measures else Amount(_MONEY, done[0])
    said = said_of(sentence.tokens, quantity, sentence.language)
    return Amount(_MONEY, said.sense, said.is_denied) if said is not None and said.sense in words.paid else None


def _is_of_whole(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the sum is a part of one that the words name: "$3m of the taxes", not "of her own money"."""
    words, behind = concept_words(sentence.language), sentence.tokens[quantity.last : quantity.last + 2]
    wholes = _words(sentence.language).wholes
    return len(behind) > 1 and behind[0].lower in words.links and behind[1].lower in wholes


def doing_of(noun: str, which: Sequence[str], quantity: Quantity, language: Language) -> Amount | None:
    """The amount that a noun of doing is given: "a wheat crop of 10.9 million tonnes"."""
    sense = senses_of(language).nouns.get(singular(noun, concept_words(language).nouns))
    if sense is None:
        return None
    told = filter(None, (stuff_of(word, language) for word in which))
    return Amount(" ".join((*told, _unit(quantity, language))), sense)


def plain(quantity: Quantity, language: Language) -> Quantity:
    """The quantity in a unit that does not say of what: barrels of oil are barrels."""
    unit = None if quantity.unit is None else quantity.unit.partition(_words(language).of)[0]
    return replace(quantity, unit=unit)


def stuff_of(noun: str | None, language: Language) -> str | None:
    """The class of what an amount is of."""
    return None if noun is None else _words(language).stuff.get(noun, noun)


def _unit(quantity: Quantity, language: Language) -> str:
    return (quantity.unit or "").partition(_words(language).of)[0].rsplit(maxsplit=1)[-1]


def _of_what(sentence: Sentence, quantity: Quantity) -> tuple[str | None, int]:
    """The head of what it is said to be of, and the token behind: "1,900 tonnes of heavy fuel oil", "of dead fish"."""
    tokens, words = sentence.tokens, concept_words(sentence.language)
    _, _, own = (quantity.unit or "").partition(_words(sentence.language).of)
    first = quantity.last
    if own or first >= len(tokens) or tokens[first].lower not in words.links or LENT in quantity.rules:
        return own or None, first
    first += 1
    while first < len(tokens) and tokens[first].lower in words.determiners:
        first += 1
    first += first < len(tokens) and state_at(tokens, first, sentence.language) is not None
    last = run_end(tokens, first, len(tokens), words)
    if last == first or not tokens[last - 1].text.isalpha():
        return None, quantity.last
    return singular(tokens[last - 1].lower, words.nouns), last


def _named(sentence: Sentence, measure: str, at: int) -> Amount | None:
    """The measure of what the noun before token `at` names: "cocaine | worth"; None of what none does."""
    word = sentence.tokens[at - 1] if at else None
    if word is None or not word.text.isalpha() or word.lower in concept_words(sentence.language).no_nouns:
        return None
    return Amount(f"{singular(word.lower, concept_words(sentence.language).nouns)} {measure}", None)


def _done(sentence: Sentence, quantity: Quantity, grammar: Grammar) -> tuple[str, int] | None:
    """What the words around it say is done, and where, as no verb of a sense does: "4,200 tonnes were in the water"."""
    start = max(0, quantity.first - _WINDOW)
    near = grammar.lexicon.spell(sentence.tokens)[start : quantity.last + _WINDOW]  # a sentence is spelt but once
    for match in grammar.matches(near):
        first, last = start + match.first, start + match.last
        leads = last <= quantity.first <= last + _LEAD
        follows = quantity.last <= first <= quantity.last + _BEHIND
        between = sentence.tokens[last : quantity.first] if leads else sentence.tokens[quantity.last : first]
        if (leads or follows) and not _breaks(between, sentence.language):
            return match.rule.means, first
    return None


def _price(sentence: Sentence, quantity: Quantity) -> str | None:
    """The measure of what something is exchanged for: "bought its rival for $3.2 billion"."""
    words, tokens = _words(sentence.language), sentence.tokens
    behind = tokens[quantity.last].lower if quantity.last < len(tokens) else ""
    if quantity.first == 1 and tokens[0].lower in words.opening and behind in words.pronouns:
        return words.cost  # "At $41 million it is the dearest bridge"
    near = tokens[max(0, quantity.first - _LEAD) : quantity.first]
    if behind in words.prices and any(token.lower in words.paying for token in near):
        return words.cost  # "paid $41 million for the painting"
    if not quantity.first or tokens[quantity.first - 1].lower not in words.prices:
        return None
    start = max(0, quantity.first - _WINDOW)
    matches = words.exchanged.matches(words.exchanged.lexicon.spell(tokens)[start : quantity.first])
    between = ((match, tokens[start + match.last : quantity.first]) for match in matches)
    return next((match.rule.means for match, some in between if not _breaks(some, sentence.language)), None)


def _breaks(between: Sequence[Token], language: Language) -> bool:
    breaks = measure_words(language).breaks
    return any(token.number is not None or token.lower in breaks for token in between)


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "amounts")
    return _Words(
        grammar=_grammar(table["done"]),
        measures=frozenset(table["measures"]),
        exchanged=_grammar(table["exchanged"]),
        named=frozenset(table["words"]["named"]),
        meant={sense: inverse(some) for sense, some in table["meant"].items()},
        wholes=frozenset(table["words"]["wholes"]),
        prices=frozenset(table["words"]["prices"]),
        sums=_grammar(table["measures"] | {sense: some for sense, some in table["money"].items() if sense != "senses"}),
        opening=frozenset(table["words"]["opening"]),
        pronouns=frozenset(table["words"]["pronouns"]),
        paying=frozenset(table["words"]["paying"]),
        cost=table["words"]["cost"],
        paid=frozenset(table["money"]["senses"]),
        stuff=inverse(table["stuff"]),
        of=table["units"]["of"],
        bare=frozenset(table["units"]["bare"]),
    )


def _grammar(table: Mapping[str, Sequence[str]]) -> Grammar:
    rules = wordings(table, "done")
    return Grammar(Lexicon({}, [rule.pattern for rule in rules]), rules)
