"""Numbers that count nothing: parts of names, addresses, scores, years, list marks, and the pronoun "one".

Boeing 737 · COVID-19 · S&P 500 · G7 · 9/11 · 3-2 · 42 Mill Road · No. 5 · in 2019 · one of us knows
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.quantities.counted import nouns_of
from services.detect.reading.quantities.movements import movements
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_GLUE: Final = frozenset("#:./+'_@&")
_LONGEST: Final = 12
"""Digits of a number that counts alone; longer ones are references."""


class _Words(Struct, frozen=True):
    plain: frozenset[str]
    """Words that are no name though they begin a sentence in capitals."""
    leads: frozenset[str]
    """Words after which a bare number counts something: "rose to 12", "a total of 40"."""
    bounds: frozenset[str]
    """Words with which a bound behind a number begins: "40ish"."""
    named: Mapping[str, frozenset[str]]
    """Numbers that are names of something, and what such a one stands before: "911 | calls"."""
    states: frozenset[str]
    links: frozenset[str]
    determiners: frozenset[str]
    them: frozenset[str]
    apiece: frozenset[str]
    compared: frozenset[str]
    """What makes a number count, as it is compared: "eight | fewer than"."""


class Around(Struct, frozen=True):
    """What is known of a number when it is asked whether it counts."""

    at: int
    first: int
    """Its sign of money's token, or its own."""
    unit: bool
    noun: bool
    """It counts a plural that follows."""
    loose: bool
    """It stands before a singular that it may measure: "12 page document"."""
    led: bool
    """A bound or a verb of direction leads to it."""
    ranked: bool
    """A word before it may make it a rank: "the top three"."""


def refusal(tokens: Sequence[Token], number: Around, masked: frozenset[int], language: Language) -> str | None:
    """The rule by which the number counts nothing; None where it counts."""
    words = _words(language)
    if _is_glued(tokens, number.first, unit=number.unit):
        return "part of a name"
    if number.unit:
        return None
    glued = _is_glued_behind(tokens, number.at, words)
    if _is_called(tokens, number, words) or glued or _is_model(tokens, number):
        return "part of a name"
    if _is_score(tokens, number):
        return "score"
    if not number.noun:
        return _refusal_alone(tokens, number, masked, words)
    return None


def _is_called(tokens: Sequence[Token], number: Around, words: _Words) -> bool:
    """Whether it names something: "dialled 112", "911 calls", "4K video", but not "112 prisoners"."""
    called = words.named.get(tokens[number.at].lower)
    return called is not None and (not number.noun or tokens[number.at + 1].lower in called)


def _refusal_alone(tokens: Sequence[Token], number: Around, masked: frozenset[int], words: _Words) -> str | None:
    """Of a number without unit or counted plural."""
    if number.ranked:
        return "rank"
    if _is_name_before(tokens, number, masked, words):
        return "after a name"
    if tokens[number.at].shape == "digits year" and not (number.led and _leads(tokens, number.at, words)):
        return "year"
    return None if number.led or _counts_alone(tokens, number, words) else "bare"


def _is_glued(tokens: Sequence[Token], i: int, *, unit: bool) -> bool:
    """Whether the number touches what stands before it: "SF90", "COVID-19", "#1", "3.2.1"."""
    if not i or _stands_free(tokens, i):
        return False
    before = tokens[i - 1]
    if unit and (_is_told_again(tokens, i) or (before.text == "+" and _stands_free(tokens, i - 1))):
        return False  # "180C/350F", "+0.7 %"
    if before.text == "-":
        return _is_hyphened(tokens, i)
    begins = before.text == "." and tokens[i].text[0].isalpha()  # where a space was lost: "hit.Nine people"
    return not begins and (before.text in _GLUE or before.text[0].isalpha())


def _is_hyphened(tokens: Sequence[Token], i: int) -> bool:
    """Whether a hyphen joins the number to a name before it: "COVID-19", but not "a magnitude-6.8 quake"."""
    if tokens[i].number is None or i < 2 or _stands_free(tokens, i - 1):
        return False
    name = tokens[i - 2]
    measured = tokens[i].shape == "decimal" and name.text.islower()
    if name.number is not None:
        return _is_pair(tokens, i - 2, i - 1)  # "Boeing 787-9s", "won 6-4 in", but "6-9 inches"
    return not measured and name.text not in '%)"'


def _stands_free(tokens: Sequence[Token], k: int) -> bool:
    return not k or tokens[k - 1].end < tokens[k].start


def _is_told_again(tokens: Sequence[Token], i: int) -> bool:
    """Whether a measure stands behind another and a stroke: "180C/350F", "200 g/7 oz", "24-bit/96 kHz"."""
    k = i - 3 - (i > 3 and tokens[i - 3].text == "-")
    return k >= 0 and tokens[i - 1].text == "/" and tokens[i - 2].number is None and tokens[k].number is not None


