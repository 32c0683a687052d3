"""The unit of a number, with what it is per: what stands behind the number, or the sign of money before it.

km · kilometres · km² · square miles · miles per hour · km/h · $ · US$ · HK$3.7bn · USD 50 · dollars a barrel
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from services.detect.reading.quantities.counted import SINGULAR, counted_at
from services.detect.reading.quantities.units import Units, Wording, units_of
from services.detect.reading.tokens import Token, is_hyphen
from services.detect.reading.vocabulary import Language

_PER: Final = "per"
"""As rates are written in any text, and spelt in the log."""
_STROKE: Final = "/"
_SCALE: Final = 100_000
"""The least scale before which a currency's name is a sign: a lakh."""


class Unit(NamedTuple):
    """A unit whose words end before token `last`."""

    name: str
    last: int
    rule: str


def money_before(tokens: Sequence[Token], i: int, language: Language) -> tuple[str, int] | None:
    """The currency whose sign stands before token i, and the sign's first token: "$", "HK$", "USD"."""
    units = units_of(language)
    for length in _fitting(units.sign_lengths, tokens[i - 1].text, i) if i else ():
        wording = tuple(token.text for token in tokens[i - length : i])
        if (name := units.signs.get(wording)) is not None and _stands_apart(tokens, i - length, wording):
            return name, i - length
    return _name_before(tokens, i, units)


def _name_before(tokens: Sequence[Token], i: int, units: Units) -> tuple[str, int] | None:
    """A currency's name before a sum with a scale, which no other unit follows: "rupees 5 crore", "euro 3.2bn"."""
    number = tokens[i].number
    if not i or number is None or number.scale < _SCALE or (i > 1 and tokens[i - 2].number is not None):
        return None
    name = units.words.get((tokens[i - 1].lower,))
    return (name, i - 1) if name in units.money and tokens[i - 1].lower not in units.scaled else None


def _stands_apart(tokens: Sequence[Token], first: int, wording: Wording) -> bool:
    """Whether a sign is one by itself: "R500" and "A$5", not the ends of "G.D.R 500" and "a $5"."""
    if len(wording[0]) > 1 or not wording[0].isalpha():
        return True
    return first + 1 < len(tokens) and tokens[first + 1].start == tokens[first].end


def unit_at(tokens: Sequence[Token], i: int, language: Language, *, touches: bool, large: bool) -> Unit | None:
    """The unit that begins at token i, with what it is per.

    `touches`: the token stands directly behind the digits; `large`: they are worth a hundred or more.
    """
    units = units_of(language)
    found = _simple(tokens, i, units, touches=touches, large=large)
    if found is None:
        return None
    if (rate := rate_at(tokens, found.last, language, of_money=found.name in units.money)) is not None:
        return Unit(f"{found.name} {_PER} {rate[0]}", rate[1], "rate")
    return found


def rate_at(tokens: Sequence[Token], i: int, language: Language, *, of_money: bool = False) -> tuple[str, int] | None:
    """What "per …", "a …", "-a-…" or "/…" at token i names in the singular, and the token after it."""
    units = units_of(language)
    if i + 1 >= len(tokens):
        return None
    i += tokens[i].text == "-" and is_hyphen(tokens, i)
    j = i + 1
    joint = tokens[i].lower
    if joint not in units.rate_articles and joint not in units.rate_signs:
        return None
    j += is_hyphen(tokens, j)
    if j >= len(tokens):
        return None
    following = tokens[j]
    if joint in units.rate_articles:
        then = tokens[j + 1].lower if j + 1 < len(tokens) else ""
        named = units.after_sums if of_money else units.after_articles
        if following.lower not in named or then in units.not_rates:
            return None
    if following.number is not None:
        measured = joint == _STROKE and _simple(tokens, j + 1, units, touches=True, large=False) is not None
        return _per_so_many(tokens, j, language) if joint == _PER or measured else None  # "l/100 km", not "15px/1.5"
    return _per(tokens, j, joint, language)


def _per(tokens: Sequence[Token], i: int, joint: str, language: Language) -> tuple[str, int] | None:
    """As in "per hour", "a share", "/s": a unit, or a word that things are told by."""
    units = units_of(language)
    below = _simple(tokens, i, units, touches=joint == _STROKE, large=False, rate=True)
    if below is not None:
        name, last = below.name, below.last
    elif (tokens[i].lower in units.denominators or joint == _PER) and tokens[i].text[0].isalpha():
        name, last = tokens[i].lower, i + 1
    else:
        return None
    further = rate_at(tokens, last, language)
    return (f"{name} {_PER} {further[0]}", further[1]) if further else (name, last)


