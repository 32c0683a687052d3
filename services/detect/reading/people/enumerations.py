"""Enumerations of participants, and which of them words that lie before or behind can be said of.

three women and a man | were killed · killed | two people, including a child · two of the three shot | have died
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any, Final

from msgspec import Struct

from services.detect.reading.people.classes import is_person
from services.detect.reading.people.participant import COUNTED, Participant
from services.detect.reading.people.tolls import Group
from services.detect.reading.quantities.counted import nouns_of
from services.detect.reading.tokens import POSSESSIVE, Token
from services.detect.reading.vocabulary import Language, vocabulary

_JOINTS: Final = 5
"""Commas and conjunctions that may stand between two participants of one enumeration."""
_OWNER: Final = 6
"""Tokens between a verb and the POSSESSIVE of whose somebody is."""
_BARE: Final = (COUNTED, "another", "another in a headline")
"""The rules of participants whose noun may be left out."""
_GROUP: Final = 3
"""Tokens of "of their family"."""
_JOINED: Final = "one joined"
"""The rule of a mention that takes its conjunction in."""


class _Words(Struct, frozen=True):
    nouns: frozenset[str]
    """Counted nouns that are actions themselves."""
    before_object: frozenset[str]
    """Adverbs, and what may stand before a number: "killed his | two sons"."""
    links: frozenset[str]
    determiners: frozenset[str]
    joins: frozenset[str]
    ages: frozenset[str]
    including: frozenset[str]
    among: frozenset[str]
    breaks: frozenset[str]
    relative: frozenset[str]
    charged: frozenset[str]
    """Words that say what somebody answers for."""
    prepositions: frozenset[str]
    language: Language


def enumerations(tokens: Sequence[Token], found: Sequence[Participant], language: Language) -> Iterator[Group]:
    """Participants that stand side by side, joined by commas and conjunctions; those after "including" are a part."""
    words, group = _words(language), list[Participant]()
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
    if item.words in words.nouns or item.best == 0:
        return False  # "killed three people and took his own life", "shot three people, none fatally"
    if not between:
        return item.rule == _JOINED
    if item.words is None and item.rule in _BARE and not any(token.text[0].isalpha() for token in between):
        return False  # "three officers, one fatally"
    if last.is_partitive and item.best == last.best and not any(token.text[0].isalpha() for token in between):
        return False  # "one of them, a young man, died"
    if not (item.is_count and last.is_count) and not any(token.text[0].isalpha() for token in between):
        return False  # "wounding three people, he fled"
    between = _behind_group(between, words)
    plain = [token for token in between if token.number is None and token.lower not in words.ages]
    return len(plain) <= _JOINTS and all(token.lower in words.joins for token in plain)


def _behind_group(between: Sequence[Token], words: _Words) -> Sequence[Token]:
    """What stands behind the group that the first ones are of: "four members | of their family | and a friend"."""
    is_of = len(between) > _GROUP and between[0].lower in words.links and between[1].lower in words.determiners
    return between[_GROUP:] if is_of and between[2].text.isalpha() else between


def group_after(tokens: Sequence[Token], last: int, groups: Sequence[Group], language: Language) -> list[Group]:
    """The enumeration that follows directly, but for adverbs, and the part that it includes."""
    words, start = _words(language), _behind_owner(tokens, last, language)
    end = start
    while end < len(tokens) and tokens[end].lower in words.before_object:
        end += 1
    first = (group[0].first for group in groups)
    at = next((k for k, at in enumerate(first) if at == last or start <= at <= end), None)
    if at is None or groups[at][-1].is_share:
        return [] if at is None else [groups[at]]
    part = groups[at + 1 : at + 2]
    return [groups[at], *(group for group in part if _is_part(tokens, groups[at], group, words))]


def _behind_owner(tokens: Sequence[Token], last: int, language: Language) -> int:
    """Where somebody's own begin behind a verb: "killed his friend's | two daughters"; else where the verb ends."""
    words = _words(language)
    for k in range(last, min(len(tokens) - 1, last + _OWNER)):
        if tokens[k].lower == POSSESSIVE:
            return k + 1 if is_person(tokens[k - 1].lower, language) else last
        if not (tokens[k].lower in words.before_object or tokens[k].text == "-" or tokens[k].text.isalpha()):
            break
    return last


def group_before(
    tokens: Sequence[Token],
    start: int,
    groups: Sequence[Group],
    language: Language,
    *,
    objects: Collection[Group],
    reach: int,
    is_reduced: bool,
) -> list[Group]:
    """The nearest enumeration before, unless another clause begins between; with the whole that it is a part of.

    A participle without an auxiliary (`is_reduced`) right behind a group says what all of it suffered. Of `objects` an
    action was said as they followed it.
    """
    words = _words(language)
    before = [group for group in groups if group[-1].last <= start]
    if not before or start - before[-1][-1].last > reach:
        return []
    between = tokens[before[-1][-1].last : start]
    if len(before) > 1 and before[-2][-1].is_share:
        if is_reduced:
            return [] if between else before[-1:]  # "one of 12 people killed"
        between, before = between[1:], before[:-1]  # "two of the three people shot | have died"
    if _is_cut(between, before[-1], words):
        return []
    if (subject := _subject(tokens, before, start, words, objects=objects, is_reduced=is_reduced)) is not None:
        return [subject] if subject else []
    is_close = not any(token.text[0].isalnum() for token in between)
    if len(before) > 1 and is_close and _is_part(tokens, before[-2], before[-1], words):
        return before[-2:]
    return before[-1:]


