"""Whether another article can be seen to tell of what is told to happen."""

from __future__ import annotations

from services.detect.reading.days.clauses import Tense, Told, words_of
from services.detect.reading.days.kinds import is_listed
from services.detect.reading.days.topics import Topic
from services.detect.reading.days.unlisted import is_fleeting
from services.detect.reading.people.classes import is_person
from services.detect.reading.things.classes import may_be_person
from services.detect.reading.vocabulary import Language


def is_comparable(told: Told, language: Language) -> bool:
    """Whether another article can be seen to tell of the same: of a thing by its words, or of the one such event."""
    topic, words = told.topic, words_of(language)
    is_again = topic.head in words["sessions"] or (topic.is_name and told.kind in words["repeated"])
    if is_again or _is_misled(told, language):
        return False
    if told.kind is not None and not is_listed(told.kind, language):
        return _is_a_thing(topic, language)
    if told.kind in words["foretold"] and told.tense is not Tense.FUTURE:
        return False
    if topic.is_any and (told.kind not in words["collective"] or told.tense is not Tense.FUTURE):
        return False
    if told.kind is None or topic.words or topic.ordinals or told.kind in words["alone"]:
        return told.kind is not None
    return told.kind in words["personal"] or (told.kind in words["repeated"] and topic.head in words["many"])


def _is_misled(told: Told, language: Language) -> bool:
    """Whether a person is told to suffer what befalls goods: "received the envoy"."""
    topic = told.topic
    is_someone = topic.is_name or (bool(topic.words) and may_be_person(topic.words[-1], language))
    return is_someone and told.kind in words_of(language)["goods"]


def _is_a_thing(topic: Topic, language: Language) -> bool:
    """Whether a verb's own kind of deed may befall it once: no person, who does and suffers much, and no statement."""
    if topic.is_any or topic.is_name or is_person(topic.head, language):
        return False
    return not is_fleeting(topic.head, language) if topic.words else topic.head in words_of(language)["things"]
