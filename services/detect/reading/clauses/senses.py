"""Verbs by what they say of the counted: a sense is told by several verbs, whose object is counted, or whose subject.

    closed: they closed 12 schools, 12 schools were closed (suffered) · 12 schools closed (done)
    taking part: 12,400 teachers took part, 31,000 joined the strike (done)

The vocabulary gives base forms; all others are made here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, Final

from msgspec import Struct

from services.detect.reading.inflection import Form, inflected, spelling_of
from services.detect.reading.quantities.counted import nouns_of, singular
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, inverse, vocabulary
from services.detect.reading.wordings import Wordings

_TABLES: Final = ("irregular", "doubled")
"""Of the vocabulary, those that are no senses."""


class Role(StrEnum):
    """What the counted is to the verb."""

    SUFFER = "suffer"
    DO = "do"


class Verb(Struct, frozen=True):
    """One form of a verb, of `length` tokens with its particles."""

    sense: str
    role: Role
    forms: frozenset[Form]
    length: int


class Said(Struct, frozen=True):
    """A sense said of a quantity, by tokens [first, last)."""

    sense: str
    first: int
    last: int
    is_denied: bool = False


class Senses(Struct, frozen=True):
    """A language's senses."""

    verbs: Wordings[Verb]
    states: Wordings[tuple[str, int]]
    """The sense that what is so is in, and how many tokens say it."""
    nouns: Mapping[str, str]
    """Nouns of the doing, singular, with their senses."""
    stocks: frozenset[str]
    """Senses that tell how many are so now, or were at one time; counts of all others can only grow."""
    over: frozenset[str]
    """Of these, such as are of what was done at one time,"""
    anew: frozenset[str]
    """and such as last, or are done anew each time."""
    done: frozenset[str]
    """Senses that are only done, and nothing suffers: a march, a strike."""
    joining: frozenset[str]
    """Of these, such as say that the counted do what is named behind."""
    borne: Mapping[str, str]
    """The sense that a noun bears by itself: a visitor is one who came."""


def verbs_at(tokens: Sequence[Token], k: int, language: Language) -> list[Verb]:
    """The verbs that begin at token k, the longest only."""
    found = senses_of(language).verbs.at(tokens, k)
    return [verb for verb in found if verb.length == found[0].length]


def parted_at(tokens: Sequence[Token], k: int, behind: int, language: Language) -> list[Verb]:
    """The verbs at token k whose particles stand from token `behind` on, the longest first."""
    return senses_of(language).verbs.parted(tokens, k, behind)


def doing_of(noun: str, language: Language) -> str | None:
    """The sense of a noun of doing, in either number: "closures" → closed."""
    return senses_of(language).nouns.get(singular(noun, nouns_of(language)))


def joined_in(sense: str, noun: str, language: Language) -> str | None:
    """What those do who join what a noun of doing names: who takes part in a strike strikes."""
    senses, doing = senses_of(language), doing_of(noun, language)
    return doing if sense in senses.joining and doing in senses.done else None


def state_at(tokens: Sequence[Token], k: int, language: Language) -> tuple[str, int] | None:
    """The sense that the words from token k say somebody is in, and the token behind them."""
    if k >= len(tokens):
        return None
    return next(((sense, k + length) for sense, length in senses_of(language).states.at(tokens, k)), None)


def is_stock(sense: str | None, language: Language) -> bool:
    """Whether a sense tells how many are so now, or were at one time; counts of others can only grow."""
    return sense is None or sense in senses_of(language).stocks


def borne_by(counted: str, language: Language) -> str | None:
    """The sense that a counted noun says by itself, "visitors", or by what was done to it, "derailed wagons"."""
    *which, head = counted.split()
    senses = senses_of(language)
    pair = " ".join((*which[-1:], head))
    if (sense := senses.borne.get(pair) or senses.borne.get(head)) is not None:
        return sense
    told = (verb for word in which for verb in senses.verbs.alone(word))
    return next((v.sense for v in told if v.role is Role.SUFFER and v.forms == {Form.FINITE, Form.PARTICIPLE}), None)


