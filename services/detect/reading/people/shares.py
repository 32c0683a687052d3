"""Parts of a group that the words name: told as a number of it, they are no count of all.

two of the three victims died       → 2, and not 3
one of 12 people killed             → 12
two of the victims, one of whom, 26 of the dead → a part, and whoever is counted alone behind it
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from schemas.values import Modality
from services.detect.reading.people.participant import COUNTED, Participant
from services.detect.reading.quantities.counted import nouns_of
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_SHARED: Final = 6
"""Tokens between a share and the number that it is of."""


class _Words(Struct, frozen=True):
    links: frozenset[str]
    groups: frozenset[str]
    """Words for a group, or that lead to one."""


def shares(sentence: Sentence, found: Sequence[Participant]) -> list[Participant]:
    """The participants, with shares and parts marked, and what stands for the group of a part left out."""
    kept: list[Participant] = []
    for k, item in enumerate(found):
        if kept and item.first < kept[-1].last:
            continue  # "one of | them"
        if (share := _share_before(sentence, item, kept)) is not None:
            kept.append(share)
        if _is_bare(item) and k + 1 < len(found) and _is_of(sentence, item, found[k + 1]):
            whole = found[k + 1]
            kept.append(replace(item, is_share=True, counted=whole.counted, is_known=whole.is_known))
        elif _is_bare(item) and _is_of_group(sentence, item.last):
            is_known = any(other.is_count for other in kept)  # "five were shot, two of them fatally" tells of all
            kept.append(replace(item, last=item.last + 2, is_partitive=not is_known))
        elif _is_bare(item) and any(other.is_partitive for other in kept):
            kept.append(replace(item, is_partitive=True))
        else:
            kept.append(item)
    return kept


def _share_before(sentence: Sentence, whole: Participant, kept: Sequence[Participant]) -> Participant | None:
    """The small number that stands before a count of which it is a share, and is no quantity by itself."""
    tokens, words, at = sentence.tokens, _words(sentence.language), whole.first - 1
    if not whole.is_count or whole.best is None:
        return None
    at -= at > 0 and tokens[at].lower in words.groups
    number = tokens[at - 1].number if at > 0 and tokens[at].lower in words.links else None
    if number is None or number.best is None or number.best >= whole.best or (kept and kept[-1].last >= at):
        return None
    return replace(
        whole,
        first=at - 1,
        last=at,
        low=number.low,
        best=number.best,
        high=number.high,
        modality=Modality.EXACT,
        is_share=True,
    )


def _is_bare(item: Participant) -> bool:
    """Whether it is a number alone, or one whose noun is only taken up from before."""
    return item.is_count and item.rule == COUNTED and item.last - item.first == 1


def _is_of(sentence: Sentence, item: Participant, whole: Participant) -> bool:
    """Whether the next number is that of the group which the item is a share of: "two of the | three victims"."""
    between = sentence.tokens[item.last : whole.first]
    if not whole.is_count or whole.last - whole.first == 0 or not 0 < len(between) <= _SHARED:
        return False
    return between[0].lower in _words(sentence.language).links and _only_lead(between[1:])


def _is_of_group(sentence: Sentence, last: int) -> bool:
    tokens, words = sentence.tokens, _words(sentence.language)
    return last + 1 < len(tokens) and tokens[last].lower in words.links and tokens[last + 1].lower in words.groups


def _only_lead(between: Sequence[Token]) -> bool:
    return all(token.number is None and token.text[0] not in ",;:." for token in between)


@cache
def _words(language: Language) -> _Words:
    return _Words(nouns_of(language).links, frozenset(vocabulary(language, "people")["parts"]["groups"]))
