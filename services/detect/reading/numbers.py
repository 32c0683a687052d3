"""The number grammar: digits in news styles, words, and both mixed → exact numbers or vague intervals.

    1,200 · 10 000 · 1.2m · 2.5 million · 3½ · 2 1/2 · twenty-five · two hundred and six · three point one · a dozen ·
    two and a half million · two thirds · hundreds of thousands · several hundred · twenty-first · minus five

The words of a number become one token, so that every later rule sees a number as one thing. What it counts, and
whether it counts anything at all, is not asked here (`quantities` does).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from schemas.values import exact
from services.detect.reading.tokens import Number, Token
from services.detect.reading.vocabulary import Language, vocabulary


_DENOMINATORS: Final = frozenset((2, 3, 4, 5, 6, 8, 12, 16, 32, 64))
"""Below a stroke in digits; other numbers there are of dates and names: "9/11", "24/7"."""


class Words(NamedTuple):
    """A language's number words: what each is worth, and which only join others."""

    units: Mapping[str, int]
    tens: Mapping[str, int]
    hundred: Mapping[str, int]
    scales: Mapping[str, int]
    abbreviated: Mapping[str, int]
    ambiguous: frozenset[str]
    nouns: Mapping[str, int]
    plurals: Mapping[str, int]
    multiples: Mapping[str, int]
    vague: Mapping[str, tuple[int, int]]
    ordinals: Mapping[str, int]
    denominators: Mapping[str, int]
    conjunctions: frozenset[str]
    articles: frozenset[str]
    points: frozenset[str]
    negatives: frozenset[str]
    of: frozenset[str]
    money: frozenset[str]
    after_scale: frozenset[str]
    people: frozenset[str]
    dimensions: frozenset[str]
    plural_ending: str
    starts: frozenset[str]
    """Words with which a number can begin, and none can begin without."""

    def multiple(self, word: str) -> int | None:
        """What a number before the word is multiplied by: "two dozen", "five thousand"."""
        return self.scales.get(word) or self.hundred.get(word) or self.nouns.get(word)


class Found(NamedTuple):
    """A number whose words end before token `last`, and its shape's first part."""

    last: int
    number: Number
    shape: str


@cache
def words_of(language: Language) -> Words:
    """The number words of a language."""
    parts = vocabulary(language, "numbers")
    lists = {name: frozenset(some) for name, some in parts["words"].items()}
    [ending] = lists["plural_ending"]
    divided = {word + ending: value for word, value in parts["ordinals"].items() if value > 2}
    words = Words(
        units=parts["units"],
        tens=parts["tens"],
        hundred=parts["hundred"],
        scales=parts["scales"],
        abbreviated=parts["abbreviated"],
        ambiguous=frozenset(parts["ambiguous"]["units"]),
        nouns=parts["nouns"],
        plurals=parts["plurals"],
        multiples=parts["multiples"],
        vague={word: (low, high) for word, (low, high) in parts["vague"].items()},
        ordinals=parts["ordinals"],
        denominators={**{w: v for w, v in parts["ordinals"].items() if v > 2}, **divided, **parts["denominators"]},
        conjunctions=lists["and"],
        articles=lists["articles"],
        points=lists["point"],
        negatives=lists["negative"],
        of=lists["of"],
        money=lists["money"],
        after_scale=lists["after_scale"],
        people=lists["people"],
        dimensions=lists["dimensions"],
        plural_ending=ending,
        starts=frozenset(),
    )
    starts = {
        *words.units,
        *words.tens,
        *words.hundred,
        *words.scales,
        *words.plurals,
        *words.vague,
        *words.ordinals,
        *words.multiples,
    }
    return words._replace(
        starts=frozenset(starts | words.articles | words.negatives | words.denominators.keys() | {"-"})
    )


