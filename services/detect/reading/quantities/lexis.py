"""What tells nouns from other words, and what leads from a noun to its measure: a language's words for concepts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from services.detect.reading.inflection import Form, inflected, spelling_of
from services.detect.reading.quantities.counted import Nouns, nouns_of
from services.detect.reading.quantities.movements import moving_verbs
from services.detect.reading.quantities.units import units_of
from services.detect.reading.vocabulary import Language, vocabulary


class Words(Struct, frozen=True):
    """The words of a language, as quantities.toml and verbs.toml have them."""

    links: frozenset[str]
    kinds: frozenset[str]
    """Words that say of what kind: "in gains"."""
    dimensions: frozenset[str]
    """Of what only the measure's own dimension is told: "in depth"."""
    changes: frozenset[str]
    """Nouns of change that a measure may stand before: "a 5 % drop in sales"."""
    determiners: frozenset[str]
    fillers: frozenset[str]
    """Of these, what may stand between a word that leads to a measure and the measure."""
    clauses: frozenset[str]
    articles: frozenset[str]
    prepositions: frozenset[str]
    absolutes: frozenset[str]
    """Of these, what may lead to the subject of a verb: "with shares down 7 %"."""
    places: frozenset[str]
    """Prepositions that may lead from a noun to its measure: "the shot from 30 yards"."""
    located: frozenset[str]
    """Prepositions that tell where;"""
    apart: frozenset[str]
    """with them, such as make of a count what its clause has it for, and nothing of the clause's subject."""
    leading: frozenset[str]
    """Words that may lead from a noun to its measure besides: "a grant worth $3 million"."""
    predicating: frozenset[str]
    """Words after which an adjective says what something is: "is steady", "more conservative"."""
    goals: frozenset[str]
    """What leads from a verb's object to its measure;"""
    origins: frozenset[str]
    """of these, what follows nouns too: "orders from"."""
    doing: str
    """How participles end that do so too: "a bonus totalling $5"."""
    adverbial: str
    """How adverbs end,"""
    third: str
    """and the third persons of verbs."""
    conjunctions: frozenset[str]
    """What joins the members of a list."""
    relatives: frozenset[str]
    verbal: frozenset[str]
    """Words after which a word is a verb: "can run"."""
    verbs: frozenset[str]
    moving: frozenset[str]
    """Of these, such as move figures."""
    auxiliaries: frozenset[str]
    either: frozenset[str]
    """Words that are verbs behind a noun, and nouns elsewhere;"""
    thirds: frozenset[str]
    """of these, such as only a singular noun may have: "costs";"""
    invariable: frozenset[str]
    """and such as may be of the past: "cut"."""
    joints: frozenset[str]
    """Of what may begin a clause, what joins nouns too."""
    adjuncts: frozenset[str]
    """Of what may begin a clause, what leads to a noun too: "since the start of the year"."""
    pronouns: frozenset[str]
    """Pronouns that are subjects;"""
    anaphors: frozenset[str]
    """of these, such as stand for things told of before."""
    worth: frozenset[str]
    infinitives: frozenset[str]
    no_nouns: frozenset[str]
    progressive: frozenset[str]
    """Words after which an ending of the kind tells a verb even of a noun: "was trading"."""
    sourcing: frozenset[str]
    """What leads to a source, and to no subject: "according to"."""
    adverbs: frozenset[str]
    """Words behind which a word that may be either is a verb: "now stands"."""
    adjectives: frozenset[str]
    """Words that are no noun's phrase by themselves: "close to"."""
    endings: tuple[str, ...]
    """Of adverbs and participles, which are no nouns either."""
    ending_nouns: frozenset[str]
    """Nouns though they end so."""
    units: frozenset[str]
    lengths: frozenset[str]
    """Units of time;"""
    periods: frozenset[str]
    """with them, all that names when something was: "the quarter"."""
    shares: frozenset[str]
    """The words and signs of per cent."""
    signs: frozenset[str]
    """Of money, which initials may stand before: "AU $5"."""
    nouns: Nouns


