"""The words by which clauses are told, of which clauses.toml says what each is for."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from services.detect.reading.vocabulary import Language, vocabulary


class Words(Struct, frozen=True):
    """A language's words."""

    be: frozenset[str]
    modal: frozenset[str]
    auxiliaries: frozenset[str]
    """These, and the forms of "to have"."""
    negations: frozenset[str]
    failing: frozenset[str]
    """Verbs and adjectives that deny the infinitive behind them: "failed | to appear", "unable | to fly"."""
    adverbs: frozenset[str]
    leading: frozenset[str]
    """All these."""
    behind: frozenset[str]
    """What may follow a participle that has no object."""
    relative: frozenset[str]
    breaks: frozenset[str]
    agents: frozenset[str]
    """Words before whoever does what a participle says."""
    links: frozenset[str]
    of: frozenset[str]
    """Of these, what makes the noun before it the head: "the owner | of | 12 schools"."""
    to: frozenset[str]
    determiners: frozenset[str]
    before: frozenset[str]
    """Determiners and adverbs, which may stand between a verb and what it counts."""
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    """Of these, such as also lead to a clause: "after | 12 schools were closed"."""
    loose: frozenset[str]
    """Of these, such as are no verb's own where a phrase follows: "will go | in this round"."""
    totals: frozenset[str]
    """Nouns of which a number may stand as a whole: "a total of 12 schools", "a convoy of 40 trucks"."""
    some_of: frozenset[str]
    """Words before "of" that tell how many or which of the counted: "most | of the 12 schools"."""
    covering: frozenset[str]
    """Verbs between a noun of doing and the counted: "the recall covers 12 models";"""
    affecting: frozenset[str]
    """such as strike all that they cover, where what is done is one of `strikes`: "the layoffs affect 850 staff";"""
    strikes: frozenset[str]
    covers: frozenset[str]
    """what follows them in the passive: "covered by the recall";"""
    under: frozenset[str]
    """and what says so without a verb: "under evacuation orders"."""
    onward: frozenset[str]
    """What shows behind a word that may be a state that it leads to something: "out | of"."""
    particles: frozenset[str]
    """Of such words, those of which also one of `tied` shows it: "out | on bail", not "absent on Monday"."""
    tied: frozenset[str]
    places: frozenset[str]
    """The same before a name: "off | Marlow"."""
    some: frozenset[str]
    """What begins, between commas, to tell of some of the counted: ", | some of them children,";"""
    being: frozenset[str]
    """What begins a clause of the counted's own: "12 flights | being cancelled"."""


@cache
def words_of(language: Language) -> Words:
    """The words of a language."""
    table = vocabulary(language, "clauses")["words"]
    people = vocabulary(language, "people")["clauses"]
    be, modal, negations, adverbs = (
        frozenset(some) for some in (table["be"], table["modal"], table["negations"], people["adverbs"])
    )
    return Words(
        be=be,
        modal=modal,
        auxiliaries=be | modal | frozenset(table["have"]),
        negations=negations,
        failing=frozenset(table["failing"]),
        adverbs=adverbs,
        leading=be | modal | negations | adverbs | frozenset(table["have"]),
        behind=frozenset(table["behind"]),
        relative=frozenset(people["relative"]),
        breaks=frozenset(table["breaks"]),
        agents=frozenset(table["agents"]),
        links=frozenset(table["links"]),
        of=frozenset(table["of"]),
        to=frozenset(table["infinitives"]),
        determiners=frozenset(table["determiners"]),
        before=adverbs | frozenset(table["determiners"]),
        prepositions=frozenset(table["prepositions"]),
        conjunctions=frozenset(table["conjunctions"]),
        loose=frozenset(table["loose"]),
        totals=frozenset(table["totals"]),
        some_of=frozenset(table["some_of"]),
        covering=frozenset(table["covering"]),
        affecting=frozenset(table["affecting"]),
        strikes=frozenset(table["strikes"]),
        covers=frozenset(table["covers"]),
        under=frozenset(table["under"]),
        onward=frozenset(table["onward"]),
        particles=frozenset(table["particles"]),
        tied=frozenset(table["tied"]),
        places=frozenset(table["places"]),
        some=frozenset(table["some"]),
        being=frozenset(table["being"]),
    )
