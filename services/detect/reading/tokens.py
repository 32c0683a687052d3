"""Text → tokens, each with exact character offsets into the text given.

Text is first flattened character by character (curly quotes, dashes and odd spaces to their plain forms), so that no
rule needs to know typography and no offset moves, neither then nor in small letters. Primes stay: they are feet and
inches.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.vocabulary import Language, vocabulary

_PLAIN: Final = {
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u0060\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201f\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys(
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "
    ),
    "\u0130": "I",  # the one letter that is two in small letters
    **dict.fromkeys("\u200b\u200e\u200f\u00ad\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\r", " "),
}
_FANCY: Final = re.compile(f"[{''.join(_PLAIN)}]")
"""Finding the few that are not plain is several times as fast as `str.translate`, which looks up every character."""

POSSESSIVE: Final = "'s"
"""What tells a possessor, in a token of its own; a language that has it lists it among its clitics."""
_KINDS: Final = r"""(?=\S)(?:[A-Za-z]++(?=[ ,])|(?:[A-Za-z]\.){2,}|(?:{clitics})\b
    |[^\W\d_¼-¾⅐-⅞²³¹⁰-⁹]+(?:(?!(?:{clitics})\b)'[^\W\d_]+)*
    |(?P<date>(?=\d)(?<![\d.])(?:(?:(?<!\d-)|(?<=-\d{4}-)|(?<=\d{4}-\d\d-\d\d-))(?:\d{4}-\d\d?-\d\d?|\d\d?-\d\d?-\d{4})
                 (?!\d|-\d(?!\d?-\d\d?-\d{4}(?!\d)|\d{3}-\d\d-\d\d(?!\d)))|\d{4}/\d\d?/\d\d?(?![\d/])
                |\d\d?/\d\d?/(?:\d{4}|\d\d)(?![\d/])|(?:\d\d?\.\d\d?\.\d{4}|\d{4}\.\d\d\.\d\d|\d\d\.\d\d\.\d\d)(?!\.?\d)
                |(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?![.,]?\d)))
    |(?P<clock>\d\d?:\d\d(?::\d\d)?(?!:?\d))
    |(?P<decade>(?:\d{4}|\d0)(?:{decades})\b)
    |(?P<ordinal>(?:\d{1,3}(?:,\d{3})+|\d+)(?:{ordinals})\b)
    |(?P<power>\d+(?:\.\d+)?(?:[eE][+-]?\d+\b|[ ]?[xX×][ ]?10(?:\^[+-]?|[+-])\d+))
    |(?P<digits>\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?(?!\d)
               |\d{1,3}(?:\.\d{3}){2}(?:,\d+)?(?!\.?\d)|\d{1,3}(?:\.\d{3})+,\d\d?(?![,.]?\d)|\d+(?:\.\d+)?|(?<![\w.])\.\d+)
    |[^\w\s]|[¼-¾⅐-⅞]|\w)"""
"""A token, with a language's own ends of words and numbers in braces.

Words come first, as most tokens are words, and plain ones before all others: their class is the cheapest to ask.

A space is refused at once, before each kind of token is tried on it.
"""


def _sizes(*classes: str) -> dict[str, frozenset[str]]:
    """The shapes of numbers written one way: how large they are decides what of a date or a clock they can be."""
    small = ("day", "minute")
    return {
        f"{classes[0]} to 12": frozenset((*classes, *small, "hour", "month_number")),
        f"{classes[0]} to 24": frozenset((*classes, *small, "hour")),
        f"{classes[0]} to 31": frozenset((*classes, *small)),
        f"{classes[0]} to 59": frozenset((*classes, "minute")),
        f"{classes[0]} year": frozenset((*classes, "year")),
        f"{classes[0]} other": frozenset(classes),
    }


SHAPES: Final[dict[str, frozenset[str]]] = {
    **_sizes("digits", "number"),
    **_sizes("words", "number"),
    **_sizes("ordinal"),
    "decimal": frozenset(("number", "digits", "decimal")),
    "negative": frozenset(("number", "negative")),
    "multiple": frozenset(("number", "multiple")),
    "vague": frozenset(("number", "vague")),
    "fraction": frozenset(("number", "fraction")),
    "date": frozenset(("numeric_date",)),
    "clock": frozenset(("clock",)),
    "decade": frozenset(("decade",)),
}
"""What a token that is no word can be, and the classes that patterns know it by."""


class Number(Struct, frozen=True, gc=False):
    """What a token that is a number means; a vague one has no best."""

    low: Decimal
    best: Decimal | None
    high: Decimal
    rule: str
    scale: int = 1
    """The scale that it was written with: "3 to 5 billion" lends it leftwards."""


class Token(Struct, frozen=True, gc=False):
    """A word, a whole number, or a sign; `lower` is what vocabularies are asked for.

    It refers to nothing that could refer to it, so the collector, which would look at each, need not know of it.
    """

    start: int
    end: int
    text: str
    lower: str
    shape: str = ""
    """One of `SHAPES`; empty for words and signs."""
    number: Number | None = None


def flatten(text: str) -> str:
    """The text in plain typography; character n stands for character n."""
    return _FANCY.sub(lambda fancy: _PLAIN[fancy[0]], text)


@cache
def _token(language: Language) -> re.Pattern[str]:
    ends, token = vocabulary(language, "sentences")["tokens"], _KINDS
    for name in ("clitics", "decades", "ordinals"):
        token = token.replace(f"{{{name}}}", f"(?i:{'|'.join(ends[name])})" if ends[name] else "(?!)")
    return re.compile(token, re.VERBOSE)


def tokenize(flat: str, start: int, end: int, language: Language) -> list[Token]:
    """The raw tokens of flat[start:end]; digits are not yet numbers (`numbers`)."""
    return [
        Token(match.start(), match.end(), text := match[0], text.lower(), match.lastgroup or "")
        for match in _token(language).finditer(flat, start, end)
    ]


def is_hyphen(tokens: Sequence[Token], j: int) -> bool:
    """Whether token j joins the token before it to the one after: "six-cylinder"."""
    if not 0 < j < len(tokens) - 1 or tokens[j].text != "-":
        return False
    return tokens[j].start == tokens[j - 1].end and tokens[j].end == tokens[j + 1].start
