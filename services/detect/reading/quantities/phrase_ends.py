"""Where the phrase of a counted noun begins and ends: "two of the | young men | were", "12 | passers-by | saw"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from services.detect.reading.quantities.counted import Nouns, is_plural
from services.detect.reading.tokens import POSSESSIVE, Token, is_hyphen

_LONGEST: Final = 6
"""Words that a counted noun and its modifiers may have."""


def past_links(tokens: Sequence[Token], i: int, nouns: Nouns) -> tuple[int, bool]:
    """Past "of the", "of their": the token after, and whether there was such."""
    if i >= len(tokens) or tokens[i].lower not in nouns.links:
        return i, False
    i += 1
    while i < len(tokens) and tokens[i].lower in nouns.determiners:
        i += 1
    return i, True


def phrase_end(tokens: Sequence[Token], start: int, nouns: Nouns) -> int:
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
    if token.shape or not token.text[0].isalpha():
        return True
    return (token.lower in nouns.ends or token.lower in nouns.phrasal) and _ends_here(tokens, k, start, nouns)


def _ends_here(tokens: Sequence[Token], k: int, start: int, nouns: Nouns) -> bool:
    """Whether a word that ends phrases elsewhere does so at token k."""
    token = tokens[k]
    if k == start and _is_noun_here(tokens, k, nouns):
        return False
    if (k > start and is_hyphen(tokens, k - 1)) or is_hyphen(tokens, k + 1):
        return False  # "plug-in cars", "off-road cars"
    after = tokens[k + 1] if k + 1 < len(tokens) else None
    if token.lower in nouns.phrasal:
        return after is not None and after.lower in nouns.phrasal[token.lower]
    if token.lower in nouns.degrees and after is not None:  # "the most popular museums", but "ten at the most"
        return not after.text[0].isalpha() or after.lower in nouns.ends
    numbers = token.text in nouns.numerals and k > start and tokens[k - 1].text[0].isupper()  # "World War I bombs"
    return token.text not in nouns.initials and not numbers


def past_hyphens(tokens: Sequence[Token], k: int) -> int:
    """Past what hyphens join to the plural before token k: "passers | -by", "mothers | -in-law"."""
    while is_hyphen(tokens, k) and tokens[k + 1].text.isalpha():
        k += 2
    return k


def _is_noun_here(tokens: Sequence[Token], k: int, nouns: Nouns) -> bool:
    """Whether what may be a verb is a plural, behind a number in words: "five | starts", but "one | shows"."""
    number = tokens[k - 1].number if k and tokens[k - 1].shape.startswith("words") else None
    return number is not None and number.best != 1 and is_plural(tokens[k], nouns)