def joined(raw: Sequence[Token], flat: str, language: Language) -> tuple[Token, ...]:
    """The tokens with every number's words and signs made one."""
    words, made, i = words_of(language), list[Token](), 0
    while i < len(raw):
        token = raw[i]
        found = _number_at(raw, i, words) if token.shape or token.lower in words.starts else None
        if found is None:
            made.append(token)
            i += 1
        else:
            text = flat[token.start : raw[found.last - 1].end]
            made.append(Token(token.start, raw[found.last - 1].end, text, text.lower(), found.shape, found.number))
            i = found.last
    return tuple(made)


def _number_at(raw: Sequence[Token], i: int, words: Words) -> Found | None:
    """The longest number that begins at raw token i."""
    shape = raw[i].shape
    if shape == "ordinal":
        value = Decimal(raw[i].text[:-2].replace(",", ""))
        return Found(i + 1, Number(value, value, value, "ordinal in digits"), _sized("ordinal", value))
    if shape == "digits":
        return _digits(raw, i, words)
    if shape == "power":
        return Found(i + 1, _exact(_power(raw[i].text), "power of ten"), "decimal")
    if shape:
        return None
    if raw[i].lower in words.negatives or _is_minus(raw, i):
        return _negative(raw, i, words)
    if (multiple := words.multiples.get(raw[i].lower)) is not None:
        return Found(i + 1, _exact(Decimal(multiple), "multiple"), "multiple")
    return _part_of_scale(raw, i, words) or _vague(raw, i, words) or _in_words(raw, i, words)


def _sized(kind: str, value: Decimal) -> str:
    if value != value.to_integral_value():
        return f"{kind} other"
    size = next((most for most in (12, 24, 31, 59) if 0 <= value <= most), None)
    return f"{kind} to {size}" if size is not None else f"{kind} other"


def _word(raw: Sequence[Token], j: int) -> str:
    return raw[j].lower if j < len(raw) else ""


def _touches(raw: Sequence[Token], j: int) -> bool:
    """Whether token j exists and follows the one before it without a space."""
    return 0 < j < len(raw) and raw[j].start == raw[j - 1].end


def _negative(raw: Sequence[Token], i: int, words: Words) -> Found | None:
    dash = raw[i].text != "-" and _word(raw, i + 1) == "-"  # "minus-5"
    after = i + 1 + dash
    found = (
        _number_at(raw, after, words)
        if after < len(raw) and raw[after].lower not in (words.negatives | {"-"})
        else None
    )
    if found is None or found.number.best is None:
        return None
    value = -found.number.best
    return Found(found.last, found.number._replace(low=value, best=value, high=value), "negative")


def _is_minus(raw: Sequence[Token], i: int) -> bool:
    """Whether token i is a sign before digits, not a dash between words: it touches what follows and not what stands before."""
    return (
        raw[i].text == "-"
        and _touches(raw, i + 1)
        and bool(raw[i + 1].shape)
        and not (i and _touches(raw, i) and raw[i - 1].text not in "($")
    )


def _digits(raw: Sequence[Token], i: int, words: Words) -> Found:
    token = raw[i]
    value, j, rule = Decimal(token.text.replace(",", "")), i + 1, "digits"
    plain = token.text.isdecimal()
    if plain and len(token.text) <= 3 and token.text[0] != "0":
        while j < len(raw) and _is_group(raw[j - 1], raw[j]):
            value, j = value * 1000 + int(raw[j].text), j + 1
    part, after = _part_of_one(raw, j)
    if part is not None:
        value, j, rule = value + part, after, "digits and fraction"
    elif plain and j == i + 1 and (divisor := _divisor(raw, j)) > value:
        return Found(j + 2, _exact(value / divisor, "fraction in digits"), "fraction")
    multiple, after = _multiple(raw, j, words, first=i)
    if multiple is not None:
        return _scaled(raw, after, value * multiple, multiple, words)
    if plain and j == i + 1:
        if len(token.text) == 4 and 1000 <= value < 2200:
            return Found(j, _exact(value, rule), "digits year")
        return Found(j, _exact(value, rule), _sized("digits", value))
    return Found(j, _exact(value, rule), "decimal" if "." in token.text else "digits other")


