"""A pattern → the regular expression over a lexicon's characters that it means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from services.detect.reading.lexicon import Lexicon, PatternError, literal, pieces


class Expression(NamedTuple):
    """A regular expression: its text, the pattern's names by those of its groups, and the letters it can begin with."""

    text: str
    names: Mapping[str, str]
    first: frozenset[str]


def expression_of(lexicon: Lexicon, pattern: str) -> Expression:
    """What a pattern means.

    Raises:
        PatternError: it cannot be read, or would match nothing at all.
    """
    return _Parser(lexicon, pattern).whole()


class _Part(NamedTuple):
    """A piece of an expression, the letters that it can begin with, and whether it can be empty."""

    text: str
    first: frozenset[str]
    empty: bool


class _Parser:
    """Reads one pattern, by recursive descent."""

    def __init__(self, lexicon: Lexicon, pattern: str) -> None:
        self._lexicon, self._pattern = lexicon, pattern
        self._pieces = list(pieces(pattern))
        self._at = 0
        self._names: dict[str, str] = {}

    def whole(self) -> Expression:
        whole = self._either()
        if self._at < len(self._pieces):
            raise PatternError(f"{self._pattern!r}: a bracket closes that was not opened")
        if whole.empty:
            raise PatternError(f"{self._pattern!r} would match nothing at all: let something in it be needed")
        return Expression(whole.text, self._names, whole.first)

    def _next(self) -> str:
        """The next piece if it is a sign of the pattern's own, else what none of them is."""
        if self._at == len(self._pieces):
            return ""
        kind, piece = self._pieces[self._at]
        return piece if kind == "sign" else kind

    def _either(self) -> _Part:
        parts = [self._sequence()]
        while self._next() == "|":
            self._at += 1
            parts.append(self._sequence())
        if len(parts) == 1:
            return parts[0]
        text = "|".join(part.text for part in parts)
        return _Part(f"(?:{text})", frozenset().union(*(p.first for p in parts)), any(p.empty for p in parts))

    def _sequence(self) -> _Part:
        text, first, empty = "", frozenset[str](), True
        while self._next() not in ("", ")", "|"):
            part = self._perhaps()
            first, text = first | part.first if empty else first, text + part.text
            empty = empty and part.empty
        return _Part(text, first, empty)

    def _perhaps(self) -> _Part:
        part = self._one()
        if self._next() != "?":
            return part
        self._at += 1
        return _Part(f"(?:{part.text})?", part.first, empty=True)

    def _one(self) -> _Part:
        kind, piece = self._pieces[self._at]
        self._at += 1
        if kind == "name":
            group = f"{piece}_{len(self._names)}"
            self._names[group] = piece
            part = self._one()
            return part._replace(text=f"(?P<{group}>{part.text})")
        if kind == "word":
            return self._words(piece)
        if kind == "class":
            letters = self._lexicon.letters(piece.split("&"))
            return _Part(f"[{letters}]", frozenset(letters), empty=False)
        if kind != "sign" or piece != "(":
            raise PatternError(f"{self._pattern!r}: {piece!r} where a word or class should stand")
        part = self._either()
        if self._next() != ")":
            raise PatternError(f"{self._pattern!r}: a bracket opens that is not closed")
        self._at += 1
        return part

    def _words(self, words: str) -> _Part:
        letters = [self._lexicon.letters([literal(word)]) for word in words.split()]
        return _Part("".join(f"[{each}]" for each in letters), frozenset(letters[0]), empty=False)
