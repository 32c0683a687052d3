"""Persons whom a sentence mentions without a number, and who nobody is.

    a 12-year-old boy · his wife · a man's wife · Teen (in a headline) · no one · another man · himself

Whose word only says whose or what a thing is ("an officer's helmet", "a biker club") is not mentioned himself.
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
from services.detect.reading.people.ages import conjunctions
from services.detect.reading.people.classes import PEOPLE, young_class
from services.detect.reading.people.participant import Participant
from services.detect.reading.people.young import class_by_age
from services.detect.reading.quantities.counted import is_participle, nouns_of, singular
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import POSSESSIVE, Token
from services.detect.reading.vocabulary import Language, inverse, vocabulary


class _People(Struct, frozen=True):
    lexicon: Lexicon
    mentions: Grammar
    counting: Grammar
    """Of the mentions, those with a count."""
    headlines: Grammar
    counts: Mapping[str, int]
    """By the names of rules; none for the definite ones."""
    numbered: frozenset[str]
    """The rules that count as many as they hold numbers,"""
    events: frozenset[str]
    """and those of what befell somebody, whoever it was."""
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
    attackers: frozenset[str]
    """Words of a sentence in which "himself" is whoever did it to others;"""
    joins: frozenset[str]
    """and such words right before it."""
    things: frozenset[str]
    bodies: frozenset[str]
    """What is said of somebody's is said of him."""


def mentions(sentence: Sentence, *, headline: bool, is_told: bool) -> list[Participant]:
    """The persons mentioned, those of headlines last; none where nobody is counted, by them or as numbers told it."""
    people = _people(sentence.language)
    spelt = people.lexicon.spell(sentence.tokens)
    if not (is_told or headline) and people.counting.next_match(spelt) is None:
        return []
    matches = people.mentions.matches(spelt)
    if headline:
        matches += people.headlines.matches(spelt)
    matches = [match for match in matches if _may_stand(sentence, match, people)]
    if not is_told and not any(_counts(match, people) for match in matches):
        return []
    return [_mentioned(sentence, match, people) for match in matches]


def _counts(match: Match, people: _People) -> bool:
    return match.rule.name in people.counts or match.rule.name in people.numbered or "times" in match.named


def is_after_name(sentence: Sentence, first: int) -> bool:
    """Whether a name is joined before token `first`: "Smith and | two others"."""
    tokens, at = sentence.tokens, first - 2
    if first < 2 or tokens[first - 1].lower not in conjunctions(sentence.language):
        return False
    while at >= 0 and first - at <= 5 and not tokens[at].text[0].isalpha():
        at -= 1
    near, nouns = at >= 0 and first - at <= 5 and tokens[at].text[0].isupper(), nouns_of(sentence.language)
    if not near or is_participle(tokens[at], nouns):
        return False  # in a headline, "Father Killed and 4 Others Hurt"
    return tokens[at].lower not in nouns.ends and tokens[at].lower not in nouns.states


def _may_stand(sentence: Sentence, match: Match, people: _People) -> bool:
    """Whether it is somebody: "another was hurt", but not "another shooting", nor "among them"."""
    if match.first and match.rule.name not in people.counts and sentence.tokens[match.first - 1].lower in people.among:
        return False
    if "head" in match.named and _is_thing(sentence.tokens, match.last, people):
        return False
    if match.rule.name not in people.alone or match.last >= len(sentence.tokens):
        return True
    word, nouns = sentence.tokens[match.last], nouns_of(sentence.language)
    return word.lower in people.after_alone or word.lower in nouns.states or is_participle(word, nouns)


def _is_thing(tokens: Sequence[Token], last: int, people: _People) -> bool:
    """Whether somebody's word only says whose or what a thing is: "an officer's | helmet", "a biker | club"."""
    if last + 1 >= len(tokens):
        return False
    if tokens[last].lower == POSSESSIVE:
        return tokens[last + 1].lower not in people.bodies
    return tokens[last].lower in people.things


def _mentioned(sentence: Sentence, match: Match, people: _People) -> Participant:
    count = people.counts.get(match.rule.name)
    if "times" in match.named:
        count = people.multiples[sentence.tokens[match.named["times"]].lower]
    if match.rule.name in people.numbered:
        count = sum(token.number is not None for token in sentence.tokens[match.first : match.last])
    if count == 0 and _is_besides(sentence, match, people):
        count = None  # "no one else was hurt": who was, was told before
    value = Decimal(count) if count is not None else None
    head = sentence.tokens[match.named["head"]].lower if "head" in match.named else ""
    told, nouns = people.counted.get(match.rule.name), nouns_of(sentence.language)
    is_event = "times" in match.named or match.rule.name in people.events
    is_noun = value == 0 or is_event
    own = sentence.tokens[match.first : match.last]
    of_one = _class_of_one(singular(head, nouns), people)
    by_age = young_class(own, sentence.language) or class_by_age(sentence, match.first, match.last, of_one, head)
    return Participant(
        first=match.first,
        last=match.last,
        low=value,
        best=value,
        high=value,
        modality=Modality.EXACT,
        counted=by_age if told is None else _of_attacker(told, sentence, match, people),
        words=people.nouns.get(match.rule.name) or (singular(head, nouns) if is_noun and head else None),
        is_known=True,
        is_count=count is not None,
        besides=sentence.tokens[match.first].lower in people.besides,
        is_partitive=value == 0 and _is_of(sentence, match.last),
        is_after_name=is_after_name(sentence, match.first),
        rule=match.rule.name,
        is_single=match.rule.name in people.single and singular(head, nouns) == head,
        is_event=is_event,
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


def _of_attacker(counted: str, sentence: Sentence, match: Match, people: _People) -> str:
    """The class that a rule gives; but nobody is suspected of an accident, nor of what he did to himself alone."""
    tokens = sentence.tokens
    if any(token.lower in people.mishaps for token in tokens):
        return PEOPLE
    is_joined = match.first == 0 or tokens[match.first - 1].lower in people.joins or match.last - match.first > 1
    is_his = is_joined or any(token.lower in people.attackers for token in tokens[: match.first])
    return counted if is_his else PEOPLE


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
    counts, numbered = _by_rule(words, "count"), frozenset(_by_rule(words, "counts"))
    counting = {*counts, *numbered, *(rule.name for rule in rules["mentions"] if "times:" in rule.pattern)}
    return _People(
        lexicon,
        Grammar(lexicon, rules["mentions"]),
        Grammar(lexicon, [rule for rule in rules["mentions"] if rule.name in counting]),
        Grammar(lexicon, rules["headlines"]),
        counts,
        numbered,
        frozenset(_by_rule(words, "event")),
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
        frozenset(words["attackers"]["words"]),
        frozenset(words["attackers"]["joins"]),
        frozenset(words["things"]["words"]),
        frozenset(words["things"]["bodies"]),
    )


def _by_rule(words: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {rule["name"]: rule[key] for part in ("mentions", "headlines") for rule in words[part] if key in rule}
