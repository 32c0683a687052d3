"""The wordings that move figures, in all forms of their verbs: rose · was rising · ticked up · put on · higher by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from services.detect.reading.inflection import Form, inflected, spelling_of
from services.detect.reading.vocabulary import Language, vocabulary


@cache
def movements(language: Language) -> Mapping[str, tuple[str, ...]]:
    """By the way that they move figures, or none."""
    words = vocabulary(language, "quantities")["direction"]
    return {way: (*words[way], *moving_verbs(language, way)) for way in words}


@cache
def moving_verbs(language: Language, way: str) -> tuple[str, ...]:
    """Of these the verbs."""
    words = vocabulary(language, "quantities")
    whole = forms(language, words["direction_forms"].get(way, ()))
    pasts = forms(language, words["direction_pasts"].get(way, ()), only=Form.PARTICIPLE)
    return tuple(dict.fromkeys((*whole, *pasts)))


def forms(language: Language, bases: Iterable[str], *, only: Form | None = None) -> Iterator[str]:
    """Each form of some verbs, with their particles; `only` such as may be of one kind."""
    spelling = spelling_of(language)
    for base in bases:
        verb, space, particle = base.partition(" ")
        for word, kinds in inflected(verb, spelling):
            if only is None or only in kinds:
                yield f"{word}{space}{particle}"
