"""Whom or what a pronoun means: who is named, or what is spoken of, in the sentences before.

Selam Worku edits a weekly. She was detained on 6 March.    The Astrid was built in Cork. It sank on 6 March.
Selam Worku, the guitarist, is dead. The singer died on Sunday.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from services.detect.reading.days import phrases, spoken
from services.detect.reading.days.clauses import Told, words_of
from services.detect.reading.days.topics import Topic
from services.detect.reading.names.persons import Person, persons
from services.detect.reading.sentences import Sentence
from services.detect.reading.things.classes import may_be_person

_BEGINNING: Final = 6
"""Tokens before the name of whom a sentence speaks: "The editor of the weekly, | Selam Worku"."""


def taken_for(told: Told, before: Sequence[Sentence]) -> Told:
    """What is told, with whom or what a pronoun means for its topic, unless a story has but one such event."""
    topic = _meant(told, before) if before else None
    return told if topic is None else replace(told, topic=replace(topic, ordinals=told.topic.ordinals))


def _meant(told: Told, before: Sequence[Sentence]) -> Topic | None:
    language, topic = before[-1].language, told.topic
    words = words_of(language)
    if told.kind in words["own"] and not topic.is_name and may_be_person("".join(topic.words), language):
        return _of_whom(before)
    if topic.words or told.kind is None or told.kind in words["alone"]:
        return None
    if topic.head in words["someone"]:
        return _of_whom(before)
    return _of_what(before[-1]) if topic.head in words["something"] else None


def _of_what(sentence: Sentence) -> Topic | None:
    """The thing of which a sentence speaks."""
    topic = spoken.first(sentence.tokens, sentence.language)
    is_thing = topic is not None and bool(topic.words) and not may_be_person(topic.words[-1], sentence.language)
    return topic if is_thing else None


def _of_whom(before: Sequence[Sentence]) -> Topic | None:
    """Who was named last, if the sentence that names him speaks of him, or names nobody else."""
    named = next(((sentence, some) for sentence in reversed(before) if (some := _named(sentence))), None)
    return _of(*named) if named is not None else _called(before[-1])


def _called(sentence: Sentence) -> Topic | None:
    """Of whom a sentence speaks by a name that is spelt like no other: "Colonel Yasir al-Hamdi"."""
    topic = spoken.first(sentence.tokens, sentence.language)
    return topic if topic is not None and topic.is_name and len(topic.words) > 1 else None


def _named(sentence: Sentence) -> Sequence[Person]:
    """The people named, but for those who are only quoted; no weekly is, by its editor's name: "editor of | Addis"."""
    tokens, joining = sentence.tokens, words_of(sentence.language)["joining"]
    found = [each for each in persons(tokens, sentence.language) if tokens[each.first - 1].lower not in joining]
    in_office = persons(tokens, sentence.language, in_office=True)
    return found or [person for person in in_office if person.first <= _BEGINNING]


def _of(sentence: Sentence, named: Sequence[Person]) -> Topic | None:
    """The one person named, or the one with whose name a sentence begins."""
    person, tokens, language = named[0], sentence.tokens, sentence.language
    before = tokens[: person.first - (person.first > 0 and tokens[person.first - 1].text == ",")]
    words = phrases.words_of(language)
    begins = all(phrases.is_noun(tokens, k, language) or phrases.leads(token, words) for k, token in enumerate(before))
    if len(named) > 1 and not begins:
        return None
    name = [token.lower for token in tokens[person.first : person.last] if token.text[0].isalnum()]
    return Topic(tuple(name), name[-1], is_name=True)
