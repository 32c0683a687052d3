"""Which story an article tells: the words of the names in its opening that few other articles share.

Tamar Mutual, a bank based in Plymouth, … its chief executive, Hugo Penrose → tamar, mutual, plymouth, hugo, penrose
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from services.detect.reading.sentences import Sentence
from services.detect.reading.subjects.actors import is_adjective
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_OPENING: Final = 8
"""Sentences of a story whose names are taken."""
_NAMES: Final = 24
"""Words of names at most."""


def story_of(
    outlet: str,
    title: Sequence[Sentence],
    story: Sequence[Sentence],
    where: Iterable[str | None],
    language: Language,
) -> tuple[str, ...]:
    """The words, in lower case and in the order of the text; those of the title only as the story has them too.

    Where it happened (`where`) is one of its names, though a local paper need not say it.
    """
    common = _common(language)
    told = [word for sentence in story[:_OPENING] for word in _named(sentence.tokens, language)]
    told += sorted(_begun(story[:_OPENING]) & _titled(title, language))
    known = set(told)
    headed = [token.lower for sentence in title for token in sentence.tokens if token.lower in known]
    own = frozenset(outlet.lower().split())
    found = [word for word in dict.fromkeys((*headed, *told)) if word not in own][:_NAMES]
    placed = [word for place in where if place is not None for word in place.lower().split()]
    return tuple(dict.fromkeys(word for word in (*found, *placed) if word not in common))


@cache
def home_of(outlet: str, language: Language) -> frozenset[str]:
    """The words of an outlet's name that say where it is at home: "The Lorne Citizen" → lorne."""
    known = _common(language).union(vocabulary(language, "clauses")["stories"]["outlets"])
    return frozenset(word for word in outlet.lower().split() if word not in known and len(word) > 2)


def kind_as_name(event: str | None, language: Language) -> str | None:
    """A kind of event of which there are so few at a time that it tells the story."""
    return event if event in vocabulary(language, "clauses")["stories"]["events"] else None


def _begun(story: Sequence[Sentence]) -> frozenset[str]:
    """The words that sentences begin with, which may be names or not."""
    return frozenset(sentence.tokens[0].lower for sentence in story if sentence.tokens)


def _titled(title: Sequence[Sentence], language: Language) -> frozenset[str]:
    """The names of a title, if it does not write all its words with capitals."""
    words = [token for sentence in title for token in sentence.tokens if token.text.isalpha()]
    if sum(token.text.islower() for token in words) < len(words) / 2:
        return frozenset()
    return frozenset(word for sentence in title for word in _named(sentence.tokens, language))


def _named(tokens: Sequence[Token], language: Language) -> Iterator[str]:
    common = _common(language)
    for k, token in enumerate(tokens):
        if token.shape or not token.text[0].isupper() or len(token.text) < 3 or token.lower in common:
            continue
        if _begins(tokens, k) and not (_is_capital(tokens, k + 1) or _is_owner(tokens, k)):
            continue  # any word may stand so
        if not is_adjective(token.lower, language):
            yield token.lower


def _begins(tokens: Sequence[Token], k: int) -> bool:
    """Whether a sentence or a quotation begins with token k."""
    return k == 0 or tokens[k - 1].text in '":-('


def _is_owner(tokens: Sequence[Token], k: int) -> bool:
    """Whether something is said to be token k's: "Skerra's new bridge"."""
    return k + 1 < len(tokens) and tokens[k + 1].lower == "'s"


def _is_capital(tokens: Sequence[Token], k: int) -> bool:
    return k < len(tokens) and not tokens[k].shape and tokens[k].text[0].isupper()


@cache
def _common(language: Language) -> frozenset[str]:
    return frozenset(vocabulary(language, "clauses")["stories"]["common"])
