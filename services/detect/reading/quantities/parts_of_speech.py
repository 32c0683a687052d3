"""Whether a word is a noun or a verb where it stands: by lists, endings, and the words beside it.

fuel costs $3 (verb) · the cost of fuel (noun) · can run (verb) · prices rise (verb) · exchange rate (noun)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from services.detect.reading.inflection import inflected, spelling_of
from services.detect.reading.quantities.counted import Nouns, is_plural, nouns_of
from services.detect.reading.quantities.movements import moving_verbs
from services.detect.reading.quantities.units import units_of
from services.detect.reading.tokens import Token, is_hyphen
from services.detect.reading.vocabulary import Language, vocabulary


class Words(NamedTuple):
    """What tells nouns from other words, and what leads from a noun to its measure; quantities.toml has them."""

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
    leading: frozenset[str]
    """Words that may lead from a noun to its measure besides: "a grant worth $3 million"."""
    predicating: frozenset[str]
    """Words after which an adjective says what something is: "is steady", "more conservative"."""
    goals: frozenset[str]
    """What leads from a verb's object to its measure."""
    doing: str
    """How participles end that do so too: "a bonus totalling $5"."""
    relatives: frozenset[str]
    verbal: frozenset[str]
    """Words after which a word is a verb: "can run"."""
    verbs: frozenset[str]
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
    endings: tuple[str, ...]
    """Of adverbs and participles, which are no nouns either."""
    ending_nouns: frozenset[str]
    """Nouns though they end so."""
    units: frozenset[str]
    lengths: frozenset[str]
    """Units of time."""
    shares: frozenset[str]
    """The words and signs of per cent."""
    signs: frozenset[str]
    """Of money, which initials may stand before: "AU $5"."""
    nouns: Nouns