def _power(text: str) -> Decimal:
    """As "4e14", "2.48×10-5", "6.23x10^-4"."""
    figure, _, exponent = re.sub(r"[ ]?[x×][ ]?10\^?", "e", text.lower()).partition("e")
    return Decimal(figure).scaleb(min(max(int(exponent), -99), 99))


def _is_group(left: Token, right: Token) -> bool:
    """Whether right continues left as a thousands group: "10 000"."""
    return right.start == left.end + 1 and len(right.text) == 3 and right.text.isdecimal()


def _part_of_one(raw: Sequence[Token], j: int) -> tuple[Decimal | None, int]:
    """As in "3½", "3 1/2": what is added to the whole number before, and the token after it."""
    if _touches(raw, j) and (share := _vulgar(raw[j].text)) is not None:
        return share, j + 1
    if j + 2 < len(raw) and not _touches(raw, j) and raw[j].text.isdecimal() and (divisor := _divisor(raw, j + 1)):
        above = int(raw[j].text)
        return (Decimal(above) / divisor, j + 3) if above < divisor <= 16 else (None, j)
    return None, j


def _divisor(raw: Sequence[Token], j: int) -> int:
    """The number below a stroke at token j, 0 where none stands: "1/40"."""
    if not (_word(raw, j) == "/" and _touches(raw, j) and _touches(raw, j + 1) and raw[j + 1].text.isdecimal()):
        return 0
    below = int(raw[j + 1].text)
    usual = below in _DENOMINATORS or below % 10 == 0
    return below if usual and _word(raw, j + 2) != "/" else 0


def _vulgar(sign: str) -> Decimal | None:
    """As "½" → 0.5; superscripts and other numeric signs are no part of a number."""
    share = unicodedata.numeric(sign, 0) if len(sign) == 1 else 0
    return Decimal(str(share)) if 0 < share < 1 else None


def _multiple(raw: Sequence[Token], j: int, words: Words, *, first: int) -> tuple[int | None, int]:
    """What digits that end before token j are multiplied by, and the token after it: "1.2m", "3-million", "2 dozen"."""
    k = j + 1 if _word(raw, j) == "-" and _touches(raw, j) and _touches(raw, j + 1) else j
    word = _word(raw, k)
    if word in words.scales or word in words.hundred or (word in words.nouns and k == j):
        return words.multiple(word), k + 1
    scale = words.abbreviated.get(word) if k == j else None
    if scale is None or (word in words.ambiguous and not _is_scale(raw, j, words, first=first)):
        return None, j
    return scale, j + 1


def _is_scale(raw: Sequence[Token], j: int, words: Words, *, first: int) -> bool:
    """Whether the letter at token j is a scale rather than a unit: "$3m", "5m people", "2.5m"; but "a 2m wall"."""
    before = raw[first - 1] if first else None
    if before is not None and (
        before.text in words.money or (before.text.isupper() and (_touches(raw, first) or len(before.text) == 3))
    ):
        return True
    if not _touches(raw, j) or _word(raw, j + 1) in words.dimensions:
        return False
    if raw[j].text.isupper():
        return raw[j].lower != "t"
    ahead = raw[j + 1 : j + 4]
    stop = next(
        (k for k, token in enumerate(ahead) if not token.text[0].isalpha() or token.lower in words.after_scale), 3
    )
    if any(len(token.text) > 3 and token.lower.endswith(words.plural_ending) for token in ahead[:stop]):
        return True
    return (stop < len(ahead) and ahead[stop].lower in words.people) or (
        raw[first].shape == "digits" and "." in raw[first].text
    )


def _scaled(raw: Sequence[Token], j: int, value: Decimal, scale: int, words: Words) -> Found:
    """A number in digits with its scale, and smaller scales that follow: "2 million 300 thousand", "5 hundred million"."""
    follows = _word(raw, j)
    if follows in words.scales:
        return _scaled(raw, j + 1, value * words.scales[follows], scale * words.scales[follows], words)
    if j < len(raw) and raw[j].shape == "digits" and raw[j].text.isdecimal():
        more, after = _multiple(raw, j + 1, words, first=j)
        if more is not None and more < scale and int(raw[j].text) * more < scale:
            return _scaled(raw, after, value + int(raw[j].text) * more, more, words)
    return Found(j, _exact(value, "digits with scale", scale), "digits other")