def _is_glued_behind(tokens: Sequence[Token], i: int, words: _Words) -> bool:
    """Whether letters that are no unit or digits touch the number, or it begins with a zero: "3D", "Twenty20", "07"."""
    text = tokens[i].text
    if text.isdecimal() and len(text) > 1 and text[0] == "0":
        return True
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or after.start != tokens[i].end or after.lower in words.bounds:
        return False
    return after.shape.startswith("digits") or (text[-1].isdecimal() and after.text[0].isalpha())


def _is_name_before(tokens: Sequence[Token], number: Around, masked: frozenset[int], words: _Words) -> bool:
    """As in "Boeing 737", "iPhone 11 has": a word with a capital, and no plural that the number would count."""
    i = number.at
    if not i or i - 1 in masked or number.led:
        return False
    before = tokens[i - 1]
    if not tokens[i].shape.startswith("digits"):
        return tokens[i].text[0].isupper() and before.text[0].isalpha()  # "the Group of Seven", "the Big Three"
    if not before.text[0].isalpha() or not any(map(str.isupper, before.text)):
        return False
    return before.lower not in words.plain


def _is_model(tokens: Sequence[Token], number: Around) -> bool:
    """Whether a word with a capital inside stands before: "PlayStation 5 consoles", "iPhone 11 users"."""
    before = tokens[number.at - 1].text if number.at else ""
    return before.isalpha() and before[1:] != before[1:].lower() and not before.isupper()


def _is_score(tokens: Sequence[Token], number: Around) -> bool:
    """As in "3-2", "24/7": numbers on both sides of a sign that touches them, and no range or fraction of them."""
    return any(
        min(joint, other) >= 0 and max(joint, other) < len(tokens) and _is_pair(tokens, min(number.at, other), joint)
        for joint, other in ((number.at - 1, number.at - 2), (number.at + 1, number.at + 2))
    )


def _is_pair(tokens: Sequence[Token], first: int, joint: int) -> bool:
    left, sign, right = tokens[first], tokens[joint], tokens[first + 2]
    if sign.text not in "-/:" or left.end != sign.start or sign.end != right.start:
        return False
    if left.shape.startswith("digits to") and right.shape.startswith("digits to"):
        return True
    fallen = left.number is not None and right.number is not None and left.number.high > right.number.high
    return sign.text == "-" and fallen and left.text.isdecimal() and right.text.isdecimal()  # "112-105"


def _leads(tokens: Sequence[Token], i: int, words: _Words) -> bool:
    return i > 0 and (tokens[i - 1].lower in words.leads or tokens[i - 1].lower in words.plain)


def _counts_alone(tokens: Sequence[Token], number: Around, words: _Words) -> bool:
    """Whether a number without unit or noun states something all the same."""
    i = number.at
    if number.loose:
        return tokens[i].shape != "digits year"
    token = tokens[i]
    before = tokens[i - 1].lower if i else ""
    follows = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if _is_part(tokens, i + 1, words) or follows in words.states or before in words.leads:
        return True
    if follows in words.apiece or " ".join(token.lower for token in tokens[i + 1 : i + 3]) in words.compared:
        return True
    if token.shape in ("decimal", "digits other", "negative", "fraction", "vague"):
        return len(token.text) < _LONGEST or not token.text.isdecimal()
    if not token.shape.startswith("digits"):
        return len(tokens) <= 3 or (token.number is not None and abs(token.number.high) > 12)
    capital = i + 1 < len(tokens) and tokens[i + 1].text[0].isupper()  # "10 Most Wanted"
    enclosed = follows in (")", ":") or before in ("(", "'") or (i == 0 and follows == ".")
    return not (capital or enclosed)


def _is_part(tokens: Sequence[Token], k: int, words: _Words) -> bool:
    """Whether the number before token k is of some known, or of so many: "two | of them", "six | of the 15"."""
    if k + 1 >= len(tokens) or tokens[k].lower not in words.links:
        return False
    if tokens[k + 1].lower in words.them:
        return True
    k += 1 + (tokens[k + 1].lower in words.determiners)
    return k < len(tokens) and tokens[k].number is not None and tokens[k].shape != "digits year"


@cache
def _words(language: Language) -> _Words:
    words = vocabulary(language, "quantities")
    nouns = nouns_of(language)
    cues = {
        word
        for table in (*words["bounds"].values(), movements(language))
        for wordings in table.values()
        for wording in wordings
        for word in wording.strip("()").split()
    }
    return _Words(
        plain=frozenset((*nouns.ends, *nouns.states, *cues, *words["exact"]["words"], *words["leads"]["words"])),
        leads=frozenset(words["leads"]["words"]),
        bounds=frozenset(wording.split()[0] for some in words["bounds"]["after"].values() for wording in some),
        named={word: frozenset(names["behind"]) for names in words["named"] for word in names["words"]},
        states=nouns.states,
        links=nouns.links,
        determiners=nouns.determiners,
        them=nouns.them,
        apiece=frozenset(words["leads"]["apiece"]),
        compared=frozenset(words["leads"]["compared"]),
    )
