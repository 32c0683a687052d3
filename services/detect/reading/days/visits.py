"""When a thing was last looked at, told by the visit of those who look at it.

inspectors last visited the mine on 9 December      the vehicle was last seen by inspectors in May
"""

from __future__ import annotations

from services.detect.reading.days.clauses import Tense, Told, words_of
from services.detect.reading.days.dates import ON, Date
from services.detect.reading.days.kinds import LAST
from services.detect.reading.days.reach import clause_before
from services.detect.reading.days.topics import Topic
from services.detect.reading.sentences import Sentence
from services.detect.reading.vocabulary import vocabulary


def last_visit(sentence: Sentence, date: Date) -> Told | None:
    """The last time that inspectors, or others of some office, were there; None where the words tell of no visit."""
    if date.how != ON or words_of(sentence.language)["last"].isdisjoint(sentence.words):
        return None  # as mostly
    clause = clause_before(sentence, date)
    start, end = clause.start, clause.end
    if not clause.has("last", start, end):
        return None
    is_looked_at = clause.has("inspectors", start, end) and clause.has("seeing", start, end)
    if not is_looked_at and not (clause.has("officials", start, end) and clause.has("visiting", start, end)):
        return None
    kind: str = vocabulary(sentence.language, "occurrences")["visited"]["kind"]
    return Told(start, end, kind, Topic((), ordinals=(LAST,)), Tense.PAST)
