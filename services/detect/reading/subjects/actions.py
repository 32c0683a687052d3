"""What participants do or suffer: each action's words, found by form, and the participants that they are said of.

    participants ─▶ enumerations ("three women and a man") ─▶ actions said of each ─▶ counts of an action

An action is said of those before it ("were killed", "two dead") or after it ("killing three", "shot a man"). Nothing
between may begin another clause. Where a death is said of somebody, what injured them is not counted again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, Final, NamedTuple

from services.detect.reading.lexicon import Lexicon
from services.detect.reading.patterns import Grammar, Match, wordings
from services.detect.reading.sentences import Sentence
from services.detect.reading.subjects.participants import PEOPLE, SUSPECT, Participant
from services.detect.reading.subjects.tolls import Group, number_told, toll
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_REACH: Final = 16
"""Tokens between an action and those of whom it is said."""
_JOINTS: Final = 5
"""Commas and conjunctions that may stand between two participants of one enumeration."""
_JOINED: Final = "one joined"
"""The rule of a mention that takes its conjunction in."""
_NEAR: Final = 4
"""The same, where no auxiliary leads to it: "two people shot dead"."""


class Form(StrEnum):
    """How a word says its action."""

    PARTICIPLE = "participles"
    STATE = "states"
    VERB = "verbs"
    INFLICTING = "inflicting"
    TOLL = "tolls"


class Said(NamedTuple):
    """An action said of an enumeration of participants, one or more."""

    action: str
    of: tuple[Participant, ...]
    rule: str
    first: int
    last: int
    """The action's own words, tokens [first, last)."""
    is_denied: bool = False
    """Whether the words say that it did not happen: "were not killed"."""


class _Words(NamedTuple):
    lexicon: Lexicon
    grammar: Grammar
    nouns: Mapping[str, str]
    auxiliary: frozenset[str]
    perfect: frozenset[str]
    adverbs: frozenset[str]
    denials: frozenset[str]
    negations: frozenset[str]
    joins: frozenset[str]
    ages: frozenset[str]
    including: frozenset[str]
    breaks: frozenset[str]
    relative: frozenset[str]
    nominal: frozenset[str]
    """Words behind which no verb stands, but a noun."""
    heavier: Mapping[str, frozenset[str]]
    """For an action, those that it counts again: whoever is killed was shot or injured first."""


def actions(sentence: Sentence, found: Sequence[Participant]) -> list[Said]:
    """The actions said of the participants, in the order of the words."""
    words = _words(sentence.language)
    if not any(item.is_count for item in found):
        return []
    groups = list(_enumerations(sentence.tokens, found, words))
    said = [*_nouns(groups, words), *_mentioned(sentence, groups, words)]
    return _heaviest(sorted(said, key=lambda each: (each.of[0].first, each.first)), words)


def _enumerations(tokens: Sequence[Token], found: Sequence[Participant], words: _Words) -> Iterator[Group]:
    """Participants that stand side by side, joined by commas and conjunctions; those after "including" are a part."""
    group: list[Participant] = []
    for item in found:
        joined = bool(group) and _is_joined(group[-1], tokens[group[-1].last : item.first], item, words)
        if joined:
            group.append(item)
            continue
        if group:
            yield tuple(group)
        group = [item]
    if group:
        yield tuple(group)


def _is_joined(last: Participant, between: Sequence[Token], item: Participant, words: _Words) -> bool:
    """Whether what stands between two participants only joins them, or tells the first one's age."""
    if item.words in words.nouns:
        return False  # "killed three people and took his own life"
    if not between:
        return item.rule == _JOINED
    if not (item.is_count and last.is_count) and not any(token.text[0].isalpha() for token in between):
        return False  # "wounding three people, he fled"
    plain = [token for token in between if token.number is None and token.lower not in words.ages]
    return len(plain) <= _JOINTS and all(token.lower in words.joins for token in plain)


def _nouns(groups: Sequence[Group], words: _Words) -> Iterator[Said]:
    """Counted nouns that are actions themselves: "twelve deaths"."""
    for item in (item for group in groups for item in group):
        head = (item.words or "").rsplit(maxsplit=1)[-1:]
        if head and head[0] in words.nouns:
            victims = item if item.counted == SUSPECT else item._replace(counted=PEOPLE, is_known=True)
            yield Said(words.nouns[head[0]], (victims,), "counted action", item.first, item.last)


def _mentioned(sentence: Sentence, groups: Sequence[Group], words: _Words) -> Iterator[Said]:
    for match in words.grammar.matches(words.lexicon.spell(sentence.tokens)):
        action = match.rule.means.partition("/")[0]
        start = _predicate_start(sentence.tokens, match.first, words)
        denied = start > 0 and sentence.tokens[start - 1].lower in words.denials
        if denied:
            start = _predicate_start(sentence.tokens, start - 1, words)
        for of in _of_whom(sentence.tokens, start, match, groups, sentence.language):
            yield Said(action, of, match.rule.name, match.first, match.last, denied)


