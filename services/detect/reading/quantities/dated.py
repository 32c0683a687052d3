"""Which tokens are of dates, and so no quantities: "on 3 May", but not the days of "for three days"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from msgspec import Struct

from services.detect.reading.quantities.counted import is_plural, nouns_of
from services.detect.reading.sentences import Sentence
from services.detect.reading.times import Time, TimeKind
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary


class _Words(Struct, frozen=True):
    lengths: frozenset[str]
    joints: frozenset[str]


def dated(sentence: Sentence, times: Sequence[Time], bounds: Collection[int]) -> frozenset[int]:
    """The tokens of dates; but a number of days, weeks or years is a quantity too, and so is "up to 2000 homes".

    `bounds`: the tokens that bounds lead to.
    """
    if not times:
        return frozenset()
    tokens, words = sentence.tokens, _words(sentence.language)
    days = [time for time in times if time.kind is not TimeKind.DURATION]
    inside = (k for time in days for k in range(time.first, time.last))
    counts = (k for k in bounds if _is_counted(tokens, k, sentence.language))
    return frozenset(k for k in inside if tokens[k].number is None or not _is_length(tokens, k, words)).difference(
        counts
    )


def _is_counted(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether a plural follows at once what looks like a year at token k."""
    if k + 1 >= len(tokens) or tokens[k].shape != "digits year":
        return False
    return is_plural(tokens[k + 1], nouns_of(language))


def _is_length(tokens: Sequence[Token], k: int, words: _Words) -> bool:
    """Whether a unit of time follows the number at token k, at once or after a range's other end."""
    if tokens[k].shape == "digits year":
        return False
    j = k + 1
    while j < min(len(tokens), k + 6) and (tokens[j].number is not None or tokens[j].lower in words.joints):
        j += 1
    return j < len(tokens) and tokens[j].lower in words.lengths


@cache
def _words(language: Language) -> _Words:
    words = vocabulary(language, "quantities")
    return _Words(frozenset(words["lengths"]["units"]), frozenset(words["ranges"]["joints"]))
