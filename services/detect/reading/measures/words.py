"""The words by which measures are told, of which measures.toml says what each is for."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.lexicon import Lexicon
from services.detect.reading.patterns import Grammar, Rule, wordings
from services.detect.reading.vocabulary import Language, inverse, vocabulary

_LEADING: Final = ("predicates", "covers", "stated", "levels", "putting", "auxiliaries", "articles", "fillers")


class Kind(StrEnum):
    """The kind of figure that something is measured by."""

    MONEY = "money"
    PERCENTAGE = "percentage"
    COUNT = "count"
    PHYSICAL = "physical"


class Noun(Struct, frozen=True):
    """What is measured, at tokens [first, last), by the name of its class."""

    first: int
    last: int
    name: str


class Words(Struct, frozen=True):
    """A language's words."""

    grammar: Grammar
    """Finds the measures that have a class; what a match means is its name."""
    states: Grammar
    """Finds what behind a figure says by itself what it measures: "$3m in the red"."""
    kinds: Mapping[str, frozenset[Kind]]
    """The kinds of figure that a measure takes."""
    links: frozenset[str]
    owners: frozenset[str]
    things: frozenset[str]
    articles: frozenset[str]
    predicates: frozenset[str]
    covers: frozenset[str]
    stated: frozenset[str]
    levels: frozenset[str]
    putting: frozenset[str]
    giving: frozenset[str]
    """Verbs that give a figure to their object by one of `given`: "gave the fee | as"."""
    given: frozenset[str]
    agents: frozenset[str]
    determiners: frozenset[str]
    leading: frozenset[str]
    """What may stand between "is" and a figure,"""
    fillers: frozenset[str]
    """of which these only bound it,"""
    adverbs: tuple[str, ...]
    """and how adverbs end that may."""
    behind: frozenset[str]
    """What may stand between a figure and the measure behind it: "$3m | in the | red"."""
    apart: frozenset[str]
    """What says nothing of which measure it is."""
    saying: frozenset[str]
    """What leads from a measure to its figure,"""
    stating: frozenset[str]
    """and what may, where it is measured by size."""
    breaks: frozenset[str]
    relative: frozenset[str]
    paid: frozenset[str]
    heads: Mapping[str, str]
    """Measures of which a mere number is so many people, with what is told of these."""
    standing: frozenset[str]
    local: frozenset[str]
    having: frozenset[str]
    """Verbs whose subject has what is measured."""
    verbs: frozenset[str]
    auxiliaries: frozenset[str]
    plain: frozenset[str]
    costing: frozenset[str]
    """Of these verbs, those whose subject is what is measured."""
    margin: str
    """The measure by which one side of a vote is ahead of the other,"""
    ballots: frozenset[str]
    """what it is told in,"""
    ahead: frozenset[str]
    """what leads to it,"""
    against: frozenset[str]
    """what shows that both sides are told instead,"""
    earlier: frozenset[str]
    """and what, that it is an earlier vote's."""
    told_of_things: frozenset[str]
    """Measures that say nothing where neither what has them nor whose it is, is told: "he weighs 140 pounds"."""
    adjacent: frozenset[str]
    """Measures that a number follows at once."""
    dimensions: Mapping[str, str]
    rates: frozenset[str]
    """Words that say how often, before a measure."""
    beside: frozenset[str]
    """What makes a figure one of how far something is from what it should be: "$3m short";"""
    over: frozenset[str]
    """what does so only before that, or before nothing,"""
    norms: frozenset[str]
    """and words that say what it should be: "$3m over | budget"."""
    whole: frozenset[str]
    """Things that are what the story is about: "the cost of the project"."""
    first: tuple[str, ...]
    """Endings of words that begin a sentence and are no names."""
    of_states: frozenset[str]
    """What says whose something is by its state: "German"."""
    nobody: frozenset[str]
    none: frozenset[str]
    counted: frozenset[str]
    """What a number that is given to a measure may count: "a queue of 47,900 patients"."""


@cache
def measure_words(language: Language) -> Words:
    """The words of a language."""
    table = vocabulary(language, "measures")
    kinds: dict[str, set[Kind]] = {}
    for kind in Kind:
        for name in table[kind.value]:
            kinds.setdefault(name, set()).add(kind)
    wanted = {(name, wording) for kind in Kind for name, some in table[kind.value].items() for wording in some}
    rules = [Rule(f"measure: {wording}", f"'{wording}'", name) for name, wording in sorted(wanted)]
    states = wordings(table["states"], "measure")
    words = {name: frozenset(some) for name, some in table["words"].items()}
    return Words(
        grammar=Grammar(Lexicon({}, [rule.pattern for rule in rules]), rules),
        states=Grammar(Lexicon({}, [rule.pattern for rule in states]), states),
        kinds={name: frozenset(some) for name, some in kinds.items()},
        links=words["links"],
        owners=words["owners"],
        things=words["things"],
        articles=words["articles"],
        predicates=words["predicates"],
        covers=words["covers"],
        stated=words["stated"],
        levels=words["levels"],
        putting=words["putting"],
        giving=words["giving"],
        given=words["given"],
        agents=words["agents"],
        determiners=words["determiners"],
        leading=frozenset().union(*(words[name] for name in _LEADING)),
        fillers=words["fillers"],
        adverbs=tuple(table["words"]["adverbs"]),
        behind=words["links"] | words["articles"],
        apart=words["breaks"] | words["articles"] | words["owners"] | words["predicates"],
        saying=words["predicates"] | words["verbs"],
        stating=words["predicates"] | words["stated"],
        breaks=words["breaks"],
        relative=words["relative"],
        paid=frozenset(table["paid"]["measures"]),
        heads=inverse(table["heads"]),
        standing=frozenset(table["standing"]["measures"]),
        local=frozenset(table["local"]["measures"]),
        having=words["having"],
        verbs=words["verbs"],
        auxiliaries=words["auxiliaries"],
        plain=words["plain"],
        costing=words["costing"],
        margin=table["margin"]["measure"],
        ballots=frozenset(table["margin"]["in"]),
        ahead=frozenset(table["margin"]["ahead"]),
        against=frozenset(table["margin"]["against"]),
        earlier=frozenset(table["margin"]["earlier"]),
        told_of_things=words["told_of_things"],
        adjacent=words["adjacent"],
        dimensions=table["dimensions"],
        rates=words["rates"],
        beside=words["beside"],
        over=words["over"],
        norms=words["norms"],
        whole=words["whole"],
        first=tuple(table["words"]["first"]),
        of_states=frozenset(inverse(vocabulary(language, "states")["adjectives"])),
        nobody=words["nobody"] | words["articles"],
        none=words["none"],
        counted=words["counted"],
    )