def _of_whom(
    tokens: Sequence[Token], start: int, match: Match, groups: Sequence[Group], language: Language
) -> list[Group]:
    """The enumerations that an action is said of: one, or a whole and the part that it is told to include.

    Its predicate begins at `start`.
    """
    words, form = _words(language), Form(match.rule.means.partition("/")[2])
    if form is Form.TOLL:
        return toll(match.first, match.last, groups)
    if numbered := number_told(tokens, start, match.last, groups, language):
        return numbered
    leading = [token.lower for token in tokens[max(0, start - 1) : match.first]]
    is_noun = form is Form.VERB and tokens[max(0, match.first - 1)].lower in words.nominal  # "at Saturday's march"
    if is_noun or not words.negations.isdisjoint(leading):
        return []
    passive = not words.auxiliary.isdisjoint(leading)
    after = _group_after(tokens, match.last, groups, words)
    if form is Form.INFLICTING or (form is Form.PARTICIPLE and not passive and after):
        return after
    reach = _REACH if passive or form is Form.VERB else _NEAR
    before = _group_before(tokens, start, groups, words, reach=reach)
    if form is Form.PARTICIPLE and not passive and before and before[-1][-1].is_partitive:
        return []  # "one of the people shot": it says which group, not what the one suffered
    return before


def _predicate_start(tokens: Sequence[Token], at: int, words: _Words) -> int:
    """The first of the auxiliaries and adverbs that lead to an action's words."""
    leading = words.auxiliary | words.perfect | words.adverbs
    while at and tokens[at - 1].lower in leading:
        at -= 1
    return at


def _group_after(tokens: Sequence[Token], last: int, groups: Sequence[Group], words: _Words) -> list[Group]:
    """The enumeration that follows directly, but for adverbs, and the part that it includes."""
    end = last
    while end < len(tokens) and tokens[end].lower in words.adverbs:
        end += 1
    at = next((k for k, group in enumerate(groups) if last <= group[0].first <= end), None)
    if at is None:
        return []
    part = groups[at + 1 : at + 2]
    return [groups[at], *(group for group in part if _is_part(tokens, groups[at], group, words))]


def _group_before(
    tokens: Sequence[Token], start: int, groups: Sequence[Group], words: _Words, *, reach: int
) -> list[Group]:
    """The nearest enumeration before, unless another clause begins between; with the whole that it is a part of."""
    before = [group for group in groups if group[-1].last <= start]
    if not before or start - before[-1][-1].last > reach:
        return []
    between = tokens[before[-1][-1].last : start]
    if any(_breaks(between, k, words) for k in range(len(between))):
        return []
    if len(before) > 1 and len(between) <= 1 and _is_part(tokens, before[-2], before[-1], words):
        return before[-2:]
    return before[-1:]


def _is_part(tokens: Sequence[Token], whole: Group, part: Group, words: _Words) -> bool:
    """Whether an enumeration is told as a part of the one before it: ", including two children,"."""
    between = [token.lower for token in tokens[whole[-1].last : part[0].first]]
    return len(between) <= 3 and not words.including.isdisjoint(between)


def _breaks(between: Sequence[Token], k: int, words: _Words) -> bool:
    """Whether another clause begins at token k; a relative clause right behind the participant does not."""
    token = between[k]
    if token.lower in words.relative and (k == 0 or (k == 1 and between[0].text == ",")):
        return False
    return token.lower in words.breaks or token.lower in words.relative


def _heaviest(said: list[Said], words: _Words) -> list[Said]:
    """Without what a heavier action of the same participants takes in, and each action of each group once."""
    kept: list[Said] = []
    for each in said:
        others = {other.action for other in said if other.of == each.of and other is not each}
        if any(each.action in words.heavier.get(other, frozenset()) for other in others):
            continue
        if not any(other.action == each.action and other.of == each.of for other in kept):
            kept.append(each)
    return kept


@cache
def _words(language: Language) -> _Words:
    table: dict[str, Any] = vocabulary(language, "actions")
    rest: dict[str, Any] = vocabulary(language, "people")
    clauses = rest["clauses"]
    rules = [
        rule._replace(means=f"{action}/{form.value}")
        for action, forms in table.items()
        for form in Form
        for rule in wordings({action: forms[form.value]}, form.value)
    ]
    lexicon = Lexicon(rest["wordings"], [rule.pattern for rule in rules])
    return _Words(
        lexicon=lexicon,
        grammar=Grammar(lexicon, rules),
        nouns={noun: action for action, forms in table.items() for noun in forms["nouns"]},
        auxiliary=frozenset(clauses["auxiliary"]),
        perfect=frozenset(clauses["perfect"]),
        adverbs=frozenset(clauses["adverbs"]),
        denials=frozenset(clauses["denials"]),
        negations=frozenset(clauses["negations"]),
        joins=frozenset(rest["joins"]["and"]),
        ages=frozenset(rest["joins"]["ages"]),
        including=frozenset(rest["joins"]["part"]),
        breaks=frozenset(clauses["breaks"]),
        nominal=frozenset((*rest["classes"]["article"], *rest["classes"]["possessive"], *clauses["nominal"])),
        relative=frozenset(clauses["relative"]),
        heavier={action: frozenset(lighter) for action, lighter in rest["heavier"].items()},
    )
