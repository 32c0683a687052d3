"""What participants do or suffer: each action's words, found by form, and the participants that they are said of.

    participants ─▶ enumerations ("three women and a man") ─▶ actions said of each ─▶ counts of an action

An action is said of those before it ("were killed", "two dead") or after it ("killing three", "shot a man"). Nothing
between may begin another clause. Where a death is said of somebody, what injured them is not counted again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from functools import cache
from itertools import zip_longest
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from services.detect.reading.lexicon import Lexicon
from services.detect.reading.patterns import Grammar, Match, Rule, wordings
from services.detect.reading.people.classes import PEOPLE, is_person
from services.detect.reading.people.enumerations import enumerations, group_after, group_before
from services.detect.reading.people.nouns import by_nouns
from services.detect.reading.people.participant import Participant
from services.detect.reading.people.said import Said, settled
from services.detect.reading.people.tolls import Group, leads_from_number, number_told, toll
from services.detect.reading.quantities.counted import is_plural, nouns_of, singular
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import POSSESSIVE, Token
from services.detect.reading.vocabulary import Language, vocabulary

_REACH: Final = 16
"""Tokens between an action and those of whom it is said."""
_NEAR: Final = 4
"""The same, where no auxiliary leads to it: "two people shot dead";"""
_BEHIND: Final = 1
"""and where it is no verb at all: "sent two people to hospital"."""

KILLED: Final = "killed"
_NONE: Final = ""
"""What wordings mean that hold an action's word and say none: "captured on video"."""


class Form(StrEnum):
    """How a word says its action."""

    PARTICIPLE = "participles"
    STATE = "states"
    VERB = "verbs"
    INFLICTING = "inflicting"
    TOLL = "tolls"


class _Words(Struct, frozen=True):
    lexicon: Lexicon
    grammar: Grammar
    auxiliary: frozenset[str]
    leading: frozenset[str]
    """Auxiliaries and adverbs."""
    denials: frozenset[str]
    negations: frozenset[str]
    deadly: frozenset[str]
    """Actions of which those may have died who are told to behind it,"""
    to_death: tuple[str, ...]
    """and by which words."""
    possessive: frozenset[str]
    determiners: frozenset[str]
    nominal: frozenset[str]
    """Words behind which no verb stands, but a noun."""
    agents: frozenset[str]
    """Words before which a verb says what somebody else did."""


def actions(sentence: Sentence, found: Sequence[Participant]) -> list[Said]:
    """The actions said of the participants, in the order of the words."""
    words = _words(sentence.language)
    if not any(item.is_count or item.is_single for item in found):
        return []
    groups = list(enumerations(sentence.tokens, [item for item in found if not item.is_event], sentence.language))
    mentioned = list(_mentioned(sentence, groups, words))
    told_by_nouns = by_nouns(sentence, found, groups, mentioned)
    return settled(sentence, [*told_by_nouns, *mentioned], found)


def is_of_before(tokens: Sequence[Token], first: int, language: Language) -> bool:
    """Whether the action at token `first` had happened, or not, before what is told: "nobody had been | hit before"."""
    words = vocabulary(language, "people")["clauses"]
    start = _predicate_start(tokens, first, _words(language))
    if not any(token.lower in words["pluperfect"] for token in tokens[start:first]):
        return False
    told = (k for k, token in enumerate(tokens) if token.lower in words["earlier"])
    return any(start <= k < first or k + 1 == len(tokens) or not tokens[k + 1].text[0].isalnum() for k in told)


def _mentioned(sentence: Sentence, groups: Sequence[Group], words: _Words) -> Iterator[Said]:
    objects: set[Group] = set()
    matches = words.grammar.matches(words.lexicon.spell(sentence.tokens))
    for match, following in zip_longest(matches, matches[1:]):
        action, _, form = match.rule.means.partition("/")
        if not action:
            continue
        if form == Form.TOLL and following is not None and _tells_of_whom(sentence, match.last, following):
            continue
        start = _predicate_start(sentence.tokens, match.first, words)
        denied = start > 0 and sentence.tokens[start - 1].lower in words.denials
        if denied:
            start = _predicate_start(sentence.tokens, start - 1, words)
        told = _of_whom(sentence.tokens, start, match, groups, sentence.language, objects=objects)
        objects.update(of for of in told if of[0].first >= match.last)
        for of in told:
            is_dead = action in words.deadly and _is_to_death(sentence.tokens, of[-1].last, words)
            yield Said(KILLED if is_dead else action, of, match.rule.name, match.first, match.last, denied)


def _tells_of_whom(sentence: Sentence, last: int, following: Match) -> bool:
    """Whether what follows tells whose number ends before token `last`: "the number of men | killed", "who fled"."""
    is_clause = following.first > last or following.rule.means.endswith(f"/{Form.PARTICIPLE}")
    return is_clause and leads_from_number(sentence.tokens[last : following.first], sentence.language)