def is_verb(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether token k looks like a verb, its participle or its adverb."""
    token = tokens[k]
    if token.lower in words.either:
        return not is_noun(tokens, k, words)
    return token.lower in words.verbs or (token.text.islower() and _ends_as_none(tokens, k, words))


def is_noun(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether token k can be a noun, or an adjective before one."""
    token = tokens[k]
    if token.shape:
        return False
    if (token.text[0].isupper() and _is_within_name(tokens, k)) or _ends_compound(tokens, k):
        return True
    if token.lower in words.no_nouns:
        return False
    if token.lower in words.either:
        return _is_before_verb(tokens, k, words) or not k or not _is_after_noun(tokens, k, words)
    return _looks_like_noun(tokens, k, words) and not (
        k and token.text.islower() and tokens[k - 1].lower in words.verbal
    )


def _looks_like_noun(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether a word that no list tells of is none of an adverb, a participle, an initial and a unit ("80km")."""
    token = tokens[k]
    if not token.text[0].isalpha() or (len(token.text) == 1 and not token.text.isupper()):
        return False
    if _ends_as_none(tokens, k, words) or (k + 1 < len(tokens) and tokens[k + 1].text in words.signs):
        return False
    return not (k and tokens[k - 1].number is not None and tokens[k - 1].end == token.start)


def _ends_compound(tokens: Sequence[Token], k: int) -> bool:
    """Whether a hyphen joins token k to a word before it: "year-over-year", but "6-inch"."""
    return k > 1 and tokens[k - 1].text == "-" and is_hyphen(tokens, k - 1) and not tokens[k - 2].shape


def _is_within_name(tokens: Sequence[Token], k: int) -> bool:
    """Whether a word with a capital stands between two: "Consumer Staples Select Sector"."""
    return 0 < k < len(tokens) - 1 and tokens[k - 1].text[0].isupper() and tokens[k + 1].text[0].isupper()


def _is_before_verb(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether what follows makes token k a noun: "the average cost of", "fuel costs rose"."""
    after = tokens[k + 1].lower if k + 1 < len(tokens) else ""
    return after in words.links or after in words.auxiliaries or (after in words.verbs and after not in words.either)


def _is_after_noun(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether a noun or an auxiliary makes token k a verb: "fuel costs $3", "has cost $3", but "at a cost of $3"."""
    before = tokens[k - 1].lower
    if (before in words.auxiliaries and before not in words.clauses) or before in words.verbal:
        return True
    if before in words.relatives:
        return k + 1 < len(tokens) and tokens[k + 1].number is not None
    if before in words.joints:
        return tokens[k].lower in words.thirds and _has_named_object(tokens, k, words)  # "and costs $3"
    if _is_measure(tokens, k - 1, words):
        return tokens[k].lower in words.thirds and _has_object(tokens, k, words)  # but "a two-cent charge"
    return _agrees(tokens, k, words) and is_noun(tokens, k - 1, words)


def _is_measure(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether token k is a number or ends a measure: "two-cent", "3 hours", but "the weekly hours"."""
    if tokens[k].number is not None:
        return True
    told_by = tokens[max(0, k - 2) : k]
    return tokens[k].lower in words.units and any(token.number is not None for token in told_by)


def _agrees(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether the noun before token k may be its subject: "prices rise", "fuel costs $3", but "exchange rate"."""
    if tokens[k].lower in words.thirds:
        return not is_plural(tokens[k - 1], words.nouns) and _has_object(tokens, k, words)
    if is_plural(tokens[k - 1], words.nouns):
        return True
    return tokens[k].lower in words.invariable and _has_named_object(tokens, k, words)


def _has_named_object(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether a plural, a number or what begins a noun's phrase follows: "cut jobs", "cost $3", "hit the sea"."""
    if k + 1 >= len(tokens):
        return False
    after = tokens[k + 1]
    if is_plural(after, words.nouns) and after.lower not in words.thirds:
        return True
    is_led = after.lower in words.articles or after.lower in words.fillers
    return is_led or after.number is not None or after.text in words.signs


def _has_object(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether what follows token k can be a verb's: "costs the firm", "rises to", but "costs of", "rates that"."""
    after = tokens[k + 1].lower if k + 1 < len(tokens) else ""
    leads_on = after in words.clauses or after in words.auxiliaries
    return after != "" and not leads_on and (after not in words.prepositions or after in words.goals)


def _ends_as_none(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether token k ends as no noun does: "sharply", "trading" after "was", but "family", "trading"."""
    word = tokens[k].lower
    return word.endswith(words.endings) and (word not in words.ending_nouns or _progresses(tokens, k, words))


def _progresses(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether token k is a verb's form for what goes on: "was trading", "while shooting"."""
    return k > 0 and tokens[k - 1].lower in words.progressive


@cache
def concept_words(language: Language) -> Words:
    """The words of a language."""
    cues = vocabulary(language, "quantities")
    told, nouns = cues["concepts"], nouns_of(language)
    told_by = (verb for way, some in cues["direction"].items() for verb in (*moving_verbs(language, way), *some))
    moves = (verb.partition(" ")[0] for verb in told_by if not verb.endswith(" of"))
    changes = cues["direction_verbs"]["nouns"]
    either = frozenset((*_forms(language, "either", "base", "third"), *changes)).difference(nouns.ends)
    past = frozenset(_forms(language, "either", "past")) - either
    verbs = frozenset((*moves, *_forms(language, "always", "base", "third", "past"), *past)).difference(
        told["prepositions"]
    )
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
        leading=frozenset(told["leading"]),
        doing=told["doing"],
        relatives=frozenset(told["relatives"]),
        verbal=frozenset(told["verbal"]),
        verbs=verbs.union(told["auxiliaries"]),
        auxiliaries=frozenset(told["auxiliaries"]),
        either=either,
        thirds=either.intersection((*_forms(language, "either", "third"), *filter(_is_third, changes))),
        invariable=either.intersection(_forms(language, "either", "past")),
        joints=frozenset(told["joints"]),
        predicating=frozenset(told["predicating"]),
        goals=frozenset(told["goals"]),
        adjuncts=frozenset(told["adjuncts"]),
        pronouns=frozenset(told["pronouns"]),
        anaphors=frozenset(told["anaphors"]),
        worth=frozenset(told["worth"]),
        infinitives=frozenset(told["infinitives"]),
        no_nouns=verbs.union(nouns.ends, told["no_nouns"]).difference(told["nouns"], either),
        progressive=frozenset(told["progressive"]),
        endings=(*told["endings"], *nouns.participles),
        ending_nouns=frozenset((*told["nouns"], *nouns.no_participles)),
        nouns=nouns,
        signs=frozenset(sign for (sign, *_) in units_of(language).signs if not sign.isalnum()),
        lengths=frozenset(cues["lengths"]["units"]),
        shares=frozenset(wording[-1] for wording, unit in units_of(language).words.items() if unit == told["share"]),
        units=frozenset(wording[-1] for wording in units_of(language).words),
    )


def _is_third(word: str) -> bool:
    return word.endswith("s")


def _forms(language: Language, which: str, *forms: str) -> Iterator[str]:
    """The forms of the verbs that are `which` in verbs.toml."""
    spelling = spelling_of(language)
    for base in vocabulary(language, "verbs")[which]:
        of_now, third, *others = (word for word, _ in inflected(base, spelling))
        made = {"base": [of_now], "third": [third], "past": [word for word in others if not word.endswith("ing")]}
        yield from (word for form in forms for word in made[form])
