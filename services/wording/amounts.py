"""Numbers and amounts as a desk writes them: "12,000 people", "2.3 million tonnes", "£2.3bn". Nothing is rounded."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

_SCALES: Final = (
    (Decimal(10) ** 12, "trillion", "tn"),
    (Decimal(10) ** 9, "billion", "bn"),
    (Decimal(10) ** 6, "million", "m"),
)
_DECIMALS: Final = 2
"""More than these behind a point are harder to read than the figure written out."""
_SIGNS: Final = {
    "dollar": "$",
    "australian dollar": "A$",
    "canadian dollar": "C$",
    "hong kong dollar": "HK$",
    "new zealand dollar": "NZ$",
    "singapore dollar": "S$",
    "brazilian real": "R$",
    "pound sterling": "£",
    "euro": "€",
    "japanese yen": "¥",
}
"""Those of which no reader doubts whose money it is; other money goes by its name."""
_COINS: Final = frozenset({
    "afghani", "ariary", "baht", "balboa", "birr", "bolivar", "boliviano", "cedi", "colon", "cordoba", "dalasi",
    "denar", "dinar", "dirham", "dobra", "dollar", "dong", "dram", "escudo", "florin", "forint", "franc", "gourde",
    "guarani", "guilder", "hryvnia", "kina", "kip", "koruna", "krona", "krone", "kuna", "kwacha", "kwanza", "kyat",
    "lari", "lek", "lempira", "leone", "leu", "lev", "lilangeni", "lira", "loti", "manat", "mark", "markka", "metical",
    "naira", "nakfa", "ngultrum", "ouguiya", "paanga", "pataca", "peseta", "peso", "pound", "pula", "quetzal", "rand",
    "real", "rial", "riel", "ringgit", "riyal", "ruble", "rufiyaa", "rupee", "rupiah", "schilling", "shekel",
    "shilling", "sol", "som", "somoni", "taka", "tala", "tenge", "tolar", "tugrik", "vatu", "won", "yen", "yuan",
    "zloty",
})  # fmt: skip
"""Before them stands whose they are: "Danish kroner"."""
_INVARIABLE: Final = frozenset({
    "aircraft", "baht", "cattle", "celsius", "deer", "dong", "dozen", "fahrenheit", "fish", "hertz", "money", "naira",
    "percent", "people", "personnel", "poultry", "rand", "renminbi", "ringgit", "sheep", "siemens", "spacecraft",
    "staff", "taka", "tenge", "won", "yen", "yuan",
})  # fmt: skip
_IRREGULAR: Final = {
    "child": "children", "foot": "feet", "goose": "geese", "half": "halves", "inch": "inches", "koruna": "korunas",
    "krona": "kronor", "krone": "kroner", "leu": "lei", "lev": "leva", "life": "lives", "loaf": "loaves",
    "man": "men", "mouse": "mice", "ox": "oxen", "penny": "pence", "person": "people", "thief": "thieves",
    "tooth": "teeth", "wife": "wives", "wolf": "wolves", "woman": "women", "zloty": "zlotys",
}  # fmt: skip
_ENDINGS: Final = ("man", "woman", "child", "person")
"""Also of longer words: "policemen", "grandchildren"."""


def number(value: Decimal | int) -> str:
    """With commas between the thousands: "12,000"."""
    return f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"


def amount(value: Decimal, unit: str | None = None) -> str:
    """As in "10,000", "62 %", "1,900 metric tons", "2.3 million", "$4.4m", "1.5 billion Danish kroner"."""
    sign = _SIGNS.get(unit or "")
    digits, long, short = _scaled(value)
    if sign is not None:
        return f"{'-' if value < 0 else ''}{sign}{digits.removeprefix('-')}{short}"
    return f"{digits} {long}".rstrip() + _named(unit, one=value == 1)


def between(low: Decimal, high: Decimal, unit: str | None = None) -> str:
    """As in "11,000–12,000", "2–3 million people", "£2m–£3m"."""
    if low == high:
        return amount(low, unit)
    if unit in _SIGNS:
        return f"{amount(low, unit)}–{amount(high, unit)}"
    first, scale, _ = _scaled(low)
    second, other, _ = _scaled(high)
    from_ = first if scale == other else f"{first} {scale}".rstrip()
    return f"{from_}–{f'{second} {other}'.rstrip()}{_named(unit, one=False)}"


def counted(value: int, noun: str) -> str:
    """As in "1 conflict", "1,200 statements"."""
    return f"{number(value)} {noun if value == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """The plural of a noun, of a phrase by its head: "metres per second", "policemen", "cars"."""
    for joint in (" per ", " of "):
        if joint in noun:
            head, rest = noun.split(joint, 1)
            return f"{plural(head)}{joint}{rest}"
    *before, last = noun.split(" ")
    return " ".join([*before, _plural(last)])


def _plural(word: str) -> str:
    ending = next((each for each in _ENDINGS if word.endswith(each) and word != "human"), None)
    if word in _INVARIABLE:
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if ending is not None:
        return word.removesuffix(ending) + _IRREGULAR[ending]
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    if word.endswith(("ch", "sh", "x", "z")):
        return f"{word}es"
    return word if word.endswith("s") else f"{word}s"


def _scaled(value: Decimal) -> tuple[str, str, str]:
    """Its digits, and the scale in words and as a letter, where that is as exact as writing it out."""
    for size, long, short in _SCALES:
        if abs(value) >= size:
            shown = (value / size).normalize()
            exponent = shown.as_tuple().exponent
            if isinstance(exponent, int) and -exponent <= _DECIMALS:
                return f"{shown:,f}", long, short
            break
    return number(value), "", ""


def _named(unit: str | None, *, one: bool) -> str:
    """What stands behind a number."""
    if unit is None:
        return ""
    if unit in {"percentage", "%"}:
        return " %"
    whose, _, coin = unit.rpartition(" ")
    named = f"{whose.title()} {coin}" if whose and coin in _COINS else unit
    return f" {named if one else plural(named)}"
