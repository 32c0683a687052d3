"""Units and money by name: what stands behind a number, or before it, as the name that the log spells it with.

    km · kilometres · km² · square miles · miles per hour · km/h · $ · US$ · HK$3.7bn · USD 50 · dollars a barrel

Names are singular and British; SI prefixes, powers and rates are composed, so that no table lists them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain, product
from typing import Any, NamedTuple

from services.detect.reading.tokens import Token, tokenize
from services.detect.reading.vocabulary import Language, vocabulary

Wording = tuple[str, ...]


class Units(NamedTuple):
    """A language's units; wordings are tuples of tokens."""

    words: Mapping[Wording, str]
    symbols: Mapping[Wording, str]
    """Found only as written, capitals and all."""
    signs: Mapping[Wording, str]
    """What stands before a sum of money."""
    money: frozenset[str]
    """The names of currencies."""
    touching: frozenset[str]
    spaced: frozenset[str]
    scaled: frozenset[str]
    before: Mapping[Wording, str]
    """Powers that stand before a unit: "square"."""
    after: Mapping[Wording, str]
    """Powers that stand after one: "squared", "2"."""
    rate_signs: frozenset[str]
    rate_articles: frozenset[str]
    not_rates: frozenset[str]
    after_articles: frozenset[str]
    denominators: frozenset[str]
    composed: Mapping[str, tuple[str, int]]
    joints: frozenset[str]
    """What may stand between a unit and the smaller one that completes it."""
    sums: Mapping[str, str]
    of: frozenset[str]
    longest: int


class Unit(NamedTuple):
    """A unit whose words end before token `last`."""

    name: str
    last: int
    rule: str


@cache
def units_of(language: Language) -> Units:
    """The units of a language."""
    measures, money = vocabulary(language, "units"), vocabulary(language, "currencies")
    words = dict(chain(_wordings(measures["units"]), _wordings(money["names"]), _prefixed(measures, "prefixed")))
    symbols = dict(chain(_prefixed(measures, "prefixed_symbols"), _wordings(measures["symbols"])))
    signs = dict(_wordings(money["signs"]))
    signs |= {tuple(map(str.lower, wording)): name for wording, name in signs.items() if not "".join(wording).isalpha()}
    powers = measures["powers"]
    rates = measures["rates"]
    return Units(
        words={tuple(word.lower() for word in wording): name for wording, name in words.items()},
        symbols={**symbols, **{wording: name for wording, name in signs.items() if _may_follow(wording)}},
        signs=signs,
        money=frozenset((*money["names"], *money["signs"])),
        touching=frozenset(measures["touching"]["symbols"]),
        spaced=frozenset(measures["spaced"]["symbols"]),
        scaled=frozenset(money["scaled"]["names"]),
        before=dict(_wordings({"square": powers["square"], "cubic": powers["cubic"]})),
        after=dict(_wordings({"square": powers["squared"], "cubic": powers["cubed"]})),
        rate_signs=frozenset(rates["signs"]),
        rate_articles=frozenset(rates["articles"]),
        not_rates=frozenset(rates["not_before"]),
        after_articles=frozenset(rates["after_articles"]),
        denominators=frozenset((*rates["after_articles"], *rates["more"])),
        composed={unit: (smaller, parts) for unit, (smaller, parts) in measures["composed"].items()},
        joints=frozenset(measures["joints"]["words"]),
        sums=measures["sums"],
        of=frozenset(measures["joints"]["of"]),
        longest=max(map(len, (*words, *symbols, *signs))),
    )


def _may_follow(wording: Wording) -> bool:
    """Whether a sign of money may stand behind its sum too: "15 €", "5 USD"; single letters are other units there."""
    return len("".join(wording)) > 1 or not wording[0].isalpha()


def money_before(tokens: Sequence[Token], i: int, language: Language) -> tuple[str, int] | None:
    """The currency whose sign stands before token i, and the sign's first token: "$", "HK$", "USD"."""
    units = units_of(language)
    for length in range(min(units.longest, i), 0, -1):
        wording = tuple(token.text for token in tokens[i - length : i])
        if (name := units.signs.get(wording)) is not None and _stands_apart(tokens, i - length, wording):
            return name, i - length
    return None


def _stands_apart(tokens: Sequence[Token], first: int, wording: Wording) -> bool:
    """Whether a sign is one by itself: "R 500", not the end of "G.D.R 500"; signs of more than letters always are."""
    if not wording[0][0].isalpha() or len(wording) > 1:
        return True
    last = first + len(wording)
    return len(wording[0]) > 1 or (last < len(tokens) and tokens[last].start == tokens[last - 1].end)


