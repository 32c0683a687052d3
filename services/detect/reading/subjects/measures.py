"""What a figure measures of somebody, where it counts neither people nor things that do or suffer something.

    Marlow's budget is $4.2 million · a turnout of 62 % in Marlow · the $3bn defence budget of Veldmark

Only what is said to be somebody's is stated: the same words about two owners could not be told apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from schemas.values import Modality
from services.detect.reading.lexicon import Lexicon
from services.detect.reading.patterns import Grammar, Match, Rule
from services.detect.reading.quantities.counted import is_participle, nouns_of
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.quantities.units import units_of
from services.detect.reading.sentences import Sentence
from services.detect.reading.subjects.owners import is_name, name_before, name_from
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_KINDS: Final = ("money", "percentage", "count")
_REACH: Final = 14
"""Tokens between a figure and what it is said of."""
_ADJECTIVES: Final = 2
"""Words between a figure and what it measures: "a $3bn defence budget"."""
_LINKED: Final = 3
"""Tokens between a figure and a measure behind it: "62 % of the vote"."""


class Measured(NamedTuple):
    """A quantity with the measure's name ("defence budget") and its owner."""

    quantity: Quantity
    measure: str
    owner: str
    is_change: bool
    """Whether the quantity says by how much it rose or fell."""
    is_paid: bool
    """Whether it was paid once, so that it holds for no one time."""


class _Words(NamedTuple):
    grammar: Grammar
    kinds: Mapping[str, frozenset[str]]
    """The kinds of figure that a measure takes."""
    links: frozenset[str]
    owners: frozenset[str]
    articles: frozenset[str]
    predicates: frozenset[str]
    levels: frozenset[str]
    breaks: frozenset[str]
    relative: frozenset[str]
    paid: frozenset[str]
    having: frozenset[str]
    """Verbs whose subject has what is measured."""
    verbs: frozenset[str]
    auxiliaries: frozenset[str]
    plain: frozenset[str]


def measures(sentence: Sentence, quantities: Sequence[Quantity]) -> Iterator[Measured]:
    """What the quantities of a sentence measure, and of whom."""
    words = _words(sentence.language)
    told = list(words.grammar.matches(words.grammar.lexicon.spell(sentence.tokens)))
    if not told:
        return
    for quantity in quantities:
        if quantity.modality is Modality.RELATIVE or quantity.is_former:
            continue
        kind = _kind(quantity, sentence.language)
        fitting = [match for match in told if kind in words.kinds[match.rule.means]]
        match = _behind(sentence.tokens, quantity, fitting, words) or _before(sentence, quantity, fitting, words)
        owner = _owner(sentence.tokens, match, quantity, words) if match is not None else None
        if match is not None and owner is not None:
            is_change = quantity.is_change and not _is_level(sentence.tokens, quantity, words)
            name = " ".join((*_which(sentence, match, words), match.rule.means))
            yield Measured(quantity, name, owner, is_change, match.rule.means in words.paid)


def _kind(quantity: Quantity, language: Language) -> str | None:
    if quantity.unit is None:
        return "count"
    if quantity.unit == "percentage":
        return "percentage"
    return "money" if quantity.unit in units_of(language).money else None


def _is_level(tokens: Sequence[Token], quantity: Quantity, words: _Words) -> bool:
    """Whether it says where something rose or fell to, and not by how much."""
    return quantity.first > 0 and tokens[quantity.first - 1].lower in words.levels


def _behind(tokens: Sequence[Token], quantity: Quantity, told: Sequence[Match], words: _Words) -> Match | None:
    """As in "a $4.2 million budget", "$3m in damage"."""
    start = quantity.last
    while start < len(tokens) and (tokens[start].text == "-" or tokens[start].lower in words.links | words.articles):
        start += 1
    found = next((match for match in told if start <= match.first <= start + _ADJECTIVES), None)
    if found is None or not all(_may_describe(tokens[k], words) for k in range(start, found.first)):
        return None
    return found


def _before(sentence: Sentence, quantity: Quantity, told: Sequence[Match], words: _Words) -> Match | None:
    """As in "the budget of Marlow is $4.2 million": a verb between, and no other clause."""
    near = [match for match in told if match.last <= quantity.first <= match.last + _REACH]
    if not near:
        return None
    between = _past_relative(sentence.tokens[near[-1].last : quantity.first], words)
    led = {token.lower for token in (*between, sentence.tokens[quantity.first])}
    if not words.breaks.isdisjoint(led):
        return None
    if quantity.is_change or _is_level(sentence.tokens, quantity, words):  # "rose by 5 % to $3bn"
        return near[-1]
    led.add(sentence.tokens[near[-1].last - 1].lower)
    said = not led.isdisjoint(words.predicates | words.verbs) and all(token.number is None for token in between)
    return near[-1] if said else None