def _is_cut(between: Sequence[Token], nearest: Group, words: _Words) -> bool:
    """Whether what is said behind is not said of the nearest group, as another clause or subject begins between."""
    if between and nearest[-1].is_partitive and between[0].lower in words.relative:
        return True  # "one of the men | who died": it says which group
    return any(_breaks(between, k, words) for k in range(len(between))) or _ends_in_name(between)


def _ends_in_name(between: Sequence[Token]) -> bool:
    """Whether a name stands there as the subject: "his father said, | Frank Olson was shot"."""
    at = next((k for k in range(len(between) - 1, -1, -1) if not between[k].text[0].isupper()), -1)
    return at == 0 and between[0].text == "," and len(between) > 1


def _subject(
    tokens: Sequence[Token],
    before: Sequence[Group],
    start: int,
    words: _Words,
    *,
    objects: Collection[Group],
    is_reduced: bool,
) -> Group | None:
    """The group that the nearest one only says more of; empty where it has none, None where the nearest is subject.

    a father of three | was killed · the man who shot two officers | was killed · the boy with her | was killed
    """
    nearest, earlier = before[-1], before[-2] if len(before) > 1 else ()
    if nearest[0].first < 2:
        return None
    lead = tokens[nearest[0].first - 1]
    if nearest in objects:
        doers = (group for group in reversed(before[:-1]) if _is_doer(tokens, group, words, is_reduced=is_reduced))
        if (doer := next(doers, None)) is not None:
            return doer  # "the man accused of shooting eight people at a party | is in jail"
    is_in_relative = bool(earlier) and tokens[earlier[-1].last].lower in words.relative
    if is_in_relative and (nearest in objects or lead.lower in words.prepositions):
        return earlier if nearest[-1].last == start else None
    if nearest in objects and earlier and not is_reduced and tokens[start - 1].text == ",":
        return earlier  # "Gunman wounds four, is killed"
    if lead.lower in words.links and is_person(tokens[nearest[0].first - 2].lower, words.language):
        is_whose = not is_reduced or nearest[-1].words is None  # but "the sister of two women killed"
        return (earlier if earlier and earlier[-1].last == nearest[0].first - 1 else ()) if is_whose else None
    return None


def _is_doer(tokens: Sequence[Token], group: Group, words: _Words, *, is_reduced: bool) -> bool:
    """Whether the words behind a group begin to tell what it did, or answers for: "the man | who police say shot"."""
    last = group[-1].last
    if any(token.lower in words.charged for token in tokens[last - 1 : last + 1]):
        return True
    return not is_reduced and tokens[last].lower in words.relative


def _is_part(tokens: Sequence[Token], whole: Group, part: Group, words: _Words) -> bool:
    """Whether an enumeration is told as a part of the one before it: ", including two children,"."""
    between = [token.lower for token in tokens[whole[-1].last : part[0].first]]
    if whole[-1].is_single or (between and between[-1] in words.among):
        return False  # "the sister of | two women", "a teenager among | three hurt": the second is the whole
    return len(between) <= 3 and not words.including.isdisjoint(between)


def _breaks(between: Sequence[Token], k: int, words: _Words) -> bool:
    """Whether another clause begins at token k; a relative clause right behind the participant does not."""
    token = between[k]
    if token.lower in words.relative and (k == 0 or (k == 1 and between[0].text == ",")):
        return False
    return token.lower in words.breaks or token.lower in words.relative


@cache
def _words(language: Language) -> _Words:
    actions: dict[str, Any] = vocabulary(language, "actions")
    people: dict[str, Any] = vocabulary(language, "people")
    clauses, joins = people["clauses"], people["joins"]
    return _Words(
        nouns=frozenset(noun for forms in actions.values() for noun in forms["nouns"]),
        before_object=frozenset(
            (*clauses["adverbs"], *people["classes"]["definite"], *people["classes"]["possessive"])
        ),
        links=nouns_of(language).links,
        determiners=frozenset(
            (*people["classes"]["possessive"], *people["classes"]["definite"], *people["classes"]["article"])
        ),
        joins=frozenset(joins["and"]),
        ages=frozenset(joins["ages"]),
        including=frozenset(joins["part"]),
        among=frozenset(joins["among"]),
        breaks=frozenset(clauses["breaks"]),
        relative=frozenset(clauses["relative"]),
        charged=frozenset(people["charged"]["verbs"]),
        prepositions=frozenset(vocabulary(language, "clauses")["words"]["prepositions"]),
        language=language,
    )
