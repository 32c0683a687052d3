"""Of whom or what a clause, or a sentence, speaks: its first noun that no preposition leads to.

The force, 400 men from Veldmark, | left and …  → force        In Lerwick the Astrid | was built … → Astrid
"""

from __future__ import annotations

from collections.abc import Sequence

from services.detect.reading.days import topics
from services.detect.reading.days.phrases import Words, is_noun, leads, words_of
from services.detect.reading.days.topics import Topic
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language


def of_clause(tokens: Sequence[Token], stop: int, language: Language) -> Topic | None:
    """Whom a clause speaks of: its first noun that no preposition leads to, and what is set beside it by commas."""
    words = words_of(language)
    starts = [0, *(at + 1 for at in range(stop) if tokens[at].text in words.ends and not _touches(tokens, at))]
    topics = (_first_of(tokens, k, stop, words, language) for k in reversed(starts))
    return next(filter(None, topics), None)


def first(tokens: Sequence[Token], language: Language) -> Topic | None:
    """What a sentence speaks of: its first noun that no preposition leads to."""
    return _first_of(tokens, 0, len(tokens), words_of(language), language)


def _first_of(tokens: Sequence[Token], start: int, stop: int, words: Words, language: Language) -> Topic | None:
    """The first noun from token `start` on that no preposition leads to."""
    k = start
    while k < stop:
        if tokens[k].lower in words.joining:
            k += 1
            while k < stop and (leads(tokens[k], words) or is_noun(tokens, k, language)):
                k += 1
        elif leads(tokens[k], words) or is_noun(tokens, k, language):
            ordinals = [words.ordinals[token.lower] for token in tokens[k:stop] if token.lower in words.ordinals]
            return topics.behind(tokens, k, stop, language, ordinals)
        else:
            k += 1
    return None


def _touches(tokens: Sequence[Token], k: int) -> bool:
    """Whether a hyphen belongs to the word before it: "gun- and drug-related"."""
    return tokens[k].text == "-" and k > 0 and tokens[k - 1].end == tokens[k].start