def _past_relative(between: Sequence[Token], words: _Words) -> Sequence[Token]:
    """What follows a clause that says whose it is: "the ransom that Marlow paid on 3 May | came to"."""
    if not between or not (between[0].lower in words.relative or is_name(between[0], words.articles)):
        return between
    had = next((k for k, token in enumerate(between) if token.lower in words.having), None)
    said = next((k for k in range(had or 0, len(between)) if between[k].lower in words.predicates), None)
    return between if had is None or said is None else between[said:]


def _adjectives(tokens: Sequence[Token], match: Match, words: _Words) -> int:
    """Where the words begin that stand before a measure and say which: "defence budget"."""
    k = match.first
    if tokens[match.last - 1].lower in words.verbs:
        return k
    while k and match.first - k < _ADJECTIVES and tokens[k - 1].text.islower() and _may_describe(tokens[k - 1], words):
        k -= 1
    return k


def _which(sentence: Sentence, match: Match, words: _Words) -> list[str]:
    which = sentence.tokens[_adjectives(sentence.tokens, match, words) : match.first]
    nouns = nouns_of(sentence.language)
    return [token.lower for token in which if token.lower not in words.plain and not is_participle(token, nouns)]


def _may_describe(token: Token, words: _Words) -> bool:
    plain = not token.shape and token.text[0].isalpha() and len(token.text) > 1
    return plain and token.lower not in words.breaks | words.articles | words.owners | words.predicates


def _owner(tokens: Sequence[Token], match: Match, quantity: Quantity, words: _Words) -> str | None:
    """Whose it is: "Marlow's $3bn budget", "the Marlow budget", "the budget of Marlow", "Marlow has a budget of"."""
    start = _adjectives(tokens, match, words)
    if quantity.last <= start <= quantity.last + _LINKED:
        start = quantity.first
    if start and tokens[start - 1].lower == "'s":
        return name_before(tokens, start - 1, words.articles)
    is_verb = tokens[match.last - 1].lower in words.verbs
    if is_verb:
        if (fined := name_from(tokens, match.last, words.articles)) is not None:
            return fined
        while start and tokens[start - 1].lower in words.auxiliaries:
            start -= 1
    named = name_before(tokens, start, words.articles)
    if named is not None and (is_verb or len(named.split()) < start):  # a sentence's first word may be any
        return named
    if (haver := _haver(tokens, match.last, words)) is not None:
        return haver
    behind = (_owner_behind(tokens, after, words) for after in (match.last, quantity.last))
    return next(filter(None, behind), None) or _subject(tokens, start, words)


def _haver(tokens: Sequence[Token], after: int, words: _Words) -> str | None:
    """As in "the ransom (that) Marlow paid"."""
    at = after + (after < len(tokens) and tokens[after].lower in words.relative)
    at += at < len(tokens) and tokens[at].lower in words.articles
    name = name_from(tokens, at, words.articles)
    behind = (token.lower for token in tokens[at : at + _REACH])
    return name if name is not None and not words.having.isdisjoint(behind) else None


def _owner_behind(tokens: Sequence[Token], after: int, words: _Words) -> str | None:
    if after < len(tokens) and tokens[after].lower in words.owners:
        after += 1 + (after + 1 < len(tokens) and tokens[after + 1].lower in words.articles)
        return name_from(tokens, after, words.articles)
    return None


def _subject(tokens: Sequence[Token], start: int, words: _Words) -> str | None:
    """The name last told before a verb of having that leads to what is measured: "the council in Marlow approved a"."""
    at = start
    while at and start - at < _LINKED and tokens[at - 1].lower in words.articles:
        at -= 1
    if not at or tokens[at - 1].lower not in words.having:
        return None
    last = at - 1
    while last and tokens[last - 1].lower in words.auxiliaries:
        last -= 1
    while last and at - last < _REACH and not is_name(tokens[last - 1], words.articles):
        if tokens[last - 1].lower in words.breaks:
            return None
        last -= 1
    return name_before(tokens, last, words.articles)


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "measures")
    kinds: dict[str, set[str]] = {}
    for kind in _KINDS:
        for name in table[kind]:
            kinds.setdefault(name, set()).add(kind)
    wanted = {(name, wording) for kind in _KINDS for name, some in table[kind].items() for wording in some}
    rules = [Rule(f"measure: {wording}", f"'{wording}'", name) for name, wording in sorted(wanted)]
    words = {name: frozenset(some) for name, some in table["words"].items()}
    return _Words(
        grammar=Grammar(Lexicon({}, [rule.pattern for rule in rules]), rules),
        kinds={name: frozenset(some) for name, some in kinds.items()},
        links=words["links"],
        owners=words["owners"],
        articles=words["articles"],
        predicates=words["predicates"],
        levels=words["levels"],
        breaks=words["breaks"],
        relative=words["relative"],
        paid=frozenset(table["paid"]["measures"]),
        having=words["having"],
        verbs=words["verbs"],
        auxiliaries=words["auxiliaries"],
        plain=words["plain"],
    )