def is_once(sense: str | None, language: Language) -> bool:
    """Whether the count of a sense stays as it is from day to day."""
    senses = senses_of(language)
    return sense in senses.over or sense in senses.anew


def is_over(sense: str | None, language: Language) -> bool:
    """Whether a sense is of what was done at one time, so that who counts it counts it once."""
    return sense in senses_of(language).over


def leading(sense: str | None, language: Language) -> str | None:
    """The sense under which one is filed that two outlets may use of the same: "cut off" → trapped; else itself."""
    return _leading(language).get(sense, sense) if sense is not None else None


def leads_others(sense: str | None, language: Language) -> bool:
    """Whether others are filed under a sense, so that it may say less than they: who gathered may have protested."""
    return sense in _leading(language).values()


def sense_family(sense: str | None, language: Language) -> str | None:
    """The family of senses that may be told of the same things, by the one that leads it: "postponed" → cancelled."""
    lead = leading(sense, language)
    return _families(language).get(lead, lead) if lead is not None else None


def is_step(sense: str | None, of: str | None, language: Language) -> bool:
    """Whether a sense can befall only some of those whom another befell: who escaped may be recaptured."""
    return sense is not None and of is not None and _steps(language).get(sense) == of


def are_kin(one: str | None, other: str | None, language: Language) -> bool:
    """Whether two senses may be told of the same things: "postponed" and "cancelled"."""
    kin = inverse(vocabulary(language, "clauses")["families"])
    leads = [leading(sense, language) for sense in (one, other)]
    return len({kin.get(lead, lead) for lead in leads if lead is not None}) == 1 and None not in leads


@cache
def _families(language: Language) -> Mapping[str, str]:
    return {**inverse(vocabulary(language, "clauses")["families"]), **_steps(language)}


@cache
def _steps(language: Language) -> Mapping[str, str]:
    return inverse(vocabulary(language, "clauses")["steps"])


@cache
def _leading(language: Language) -> Mapping[str, str]:
    return inverse(vocabulary(language, "clauses")["kindred"])


def _tokens(words: str) -> list[str]:
    """Words as they stand in a sentence, where a hyphen is a token: "tear-gassed"."""
    return words.replace("-", " - ").split()


@cache
def senses_of(language: Language) -> Senses:
    """The senses of a language."""
    table: Mapping[str, Any] = vocabulary(language, "senses")
    senses = {name: some for name, some in table.items() if name not in _TABLES}
    spelling = spelling_of(language)
    verbs: dict[str, list[tuple[tuple[str, ...], Verb]]] = {}
    states: dict[str, list[tuple[tuple[str, ...], tuple[str, int]]]] = {}
    for sense, words in senses.items():
        for role in Role:
            for base in words.get(role.value, ()):
                first, _, behind = base.partition(" ")
                joined, hyphen, verb = first.rpartition("-")
                for word, forms in inflected(verb, spelling):
                    head, *rest = _tokens(f"{joined}{hyphen}{word} {behind}")
                    verbs.setdefault(head, []).append((tuple(rest), Verb(sense, role, forms, 1 + len(rest))))
        for state in words.get("states", ()):
            head, *rest = _tokens(state)
            states.setdefault(head, []).append((tuple(rest), (sense, 1 + len(rest))))
    return Senses(
        verbs=Wordings(verbs),
        states=Wordings(states),
        nouns={noun: sense for sense, words in senses.items() for noun in words.get("nouns", ())},
        stocks=frozenset(
            sense for which in ("stocks", "over", "anew") for sense in vocabulary(language, "clauses")[which]["senses"]
        ),
        over=frozenset(vocabulary(language, "clauses")["over"]["senses"]),
        anew=frozenset(vocabulary(language, "clauses")["anew"]["senses"]),
        done=frozenset(sense for sense, words in senses.items() if words.get("do") and not words.get("suffer")),
        joining=frozenset(vocabulary(language, "clauses")["joining"]["senses"]),
        borne=inverse(vocabulary(language, "clauses")["borne"]),
    )
