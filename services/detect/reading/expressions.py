"""A pattern → what it means over a lexicon's characters: steps from token to token, and a regular expression.

The steps find where it matches, with those of all other patterns at once; the expression, what it remembers there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from services.detect.reading.lexicon import Lexicon, PatternError, literal, pieces


@dataclass(eq=False, slots=True)
class Step:
    """One token of a pattern: the letters that it may have, and what may come right behind it."""

    letters: str
    then: tuple[Step, ...] = ()
    is_last: bool = False
    """Whether the pattern may end with it."""


class Expression(Struct, frozen=True):
    """The steps that a pattern can begin with; its regular expression, and its names by those of that one's groups."""

    first: tuple[Step, ...]
    text: str
    names: Mapping[str, str]


def expression_of(lexicon: Lexicon, pattern: str) -> Expression:
    """What a pattern means.

    Raises:
        PatternError: it cannot be read, or would match nothing at all.
    """
    return _Parser(lexicon, pattern).whole()


class _Part(Struct, frozen=True):
    """A piece of an expression, the steps that can be its first and its last, and whether it can be left out."""

    text: str
    first: tuple[Step, ...]
    last: tuple[Step, ...]
    empty: bool = False

    def then(self, other: _Part) -> _Part:
        """This piece with another one behind it."""
        for step in self.last:
            step.then += other.first
        return _Part(
            self.text + other.text,
            self.first + other.first if self.empty else self.first,
            self.last + other.last if other.empty else other.last,
            self.empty and other.empty,
        )


def _letter(letters: str) -> _Part:
    """One token that has one of some letters."""
    step = (Step(letters),)
    return _Part(f"[{letters}]", step, step)


_EMPTY: Final = _Part("", (), (), empty=True)


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
        for step in whole.last:
            step.is_last = True
        return Expression(whole.first, whole.text, self._names)

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
            tuple(chain.from_iterable(part.first for part in parts)),
            tuple(chain.from_iterable(part.last for part in parts)),
            any(part.empty for part in parts),
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
        return replace(part, text=f"(?:{part.text})?", empty=True)

    def _one(self) -> _Part:
        kind, piece = self._pieces[self._at]
        self._at += 1
        if kind == "name":
            group = f"{piece}_{len(self._names)}"
            self._names[group] = piece
            part = self._one()
            return replace(part, text=f"(?P<{group}>{part.text})")
        if kind == "word":
            return self._words(piece)
        if kind == "class":
            return _letter(self._lexicon.letters(piece.split("&")))
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
            whole = whole.then(_letter(self._lexicon.letters([literal(word)])))
        return whole
