"""A language's units and money: every wording and the name that the log spells it with.

Names are singular and British; SI prefixes, powers and rates are composed, so that no table lists them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain, product
from typing import Any, Final

from msgspec import Struct

from services.detect.reading.tokens import tokenize
from services.detect.reading.vocabulary import Language, vocabulary

Wording = tuple[str, ...]
_CODE: Final = 3
"""Letters of a currency's code."""
_DOLLAR: Final = "dollar"
_SURE: Final = 3
"""Letters of a symbol that no word or name ends with: "mol", "bit"."""


class Units(Struct, frozen=True):
    """A language's units; wordings are tuples of tokens."""

    words: Mapping[Wording, str]
    symbols: Mapping[Wording, str]
    """Found only as written, capitals and all."""
    signs: Mapping[Wording, str]
    """What stands before a sum of money."""
    countries: Mapping[str, str]
    """What makes another currency of a sum with a sign when it stands behind: "$5 Canadian"."""
    money: frozenset[str]
    """The names of currencies."""
    money_ends: frozenset[str]
    """The last words of those names."""
    touching: frozenset[str]
    spaced: frozenset[str]
    ends: frozenset[str]
    """Words at which a noun's phrase ends."""
    scaled: frozenset[str]
    before: Mapping[str, Sequence[tuple[Wording, str]]]
    """Powers that stand before a unit, by their first token: "square"."""
    after: Mapping[str, Sequence[tuple[Wording, str]]]
    """Powers that stand after one: "squared", "2"."""
    products: frozenset[str]
    rate_signs: frozenset[str]
    rate_articles: frozenset[str]
    not_rates: frozenset[str]
    """What tells behind a length of time that it is no rate: "a year earlier"."""
    lengths_of_time: frozenset[str]
    after_articles: frozenset[str]
    after_sums: frozenset[str]
    denominators: frozenset[str]
    composed: Mapping[str, tuple[str, int]]
    joints: frozenset[str]
    """What may stand between a unit and the smaller one that completes it."""
    sums: Mapping[str, str]
    """Names of weights that are those of money too, which is called otherwise in the log."""
    paid: frozenset[str]
    """Words before a number that say that it is money."""
    traded: frozenset[str]
    """The same where a word of `traded_for` stands between: "sold for"."""
    traded_for: frozenset[str]
    paid_behind: frozenset[str]
    """Nouns behind one that say so: "a 20-pound note"."""
    of: frozenset[str]
    marks: Mapping[str, str]
    """The units of quotation marks that touch a number: feet and inches."""
    tolerances: Mapping[str, Sequence[tuple[Wording, str]]]
    """What leads to one, by its first token: "plus or minus"."""
    below_zero: tuple[str, ...]
    """Units of what may lie below zero; the first is meant where none is told."""
    zeros: frozenset[Wording]
    """What says that it does."""
    lengths: Mapping[str, tuple[int, ...]]
    """How many tokens the wordings have that begin with a token, in lower case; the longest first."""
    sign_lengths: Mapping[str, tuple[int, ...]]
    """The same of signs of money, by their last token as written."""


@cache
def units_of(language: Language) -> Units:
    """The units of a language."""
    measures, money = vocabulary(language, "units"), vocabulary(language, "currencies")
    units = chain(_wordings(language, measures["units"]), _prefixed(language, measures, "prefixed"))
    words = dict(
        chain(
            _codes(language, money),
            _hyphened(units),
            _of_countries(language, money),
            _wordings(language, money["names"]),
        )
    )
    words = {tuple(map(str.lower, wording)): name for wording, name in words.items()}
    symbols = dict(chain(_prefixed(language, measures, "prefixed_symbols"), _wordings(language, measures["symbols"])))
    signs = dict(
        chain(_signs_of_countries(money), _wordings(language, money["signs"]), _wordings(language, measures["signs"]))
    )
    signs |= {tuple(map(str.lower, wording)): name for wording, name in signs.items() if not "".join(wording).isalpha()}
    powers = measures["powers"]
    rates = measures["rates"]
    return Units(
        words=words,
        symbols={**symbols, **{wording: name for wording, name in signs.items() if _may_follow(wording, money)}},
        signs=signs,
        countries={country: name for name, some in money["behind_sums"].items() for country in some},
        money=frozenset((*money["names"], *money["signs"])),
        money_ends=frozenset(
            wording[-1] for wording, name in words.items() if name in money["names"] or name in money["signs"]
        ),
        touching=frozenset((*measures["touching"]["symbols"], *_rare(measures))),
        spaced=frozenset(measures["spaced"]["symbols"]),
        ends=frozenset(vocabulary(language, "nouns")["ends"]),
        scaled=frozenset(money["scaled"]["names"]),
        before=_by_first(language, {"square": powers["square"], "cubic": powers["cubic"]}),
        after=_by_first(
            language,
            {
                "square": powers["squared"],
                "cubic": powers["cubed"],
                "inverse": powers["inverse"],
                "inverse square": powers["inverse_squared"],
                "inverse cubic": powers["inverse_cubed"],
            },
        ),
        products=frozenset(measures["products"]["signs"]),
        rate_signs=frozenset(rates["signs"]),
        rate_articles=frozenset(rates["articles"]),
        not_rates=frozenset(rates["not_before"]),
        lengths_of_time=frozenset(vocabulary(language, "quantities")["lengths"]["units"]),
        after_articles=frozenset(rates["after_articles"]),
        after_sums=frozenset((*rates["after_articles"], *rates["after_sums"])),
        denominators=frozenset((*rates["after_articles"], *rates["after_sums"], *rates["more"])),
        composed={unit: (smaller, parts) for unit, (smaller, parts) in measures["composed"].items()},
        joints=frozenset(measures["joints"]["words"]),
        sums=measures["sums"],
        paid=frozenset(measures["paid"]["words"]),
        traded=frozenset(measures["paid"]["traded"]),
        traded_for=frozenset(measures["paid"]["traded_for"]),
        paid_behind=frozenset(measures["paid"]["behind"]),
        of=frozenset(measures["joints"]["of"]),
        marks=measures["marks"],
        tolerances=_by_first(language, measures["tolerances"]),
        below_zero=tuple(measures["below_zero"]["units"]),
        zeros=frozenset(tuple(words.split()) for words in measures["below_zero"]["words"]),
        lengths=_lengths((wording[0].lower(), len(wording)) for wording in (*words, *symbols, *signs)),
        sign_lengths=_lengths((wording[-1], len(wording)) for wording in signs),
    )