def _part_of_scale(raw: Sequence[Token], i: int, words: Words) -> Found | None:
    """As in "half a million", "half a dozen", "a quarter of a million", "quarter million"."""
    start = i + 1 if raw[i].lower in words.articles else i
    divisor = words.denominators.get(_word(raw, start))
    if divisor is None or (start > i and divisor == 2):
        return None
    return _share_of_scale(raw, i, start + 1, Decimal(1) / divisor, words)


def _share_of_scale(raw: Sequence[Token], i: int, j: int, share: Decimal, words: Words) -> Found | None:
    """A share before token j of the scale that is named there: "… of a million"; None where none is."""
    j = j + 1 if _word(raw, j) in words.of else j
    j = j + 1 if _word(raw, j) in words.articles else j
    word = _word(raw, j)
    if word not in words.scales and (word not in words.nouns or words.nouns[word] == 2):
        return None
    one = words.multiple(word) or 1
    return Found(j + 1, _exact(share * one, "share of a scale", one), "words other")


def _vague(raw: Sequence[Token], i: int, words: Words) -> Found | None:
    j = i + 1 if raw[i].lower in words.articles else i
    word = _word(raw, j)
    if word in words.vague and not (word in words.nouns and _word(raw, j + 1) not in words.of):
        (low, high), j = words.vague[word], j + 1
        after = j + 1 if _word(raw, j) in words.of else j
        if one := words.multiple(_word(raw, after)):
            low, high, j = low * one, (high + 1) * one - 1, after + 1
        elif word in words.nouns:
            return None
    elif word in words.plurals and (j == i or word not in words.nouns):
        low, j = words.plurals[word], j + 1
        if _word(raw, j) in words.of and (outer := words.plurals.get(_word(raw, j + 1))):
            low, j = low * outer, j + 2
        high = 10 * low
    else:
        return None
    return Found(j, Number(Decimal(low), None, Decimal(high), "vague amount"), "vague")


def _in_words(raw: Sequence[Token], i: int, words: Words) -> Found | None:
    """Groups below a thousand, each with a smaller scale word than the one before: "two million three hundred"."""
    total, scale, j, ordinal = Decimal(0), 0, i, False
    while scale != 1 and not ordinal:
        start = j + 1 if j > i and _word(raw, j) in words.conjunctions else j
        value, after, ordinal = _group(raw, start, words, first=j == i)
        if after == start:
            break
        unit = 1
        while (more := words.scales.get(_word(raw, after))) is not None:
            unit, after = unit * more, after + 1
        if scale and value * unit >= scale:
            ordinal = False
            break
        total, scale, j = total + value * unit, unit, after
    if j == i:
        return None
    if ordinal:
        return Found(j, _exact(total, "ordinal in words"), _sized("ordinal", total)) if j > i + 1 else None
    return _continued(raw, i, j, total, scale, words)


def _group(raw: Sequence[Token], i: int, words: Words, *, first: bool) -> tuple[int, int, bool]:
    """A number below a thousand, or of so many hundreds or dozens; the token after it; whether it is an ordinal."""
    value, j, ordinal = _below_hundred(raw, i, words)
    if ordinal:
        return value, j, True
    if j == i:
        one = i + 1 if _word(raw, i) in words.articles else i
        bare = one == i and _word(raw, i) in words.hundred and _word(raw, i + 1) in words.scales
        if not first or not (bare or (one > i and words.multiple(_word(raw, one)))):
            return 0, i, False
        value, j = 1, one
        if _word(raw, j) in words.scales:
            return 1, j, False
    if dozen := words.nouns.get(_word(raw, j)):
        return value * dozen, j + 1, False
    if hundred := words.hundred.get(_word(raw, j)):
        rest = j + 2 if _word(raw, j + 1) in words.conjunctions else j + 1
        more, after, ordinal = _below_hundred(raw, rest, words)
        value, j = value * hundred + more, after if after > rest else j + 1
    return value, j, ordinal


