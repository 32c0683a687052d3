"""What wordings of one word or several mean, found by their first two: "take | part", "lose | their jobs".

Some words begin hundreds ("take", "in"): the second leaves a few of them to compare with the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Generic, TypeVar

from services.detect.reading.tokens import Token

_Meaning = TypeVar("_Meaning")

NUMBER: Final = "#"
"""In a wording, behind its first word: any number, as in "was given | # years"."""


class Wordings(Mapping[str, Sequence[tuple[tuple[str, ...], _Meaning]]], Generic[_Meaning]):
    """By its first word, what follows that in each wording, and what it means; the longest first."""

    def __init__(self, known: Mapping[str, Sequence[tuple[tuple[str, ...], _Meaning]]]) -> None:
        self._known = {word: sorted(some, key=lambda each: -len(each[0])) for word, some in known.items()}
        self._by_second = {word: _by_second(some) for word, some in self._known.items()}

    def __getitem__(self, word: str) -> Sequence[tuple[tuple[str, ...], _Meaning]]:
        return self._known[word]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def at(self, tokens: Sequence[Token], k: int, stop: int | None = None) -> list[_Meaning]:
        """What the wordings at token k mean, the longest first; none reaches past token `stop`."""
        known = self._by_second.get(tokens[k].lower)
        if known is None:
            return []  # as of most words
        last, behind = len(tokens) if stop is None else stop, k + 1
        some = known.get(tokens[behind].lower, known[None]) if behind < last else known[None]
        return [meaning for rest, meaning in some if not rest or _stands(tokens, behind, last, rest)]

    def parted(self, tokens: Sequence[Token], k: int, behind: int) -> list[_Meaning]:
        """What the wordings of several words mean that begin at token k and go on only at token `behind`."""
        known = self._by_second.get(tokens[k].lower)
        if known is None or behind >= len(tokens):
            return []
        some = known.get(tokens[behind].lower, known[None])
        return [meaning for rest, meaning in some if rest and _stands(tokens, behind, len(tokens), rest)]

    def alone(self, word: str) -> Iterator[_Meaning]:
        """What the word means by itself."""
        return (meaning for rest, meaning in self._known.get(word, ()) if not rest)


def _by_second(
    some: Sequence[tuple[tuple[str, ...], _Meaning]],
) -> Mapping[str | None, Sequence[tuple[tuple[str, ...], _Meaning]]]:
    """Those that may stand where a word is second; under None, where any other is, or none."""
    places: defaultdict[str | None, list[int]] = defaultdict(list)
    for place, (rest, _) in enumerate(some):
        places[None if not rest or rest[0] == NUMBER else rest[0]].append(place)
    anywhere = places[None]
    return {word: [some[place] for place in sorted({*own, *anywhere})] for word, own in places.items()}


def _stands(tokens: Sequence[Token], first: int, last: int, words: Sequence[str]) -> bool:
    """Whether the words stand at token `first`, before token `last`."""
    return len(words) <= last - first and all(
        token.lower == word or (word == NUMBER and token.number is not None)
        for token, word in zip(tokens[first : first + len(words)], words, strict=True)
    )
