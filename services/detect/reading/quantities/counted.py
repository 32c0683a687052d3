"""What a number counts by a noun: the words up to the first plural, with what modifies it.

five NBA teams · 12 other people · two of the men · dozens of homes · one police officer · 12 page document
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from services.detect.reading.endings import Ending, changed, endings
from services.detect.reading.inflection import spelling_of
from services.detect.reading.tokens import POSSESSIVE, Token, is_hyphen
from services.detect.reading.vocabulary import Language, vocabulary

SINGULAR: Final = "counted singular"
"""The rule of a noun that need not be counted: "12 page document", but also "Planet 9 citizen project"."""
_LONGEST: Final = 6
"""Words that a counted noun and its modifiers may have."""


class Nouns(Struct, frozen=True):
    """A language's words for finding the end of a noun's phrase; nouns.toml tells what each is for."""

    ends: frozenset[str]
    phrasal: Mapping[str, Sequence[str]]
    """Words that end it too, where one of these stands behind them."""
    initials: frozenset[str]
    """In capitals, names that would be of these in small letters: "US"."""
    links: frozenset[str]
    determiners: frozenset[str]
    them: frozenset[str]
    joints: frozenset[str]
    persons: frozenset[str]
    """What shows that a bare number is of people: "12 who fled"."""
    comparing: frozenset[str]
    no_heads: frozenset[str]
    states: frozenset[str]
    not_one: frozenset[str]
    plurals: Mapping[str, str]
    attributive: frozenset[str]
    participles: tuple[str, ...]
    """Endings of participles;"""
    doing: tuple[str, ...]
    """of those of the present, which are nouns too;"""
    irregular: frozenset[str]
    """those that have none; and nouns that look like participles."""
    no_participles: frozenset[str]
    peoples: tuple[str, ...]
    singulars: Sequence[Ending]
    plural_ends: tuple[str, ...]
    """Ends that plurals have,"""
    no_plural_ends: tuple[str, ...]
    """unless it is one of these,"""
    plural_ends_of_names: tuple[str, ...]
    """and of these only names: "Iraqis"."""


class Counted(Struct, frozen=True):
    """The noun whose words end before token `last`."""

    last: int
    noun: str
    """With its modifiers, the head in the singular: "north korean soldier"."""
    rule: str


@cache
def nouns_of(language: Language) -> Nouns:
    """The nouns of a language."""
    words, rules = vocabulary(language, "nouns"), vocabulary(language, "inflection")["nouns"]
    return Nouns(
        ends=frozenset(words["ends"]),
        phrasal=words["phrasal"],
        initials=frozenset(words["initials"]),
        links=frozenset(words["links"]),
        determiners=frozenset(words["determiners"]),
        them=frozenset(words["them"]),
        joints=frozenset(words["joints"]),
        persons=frozenset(words["persons"]),
        comparing=frozenset(words["comparing"]),
        no_heads=frozenset(words["no_heads"]),
        states=frozenset(words["states"]),
        not_one=frozenset(words["not_one"]),
        plurals=words["plurals"],
        attributive=frozenset(words["attributive"]["words"]),
        participles=tuple(words["participles"]),
        doing=tuple(words["doing"]),
        irregular=frozenset(_irregular(language)).difference(words["no_participles"]),
        no_participles=frozenset(words["no_participles"]),
        peoples=tuple(words["peoples"]),
        singulars=endings(rules["singular"]),
        plural_ends=tuple(rules["plurals"]),
        no_plural_ends=tuple(rules["no_plurals"]),
        plural_ends_of_names=tuple(rules["plurals_of_names"]),
    )


def _irregular(language: Language) -> Iterator[str]:
    """The pasts and participles of irregular verbs, but for such as are their base too: "bought", not "cut"."""
    for base, pasts in spelling_of(language).irregular.items():
        yield from (past for past in pasts if past != base)


def counted_at(tokens: Sequence[Token], i: int, language: Language, *, single: bool) -> Counted | None:
    """The noun counted by the number before token i, or by its hyphen there; `single` where the number is one."""
    nouns = nouns_of(language)
    if is_hyphen(tokens, i):
        return _hyphened(tokens, i + 1, nouns)
    start, linked = _past_links(tokens, i, nouns)
    if linked and start < len(tokens) and tokens[start].number is not None:
        whole = counted_at(tokens, start + 1, language, single=False)  # "three of the five judges"
        return replace(whole, last=i) if whole is not None and whole.rule != SINGULAR else None
    stop = _phrase_end(tokens, start, nouns)
    if single and not linked:
        return _singular_phrase(tokens, start, stop, nouns)
    head = _plural(tokens, start, stop, nouns)
    if head is None and stop - start > 0 and _joins_modifiers(tokens, start, stop, nouns):
        head = _plural(tokens, stop + 1, min(_phrase_end(tokens, stop + 1, nouns), stop + 4), nouns)
    if head is None:
        return None if linked else _attributive_phrase(tokens, start, stop, nouns)
    while head + 1 < stop and _modifies(tokens[head], nouns) and is_plural(tokens[head + 1], nouns):
        head += 1
    return Counted(head + 1, _noun(tokens, start, head, nouns), "counted plural")


def _modifies(plural: Token, nouns: Nouns) -> bool:
    """Whether a plural may stand before another: "sports fans", "Chinese citizens"."""
    return plural.lower in nouns.attributive or (plural.text[0].isupper() and plural.lower.endswith(nouns.peoples))


def _plural(tokens: Sequence[Token], start: int, stop: int, nouns: Nouns) -> int | None:
    return next((k for k in range(start, stop) if is_plural(tokens[k], nouns)), None)


def _joins_modifiers(tokens: Sequence[Token], start: int, stop: int, nouns: Nouns) -> bool:
    """Whether "and" at token `stop` joins two modifiers: "5 digital and physical copies", not "5 killed and shops"."""
    if stop >= len(tokens) or tokens[stop].lower not in nouns.joints or is_participle(tokens[stop - 1], nouns):
        return False
    return nouns.states.isdisjoint(token.lower for token in tokens[start:stop])


def _hyphened(tokens: Sequence[Token], i: int, nouns: Nouns) -> Counted | None:
    """As in "six-cylinder engines": the one word that the hyphen joins to the number."""
    word = tokens[i].lower
    if tokens[i].shape or not tokens[i].text.islower() or word in nouns.ends or word in nouns.states:
        return None
    return None if is_participle(tokens[i], nouns) else Counted(i + 1, singular(word, nouns), SINGULAR)


def counted_past(tokens: Sequence[Token], i: int, last: int, language: Language) -> str | None:
    """The plural behind a measure at tokens [i, last) that only modifies it: "two 20-year-old men"."""
    noun = counted_at(tokens, last, language, single=False)
    if noun is None or noun.rule == SINGULAR:
        return None
    return f"{_joined(token.lower for token in tokens[i:last])} {noun.noun}"


def is_plural(token: Token, nouns: Nouns) -> bool:
    """Whether a word looks like a plural, or is one that does not look it."""
    word = token.lower
    if word in nouns.plurals:
        return bool(nouns.plurals[word])
    if token.text[0].isupper() and word.endswith(nouns.peoples):
        return True
    if len(word) <= 2 or not word.endswith(nouns.plural_ends):
        return False
    if token.text[:-1].isupper():
        return token.text[-1].islower()  # "MPs"
    if len(word) == 3 or not word[0].isalpha() or token.text.isupper() or word.endswith(nouns.no_plural_ends):
        return False
    return not word.endswith(nouns.plural_ends_of_names) or token.text[0].isupper()


def is_participle(token: Token, nouns: Nouns) -> bool:
    """Whether a word looks like a verb's participle, which nothing counts: "thousands marched", but "10 speed bike"."""
    word = token.lower
    return word in nouns.irregular or (word.endswith(nouns.participles) and word not in nouns.no_participles)


