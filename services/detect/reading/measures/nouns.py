"""Which noun a figure is given to, whatever noun it is.

    a queue of 47,900 · the waiting list stood at 41,200 · they put the damage at $3m · an £18m rescue fund
    the slick covers 61 km

A noun that says nothing by itself (a rise, a total, a half) takes no figure, nor does one that the figure counts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from services.detect.reading.measures.words import Kind, Words, measure_words
from services.detect.reading.people.classes import counted_class, is_person
from services.detect.reading.quantities.changes import names_change
from services.detect.reading.quantities.counted import is_participle, nouns_of, singular
from services.detect.reading.quantities.lexis import Words as Phrases
from services.detect.reading.quantities.lexis import concept_words
from services.detect.reading.quantities.noun_phrases import is_article, run_end, run_start, spans
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.quantities.units import units_of
from services.detect.reading.tokens import POSSESSIVE, Token, is_hyphen
from services.detect.reading.vocabulary import Language, vocabulary

_NO_EXTENTS: Final = ("point", "basis point", "year of age", "month of age", "week of age", "day of age", "degree")
_FEW: Final = Decimal(20)
"""Smaller numbers of nothing are mostly no figures of the noun before them: "the vote was 12"."""
_LARGE: Final = Decimal(1000)
"""Such a number of nothing mostly is one: "net migration was 241,000"."""
_CLAUSE: Final = 40
"""Tokens of a clause before a figure in which its subject is looked for."""
_LONGEST: Final = 4
"""Tokens of a noun's phrase that a figure stands before."""


def figure_kind(quantity: Quantity, language: Language) -> Kind | None:
    """The kind of a figure; None of lengths of time and ages, and of points."""
    if quantity.unit is None:
        return Kind.COUNT
    if quantity.unit == "percentage":
        return Kind.PERCENTAGE
    if quantity.unit.split(" per ")[0] in units_of(language).money:
        return Kind.MONEY
    is_extent = quantity.unit not in _NO_EXTENTS and quantity.unit not in _lengths(language)
    return Kind.PHYSICAL if is_extent else None


def noun_of(
    tokens: Sequence[Token], quantity: Quantity, others: Sequence[Quantity], kind: Kind, language: Language
) -> tuple[int, int] | None:
    """The noun's phrase, tokens [first, last), that the figure is given to; `others` are the sentence's figures."""
    if is_change(tokens, quantity, language) and not is_level(tokens, quantity, language):
        return None
    if kind is Kind.COUNT and (quantity.counted is not None or not _is_many(quantity, _FEW)):
        return None
    found = (
        _led_by_of(tokens, quantity, language)
        or _put_at(tokens, quantity, language)
        or _behind(tokens, quantity, kind, language)
        or _of_clause(tokens, quantity, others, kind, language)
    )
    return found if found is not None and _says_what(tokens, found, language) else None


def is_change(tokens: Sequence[Token], quantity: Quantity, language: Language) -> bool:
    """Whether it says by how much something changed, which way or not: "rose 5 %", "a 5 % drop"."""
    return quantity.direction is not None or names_change(tokens, quantity.last, quantity.unit, language)


def is_level(tokens: Sequence[Token], quantity: Quantity, language: Language) -> bool:
    """Whether it says where something rose or fell to, and not by how much."""
    return quantity.first > 0 and tokens[quantity.first - 1].lower in measure_words(language).levels


def clause_start(tokens: Sequence[Token], at: int, language: Language) -> int:
    """The token at which the clause begins that token `at` stands in."""
    clauses, begin = concept_words(language).clauses, at
    while begin and at - begin < _CLAUSE and tokens[begin - 1].lower not in clauses:
        begin -= 1
    return begin


def is_clear(others: Sequence[Quantity], first: int, quantity: Quantity) -> bool:
    """Whether no other figure stands from token `first` to this one."""
    return bisect_left(others, first, key=_first) == bisect_left(others, quantity.first, key=_first)


def _first(quantity: Quantity) -> int:
    return quantity.first


def _is_many(quantity: Quantity, many: Decimal) -> bool:
    least = quantity.low if quantity.low is not None else quantity.best
    return least is not None and least >= many


def _says_what(tokens: Sequence[Token], found: tuple[int, int], language: Language) -> bool:
    first, last = found
    words, head = measure_words(language), tokens[last - 1]
    if is_person(counted_class(head.lower, language) or "", language):
        return False  # "a man of 6 ft"
    if first >= last or not head.text.isalpha() or head.lower in words.none:
        return False
    opens = last == 1 and (len(tokens) > 1 and tokens[1].text[0].islower())  # "Deforestation fell to 3,200 sq km"
    if not (head.text.islower() or opens):
        return False
    return " ".join(token.lower for token in tokens[max(first, last - 2) : last]) not in words.none


def _led_by_of(tokens: Sequence[Token], quantity: Quantity, language: Language) -> tuple[int, int] | None:
    """As in "a queue of 47,900", "a net loss of $3m"."""
    words = concept_words(language)
    last = quantity.first - 1
    if last < 1 or tokens[last].lower not in words.links:
        return None
    return run_start(tokens, last, words), last