@cache
def concept_words(language: Language) -> Words:
    """The words of a language."""
    cues = vocabulary(language, "quantities")
    told, nouns = cues["concepts"], nouns_of(language)
    told_by = (verb for way, some in cues["direction"].items() for verb in (*moving_verbs(language, way), *some))
    moves = frozenset(verb.partition(" ")[0] for verb in told_by if verb.partition(" ")[2] not in nouns.links)
    changes = cues["direction_verbs"]["nouns"]
    either = frozenset((*_forms(language, "either", "base", "third"), *changes)).difference(nouns.ends)
    past = frozenset(_forms(language, "either", "past")) - either
    verbs = moves.union((*_forms(language, "always", "base", "third", "past"), *past)).difference(told["prepositions"])
    after = cues["direction_after"]
    return Words(
        links=nouns.links,
        kinds=frozenset(told["kinds"]),
        dimensions=frozenset(told["dimensions"]),
        changes=frozenset((*after["nouns"], *after["close"])),
        determiners=nouns.determiners | nouns.ends,
        fillers=(nouns.determiners | nouns.ends).difference(told["prepositions"], told["leading"]),
        clauses=frozenset(told["clauses"]),
        articles=frozenset(cues["classes"]["article"]),
        prepositions=frozenset(told["prepositions"]),
        absolutes=frozenset(told["absolutes"]),
        places=frozenset(told["places"]),
        located=frozenset(told["located"]),
        apart=frozenset((*told["located"], *told["apart"])),
        leading=frozenset(told["leading"]),
        doing=told["doing"],
        adverbial=told["adverbial"],
        third=told["third"],
        conjunctions=nouns.joints,
        relatives=frozenset(told["relatives"]),
        verbal=frozenset(told["verbal"]),
        verbs=verbs.union(told["auxiliaries"]),
        moving=moves,
        auxiliaries=frozenset(told["auxiliaries"]),
        either=either,
        thirds=either.intersection(
            (*_forms(language, "either", "third"), *(word for word in changes if word.endswith(nouns.plural_ends)))
        ),
        invariable=either.intersection(_forms(language, "either", "past")),
        joints=frozenset(told["joints"]),
        predicating=frozenset(told["predicating"]),
        goals=frozenset(told["goals"]),
        origins=frozenset(told["origins"]),
        adjuncts=frozenset(told["adjuncts"]),
        pronouns=frozenset(told["pronouns"]),
        anaphors=frozenset(told["anaphors"]),
        worth=frozenset(told["worth"]),
        infinitives=frozenset(told["infinitives"]),
        no_nouns=verbs.union(nouns.ends, told["no_nouns"]).difference(told["nouns"], either),
        progressive=frozenset(told["progressive"]),
        sourcing=frozenset(told["sourcing"]),
        adverbs=frozenset(told["adverbs"]),
        adjectives=frozenset(told["adjectives"]),
        endings=(*told["endings"], *nouns.participles),
        ending_nouns=frozenset((*told["nouns"], *nouns.no_participles)),
        nouns=nouns,
        signs=frozenset(sign for (sign, *_) in units_of(language).signs if not sign.isalnum()),
        lengths=frozenset(cues["lengths"]["units"]),
        periods=frozenset((*cues["lengths"]["units"], *told["periods"])),
        shares=frozenset(wording[-1] for wording, unit in units_of(language).words.items() if unit == told["share"]),
        units=frozenset(wording[-1] for wording in units_of(language).words),
    )


def _forms(language: Language, which: str, *forms: str) -> Iterator[str]:
    """The forms of the verbs that are `which` in verbs.toml."""
    spelling = spelling_of(language)
    for base in vocabulary(language, "verbs")[which]:
        (of_now, _), (third, _), *others = inflected(base, spelling)
        made = {
            "base": [of_now],
            "third": [third],
            "past": [word for word, kinds in others if Form.GERUND not in kinds],
        }
        yield from (word for form in forms for word in made[form])