def _below_hundred(raw: Sequence[Token], i: int, words: Words) -> tuple[int, int, bool]:
    word = _word(raw, i)
    if word in words.units:
        return words.units[word], i + 1, False
    if word in words.ordinals:
        return words.ordinals[word], i + 1, True
    if word not in words.tens:
        return 0, i, False
    unit = i + 2 if _word(raw, i + 1) == "-" and _touches(raw, i + 1) else i + 1
    after = _word(raw, unit)
    if 0 < words.units.get(after, 0) < 10:
        return words.tens[word] + words.units[after], unit + 1, False
    if words.ordinals.get(after, 10) < 10:
        return words.tens[word] + words.ordinals[after], unit + 1, True
    return words.tens[word], i + 1, False


def _continued(raw: Sequence[Token], i: int, j: int, value: Decimal, scale: int, words: Words) -> Found | None:
    """A number in words with what may follow it: a decimal part, "and a half", a denominator."""
    if _word(raw, j) in words.points:
        digits, after = _decimals(raw, j + 1, words)
        if digits:
            value, j = value + Decimal(f"0.{digits}"), after
            return _times_scale(raw, i, j, value, words)
    share = _denominator(raw, j, words)
    if share is not None and scale == 1 and (value < 100 or share[0] >= 100):
        if (whole := _share_of_scale(raw, i, share[1], value / share[0], words)) is not None:
            return whole
        return Found(share[1], _exact(value / share[0], "fraction in words"), "fraction")
    share = _and_share(raw, j, words)
    if share is not None:
        added = share[0] * (scale if scale > 1 else 1)
        return (
            _times_scale(raw, i, share[1], value + added, words)
            if scale == 1
            else Found(share[1], _exact(value + added, "words and a share", scale), "words other")
        )
    if j == i + 1 and value == 0 and raw[i].lower in words.articles:
        return None
    return Found(j, _exact(value, "words", max(scale, 1)), _sized("words", value))


def _times_scale(raw: Sequence[Token], i: int, j: int, value: Decimal, words: Words) -> Found:
    scale = words.scales.get(_word(raw, j), 1)
    return Found(j + (scale > 1), _exact(value * scale, "words with scale", scale), "words other")


def _decimals(raw: Sequence[Token], j: int, words: Words) -> tuple[str, int]:
    """The digits said after "point", each by itself, and the token after them."""
    digits = ""
    while 0 <= words.units.get(_word(raw, j), -1) < 10:
        digits, j = digits + str(words.units[_word(raw, j)]), j + 1
    if not digits and _word(raw, j) in (words.tens.keys() | words.units.keys()):
        value, j, _ = _below_hundred(raw, j, words)
        digits = str(value)
    return digits, j


def _denominator(raw: Sequence[Token], j: int, words: Words) -> tuple[int, int] | None:
    """The divisor named at token j, and the token after it: "two thirds", "three-quarters"."""
    k = j + 1 if _word(raw, j) == "-" and _touches(raw, j) else j
    divisor = words.denominators.get(_word(raw, k))
    if divisor is None:
        return None
    return divisor, k + 1


def _and_share(raw: Sequence[Token], j: int, words: Words) -> tuple[Decimal, int] | None:
    """As in "two and a half", "three and two thirds": the share, and the token after it."""
    if _word(raw, j) not in words.conjunctions:
        return None
    above = 1 if _word(raw, j + 1) in words.articles else words.units.get(_word(raw, j + 1), 0)
    if not above or (share := _denominator(raw, j + 2, words)) is None:
        return None
    return Decimal(above) / share[0], share[1]


def _exact(value: Decimal, rule: str, scale: int = 1) -> Number:
    value = exact(value)
    return Number(value, value, value, rule, scale)
