"""The day up to which somebody has to do something: given to him, asked of him, or told of what is due.

both sides have until 24 August to hand in the names      they gave the firm until 31 May
the captors want an answer by 31 May                      the lists are due by 10 August
"""

from __future__ import annotations

from typing import Final

from services.detect.reading.days import topics
from services.detect.reading.days.clauses import Tense, Told, has
from services.detect.reading.days.dates import DEADLINE, UNTIL, Date
from services.detect.reading.days.reach import clause_before
from services.detect.reading.days.topics import Topic
from services.detect.reading.sentences import Sentence
from services.detect.reading.vocabulary import vocabulary

_BEHIND: Final = ("breaks", "until")
"""Words with one of which it goes on: "had until 3 May | to", and no "had until 3 May | never"."""


def deadline(sentence: Sentence, date: Date) -> Told | None:
    """What has to be done by a date; None where the words before it say no such thing."""
    if date.how not in (DEADLINE, UNTIL):
        return None
    clause = clause_before(sentence, date)
    last = clause.end - 1
    if last < clause.start or clause.has("denials", clause.start, clause.end):
        return None
    kind: str = vocabulary(sentence.language, "occurrences")["due"]["kind"]
    if date.how == UNTIL:
        behind = sentence.tokens[date.time.last : date.time.last + 1]
        is_had = clause.has("having", last, clause.end) and any(has(name, behind, clause.language) for name in _BEHIND)
        is_given = is_had or clause.has("allowing", clause.start, clause.end)
        return Told(last, clause.end, kind, Topic(()), Tense.UNTOLD) if is_given else None
    if clause.has("owed", last, clause.end):
        topic = topics.before(clause.tokens, last, clause.language)
        return Told(last, clause.end, kind, topic, Tense.UNTOLD) if topic is not None and topic.words else None
    is_asked = clause.has("asking", clause.start, clause.end)
    return Told(last, clause.end, kind, Topic(()), Tense.UNTOLD) if is_asked else None
