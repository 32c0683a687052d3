"""Rules as data: patterns over classes of words, matched on a sentence that is spelt with one character a token.

    tokens ──spell──▶ a string ──match──▶ the longest rule at each place, first to last

A word belongs to classes (a month, a unit), as a vocabulary says, and to those of its shape (a number, a capital).
Every set of classes that can occur has a character of its own, and a pattern becomes a regular expression over them:

    month        a token of that class         'ago'      that very word; 'as many as' are three
    a b          one after the other           (a | b)    either
    a?           perhaps                       day:a      remembered as `day`
    a&b          of both classes               !a         of any class but that

There is no unbounded repetition, so the work of matching is bounded by the sentence's length times the rules that can
begin with each of its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import count
from typing import Final, NamedTuple

from services.detect.reading.tokens import SHAPES, Token

_PIECE: Final = re.compile(
    r"\s*(?:(?P<name>\w+):|(?P<word>'[^']*(?:''[^']*)*')|(?P<class>!?\w+(?:&!?\w+)*)|(?P<sign>[()|?]))"
)
_CASES: Final = (frozenset[str](), frozenset(("capital",)), frozenset(("capital", "upper")))


class PatternError(ValueError):
    """A pattern that cannot be read: what is wrong, and where."""


class Rule(NamedTuple):
    """A named pattern, and the name of what it means."""

    name: str
    pattern: str
    means: str


class Match(NamedTuple):
    """A rule that holds for tokens [first, last), with the tokens that it remembers, each by its first."""

    rule: Rule
    first: int
    last: int
    named: Mapping[str, int]
    marked: Sequence[int]
    """All tokens remembered, also where several go by one name."""


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
                sets.setdefault(word, set()).add(_literal(word))
        self._words = {word: frozenset(names) for word, names in sets.items()}
        self._letters: dict[frozenset[str], str] = {}
        code = count(0xE000)
        for names in (*self._words.values(), frozenset[str]()):
            for case in _CASES:
                self._letters.setdefault(names | case | {"word"}, chr(next(code)))
            self._letters.setdefault(names | {"sign"}, chr(next(code)))
        for shape in SHAPES.values():
            self._letters.setdefault(shape, chr(next(code)))
        self._of_class: dict[str, set[str]] = {}
        for names, char in self._letters.items():
            for name in names:
                self._of_class.setdefault(name, set()).add(char)
        self._shapes = {name: self._letters[shape] for name, shape in SHAPES.items()}
        self._letter = lru_cache(maxsize=1 << 16)(self._spell)

    def spell(self, tokens: Iterable[Token]) -> str:
        """One character a token."""
        letter, shapes = self._letter, self._shapes
        return "".join([shapes[token.shape] if token.shape else letter(token.text) for token in tokens])

    def letters(self, terms: Sequence[str]) -> str:
        """All characters of tokens that are of every class named, and of none that is named with "!".

        Raises:
            PatternError: there are none, so that what asks for it could never match.
        """
        found = set(self._letters.values())
        for term in terms:
            letters = self._of_class.get(term.removeprefix("!"), set[str]())
            found = found - letters if term.startswith("!") else found & letters
        if not found:
            raise PatternError(f"no word is {' and '.join(terms)}: name a class of the vocabulary or a token's shape")
        return "".join(sorted(found))

    def _spell(self, text: str) -> str:
        names = self._words.get(text.lower(), frozenset())
        if not text[0].isalpha():
            return self._letters[names | {"sign"}]
        if not text[0].isupper():
            return self._letters[names | {"word"}]
        return self._letters[names | _CASES[2 if len(text) > 1 and text.isupper() else 1] | {"word"}]


class Grammar:
    """Rules over a lexicon, ready to match."""

    def __init__(self, lexicon: Lexicon, rules: Sequence[Rule]) -> None:
        self.lexicon = lexicon
        self._compiled = [_Parser(lexicon, rule).compiled() for rule in rules]
        starting: dict[str, list[int]] = {}
        for number, compiled in enumerate(self._compiled):
            for letter in compiled.first:
                starting.setdefault(letter, []).append(number)
        alike = {numbers: _Starting([self._compiled[k] for k in numbers]) for numbers in map(tuple, starting.values())}
        self._starting = {letter: alike[tuple(numbers)] for letter, numbers in starting.items()}
        self._starts = re.compile(f"[{''.join(self._starting)}]") if self._starting else re.compile(r"(?!)")

    def matches(self, spelt: str) -> Iterator[Match]:
        """The longest match at each place that no earlier match takes in; of two as long, the rule named first."""
        best = self.next_match(spelt, 0)
        while best is not None:
            yield best
            best = self.next_match(spelt, best.last)

    def next_match(self, spelt: str, at: int) -> Match | None:
        """The longest match at the first place, from a token on, where any rule matches."""
        while (start := self._starts.search(spelt, at)) is not None:
            best = self.match_at(spelt, start.start())
            if best is not None:
                return best
            at = start.end()
        return None

    def match_at(self, spelt: str, at: int) -> Match | None:
        """The longest match that begins at a token."""
        best: re.Match[str] | None = None
        starting = self._starting.get(spelt[at]) if at < len(spelt) else None
        if starting is None or starting.any_of_them.match(spelt, at) is None:
            return None
        for compiled in starting.rules:
            match = compiled.expression.match(spelt, at)
            if match is not None and (best is None or match.end() > best.end()):
                best, chosen = match, compiled
        if best is None:
            return None
        return chosen.found(best)

    def matches_at(self, spelt: str, at: int) -> list[Match]:
        """What every rule matches that begins at a token: the longest first, then the rule named first."""
        starting = self._starting.get(spelt[at])
        rules = () if starting is None else starting.rules
        found = ((compiled, compiled.expression.match(spelt, at)) for compiled in rules)
        matches = [compiled.found(match) for compiled, match in found if match is not None]
        return sorted(matches, key=lambda match: -match.last)


class _Compiled:
    """A rule as an expression, which is compiled when a word first asks for it: few texts ask for all."""

    def __init__(self, rule: Rule, text: str, names: Mapping[str, str], first: frozenset[str]) -> None:
        """Take its text, the names of the pattern by those of its groups, and the letters that it can begin with."""
        self.rule, self.text, self.first = rule, text, first
        self._names = names

    @cached_property
    def expression(self) -> re.Pattern[str]:
        return re.compile(self.text)

    def found(self, match: re.Match[str]) -> Match:
        """What the pattern remembers of a match."""
        named = [(name, match.start(group)) for group, name in self._names.items() if match.start(group) >= 0]
        return Match(self.rule, match.start(), match.end(), dict(named), [first for _, first in named])


class _Starting:
    """The rules that can begin with a letter."""

    def __init__(self, rules: Sequence[_Compiled]) -> None:
        self.rules = rules

    @cached_property
    def any_of_them(self) -> re.Pattern[str]:
        """Matches where any of the rules does: most words begin many and match none, and one question is cheaper."""
        return re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", rule.text) for rule in self.rules))


class _Part(NamedTuple):
    """A piece of an expression, the letters that it can begin with, and whether it can be empty."""

    text: str
    first: frozenset[str]
    empty: bool


class _Parser:
    """Reads one pattern, by recursive descent."""

    def __init__(self, lexicon: Lexicon, rule: Rule) -> None:
        self._lexicon, self._rule = lexicon, rule
        self._pieces = list(_pieces(rule.pattern))
        self._at = 0
        self._names: dict[str, str] = {}

    def compiled(self) -> _Compiled:
        whole = self._either()
        if self._at < len(self._pieces):
            raise PatternError(f"{self._rule.pattern!r}: a bracket closes that was not opened")
        if whole.empty:
            raise PatternError(f"{self._rule.pattern!r} would match nothing at all: let something in it be needed")
        return _Compiled(self._rule, whole.text, self._names, whole.first)

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
            raise PatternError(f"{self._rule.pattern!r}: {piece!r} where a word or class should stand")
        part = self._either()
        if self._next() != ")":
            raise PatternError(f"{self._rule.pattern!r}: a bracket opens that is not closed")
        self._at += 1
        return part

    def _words(self, words: str) -> _Part:
        letters = [self._lexicon.letters([_literal(word)]) for word in words.split()]
        return _Part("".join(f"[{each}]" for each in letters), frozenset(letters[0]), empty=False)


def wordings(table: Mapping[str, Iterable[str]], what: str) -> list[Rule]:
    """A rule for each wording of a table by meaning; a wording is words, or a pattern in brackets."""
    return [
        Rule(f"{what}: {wording}", wording if wording.startswith("(") else f"'{wording}'", means)
        for means, some in table.items()
        for wording in some
    ]


def _pieces(pattern: str) -> Iterator[tuple[str, str]]:
    at, end = 0, len(pattern.rstrip())
    while at < end:
        match = _PIECE.match(pattern, at)
        if match is None:
            raise PatternError(f"{pattern!r}: cannot read {pattern[at:].strip()!r}")
        kind = str(match.lastgroup)
        yield kind, match[kind][1:-1].replace("''", "'") if kind == "word" else match[kind]
        at = match.end()


def _quoted(pattern: str) -> Iterator[str]:
    for kind, piece in _pieces(pattern):
        if kind == "word":
            yield from piece.split()


def _literal(word: str) -> str:
    return f"={word}"
