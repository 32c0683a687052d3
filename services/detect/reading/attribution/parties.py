"""The names of those who say something: offices and proper names, as far as their words reach.

two senior Ukrainian officials → Ukrainian officials · John Doe, a spokesman for the ministry, → John Doe …
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from services.detect.reading.attribution.naming import MAX_WORDS, is_of_whole, name_of
from services.detect.reading.attribution.words import Words, words_of
from services.detect.reading.tokens import POSSESSIVE, Token, is_hyphen
from services.detect.reading.vocabulary import Language

_JOINS: Final = frozenset(",&'")
"""Signs that a party's name may hold; at every other one it ends, but for those of `_is_in_name` and `_is_compound`."""
_ABBREVIATED: Final = 2
"""Letters of an initial or "St" that a full stop follows inside a name."""


def party_before(tokens: Sequence[Token], end: int, language: Language) -> str | None:
    """The party whose name ends before token `end`: "the army's spokesman | said"."""
    words, i = words_of(language), end
    while i and end - i < MAX_WORDS:
        word = tokens[i - 1]
        if _breaks(tokens, i - 1, words) or word.lower in words.clauses:
            break
        if _is_verb(tokens, i - 1, end, words):  # "shots were fired | police say"
            i = end - 1 if tokens[end - 1].lower in words.offices else end
            break
        if word.text == "," and not _continues(tokens, i, end, words):
            break
        if word.text[0].isdigit() and not is_of_whole(tokens, i - 1, words):  # "On January 30 the Times reported"
            break
        i -= 1
    return name_of(tokens[i:end], words)


def party_after(tokens: Sequence[Token], start: int, language: Language) -> str | None:
    """The party whose name begins at token `start`: "according to | the army"."""
    words, told = words_of(language), tokens[start : name_ends(tokens, start, language)]
    holds_verb = any(word.lower in words.finite or word.lower in words.auxiliaries for word in told)
    return None if holds_verb else name_of(told, words)  # "said | the hospital had lost nine surgeons"


def name_ends(tokens: Sequence[Token], start: int, language: Language) -> int:
    """Where the party's name ends that begins at token `start`."""
    words, reach = words_of(language), range(start, min(len(tokens), start + MAX_WORDS))
    return next((k for k in reach if _breaks(tokens, k, words) or _stops(tokens, k, words)), reach.stop)


def _stops(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether something else than a name goes on at token k: "the fire service | 2,300 hectares burned"."""
    before = tokens[k - 1].text
    is_number = tokens[k].text[0].isdigit() and before.isalpha() and before.islower()  # not of "Channel 4"
    is_other = is_number and not is_of_whole(tokens, k, words)
    return is_other or tokens[k].text == "," or tokens[k].lower in words.stops


def _breaks(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether a party's name ends at token k: at a sign, but for what one name holds."""
    word = tokens[k]
    if word.lower in words.page:
        return True
    if word.text[0].isalnum() or word.text in _JOINS or word.lower == POSSESSIVE:
        return False
    is_between = 0 < k < len(tokens) - 1
    return not (is_between and (_is_compound(tokens, k, words) or _is_in_name(tokens, k, words)))


def _is_in_name(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether a sign between two tokens is of one proper name: "Sgt. Doe", "Ellis-Marlow", "Omar al-Hassan"."""
    before, after = tokens[k - 1], tokens[k + 1]
    if not after.text[0].isupper():
        return False
    if not before.text[0].isupper():
        return before.lower in words.particles
    is_short = before.lower in words.ranks or len(before.text) <= _ABBREVIATED
    return is_short if tokens[k].text == "." else is_hyphen(tokens, k)


def _continues(tokens: Sequence[Token], i: int, end: int, words: Words) -> bool:
    """A comma inside a party: "John Doe, a spokesman for the ministry, said"."""
    return i == end or (tokens[i].lower in words.appositions and tokens[end - 1].text == ",")


def _is_compound(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether a hyphen makes one word, "Oslo-based": a dash may be written like one, "ten died-police said"."""
    after = tokens[k + 1].lower
    begins_party = after in words.offices or after in words.lead or after in words.unsaid or after in words.stops
    return is_hyphen(tokens, k) and not begins_party


def _is_verb(tokens: Sequence[Token], k: int, end: int, words: Words) -> bool:
    """Whether token k is the verb of a clause before a name that ends at `end`."""
    if tokens[k].text in words.finite:
        return True
    goes_on = any(word.lower not in words.auxiliaries and word.lower not in words.times for word in tokens[k + 1 : end])
    return tokens[k].lower in words.auxiliaries and goes_on
