"""The states that words name: where a place lies, or whose somebody is.

in Marlow, Ill. → Illinois · MARLOW, Ohio (Agency) - → Ohio · a Missouri family → Missouri · London, England → the
United Kingdom
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from services.detect.reading.names.capitals import capitals
from services.detect.reading.names.gazetteer import is_state
from services.detect.reading.names.owners import is_name
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, inverse, vocabulary

_LONGEST: Final = 3
"""Words of a state's name."""
_POSTAL: Final = 2
"""Letters of abbreviations that are words too ("or"): they stand for the state in capitals, or with a full stop."""


def regions(tokens: Sequence[Token], language: Language) -> Iterator[str]:
    """The states named, in order: behind a place's comma also by an abbreviation, else by a name that stands alone."""
    short, articles = _abbreviations(language), _articles(language)
    for k in capitals(tokens):
        if tokens[k].lower in articles:
            continue
        if k > 1 and tokens[k - 1].text == "," and is_name(tokens[k - 2], articles):
            if (found := _behind(tokens, k, short)) is not None:
                yield found
        elif k == 0 or not is_name(tokens[k - 1], articles):
            last = next((j for j in range(k, len(tokens)) if not is_name(tokens[j], articles)), len(tokens))
            name = " ".join(word.text for word in tokens[k:last])
            if last - k <= _LONGEST and is_state(name):
                yield name


def is_region(words: str, language: Language) -> bool:
    """Whether a state goes by these words, an abbreviation or a name: "Va.", "Virginia"."""
    name = words.strip()
    return is_state(name) or name.rstrip(".").lower() in _abbreviations(language)


def has_region_behind(tokens: Sequence[Token], last: int, language: Language) -> bool:
    """Whether a comma and a state stand behind a place that ends before token `last`: "Marlow, Ill."."""
    if last + 1 >= len(tokens) or tokens[last].text != "," or not is_name(tokens[last + 1], _articles(language)):
        return False
    return _behind(tokens, last + 1, _abbreviations(language)) is not None


def _behind(tokens: Sequence[Token], k: int, short: Mapping[str, str]) -> str | None:
    """The state that begins at token k, behind a comma: the longest of its names and abbreviations."""
    for last in range(min(len(tokens), k + _LONGEST), k, -1):
        words = tokens[k:last]
        name, run = " ".join(word.text for word in words), "".join(word.text for word in words).rstrip(".")
        if is_state(name):
            return name
        is_dotted = last < len(tokens) and tokens[last].text == "."
        if len(run) > _POSTAL or run.isupper() or is_dotted:
            known = short.get(run.lower()) or short.get(name.lower())
            if known is not None:
                return known
    return None


@cache
def _abbreviations(language: Language) -> Mapping[str, str]:
    return inverse(vocabulary(language, "subjects")["regions"])


@cache
def _articles(language: Language) -> frozenset[str]:
    return frozenset(vocabulary(language, "plans")["words"]["articles"])
