"""Of which thing something is told: the noun's phrase that ends before a verb, or begins behind it, in few plain words.

    the new Skerra bridge | will open   → skerra bridge       the last of the soldiers | are out → last soldier
    A first party of 85 | left          → first               cut the ribbon at | the terminal   → terminal

Who is a pronoun or any person ("police", "a man") is nothing that another article could mean too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from services.detect.reading.days.modifiers import begins_clause, further_described, modifies, past_relative
from services.detect.reading.days.phrases import (
    Phrase,
    ending,
    in_singular,
    is_named,
    is_noun,
    leads,
    past_aside,
    words_of,
)
from services.detect.reading.names.actors import is_adjective
from services.detect.reading.names.persons import is_office
from services.detect.reading.people.classes import is_person
from services.detect.reading.quantities.counted import nouns_of, singular
from services.detect.reading.quantities.lexis import concept_words
from services.detect.reading.things.classes import thing_of
from services.detect.reading.tokens import POSSESSIVE, Token
from services.detect.reading.vocabulary import Language

_NAME: Final = 6
"""Tokens of a name between commas, with the second."""
_PARTS: Final = 3
"""Phrases that prepositions join to one: "the clinic at the camp in Kandi"."""


class Topic(Struct, frozen=True):
    """A thing by its words: names and kind, its class; none where it is not named ("it")."""

    words: tuple[str, ...]
    head: str = ""
    """The last word as it stands, in the singular; of whom it is not named, the word itself: "they", "men"."""
    ordinals: tuple[str, ...] = ()
    """Which of a row: "first"."""
    is_name: bool = False
    """Whether it is a bare name, of a person or a firm: not so "the Astrid"."""
    is_any: bool = False
    """Whether it is any of a kind of persons, or all: "nurses"."""


def before(tokens: Sequence[Token], end: int, language: Language) -> Topic | None:
    """The subject whose verb, with its auxiliaries, begins before token `end`; None where it says nothing of which."""
    words, at = words_of(language), past_aside(tokens, end, language)
    is_relative = any(token.lower in words.relative for token in tokens[at : at + 2])
    at = at if is_relative else past_relative(tokens, at, language)
    phrases, at = _chained(tokens, at, language, is_relative=is_relative)
    if not (is_relative and phrases) and _is_led(tokens, at, language):
        return None  # "driven out by the flooding"
    if not is_relative and (meant := further_described(tokens, at, end, language)) is not None:
        phrases = [meant]
    topic = _topic(tokens, phrases, language)
    return _named_beside(tokens, phrases[-1].last, topic, language) if phrases else topic


def _chained(tokens: Sequence[Token], at: int, language: Language, *, is_relative: bool) -> tuple[list[Phrase], int]:
    """The phrases before token `at` that prepositions join to one, and the token before them, -1 for none."""
    words, phrases = words_of(language), list[Phrase]()
    while len(phrases) < _PARTS:
        phrase = ending(tokens, at, language)
        if phrase is None:
            break
        phrases.insert(0, phrase)
        at = _before_pair(tokens, phrase.start - 1, language)
        if is_relative and not (at >= 0 and tokens[at].lower in words.joining):
            break
        if at > 1 and tokens[at - 1].lower in words.articles and not is_noun(tokens, at, language):
            at -= 2  # "after | a failed | coup"
        if at > 0 and tokens[at].lower in words.agents and is_noun(tokens, at - 1, language):
            phrases.clear()  # "the takeover of the mill | by its rival"
            continue
        if begins_clause(tokens, at, language):
            at = -1  # "was shut after | the dam | gave way"
            break
        modifier = next((k for k in (at, at - 1) if k > 0 and modifies(tokens, k, at, language)), None)
        if modifier is not None and not is_relative:
            phrases.clear()  # "the force | deployed in Kandi after a coup", "a bus | carrying pilgrims"
            at = modifier
            continue
        if modifier is not None:
            break  # "led to the loss of | the dhow, which | sank"
        if at < 0 or not (tokens[at].lower in words.joining or tokens[at].lower in words.led - words.agents):
            break
    return phrases, at


def _is_led(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """Whether token `at` leads to a noun that is no subject."""
    if at < 0:
        return False
    words, word = words_of(language), tokens[at].lower
    return word in concept_words(language).prepositions or (word in words.led and word not in words.joining)


def _named_beside(tokens: Sequence[Token], end: int, topic: Topic | None, language: Language) -> Topic | None:
    """Who a person is by the name that commas set beside him: "the mayor of Tirana | , Ilir Beqa, was arrested"."""
    if topic is None or topic.is_name or not (is_office(topic.head, language) or is_person(topic.head, language)):
        return topic
    if end >= len(tokens) or tokens[end].text != ",":
        return topic
    closing = (k for k in range(end + 1, min(len(tokens), end + _NAME)) if tokens[k].text == ",")
    phrase = ending(tokens, next(closing, end + 1), language, from_=end + 1)
    is_whole = phrase is not None and phrase.start == phrase.first == end + 1 and phrase.last - phrase.first > 1
    if phrase is None or not is_whole or not all(token.text[0].isupper() for token in tokens[end + 1 : phrase.last]):
        return topic
    return _topic(tokens, [phrase], language)


def _before_pair(tokens: Sequence[Token], at: int, language: Language) -> int:
    """Before the first of two that something is between: "the deal | between Chad and Niger"."""
    words = words_of(language)
    first = ending(tokens, at, language) if at > 0 and tokens[at].lower in words.and_ else None
    is_pair = first is not None and first.start > 0 and tokens[first.start - 1].lower in words.pairing
    return first.start - 1 if first is not None and is_pair else at


def behind(
    tokens: Sequence[Token], start: int, stop: int, language: Language, ordinals: Sequence[str] = ()
) -> Topic | None:
    """The object that begins at token `start`, or what is said to be "of" it; `ordinals` are told of it elsewhere."""
    words, phrases, at = words_of(language), list[Phrase](), start
    while len(phrases) < _PARTS:
        last = at
        while last < stop and (leads(tokens[last], words) or is_noun(tokens, last, language)):
            last += 1
        phrase = ending(tokens, last, language, from_=at)
        if phrase is None:
            break
        phrases.append(phrase)
        if last >= stop or tokens[last].lower not in words.joining:
            break
        at = last + 1
    return _topic(tokens, phrases, language, ordinals)


def compound(tokens: Sequence[Token], noun: int, language: Language) -> Topic | None:
    """What stands right before a noun of doing: "the Skerra bridge | opening", "the bridge's | opening"."""
    phrase = ending(tokens, noun - (tokens[noun - 1].lower == POSSESSIVE), language) if noun else None
    return None if phrase is None else _topic(tokens, [phrase], language)


def _topic(
    tokens: Sequence[Token], phrases: Sequence[Phrase], language: Language, told_elsewhere: Sequence[str] = ()
) -> Topic | None:
    """The thing of phrases joined by prepositions: the first, or what a group or one of a row is of."""
    words, ordinals = words_of(language), list(told_elsewhere)
    for phrase in phrases:
        ordinals += (each for each in phrase.ordinals if each not in ordinals)
        told = _told(tokens, phrase, language)
        head = told[-1] if told else ""
        if not told or (told == [head] and (head in words.groups or head in words.plain)):
            continue
        if head in words.none:
            is_known = ordinals or head in words.things or not (phrase.is_indefinite or phrase.is_counted)
            return Topic((), tokens[phrase.last - 1].lower, tuple(ordinals)) if is_known else None
        is_any = phrase.is_indefinite and not ordinals and is_person(thing_of(head, language), language)
        if phrase.is_indefinite and phrase.is_counted and not ordinals:
            return None
        is_name = (
            not phrase.is_indefinite
            and phrase.start == phrase.first
            and _is_bare_name(tokens[phrase.first : phrase.last])
        )
        if is_any:
            return None if phrase.start < phrase.first else Topic((head,), head, is_any=True)  # "a nurse" is nobody
        return Topic(tuple(_plainly(told, tokens, phrase, language)), head, tuple(ordinals), is_name, is_any)
    is_definite = any(not (phrase.is_indefinite or phrase.is_counted) for phrase in phrases)
    head = tokens[phrases[0].last - 1].lower if phrases else ""
    return Topic((), head, tuple(ordinals)) if ordinals or is_definite else None


def _is_bare_name(tokens: Sequence[Token]) -> bool:
    """Whether it may be a person's or a firm's name; a ship's begins with letters that say so: "HMCS Astrid"."""
    return tokens[-1].text[0].isupper() and not (
        len(tokens) > 1 and len(tokens[0].text) > 1 and tokens[0].text.isupper()
    )


def _told(tokens: Sequence[Token], phrase: Phrase, language: Language) -> list[str]:
    """The phrase's words, its head in the singular."""
    found = [
        token for token in tokens[phrase.first : phrase.last] if token.text[0].isalnum() and token.lower != POSSESSIVE
    ]
    if not found:
        return []
    head = found[-1]
    is_name = head.text[0].isupper() and is_named(tokens, phrase.first, phrase.last, language)
    return [*(token.lower for token in found[:-1]), head.lower if is_name else in_singular(head, language)]


def _plainly(told: Sequence[str], tokens: Sequence[Token], phrase: Phrase, language: Language) -> Iterable[str]:
    """The words but for those that say nothing of which it is, a people's, and the class in place of the head."""
    words, head = words_of(language), told[-1]
    kept = [word for word in told[:-1] if word not in words.plain and not is_adjective(word, language)]
    if head in words.groups:
        return kept
    if tokens[phrase.last - 1].text[0].isupper() and is_named(tokens, phrase.first, phrase.last, language):
        people = is_adjective(singular(head, nouns_of(language)), language)
        return kept if people else [*kept, head]
    return [*kept, thing_of(head, language)]
