"""Whom or what a pronoun means: who is named, or what is spoken of, in the sentences before.

Selam Worku edits a weekly. She was detained on 6 March.    The Astrid was built in Cork. It sank on 6 March.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from services.detect.reading.days import spoken
from services.detect.reading.days.clauses import words_of
from services.detect.reading.days.phrases import is_noun, leads
from services.detect.reading.days.phrases import words_of as phrase_words
from services.detect.reading.days.topics import Topic
from services.detect.reading.names.persons import Person, persons
from services.detect.reading.people.classes import is_person
from services.detect.reading.sentences import Sentence

_BEGINNING: Final = 6
"""Tokens before the name of whom a sentence speaks: "The editor of the weekly, | Selam Worku"."""


def meant(pronoun: str, before: Sequence[Sentence]) -> Topic | None:
    """The topic that a pronoun means, by the nearest of the sentences before it that shows one."""
    if not before:
        return None
    words = words_of(before[-1].language)
    if pronoun in words["someone"]:
        return of_whom(before)
    if pronoun in words["something"]:
        topic = spoken.first(before[-1].tokens, before[-1].language)
        return None if topic is None or not topic.words or is_person(topic.head, before[-1].language) else topic
    return None


def of_whom(before: Sequence[Sentence]) -> Topic | None:
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
    in_office = persons(sentence.tokens, sentence.language, in_office=True)
    return found or [person for person in in_office if person.first <= _BEGINNING]


def _of(sentence: Sentence, named: Sequence[Person]) -> Topic | None:
    """The one person named, or the one of whom the sentence speaks."""
    person, tokens, language = named[0], sentence.tokens, sentence.language
    before = range(person.first - (person.first > 0 and tokens[person.first - 1].text == ","))
    begins = all(is_noun(tokens, k, language) or leads(tokens[k], phrase_words(language)) for k in before)
    if len(named) > 1 and not begins:
        return None
    name = [token.lower for token in sentence.tokens[person.first : person.last] if token.text[0].isalnum()]
    return Topic(tuple(name), name[-1], is_name=True)