def _hyphened(wordings: Iterable[tuple[Wording, str]]) -> Iterable[tuple[Wording, str]]:
    """The wordings, and those of several words with hyphens between: "light-year"."""
    for wording, name in wordings:
        if len(wording) > 1 and all(word.isalpha() for word in wording):
            yield tuple("-" if k % 2 else wording[k // 2] for k in range(2 * len(wording) - 1)), name
        yield wording, name


def _of_countries(language: Language, money: Mapping[str, Any]) -> Iterable[tuple[Wording, str]]:
    """Currencies told by their countries: "malaysia ringgit", where the names have "malaysian ringgit"."""
    for name, countries in money["countries"].items():
        kinds = {wording[-1] for wording, _ in _wordings(language, {name: money["names"][name]}) if len(wording) > 1}
        for country, kind in product(countries, sorted(kinds)):
            yield (*country.split(), kind), name


def _codes(language: Language, money: Mapping[str, Any]) -> Iterable[tuple[Wording, str]]:
    """Currencies' codes in small letters, as they are typed: "50 etb"."""
    no_codes = frozenset(money["codes"]["words"])
    for wording, name in _wordings(language, money["signs"]):
        code = wording[0].lower()
        if len(wording) == 1 and len(code) == _CODE and code.isalpha() and code not in no_codes:
            yield (code,), name


def _signs_of_countries(money: Mapping[str, Any]) -> Iterable[tuple[Wording, str]]:
    """Dollars by their countries as they are typed: "canadian $ 5", "hong kong $40"; capitals may be of who is paid."""
    dollars = [name for name in money["names"] if name.endswith(f" {_DOLLAR}")]
    for name in dollars:
        for country in (name.removesuffix(f" {_DOLLAR}"), *money["countries"].get(name, ())):
            yield (*country.split(), "$"), name


def _by_first(language: Language, table: Mapping[str, Iterable[str]]) -> Mapping[str, Sequence[tuple[Wording, str]]]:
    """The wordings of a table by their first token, the longest first."""
    found: dict[str, list[tuple[Wording, str]]] = {}
    for wording, name in sorted(_wordings(language, table), key=lambda each: -len(each[0])):
        found.setdefault(wording[0], []).append((wording, name))
    return found


def _lengths(wordings: Iterable[tuple[str, int]]) -> Mapping[str, tuple[int, ...]]:
    """How many tokens the wordings of a token have, the longest first."""
    found: dict[str, set[int]] = {}
    for token, length in wordings:
        found.setdefault(token, set()).add(length)
    return {token: tuple(sorted(some, reverse=True)) for token, some in found.items()}


def _may_follow(wording: Wording, money: Mapping[str, Any]) -> bool:
    """Whether a sign of money may stand behind its sum too: "15 €", "5 USD"; single letters are other units there."""
    letter = len("".join(wording)) == 1 and wording[0].isascii() and wording[0].isalpha()
    return not letter and wording[-1] != "/" and "".join(wording) not in money["before_sums"]["signs"]


def _wordings(language: Language, table: Mapping[str, Iterable[str]]) -> Iterable[tuple[Wording, str]]:
    for name, some in table.items():
        for wording in some:
            yield tuple(token.text for token in tokenize(wording, 0, len(wording), language)), name


def _rare(measures: Mapping[str, Any]) -> Iterable[str]:
    """Short symbols with prefixes that news hardly has, many of them words or initials: "12 PA systems", "14 Elm"."""
    rare = {short for prefix in measures["touching"]["prefixes"] for short in measures["prefixes"][prefix]}
    symbols = {symbol for some in measures["prefixed_symbols"].values() for symbol in some}
    yield from (short + symbol for short in rare for symbol in symbols if len(symbol) < _SURE)


def _prefixed(language: Language, measures: Mapping[str, Any], part: str) -> Iterable[tuple[Wording, str]]:
    """Every unit of the part with and without each prefix; symbols take the prefixes' symbols, words their names.

    Names may stand apart too: "mega bytes".
    """
    table = {unit: list(some) for unit, some in measures[part].items()}
    spelt = {prefix: [prefix] for prefix in measures["prefixes"]}
    for other, prefix in measures["prefix_spellings"].items():
        spelt[prefix].append(other)
    for (unit, some), (prefix, short) in product(table.items(), measures["prefixes"].items()):
        parts = short if part == "prefixed_symbols" else [f"{name}{gap}" for name in spelt[prefix] for gap in ("", " ")]
        yield from _wordings(language, {f"{prefix}{unit}": [a + b for a in parts for b in some]})
    yield from _wordings(language, table)