def _of_whom(
    tokens: Sequence[Token],
    start: int,
    match: Match,
    groups: Sequence[Group],
    language: Language,
    *,
    objects: Collection[Group],
) -> list[Group]:
    """The enumerations that an action is said of: one, or a whole and the part that it is told to include.

    Its predicate begins at `start`; of `objects` another was said before, as they followed it.
    """
    words, form = _words(language), Form(match.rule.means.partition("/")[2])
    if form is Form.TOLL:
        return toll(tokens, match.first, match.last, groups, language)
    if numbered := number_told(tokens, start, match.last, groups, language):
        return numbered
    leading = [token.lower for token in tokens[max(0, start - 1) : match.first]]
    passive = not words.auxiliary.isdisjoint(leading)
    is_deed = form is Form.INFLICTING and _is_noun(tokens, match, words, language)
    is_theirs = form is not Form.VERB or _is_verb_of_theirs(tokens, match, words, passive=passive)
    is_not_theirs = is_deed or not is_theirs or not words.negations.isdisjoint(leading)
    if is_not_theirs or _is_of_next(tokens, start, match, language):
        return []
    is_reduced = form is Form.PARTICIPLE and not passive
    after = group_after(tokens, match.last, groups, language) if is_reduced or form is Form.INFLICTING else []
    if form is Form.INFLICTING or (after and not _is_led_to(start, match.last, groups, after[0][0], language)):
        return after
    reach = _REACH if passive or form is Form.VERB else _NEAR if form is Form.PARTICIPLE else _BEHIND
    before = group_before(tokens, start, groups, language, objects=objects, reach=reach, is_reduced=is_reduced)
    if is_reduced and before:
        whom = before[-1][-1]
        is_which = whom.is_partitive  # "one of the people shot": of which group
        is_active = not after and whom.counted is not None and _has_object(tokens, match.last, language)
        return [] if is_which or is_active else before
    return before


def _is_of_next(tokens: Sequence[Token], start: int, match: Match, language: Language) -> bool:
    """Whether the word is of the noun behind it alone: "the mother of | murdered teens"."""
    is_participle = match.rule.means.endswith(f"/{Form.PARTICIPLE}")
    return is_participle and start == match.first > 0 and tokens[start - 1].lower in nouns_of(language).links


def _is_to_death(tokens: Sequence[Token], last: int, words: _Words) -> bool:
    """Whether the words behind them say that they died of it: "shot two men | dead"."""
    behind = " ".join(token.lower for token in tokens[last : last + 2])
    return any(f"{behind} ".startswith(f"{wording} ") for wording in words.to_death)


def _is_noun(tokens: Sequence[Token], match: Match, words: _Words, language: Language) -> bool:
    """Whether a verb's word stands for what happened: "in the shooting, a man ...", but not "the shooting of a man"."""
    is_led = match.first > 0 and tokens[match.first - 1].lower in words.determiners
    leads_on = tokens[match.last - 1].lower in nouns_of(language).links | words.agents  # "a strike by | 40 workers"
    return is_led and not leads_on


def _is_verb_of_theirs(tokens: Sequence[Token], match: Match, words: _Words, *, passive: bool) -> bool:
    """Not where it is a noun ("at Saturday's | march") or what somebody else did ("a party | attended by hundreds")."""
    if tokens[max(0, match.first - 1)].lower in words.nominal:
        return False
    is_passive = passive or tokens[match.first].lower in words.auxiliary
    return is_passive or match.last >= len(tokens) or tokens[match.last].lower not in words.agents


def _has_object(tokens: Sequence[Token], last: int, language: Language) -> bool:
    """Whether persons without a number, or what is somebody's, follow directly: "Father shot | sons", "his dog"."""
    nouns = nouns_of(language)
    if last < len(tokens) and tokens[last].lower in _words(language).possessive:
        return True
    if last >= len(tokens) or not is_plural(tokens[last], nouns):
        return False
    return is_person(singular(tokens[last].lower, nouns), language)


def _is_led_to(start: int, last: int, groups: Sequence[Group], behind: Participant, language: Language) -> bool:
    """Whether what stands behind a participle is only led to, and not who suffered it: "two shot | at one house"."""
    if behind.first == last or behind.words is None or is_person(behind.counted or PEOPLE, language):
        return False
    return any(group[-1].last == start and group[-1].is_count for group in groups)


def _predicate_start(tokens: Sequence[Token], at: int, words: _Words) -> int:
    """The first of the auxiliaries and adverbs that lead to an action's words."""
    while at and tokens[at - 1].lower in words.leading:
        at -= 1
    return at


def is_fate(action: str, language: Language) -> bool:
    """Whether it is one of what people do or suffer, whoever they are, which every reader tells from all others."""
    return action in vocabulary(language, "actions") and action not in vocabulary(language, "people")["told_by_class"]


@cache
def _words(language: Language) -> _Words:
    table: dict[str, Any] = vocabulary(language, "actions")
    rest: dict[str, Any] = vocabulary(language, "people")
    clauses = rest["clauses"]
    rules = [
        replace(rule, means=f"{action}/{form.value}")
        for action, forms in table.items()
        for form in Form
        for rule in wordings({action: forms[form.value]}, form.value)
    ]
    rules += [
        Rule(f"number of {word}", rest["tolls"]["pattern"].replace("_", f"'{word}'"), f"{action}/{Form.TOLL.value}")
        for action, forms in table.items()
        for word in (*forms[Form.STATE.value], *forms[Form.PARTICIPLE.value])
        if word.isalpha()
    ]
    rules += wordings({_NONE: rest["no_actions"]["words"]}, "no action")
    lexicon = Lexicon(rest["wordings"], [rule.pattern for rule in rules])
    return _Words(
        lexicon=lexicon,
        grammar=Grammar(lexicon, rules),
        auxiliary=frozenset(clauses["auxiliary"]),
        leading=frozenset((*clauses["auxiliary"], *clauses["perfect"], *clauses["adverbs"])),
        denials=frozenset(clauses["denials"]),
        negations=frozenset(clauses["negations"]),
        deadly=frozenset(rest["to_death"]["actions"]),
        to_death=tuple(rest["to_death"]["words"]),
        possessive=frozenset(rest["classes"]["possessive"]),
        determiners=frozenset((*rest["classes"]["article"], *rest["classes"]["definite"], POSSESSIVE)),
        nominal=frozenset((*rest["classes"]["article"], *rest["classes"]["possessive"], *clauses["nominal"])),
        agents=frozenset(vocabulary(language, "clauses")["words"]["agents"]),
    )