def _put_at(tokens: Sequence[Token], quantity: Quantity, language: Language) -> tuple[int, int] | None:
    """As in "they put the damage at $3m", "the value of the goods taken in May at", "gave the fee as"."""
    words, last = measure_words(language), quantity.first - 1
    if last < 2:
        return None
    putting = words.putting if tokens[last].lower in words.levels else frozenset[str]()
    putting = words.giving if tokens[last].lower in words.given else putting
    verb = _verb_before(tokens, last, putting, words)
    if verb is None:
        return None
    phrases = concept_words(language)
    if tokens[verb + 1].lower in words.agents:
        stop = verb
        while stop and tokens[stop - 1].lower in words.auxiliaries:
            stop -= 1
        return (run_start(tokens, stop, phrases), stop) if stop < verb else None  # "the haul was valued by | them, at"
    first, end = _phrase_from(tokens, verb + 1, last, phrases)
    if end < last and tokens[end].lower == POSSESSIVE:
        first, end = _phrase_from(tokens, end + 1, last, phrases)  # "put the lorry's | weight at"
    if end < last and tokens[end].lower in phrases.links and tokens[end - 1].lower in words.none:
        first, end = _phrase_from(tokens, end + 1, last, phrases)  # "the fixed part of the | fee as"
    goes_on = end < last and tokens[end].lower in phrases.prepositions and tokens[end].lower not in words.levels
    is_led = goes_on or (end < last and tokens[end].lower in phrases.links)
    is_whole = end == last or (first > verb + 1 and is_led)
    return (first, end) if first < end and is_whole else None


def _phrase_from(tokens: Sequence[Token], first: int, last: int, phrases: Phrases) -> tuple[int, int]:
    """The noun's phrase that begins at token `first`, without articles and what was done to it, before token `last`."""
    while first < last and (is_article(tokens[first], phrases) or is_participle(tokens[first], phrases.nouns)):
        first += 1
    return first, run_end(tokens, first, last, phrases)


def _verb_before(tokens: Sequence[Token], last: int, putting: frozenset[str], words: Words) -> int | None:
    """The verb whose object, or agent, ends before token `last`; what a comma parts from it can only be the agent."""
    for k in range(last - 1, max(-1, last - _CLAUSE), -1):
        if tokens[k].lower in putting:
            return k if not any(t.text == "," for t in tokens[k:last]) or tokens[k + 1].lower in words.agents else None
        if tokens[k].number is not None or (tokens[k].lower in words.breaks and tokens[k].text != ","):
            return None
    return None


def _behind(tokens: Sequence[Token], quantity: Quantity, kind: Kind, language: Language) -> tuple[int, int] | None:
    """As in "an £18m rescue fund", "a 61-km slick"."""
    if (
        kind is Kind.COUNT
        or not quantity.first
        or tokens[quantity.first - 1].lower not in measure_words(language).determiners
    ):
        return None
    first = quantity.last + (quantity.last < len(tokens) and is_hyphen(tokens, quantity.last))
    last = run_end(tokens, first, min(len(tokens), first + _LONGEST), concept_words(language))
    return first, last


def _of_clause(
    tokens: Sequence[Token], quantity: Quantity, others: Sequence[Quantity], kind: Kind, language: Language
) -> tuple[int, int] | None:
    """The subject of a verb that says how much it is: "the waiting list at the hospital stood at 41,200"."""
    words, nouns = measure_words(language), concept_words(language)
    verbs = words.stated if kind is Kind.COUNT and not _is_many(quantity, _LARGE) else words.predicates
    covers = words.covers if kind is Kind.PHYSICAL else frozenset[str]()
    begin = clause_start(tokens, quantity.first, language)
    lead = quantity.first
    while lead > begin and _may_lead(tokens[lead - 1], words):
        lead -= 1
    near = [token.lower for token in tokens[lead : quantity.last]]
    if quantity.direction is None and verbs.isdisjoint(near) and covers.isdisjoint(near):
        return None  # as of most figures: no verb leads to it
    told = [
        (first, last)
        for led, first, last in spans(tokens, begin, quantity.first, nouns)
        if not led and tokens[last - 1].lower not in words.leading
    ]
    if len(told) != 1:
        return None
    first, last = told[0]
    if quantity.direction is None and not is_clear(others, last, quantity):
        return None
    said = [k for k in range(last, quantity.last) if tokens[k].lower in words.stating or tokens[k].lower in covers]
    is_said = any(tokens[k].lower in verbs or tokens[k].lower in covers for k in said)
    return (first, last) if quantity.direction is not None or (is_said and lead <= said[0]) else None


def _may_lead(token: Token, words: Words) -> bool:
    """Whether a word may stand between "is" and a figure: "is currently put at"."""
    return token.lower in words.leading or token.lower.endswith(words.adverbs)


@cache
def _lengths(language: Language) -> frozenset[str]:
    """Units of time."""
    return frozenset(
        singular(word, nouns_of(language)) for word in vocabulary(language, "quantities")["lengths"]["units"]
    )
