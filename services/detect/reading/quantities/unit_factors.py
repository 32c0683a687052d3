"""One unit by itself, with its power: km · km² · square miles · cubic metres · s-1 · 30 sq. ft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from services.detect.reading.quantities.units import Units, Wording
from services.detect.reading.tokens import Token, is_hyphen

_INVERSE: Final = "inverse"
"""As a power below nought is spelt in the log: "5 fb-1" are five inverse femtobarns."""


class Unit(Struct, frozen=True):
    """A unit whose words end before token `last`."""

    name: str
    last: int
    rule: str


class Factor(Struct, frozen=True):
    """A unit with its power, which a larger unit may be made of; its words end before token `last`."""

    power: str
    """Empty for the first."""
    name: str
    last: int

    @property
    def is_inverse(self) -> bool:
        """Whether what stands before it is per this."""
        return self.power.startswith(_INVERSE)

    def __str__(self) -> str:
        """As it is spelt: "square metre"."""
        return f"{self.power} {self.name}".lstrip()

    def below(self) -> str:
        """An inverse one as it is spelt behind "per"."""
        return f"{self.power.removeprefix(_INVERSE).lstrip()} {self.name}".lstrip()


def factor_at(tokens: Sequence[Token], i: int, units: Units, *, touches: bool, large: bool) -> Factor | None:
    """The unit that begins at token i.

    `touches`: the token stands directly behind what it is a unit of; `large`: that is worth a hundred or more.
    """
    if i >= len(tokens) or (tokens[i].lower not in units.lengths and tokens[i].lower not in units.before):
        return None  # as most words behind a number
    power, start = _power(tokens, i, units.before)
    start += bool(power) and is_hyphen(tokens, start)  # "a 50 square-foot room"
    plain = _plain(tokens, start, units, touches=touches, large=large)
    if plain is None and power:
        power, plain = "", _plain(tokens, i, units, touches=touches, large=large)  # "5 sq in of glass"
    if plain is None:
        return None
    name, last = plain
    if not power and last < len(tokens) and last - start == 1:
        power, after = _power(tokens, last, units.after)
        if power and not _is_power(tokens, last, after, units):
            power, after = "", last
        if (not power or tokens[last].text.isdecimal()) and _is_model(tokens, start):
            return None
        last = after
    return Factor(power, name, last)


def _is_model(tokens: Sequence[Token], i: int) -> bool:
    """Whether the capitals at token i begin a name with a number: "20 F16s", "a 911 GT3"."""
    letters, follows = tokens[i], tokens[i + 1]
    return letters.text.isupper() and follows.start == letters.end and follows.text[0].isdigit()


def _is_power(tokens: Sequence[Token], first: int, last: int, units: Units) -> bool:
    """Whether tokens [first, last) behind a unit are its power: "squared", "km2"; not the 3 of "2 h-3 h"."""
    if tokens[first].text.isalpha():
        return True
    if tokens[first].start != tokens[first - 1].end:
        return False
    if tokens[first].text != "-" or (other := _plain(tokens, last, units, touches=False, large=False)) is None:
        return True
    return _power(tokens, other[1], units.after)[0].startswith(_INVERSE)  # "W m-2 K-1"


def _power(tokens: Sequence[Token], i: int, powers: Mapping[str, Sequence[tuple[Wording, str]]]) -> tuple[str, int]:
    for wording, name in powers.get(tokens[i].lower, ()) if i < len(tokens) else ():
        if tuple(token.lower for token in tokens[i : i + len(wording)]) == wording:
            return name, i + len(wording)
    return "", i


def _plain(tokens: Sequence[Token], i: int, units: Units, *, touches: bool, large: bool) -> tuple[str, int] | None:
    for length in fitting(units.lengths, tokens[i].lower, len(tokens) - i) if i < len(tokens) else ():
        exact = tuple(token.text for token in tokens[i : i + length])
        if exact in units.signs and _leads_a_sum(tokens, i + length):
            return None
        if (name := units.symbols.get(exact)) is not None and _may_be(exact, tokens, i, units, touches=touches):
            return name, i + length
        lower = tuple(token.lower for token in tokens[i : i + length])
        name = units.words.get(lower)
        if (
            name is not None
            and (large or lower[0] not in units.scaled)
            and _may_be(lower, tokens, i, units, touches=touches)
        ):
            return name, i + length
    return None


def fitting(lengths: Mapping[str, tuple[int, ...]], token: str, most: int) -> Iterator[int]:
    """The lengths of the wordings known by a token, of those that have room."""
    return (length for length in lengths.get(token, ()) if length <= most)


def _may_be(wording: Wording, tokens: Sequence[Token], i: int, units: Units, *, touches: bool) -> bool:
    """Whether letters that are words too are a unit here: behind digits that they touch, or before a sign ("5 in.")."""
    if not touches and is_hyphen(tokens, i + len(wording)) and tokens[i + len(wording) + 1].text[0].isupper():
        return False  # "four al-Qaeda men"
    if len(wording) > 1 or wording[0] not in units.touching:
        return True
    if touches or wording[0] in units.spaced:
        return True
    follows = tokens[i + 1] if i + 1 < len(tokens) else None
    if follows is not None and follows.start == tokens[i].end and follows.lower in units.after:
        return True  # "5 in²"
    if follows is None or not (follows.text[0].isalnum() or follows.text in "$£€"):
        return wording[0].islower()
    return wording[0] not in units.ends and len(wording[0]) > 1 and follows.lower in units.ends  # "3 bar of pressure"


def _leads_a_sum(tokens: Sequence[Token], j: int) -> bool:
    """Whether a sign that ends before token j is the next sum's: "5 $10 bills", "3 USD50 cards"."""
    if j >= len(tokens) or tokens[j].number is None:
        return False
    return tokens[j].start == tokens[j - 1].end or not tokens[j - 1].text[0].isalpha()