def _past_links(tokens: Sequence[Token], i: int, nouns: Nouns) -> tuple[int, bool]:
    """Past "of the", "of their": the token after, and whether there was such."""
    if i >= len(tokens) or tokens[i].lower not in nouns.links:
        return i, False
    i += 1
    while i < len(tokens) and tokens[i].lower in nouns.determiners:
        i += 1
    return i, True


def _phrase_end(tokens: Sequence[Token], start: int, nouns: Nouns) -> int:
    """The token at which no noun's phrase goes on: a sign, a number, or a word that begins something else."""
    k = start
    while k < len(tokens) and k - start < _LONGEST and not _ends(tokens, k, start, nouns):
        k += 1
    return k


def _ends(tokens: Sequence[Token], k: int, start: int, nouns: Nouns) -> bool:
    token = tokens[k]
    if token.text == "-":
        return k == start or not is_hyphen(tokens, k)
    if token.lower == POSSESSIVE:
        return k == start
    if (k > start and is_hyphen(tokens, k - 1)) or is_hyphen(tokens, k + 1):
        return bool(token.shape) or not token.text[0].isalpha()  # "plug-in cars", "off-road cars"
    ends = token.lower in nouns.ends and token.text not in nouns.initials
    if token.lower in nouns.phrasal and k + 1 < len(tokens):
        ends = tokens[k + 1].lower in nouns.phrasal[token.lower]
    return ends or bool(token.shape) or not token.text[0].isalpha()


def _singular_phrase(tokens: Sequence[Token], start: int, stop: int, nouns: Nouns) -> Counted | None:
    """As in "one police officer": all up to the phrase's end, unless the word after "one" makes it no count."""
    if start == stop or tokens[start].lower in nouns.not_one or tokens[start].lower in nouns.states:
        return None
    head = next((k for k in range(start, stop) if tokens[k].lower in nouns.states), stop) - 1
    return Counted(head + 1, _noun(tokens, start, head, nouns), "counted one")


def _attributive_phrase(tokens: Sequence[Token], start: int, stop: int, nouns: Nouns) -> Counted | None:
    """As in "12 page document": a phrase without a plural, which a number can begin only as what modifies it."""
    if start == stop or tokens[start].lower in nouns.states or not tokens[start].text.islower():
        return None
    if len(tokens[start].text) == 1 or tokens[start].lower in nouns.no_heads:
        return None
    if tokens[start].lower.endswith(nouns.doing):
        return None  # "471 advancing"
    if is_participle(tokens[start], nouns) or (stop < len(tokens) and tokens[stop].lower in nouns.comparing):
        return None
    stop = next((k for k in range(start, stop) if tokens[k].lower in nouns.states), stop)
    return Counted(start + 1, _noun(tokens, start, start, nouns), SINGULAR)


def _noun(tokens: Sequence[Token], start: int, head: int, nouns: Nouns) -> str:
    return _joined([*(token.lower for token in tokens[start:head]), singular(tokens[head].lower, nouns)])


def _joined(words: Iterable[str]) -> str:
    return " ".join(words).replace(" - ", "-").replace(f" {POSSESSIVE}", POSSESSIVE)


def singular(word: str, nouns: Nouns) -> str:
    """The singular of a plural, and any other word as it is."""
    return nouns.plurals.get(word) or changed(word, nouns.singulars)
