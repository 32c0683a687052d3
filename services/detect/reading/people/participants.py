"""Whom or what a sentence counts: its quantities without unit, and single persons mentioned without a number.

    three women and a man · a 12-year-old boy · his wife · Teen (in a headline) · no one · another man

Definite ones ("the man", "he") are participants without a count: they take what is said of them, and state nothing new.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from msgspec import Struct

from schemas.values import Modality
from services.detect.reading.endings import changed, endings
from services.detect.reading.lexicon import Lexicon
from services.detect.reading.patterns import Grammar, Match, Rule
from services.detect.reading.people.ages import conjunctions, is_listed_age
from services.detect.reading.people.classes import PEOPLE, counted_class, is_known, is_of_owner, is_person
from services.detect.reading.people.participant import COUNTED, Participant
from services.detect.reading.people.shares import shares
from services.detect.reading.quantities.counted import is_participle, nouns_of, singular
from services.detect.reading.quantities.lent import ELLIPTIC
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, inverse, vocabulary


class _People(Struct, frozen=True):
    lexicon: Lexicon
    mentions: Grammar
    counting: Grammar
    """Of the mentions, those with a count."""
    headlines: Grammar
    counts: Mapping[str, int]
    """By the names of rules; none for the definite ones."""
    classes: Mapping[str, str]
    besides: frozenset[str]
    others: frozenset[str]
    """Words for those besides somebody."""
    anybody: frozenset[str]
    """Words for a person that say nothing else of him."""
    counted: Mapping[str, str]
    """By the names of rules, the class that they say by themselves."""
    nouns: Mapping[str, str]
    """By the names of rules, the noun that they amount to."""
    single: frozenset[str]
    """The rules of one person who was told of before."""
    alone: frozenset[str]
    """Those whose words must stand without a noun."""
    among: frozenset[str]
    """Words that lead from a part to its whole."""
    multiples: Mapping[str, int]
    """Words that say to how many at once something happened."""
    after_alone: frozenset[str]
    """Words that show that no noun follows."""
    mishaps: frozenset[str]
    aged: Mapping[str, int]
    """By class the age in years up to which one is of it, the youngest first."""
    years: str


def participants(sentence: Sentence, quantities: Sequence[Quantity], *, headline: bool) -> list[Participant]:
    """The participants in order, none where nobody is counted; a quantity goes before a mention that it overlaps."""
    people = _people(sentence.language)
    spelt = people.lexicon.spell(sentence.tokens)
    counts = (quantity for quantity in quantities if is_count(quantity) and not quantity.is_former)
    found = [_counted(sentence, quantity) for quantity in counts if not is_listed_age(sentence, quantity)]
    if not (found or headline or people.counting.may_match(spelt)):
        return []
    taken = {k for item in found for k in range(item.first, item.last)}
    matches = people.mentions.matches(spelt)
    if headline:
        matches += people.headlines.matches(spelt)
    matches = [match for match in matches if _may_stand(sentence, match, people)]
    if not found and not any(match.rule.name in people.counts or "times" in match.named for match in matches):
        return []
    for match in matches:
        if not taken.intersection(range(match.first, match.last)):
            found.append(_mentioned(sentence, match, people))
            taken.update(range(match.first, match.last))
    return shares(sentence, sorted(found, key=lambda item: item.first))


def _may_stand(sentence: Sentence, match: Match, people: _People) -> bool:
    """Whether it is somebody: "another was hurt", but not "another shooting", nor "among them"."""
    if match.first and match.rule.name not in people.counts and sentence.tokens[match.first - 1].lower in people.among:
        return False
    if match.rule.name not in people.alone or match.last >= len(sentence.tokens):
        return True
    word, nouns = sentence.tokens[match.last], nouns_of(sentence.language)
    return word.lower in people.after_alone or word.lower in nouns.states or is_participle(word, nouns)


def is_count(quantity: Quantity) -> bool:
    """Whether a quantity says how many, rather than how much or which part."""
    return quantity.unit is None and quantity.modality is not Modality.RELATIVE


def _counted(sentence: Sentence, quantity: Quantity) -> Participant:
    words = [token.lower for token in sentence.tokens[quantity.first : quantity.last]]
    others, added = _others(sentence.language, "words"), _others(sentence.language, "added")
    is_of = not nouns_of(sentence.language).links.isdisjoint(words)
    noun = quantity.counted if ELLIPTIC not in quantity.rules or _is_person(quantity, sentence.language) else None
    return Participant(
        first=quantity.first,
        last=quantity.last,
        low=quantity.low,
        best=quantity.best,
        high=quantity.high,
        modality=quantity.modality,
        counted=counted_class(noun, sentence.language),
        words=noun,
        is_known=noun is None or is_known(noun, sentence.language),
        is_count=True,
        besides=any(word in others for word in words),
        is_partitive=(is_of or not added.isdisjoint(words))
        and quantity.modality is Modality.EXACT
        and not is_of_owner(sentence.tokens[quantity.first : quantity.last], quantity.counted, sentence.language),
        is_after_name=_is_after_name(sentence, quantity.first),
        rule=COUNTED,
    )


def _is_person(quantity: Quantity, language: Language) -> bool:
    return is_person(counted_class(quantity.counted, language) or "", language)


def _mentioned(sentence: Sentence, match: Match, people: _People) -> Participant:
    count = people.counts.get(match.rule.name)
    if "times" in match.named:
        count = people.multiples[sentence.tokens[match.named["times"]].lower]
    if count == 0 and _is_besides(sentence, match, people):
        count = None  # "no one else was hurt": who was, was told before
    value = Decimal(count) if count is not None else None
    head = sentence.tokens[match.named["head"]].lower if "head" in match.named else ""
    told, nouns = people.counted.get(match.rule.name), nouns_of(sentence.language)
    is_noun = value == 0 or "times" in match.named
    by_age = _class_by_age(sentence.tokens[match.first : match.last], _class_of_one(head, people), people)
    return Participant(
        first=match.first,
        last=match.last,
        low=value,
        best=value,
        high=value,
        modality=Modality.EXACT,
        counted=by_age if told is None else _unless_mishap(told, sentence, people),
        words=people.nouns.get(match.rule.name) or (singular(head, nouns) if is_noun and head else None),
        is_known=True,
        is_count=count is not None,
        besides=sentence.tokens[match.first].lower in people.besides,
        is_partitive=value == 0 and _is_of(sentence, match.last),
        is_after_name=_is_after_name(sentence, match.first),
        rule=match.rule.name,
        is_single=match.rule.name in people.single and singular(head, nouns) == head,
        is_event="times" in match.named,
    )


def _is_besides(sentence: Sentence, match: Match, people: _People) -> bool:
    words = sentence.tokens[match.first : match.last + 1]
    return any(token.lower in people.others for token in words)


def _is_of(sentence: Sentence, last: int) -> bool:
    """Whether the group is named behind: "none of the people shot"."""
    return last < len(sentence.tokens) and sentence.tokens[last].lower in nouns_of(sentence.language).links


def _class_of_one(head: str, people: _People) -> str:
    """The class of a single person; one told by what he is to others ("his wife") is of no class but that."""
    known = people.classes.get(head, PEOPLE)
    return head if head and known == PEOPLE and head not in people.anybody else known


def _class_by_age(tokens: Sequence[Token], counted: str, people: _People) -> str:
    """The class of one young person by his age in years, if the words tell it; a younger one is of the youngest."""
    at = next((k for k, token in enumerate(tokens) if token.number is not None and tokens[k + 1 : k + 2]), None)
    if at is None or (counted not in people.aged and counted != PEOPLE):
        return counted
    age = tokens[at].number
    in_years = tokens[at + 2 : at + 3] and tokens[at + 2].lower == people.years
    if age is None or age.best is None or not in_years:
        return counted
    return next((name for name, oldest in people.aged.items() if age.best <= oldest), counted)


def _unless_mishap(counted: str, sentence: Sentence, people: _People) -> str:
    """The class that a rule gives, but nobody is suspected of an accident."""
    return PEOPLE if any(token.lower in people.mishaps for token in sentence.tokens) else counted


def _is_after_name(sentence: Sentence, first: int) -> bool:
    tokens, at = sentence.tokens, first - 2
    if first < 2 or tokens[first - 1].lower not in conjunctions(sentence.language):
        return False
    while at >= 0 and first - at <= 5 and not tokens[at].text[0].isalpha():
        at -= 1
    near, nouns = at >= 0 and first - at <= 5 and tokens[at].text[0].isupper(), nouns_of(sentence.language)
    if not near or is_participle(tokens[at], nouns):
        return False  # in a headline, "Father Killed and 4 Others Hurt"
    return tokens[at].lower not in nouns.ends and tokens[at].lower not in nouns.states


@cache
def _others(language: Language, which: str) -> frozenset[str]:
    return frozenset(vocabulary(language, "people")["others"][which])


@cache
def _people(language: Language) -> _People:
    words = vocabulary(language, "people")
    persons, pairs = inverse(words["persons"]), inverse(words["pairs"])
    classes = {**words["classes"], "person": list(persons), "pair": list(pairs)}
    classes |= {"multiple": list(words["multiples"]), "at_once": list(words["at_once"])}
    plural = endings(vocabulary(language, "inflection")["nouns"]["plural"])
    classes["persons"] = [*(changed(word, plural) for word in persons), *words["several"]["words"]]
    parts = ("mentions", "headlines")
    rules = {part: [Rule(rule["name"], rule["pattern"], part) for rule in words[part]] for part in parts}
    lexicon = Lexicon(classes, [rule.pattern for some in rules.values() for rule in some])
    counts = _by_rule(words, "count")
    return _People(
        lexicon,
        Grammar(lexicon, rules["mentions"]),
        Grammar(lexicon, [rule for rule in rules["mentions"] if rule.name in counts or "times:" in rule.pattern]),
        Grammar(lexicon, rules["headlines"]),
        counts,
        {**persons, **pairs},
        frozenset(words["classes"]["besides"]),
        frozenset((*words["others"]["words"], *words["others"]["behind"])),
        frozenset((*words["anybody"]["words"], *words["classes"]["age"], *words["classes"]["harm"], *pairs)),
        _by_rule(words, "counted"),
        _by_rule(words, "noun"),
        frozenset(_by_rule(words, "single")),
        frozenset(_by_rule(words, "alone")),
        frozenset(words["joins"]["among"]),
        words["multiples"],
        frozenset((*words["clauses"]["auxiliary"], *words["clauses"]["perfect"], *words["joins"]["alone"])),
        frozenset(words["mishaps"]["words"]),
        words["aged"],
        words["classes"]["age"][0],
    )


def _by_rule(words: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {rule["name"]: rule[key] for part in ("mentions", "headlines") for rule in words[part] if key in rule}
