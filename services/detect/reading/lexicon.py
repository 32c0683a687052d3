"""A vocabulary's characters: each set of classes that occurs has one, and a sentence is spelt with one a token.

All lexicons spell a sentence at once, since to look a word up costs more than to note what it is to each of them: its
row holds its letter in every lexicon, a sentence's rows stand one after the other, and a lexicon reads its column.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Final

from services.detect.reading.tokens import SHAPES, Token

_PIECE: Final = re.compile(
    r"\s*(?:(?P<name>\w+):|(?P<word>'[^']*(?:''[^']*)*')|(?P<class>!?\w+(?:&!?\w+)*)|(?P<sign>[()|?]))"
)
_MOST_KNOWN: Final = 1 << 16
"""Words whose letters are remembered: a text may be all of different ones."""
_FORMS: Final = tuple(map(frozenset, (("sign",), ("word",), ("word", "capital"), ("word", "capital", "upper"))))
"""The classes of a text's form (`_form`): each word has a letter for each."""


class PatternError(ValueError):
    """A pattern that cannot be read: what is wrong, and where."""


class _Rows(dict[str, str]):
    """The letters of words seen before, one for each lexicon; it forgets them all when they are too many.

    Lexicons are made once for each language, and none is let go.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lexicons: list[Lexicon] = []
        self._words: set[str] = set()
        """Those that any lexicon knows;"""
        self._unknown: Sequence[str] = ()
        """and the rows of all others, by their form."""
        self._shapes: dict[str, str] = {}
        self.width = 0
        self.tokens: Sequence[Token] | None = None
        """The sentence spelt last, which the next lexicon will ask for as well."""
        self.spelt = ""
        """Its rows."""

    def __missing__(self, text: str) -> str:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        lower, form = text.lower(), _form(text)
        is_known = lower in self._words  # most new words are names, which no lexicon has
        row = "".join([each.forms(lower)[form] for each in self._lexicons]) if is_known else self._unknown[form]
        self[text] = row
        return row

    def column(self, lexicon: Lexicon) -> int:
        """Take in another lexicon, and tell which letter of each row is its own."""
        self.clear()
        self.tokens = None
        self._lexicons.append(lexicon)
        self._words.update(lexicon.words)
        self._unknown = ["".join(letters) for letters in zip(*(each.unknown for each in self._lexicons), strict=True)]
        self._shapes = {shape: "".join([each.shapes[shape] for each in self._lexicons]) for shape in SHAPES}
        self.width = len(self._lexicons)
        return self.width - 1

    def take(self, tokens: Sequence[Token]) -> None:
        """Spell other tokens."""
        shapes = self._shapes
        self.spelt = "".join([shapes[token.shape] if token.shape else self[token.text] for token in tokens])
        self.tokens = tokens if isinstance(tokens, tuple) else None  # what can change may be spelt anew


_ROWS: Final = _Rows()


class Lexicon:
    """The characters of one vocabulary: which sets of classes there are, and how a token is spelt."""

    def __init__(self, classes: Mapping[str, Iterable[str]], patterns: Iterable[str] = ()) -> None:
        """Take the words of each class, and the words that patterns quote."""
        sets: dict[str, set[str]] = {}
        for name, words in classes.items():
            for word in words:
                sets.setdefault(word, set()).add(name)
        for pattern in patterns:
            for word in _quoted(pattern):
                sets.setdefault(word, set()).add(literal(word))
        code = count(0xE000)
        letters = defaultdict[frozenset[str], str](lambda: chr(next(code)))
        self._words = {word: tuple(letters[form.union(names)] for form in _FORMS) for word, names in sets.items()}
        self.unknown = tuple(map(letters.__getitem__, _FORMS))
        self.shapes = {name: letters[shape] for name, shape in SHAPES.items()}
        self._all = set(letters.values())
        self._of_class: dict[str, set[str]] = {}
        for names, char in letters.items():
            for name in names:
                self._of_class.setdefault(name, set()).add(char)
        self._column = _ROWS.column(self)

    @property
    def words(self) -> Iterable[str]:
        """Those that it knows; all others have one letter in each form (`unknown`)."""
        return self._words

    def spell(self, tokens: Sequence[Token]) -> str:
        """One character a token."""
        if tokens is not _ROWS.tokens:
            _ROWS.take(tokens)
        return _ROWS.spelt[self._column :: _ROWS.width]

    def letters(self, terms: Sequence[str]) -> str:
        """All characters of tokens that are of every class named, and of none that is named with "!".

        Raises:
            PatternError: there are none, so that what asks for it could never match.
        """
        wanted = [term for term in terms if not term.startswith("!")]
        found = self._all if not wanted else self._of_class.get(wanted[0], set[str]())
        for term in terms:
            letters = self._of_class.get(term.removeprefix("!"), set[str]())
            found = found - letters if term.startswith("!") else found & letters
        if not found:
            raise PatternError(f"no word is {' and '.join(terms)}: name a class of the vocabulary or a token's shape")
        return "".join(sorted(found))

    def letter(self, text: str) -> str:
        """The character of a word or a sign."""
        return _ROWS[text][self._column]

    def forms(self, lower: str) -> Sequence[str]:
        """The characters of a word or a sign in each of its forms."""
        return self._words.get(lower, self.unknown)


def _form(text: str) -> int:
    """Which of the forms a word or a sign has."""
    if not text[0].isalpha():
        return 0
    if not text[0].isupper():
        return 1
    return 3 if len(text) > 1 and text.isupper() else 2


def pieces(pattern: str) -> Iterator[tuple[str, str]]:
    """The pieces of a pattern in order, each with its kind: "name", "word", "class" or "sign".

    Raises:
        PatternError: something in it is none of these.
    """
    at, end = 0, len(pattern.rstrip())
    while at < end:
        match = _PIECE.match(pattern, at)
        if match is None:
            raise PatternError(f"{pattern!r}: cannot read {pattern[at:].strip()!r}")
        kind = str(match.lastgroup)
        yield kind, match[kind][1:-1].replace("''", "'") if kind == "word" else match[kind]
        at = match.end()


def _quoted(pattern: str) -> Iterator[str]:
    for kind, piece in pieces(pattern):
        if kind == "word":
            yield from piece.split()


def literal(word: str) -> str:
    """The class of a word that a pattern quotes."""
    return f"={word}"
