"""The words by which parties are told, of which attribution.toml says what each is for."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from services.detect.reading.attribution.verbs import participles, pasts
from services.detect.reading.vocabulary import Language, vocabulary


class Words(Struct, frozen=True):
    """A language's words."""

    stops: frozenset[str]
    """Words at which no party's name goes on, after it: clauses, prepositions, verbs of saying."""
    clauses: frozenset[str]
    lead: frozenset[str]
    determiners: frozenset[str]
    articles: frozenset[str]
    appositions: frozenset[str]
    unsaid: frozenset[str]
    pronouns: frozenset[str]
    prepositions: frozenset[str]
    finite: frozenset[str]
    """Verbs of a clause before: "shots were fired, police";"""
    auxiliaries: frozenset[str]
    """such as may stand at a name's end: "the ministry has | said"."""
    page: frozenset[str]
    """Words of the page that stand before a sentence: "Show Caption"."""
    times: frozenset[str]
    """Of the saying, before a party's name or behind it."""
    participles: tuple[str, ...]
    """How verbs end,"""
    past: frozenset[str]
    """and those that do not."""
    inside: frozenset[str]
    """Words that link a noun to what belongs to it,"""
    taken: frozenset[str]
    """Of verbs, participles without an ending: "kept"."""
    manner: str
    """How adverbs end that tell how it was said."""
    links: frozenset[str]
    """and with conjunctions, behind which a name may go on with a determiner."""
    ranks: frozenset[str]
    """Offices that a full stop shortens."""
    titles: frozenset[str]
    """What stands before a name that is told again: offices too."""
    particles: frozenset[str]
    """Small words inside a name: "al"."""
    papers: frozenset[str]
    """What somebody gave out: "the mayor's statement"."""
    common: frozenset[str]
    """Words before an office that are no proper names."""
    named: frozenset[str]
    """Of bodies, what stands in their proper names with a capital: "Lorne Observatory"."""
    offices: frozenset[str]
    outlets: frozenset[str]
    kinds: frozenset[str]
    """What an organisation is."""
    wholes: frozenset[str]
    """Before a number that belongs to a name: "a coalition of 14 charities"."""


@cache
def words_of(language: Language) -> Words:
    """The words of a language."""
    table = vocabulary(language, "attribution")
    parties = table["parties"]
    clauses, prepositions = frozenset(parties["clauses"]), frozenset(parties["prepositions"])
    said = {word for cue in ("saying", "telling", "citing") for word in table["cues"][cue]}
    verbs = said | frozenset(parties["predicates"])
    determiners, articles = frozenset(parties["determiners"]), frozenset(parties["article"])
    offices, outlets = frozenset(table["officials"]["heads"]), frozenset(parties["outlets"])
    kinds = frozenset(table["named"]["kinds"])
    return Words(
        stops=clauses | prepositions | verbs,
        clauses=clauses,
        lead=determiners | prepositions | frozenset((*parties["conjunctions"], *parties["partitive"])),
        determiners=determiners,
        articles=articles,
        appositions=frozenset(parties["apposition"]),
        unsaid=frozenset((*parties["seniority"], *parties["auxiliary"])) | (determiners - articles),
        pronouns=frozenset(parties["pronouns"]),
        prepositions=prepositions,
        finite=frozenset((*parties["finite"], *parties["modals"])),
        auxiliaries=frozenset(parties["auxiliary"]),
        page=frozenset(parties["page"]),
        times=frozenset(parties["times"]),
        participles=tuple(parties["participles"]),
        past=pasts(language),
        taken=participles(language),
        manner=parties["manner"],
        inside=prepositions | frozenset(parties["links"]),
        links=prepositions | frozenset((*parties["links"], *parties["conjunctions"])),
        ranks=frozenset(vocabulary(language, "subjects")["persons_named"]["ranks"]),
        titles=offices.union(parties["titles"]),
        particles=frozenset(parties["particles"]),
        papers=frozenset(parties["papers"]),
        common=frozenset(parties["common"]),
        named=frozenset(parties["named"]),
        offices=offices,
        outlets=outlets,
        kinds=kinds,
        wholes=frozenset(parties["wholes"]),
    )
