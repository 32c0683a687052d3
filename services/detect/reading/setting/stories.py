"""Which story an article tells: the words of the names in its opening that few other articles share.

Tamar Mutual, a bank based in Plymouth, … its chief executive, Hugo Penrose → tamar, mutual, plymouth, hugo, penrose
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from services.detect.reading.names.actors import is_adjective, owner_called
from services.detect.reading.names.capitals import capitals, is_capital
from services.detect.reading.names.gazetteer import is_of_state, is_state
from services.detect.reading.quantities.counted import nouns_of
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import POSSESSIVE, Token
from services.detect.reading.vocabulary import Language, vocabulary

_OPENING: Final = 12
"""Sentences of a story whose names are taken."""
_SHORTEST: Final = 3
"""Letters of a word that says which name it is of."""
_NAMES: Final = 24
"""Words of names at most."""


def story_of(
    outlet: str,
    title: Sequence[Sentence],
    story: Sequence[Sentence],
    where: Iterable[str | None],
    language: Language,
    *,
    state: str | None,
) -> tuple[str, ...]:
    """The words, in lower case and in the order of the text; those of the title only as the story has them too.

    Where it happened (`where`) is one of its names, though a local paper need not say it, and nor the `state` in which
    it is at home: a story that names none is told there.
    """
    common = common_words(language)
    headed = [token.lower for sentence in title for token in sentence.tokens]
    told = list(_told(headed, story[:_OPENING], language))
    known, own = set(told), frozenset(re.findall(r"\w+", outlet.lower()))
    words = dict.fromkeys((*(word for word in headed if word in known), *told))
    found = [word for word in words if word not in own][:_NAMES]
    placed = [word for place in where if place is not None for word in place.lower().split()]
    if state is not None and not any(map(is_of_state, (*found, *placed))):
        placed += state.lower().split()
    names = tuple(dict.fromkeys(word for word in (*found, *placed) if word not in common))
    return names or tuple(dict.fromkeys(_towns([*title, *story[:_OPENING]], language)))


def _towns(sentences: Iterable[Sentence], language: Language) -> Iterator[str]:
    """Names of towns all whose words are common: "Lake City"."""
    ends = vocabulary(language, "clauses")["stories"]["towns"]
    for sentence in sentences:
        tokens = sentence.tokens
        for first, last in pairwise(capitals(tokens)):
            if last == first + 1 and tokens[last].lower in ends:
                yield f"{tokens[first].lower} {tokens[last].lower}"


def begins_another(sentence: Sentence) -> bool:
    """Whether a sentence begins as one of another thing than its story's: "Another fire", "A second operator"."""
    words = vocabulary(sentence.language, "clauses")["another"]
    first, second = (*sentence.tokens, *sentence.tokens)[:2]
    if first.lower in words["alone"]:
        return True
    is_thing = second.number is None and second.text[0].isalpha()
    return (first.lower in words["first"] and is_thing) or (
        first.lower in words["articles"] and second.lower in words["led"]
    )


@cache
def home_of(outlet: str, language: Language) -> frozenset[str]:
    """The words of an outlet's name that say where it is at home: "The Lorne Citizen" → lorne; an address: none."""
    words = vocabulary(language, "clauses")["stories"]
    known = common_words(language).union(*(words[kind] for kind in ("outlets", "abroad", "trades", "regions")))
    return frozenset(word for word in outlet.lower().split() if word not in known and len(word) > 2 and "." not in word)


def kind_as_name(event: str | None, language: Language) -> str | None:
    """A kind of event of which there are so few at a time that it tells the story."""
    return event if event in vocabulary(language, "clauses")["stories"]["events"] else None


def _told(headed: Sequence[str], opening: Sequence[Sentence], language: Language) -> Iterator[str]:
    """The words of the names that an opening tells, those that begin a sentence only as something shows them to be."""
    plain = {token.text for sentence in opening for token in sentence.tokens if token.text.islower()}
    places = [(each.tokens, k) for each in opening for k in capitals(each.tokens)]
    named = {tokens[k].lower for tokens, k in places if not _begins(tokens, k)}.union(headed) - plain
    common = common_words(language)
    for tokens, k in places:
        token = tokens[k]
        if len(token.text) < _SHORTEST or token.lower in common:
            continue
        if _begins(tokens, k) and not _shows_name(tokens, k, named, language):
            continue  # any word may stand so
        state = _by_people(token.lower, language)
        yield from (token.lower,) if state is None else state.lower().split()


def _by_people(word: str, language: Language) -> str | None:
    """The state whose people a word names, one of them or many: "Kenyan", "Kenyans"."""
    forms = (word.removesuffix(end) for end in ("", *nouns_of(language).plural_ends))
    return next((owner_called(form, language) for form in forms if is_adjective(form, language)), None)


def _shows_name(tokens: Sequence[Token], k: int, named: Collection[str], language: Language) -> bool:
    """Whether a word that begins a sentence is a name: another follows, or "'s", or it is one elsewhere; no plural.

    So is that of a state, or its adjective; towns go by many a plain word ("Most", "Union").
    """
    if _is_capital(tokens, k + 1) or is_state(tokens[k].text) or is_adjective(tokens[k].lower, language):
        return True
    if k + 1 < len(tokens) and tokens[k + 1].lower == POSSESSIVE:
        return tokens[k].lower not in vocabulary(language, "clauses")["stories"]["contracted"]
    return tokens[k].lower in named and not tokens[k].lower.endswith(nouns_of(language).plural_ends)


def _begins(tokens: Sequence[Token], k: int) -> bool:
    """Whether a sentence or a quotation begins with token k."""
    return k == 0 or tokens[k - 1].text in '":-('


def _is_capital(tokens: Sequence[Token], k: int) -> bool:
    return k < len(tokens) and is_capital(tokens[k])


@cache
def common_words(language: Language) -> frozenset[str]:
    """Words of names that say nothing of which story it is."""
    words = vocabulary(language, "clauses")["stories"]
    return frozenset(word for kind in ("common", "furniture", "feasts", "institutions") for word in words[kind])