def unit_at(tokens: Sequence[Token], i: int, language: Language, *, touches: bool, large: bool) -> Unit | None:
    """The unit that begins at token i, with what it is per.

    `touches`: the token stands directly behind the digits; `large`: they are worth a hundred or more.
    """
    units = units_of(language)
    found = _simple(tokens, i, units, touches=touches, large=large)
    if found is None:
        return None
    if (rate := rate_at(tokens, found.last, language)) is not None:
        return Unit(f"{found.name} per {rate[0]}", rate[1], "rate")
    return found


def rate_at(tokens: Sequence[Token], i: int, language: Language) -> tuple[str, int] | None:
    """What "per …", "a …" or "/…" at token i names in the singular, and the token after it."""
    units = units_of(language)
    if i + 1 >= len(tokens):
        return None
    joint, following = tokens[i].lower, tokens[i + 1]
    if joint in units.rate_articles:
        then = tokens[i + 2].lower if i + 2 < len(tokens) else ""
        if following.lower not in units.after_articles or then in units.not_rates:
            return None
    elif joint not in units.rate_signs:
        return None
    below = _simple(tokens, i + 1, units, touches=joint == "/", large=False, rate=True)
    if below is not None:
        further = rate_at(tokens, below.last, language) if joint == "/" else None
        return (f"{below.name} per {further[0]}", further[1]) if further else (below.name, below.last)
    if following.lower in units.denominators or joint == "per":
        return (following.lower, i + 2) if following.text[0].isalpha() else None
    return None


def _simple(
    tokens: Sequence[Token], i: int, units: Units, *, touches: bool, large: bool, rate: bool = False
) -> Unit | None:
    power, start = _power(tokens, i, units.before)
    plain = _plain(tokens, start, units, touches=touches or rate, large=large)
    if plain is None:
        return None
    name, last = plain
    if not power and last < len(tokens) and last - start == 1:
        power, after = _power(tokens, last, units.after)
        if power and not _is_power(tokens, last):
            power, after = "", last
        last = after
    return Unit(f"{power} {name}" if power else name, last, "unit")


def _is_power(tokens: Sequence[Token], last: int) -> bool:
    """Whether a 2 or 3 behind a unit belongs to it: only when it touches it ("km2"); the word "squared" always does."""
    return tokens[last].text.isalpha() or tokens[last].start == tokens[last - 1].end


def _power(tokens: Sequence[Token], i: int, powers: Mapping[Wording, str]) -> tuple[str, int]:
    for length in (2, 1):
        wording = tuple(token.lower for token in tokens[i : i + length])
        if len(wording) == length and wording in powers:
            return powers[wording], i + length
    return "", i


def _plain(tokens: Sequence[Token], i: int, units: Units, *, touches: bool, large: bool) -> tuple[str, int] | None:
    for length in range(min(units.longest, len(tokens) - i), 0, -1):
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


def _may_be(wording: Wording, tokens: Sequence[Token], i: int, units: Units, *, touches: bool) -> bool:
    """Whether letters that are words too are a unit here: behind digits that they touch, or before a sign."""
    if len(wording) > 1 or wording[0] not in units.touching:
        return True
    if touches or wording[0] in units.spaced:
        return True
    follows = tokens[i + 1] if i + 1 < len(tokens) else None
    return follows is None or not (follows.text[0].isalnum() or follows.text in "$£€")


def _leads_a_sum(tokens: Sequence[Token], j: int) -> bool:
    """Whether a sign that ends before token j is the next sum's: "5 $10 bills", "3 USD50 cards"."""
    if j >= len(tokens) or tokens[j].number is None:
        return False
    return tokens[j].start == tokens[j - 1].end or not tokens[j - 1].text[0].isalpha()


def _wordings(table: Mapping[str, Iterable[str]]) -> Iterable[tuple[Wording, str]]:
    for name, some in table.items():
        for wording in some:
            yield tuple(token.text for token in tokenize(wording, 0, len(wording))), name


def _prefixed(measures: Mapping[str, Any], part: str) -> Iterable[tuple[Wording, str]]:
    """Every unit of the part with and without each prefix; symbols take the prefixes' symbols, words their names."""
    table = {unit: list(some) for unit, some in measures[part].items()}
    for (unit, some), (prefix, short) in product(table.items(), measures["prefixes"].items()):
        parts = short if part == "prefixed_symbols" else [prefix]
        yield from _wordings({f"{prefix}{unit}": [a + b for a in parts for b in some]})
    yield from _wordings(table)
