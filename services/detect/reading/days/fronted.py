"""What happens on a date that a sentence puts before it, to stress the date.

it was on 2 May that | the dam burst       it was not until Friday that | the gates opened
only on Friday did | a station hear of it  not until Friday was | the hall shut
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from services.detect.reading.days import phrases
from services.detect.reading.days.clauses import Clause, Told, has, is_at, words_of
from services.detect.reading.days.dates import Date
from services.detect.reading.days.reach import first_verb
from services.detect.reading.days.verbs import verb_at
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language

_LEAD: Final = 5
"""Tokens before a fronted date: "it was not only"."""
_SUBJECT: Final = 12
"""Tokens between an auxiliary and its verb: "did | a small station in the north | hear"."""


def told_behind(sentence: Sentence, date: Date) -> Told | None:
    """What is told behind a date that the sentence fronts; None where it fronts none."""
    tokens, language, last = sentence.tokens, sentence.language, date.time.last
    start = date.start
    while start and date.start - start < _LEAD and is_at("fronting", tokens, start - 1, language):
        start -= 1
    if start and not is_at("breaks", tokens, start - 1, language):
        return None
    behind, leads = tokens[last + 1 :], tokens[last : last + 1]
    if has("cleft", tokens[start : date.start], language):
        told = first_verb(behind, language, 0) if has("fronted", leads, language) else None
    else:
        told = _inverted(behind, language, leads[0]) if has("inverted", leads, language) else None
    return replace(told, first=told.first + last + 1, last=told.last + last + 1) if told is not None else None


def _inverted(tokens: Sequence[Token], language: Language, auxiliary: Token) -> Told | None:
    """What the verb tells whose auxiliary stood before its subject: "did | the dam | burst"."""
    breaks, words = words_of(language)["breaks"], phrases.words_of(language)
    for k in range(1, min(len(tokens), _SUBJECT)):
        if tokens[k].lower in breaks:
            return None
        if phrases.leads(tokens[k - 1], words):
            continue  # "will the | ferry"
        straight = [*tokens[:k], auxiliary, *tokens[k:]]
        if (told := verb_at(Clause(straight, 0, len(straight), language), k + 1)) is not None:
            return replace(told, first=min(told.first, k), last=told.last - 1)
    return None
