"""A pattern → the regular expression over a lexicon's characters that it means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from services.detect.reading.lexicon import Lexicon, PatternError, literal, pieces


class Expression(NamedTuple):
    """A regular expression: its text, the pattern's names by those of its groups, and the letters it can begin with."""

    text: str
    names: Mapping[str, str]
    first: frozenset[str]
    second: frozenset[str]
    alone: bool
    """Whether one letter can be all of it."""


def expression_of(lexicon: Lexicon, pattern: str) -> Expression:
    """What a pattern means.

    Raises:
        PatternError: it cannot be read, or would match nothing at all.
    """
    return _Parser(lexicon, pattern).whole()


class _Part(NamedTuple):
    """A piece of an expression, the letters that can be its first and second, and whether none or one can be all."""

    text: str
    first: frozenset[str]
    second: frozenset[str] = frozenset()
    empty: bool = False
    alone: bool = True

    def then(self, other: _Part) -> _Part:
        """This piece with another one behind it."""
        return _Part(
            self.text + other.text,
            self.first | other.first if self.empty else self.first,
            self.second.union(other.first if self.alone else (), other.second if self.empty else ()),
            self.empty and other.empty,
            (self.empty and other.alone) or (self.alone and other.empty),
        )


_EMPTY: Final = _Part("", frozenset(), empty=True, alone=False)


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
        return Expression(whole.text, self._names, whole.first, whole.second, whole.alone)

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
        return _Part(
            f"(?:{'|'.join(part.text for part in parts)})",
            frozenset().union(*(part.first for part in parts)),
            frozenset().union(*(part.second for part in parts)),
            any(part.empty for part in parts),
            any(part.alone for part in parts),
        )

    def _sequence(self) -> _Part:
        whole = _EMPTY
        while self._next() not in ("", ")", "|"):
            whole = whole.then(self._perhaps())
        return whole

    def _perhaps(self) -> _Part:
        part = self._one()
        if self._next() != "?":
            return part
        self._at += 1
        return part._replace(text=f"(?:{part.text})?", empty=True)

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
            return _Part(f"[{letters}]", frozenset(letters))
        if kind != "sign" or piece != "(":
            raise PatternError(f"{self._pattern!r}: {piece!r} where a word or class should stand")
        part = self._either()
        if self._next() != ")":
            raise PatternError(f"{self._pattern!r}: a bracket opens that is not closed")
        self._at += 1
        return part

    def _words(self, words: str) -> _Part:
        whole = _EMPTY
        for word in words.split():
            letters = self._lexicon.letters([literal(word)])
            whole = whole.then(_Part(f"[{letters}]", frozenset(letters)))
        return whole