def _per_so_many(tokens: Sequence[Token], i: int, language: Language) -> tuple[str, int]:
    """As in "per 100 km", "per 100,000 people", "per 1,000": the number as written, and what it is of."""
    found = _simple(tokens, i + 1, units_of(language), touches=False, large=False)
    noun = counted_at(tokens, i + 1, language, single=False) if found is None else None
    if found is not None:
        return f"{tokens[i].lower} {found.name}", found.last
    if noun is not None and noun.rule != SINGULAR:
        return f"{tokens[i].lower} {noun.noun}", noun.last
    return tokens[i].lower, i + 1


def _simple(
    tokens: Sequence[Token], i: int, units: Units, *, touches: bool, large: bool, rate: bool = False
) -> Unit | None:
    if i >= len(tokens) or (tokens[i].lower not in units.lengths and tokens[i].lower not in units.before):
        return None  # as most words behind a number
    power, start = _power(tokens, i, units.before)
    start += bool(power) and is_hyphen(tokens, start)  # "a 50 square-foot room"
    plain = _plain(tokens, start, units, touches=touches or rate, large=large)
    if plain is None:
        return None
    name, last = plain
    if not power and last < len(tokens) and last - start == 1:
        power, after = _power(tokens, last, units.after)
        if power and not _is_power(tokens, last):
            power, after = "", last
        last = after
    name = f"{power} {name}" if power else name
    other = _simple(tokens, last + 1, units, touches=True, large=large) if _is_product(tokens, last, units) else None
    return Unit(f"{name} {other.name}", other.last, "unit") if other is not None else Unit(name, last, "unit")


def _is_product(tokens: Sequence[Token], k: int, units: Units) -> bool:
    """Whether the sign at token k multiplies the unit before it by one after: "kg·m"."""
    if not 0 < k < len(tokens) - 1 or tokens[k].text not in units.products:
        return False
    return tokens[k].start == tokens[k - 1].end and tokens[k].end == tokens[k + 1].start


def _is_power(tokens: Sequence[Token], last: int) -> bool:
    """Whether a 2 or 3 behind a unit belongs to it: only when it touches it ("km2"); the word "squared" always does."""
    return tokens[last].text.isalpha() or tokens[last].start == tokens[last - 1].end


def _power(tokens: Sequence[Token], i: int, powers: Mapping[str, Sequence[tuple[Wording, str]]]) -> tuple[str, int]:
    for wording, name in powers.get(tokens[i].lower, ()) if i < len(tokens) else ():
        if tuple(token.lower for token in tokens[i : i + len(wording)]) == wording:
            return name, i + len(wording)
    return "", i


def _plain(tokens: Sequence[Token], i: int, units: Units, *, touches: bool, large: bool) -> tuple[str, int] | None:
    for length in _fitting(units.lengths, tokens[i].lower, len(tokens) - i) if i < len(tokens) else ():
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


def _fitting(lengths: Mapping[str, tuple[int, ...]], token: str, most: int) -> Iterator[int]:
    """The lengths of the wordings known by a token, of those that have room."""
    return (length for length in lengths.get(token, ()) if length <= most)


def _may_be(wording: Wording, tokens: Sequence[Token], i: int, units: Units, *, touches: bool) -> bool:
    """Whether letters that are words too are a unit here: behind digits that they touch, or before a sign ("5 in.")."""
    if len(wording) > 1 or wording[0] not in units.touching:
        return True
    if touches or wording[0] in units.spaced:
        return True
    follows = tokens[i + 1] if i + 1 < len(tokens) else None
    return wording[0].islower() and (follows is None or not (follows.text[0].isalnum() or follows.text in "$£€"))


def _leads_a_sum(tokens: Sequence[Token], j: int) -> bool:
    """Whether a sign that ends before token j is the next sum's: "5 $10 bills", "3 USD50 cards"."""
    if j >= len(tokens) or tokens[j].number is None:
        return False
    return tokens[j].start == tokens[j - 1].end or not tokens[j - 1].text[0].isalpha()
