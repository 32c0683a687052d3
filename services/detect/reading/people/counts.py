"""How many an action is said of: the count of an enumeration as a whole, and of its parts by class.

    three women and a man were killed → 4 people, of them 3 women, 1 man
    Smith and two others were killed  → 3 people
    she and two others were killed    → 3 people
    two others were hurt              → 2 people, where nobody else of the sentence was hurt
    12 people, including two children → 12 people, 2 children (a part, by its class)
    two of the victims were killed    → at least 2 people
    two were found where …            → at least 2 there
    a man was killed                  → at least 1 man: there may have been others
    Ann Hale was killed               → at least 1 person
    the boy died, he died             → at least 1 child, or of the class of who was told last to be hurt
    two were critically injured       → at least 2 injured: others may have been hurt less
    charged with killing two          → at least 2: a charge need not name all
    two children and a teenager       → at least 2 children: a teenager may pass for one

A part is told from its whole by its class; of parts that go by no class of their own none is stated alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from schemas.values import Modality
from services.detect.reading.people.bounds import tells_how_badly, tells_of_part
from services.detect.reading.people.classes import PEOPLE, SUSPECT, is_whole
from services.detect.reading.people.participant import COUNTED, NAMED, PRONOUN, Participant, is_known_one
from services.detect.reading.people.said import Said
from services.detect.reading.people.whose import actor_told, is_of_country
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_ONE: Final = Decimal(1)


class Count(Struct, frozen=True):
    """How many, at tokens [first, last) of the sentence."""

    first: int
    last: int
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    modality: Modality
    counted: str | None
    actor: str | None
    action: str
    is_known: bool
    """Whether what is counted is a class that the vocabulary knows."""
    is_of_country: bool = False
    """Whether "the country" or "the army" does it, of the state that the article is about."""
    is_denied: bool = False
    """Whether it is said not to have happened to so many."""


class _Words(Struct, frozen=True):
    kin: frozenset[str]
    """The rules of mentions by what somebody is to another."""
    overlaps: Mapping[str, frozenset[str]]
    befall: frozenset[str]
    """Actions that are counted of those told by name."""
    final: frozenset[str]
    """Actions of which one who was told of before is news: "the victim died"."""
    lives: frozenset[str]
    """Nouns for the dead as what they lost;"""
    of_lives: Mapping[str, str]
    """and what is meant by what is done with these."""


def counts(sentence: Sentence, said: Said, *, victim: str | None = None) -> Iterator[Count]:
    """The counts that an action's participants make; those known before make none, but of what is final.

    `victim` is the class of the one person who was told last to be hurt: "he" is that one.
    """
    words = _words(sentence.language)
    is_part = tells_of_part(sentence, said)
    classes = said.beside.union(item.counted for item in said.of if item.is_count)
    for plain in _all(sentence, said, victim):
        if plain.best == 0 and (is_part or tells_how_badly(sentence, plain.action, plain.first, plain.last)):
            continue  # "none was seriously hurt", "no life-threatening injuries": but maybe otherwise
        count = replace(plain, is_denied=said.is_denied)
        overlapping = not classes.isdisjoint(words.overlaps.get(count.counted or "", ()))
        yield _bounded(count) if is_part or overlapping else count


def _bounded(count: Count) -> Count:
    """The count as a lower bound, where it was exact."""
    return replace(count, high=None, modality=Modality.AT_LEAST) if count.modality is Modality.EXACT else count


def _all(sentence: Sentence, said: Said, victim: str | None) -> Iterator[Count]:
    counted = _without_appositions(sentence.tokens, [item for item in said.of if _is_victim(item, said, sentence)])
    named = _named(said.of, counted[0]) if counted and counted[0].besides else 0
    if len(counted) + named > 1 and all(item.is_known for item in counted):
        yield _sum(sentence, said, counted, named)
        parts = list(_by_class(item for item in counted if not is_whole(item.counted or PEOPLE, sentence.language)))
    else:
        parts = [_at_least(item) for item in counted]
    suspects = [_at_least(item) for item in said.of if item.is_count and item.counted == SUSPECT]
    if said.action in _words(sentence.language).final and not any(item.is_count for item in said.of):
        parts = [_told_again(item, victim) for item in said.of if item.is_single and (victim or item.rule != PRONOUN)]
    yield from (_count(sentence, said, item) for item in (*parts, *suspects))


def _is_victim(item: Participant, said: Said, sentence: Sentence) -> bool:
    befell = item.rule != NAMED or said.action in _words(sentence.language).befall
    return item.is_count and item.counted != SUSPECT and befell


def _told_again(item: Participant, victim: str | None) -> Participant:
    """One person of whom the text has told before, and maybe of others."""
    counted = victim if item.rule == PRONOUN else item.counted
    return replace(item, low=_ONE, best=_ONE, modality=Modality.AT_LEAST, counted=counted)


def _named(of: Sequence[Participant], first: Participant) -> int:
    """How many are named, or were told of before, with whom the first are counted: "she and three others"."""
    return max(int(first.is_after_name), sum(is_known_one(item) for item in of if item.last <= first.first))


def _by_class(parts: Iterable[Participant]) -> Iterator[Participant]:
    """The parts of each class as one: "a 12-year-old and an 8-year-old" are two children, maybe not the only ones."""
    found: dict[str | None, Participant] = {}
    for item in parts:
        known = found.setdefault(item.counted, item)
        if known is not item and None not in (known.best, item.best, known.low, item.low):
            exact = known.modality is item.modality is Modality.EXACT and COUNTED in (known.rule, item.rule)
            best, low = (known.best or 0) + (item.best or 0), (known.low or 0) + (item.low or 0)
            found[item.counted] = replace(
                known,
                last=item.last,
                low=Decimal(low),
                best=Decimal(best),
                high=Decimal(best) if exact else None,
                modality=Modality.EXACT if exact else Modality.AT_LEAST,
            )
    yield from found.values()


def _at_least(item: Participant) -> Participant:
    """One who is only mentioned, not counted, is not said to be the only one: "a man was killed"; nor is a part."""
    if item.best == 0 or (not item.is_partitive and (item.rule == COUNTED or item.best != 1)):
        return item
    return replace(item, high=None, modality=Modality.AT_LEAST)


def _without_appositions(tokens: Sequence[Token], items: list[Participant]) -> list[Participant]:
    """Of "two victims, a man and a woman" only the first, as the rest says who they are."""
    if len(items) < 3 or None in (bests := [item.best for item in items]):
        return items
    first, *rest = filter(None, bests)
    between = tokens[items[0].last : items[1].first]
    return items[:1] if first == sum(rest) and not any(token.text[0].isalpha() for token in between) else items


def _sum(sentence: Sentence, said: Said, items: Sequence[Participant], named: int) -> Count:
    """All of an enumeration, whom one clause says the same of."""
    bests = [item.best for item in items]
    lows = [item.low for item in items]
    exact = all(item.modality is Modality.EXACT and not item.is_partitive for item in items)
    exact = exact and items[0].rule not in _words(sentence.language).kin  # "his father and brother", and maybe others
    exact = exact and (items[-1].besides or all(item.rule != NAMED for item in items))
    best = sum(filter(None, bests), Decimal(named)) if None not in bests else None
    low = sum(filter(None, lows), Decimal(named)) if None not in lows else None
    return Count(
        first=items[0].first,
        last=items[-1].last,
        low=low,
        best=best,
        high=best if exact else None,
        modality=Modality.EXACT if exact else Modality.AT_LEAST,
        counted=PEOPLE,
        actor=actor_told(sentence, said, items[0].first, items[-1].last),
        action=said.action,
        is_known=True,
    )


def _count(sentence: Sentence, said: Said, item: Participant) -> Count:
    return Count(
        first=item.first,
        last=item.last,
        low=item.low,
        best=item.best,
        high=item.high,
        modality=item.modality,
        counted=item.counted or PEOPLE,
        actor=actor_told(sentence, said, item.first, item.last),
        action=_befallen(said, item, _words(sentence.language)),
        is_known=item.is_known,
        is_of_country=is_of_country(sentence, said),
    )


def _befallen(said: Said, item: Participant, words: _Words) -> str:
    """What befell them; whoever counts lives that were lost counts the dead."""
    is_of_lives = item.words is not None and item.words.rsplit(maxsplit=1)[-1] in words.lives
    return words.of_lives.get(said.action, said.action) if is_of_lives else said.action


@cache
def _words(language: Language) -> _Words:
    people = vocabulary(language, "people")
    return _Words(
        kin=frozenset(people["parts"]["kin"]),
        befall=frozenset(people["named"]["actions"]),
        final=frozenset(people["final"]["actions"]),
        lives=frozenset(people["lives"]["nouns"]),
        of_lives=people["lives"]["means"],
        overlaps={counted: frozenset(others) for counted, others in people["overlaps"].items()},
    )
