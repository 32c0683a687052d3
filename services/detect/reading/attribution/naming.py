"""How a party is called: its name without determiners, seniority and times; only known offices and names are parties.

two senior Ukrainian officials → Ukrainian officials · the rescue charity Doe House → Doe House
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from services.detect.reading.attribution.words import Words, words_of
from services.detect.reading.tokens import POSSESSIVE, Token
from services.detect.reading.vocabulary import Language

MAX_WORDS: Final = 12
"""Of a party's name."""
_OWNING: Final = frozenset((POSSESSIVE, "'"))
"""What is left before a name whose owner was not taken: "Channel 4 | 's Ana Brook"."""


def is_of_whole(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether a number at token k is inside a name: "a coalition of | 14 charities"."""
    return k > 1 and tokens[k - 1].lower in words.inside and tokens[k - 2].lower in words.wholes


def spelt(tokens: Sequence[Token], language: Language) -> str | None:
    """The words as the name of a party that they are sure to be."""
    words = words_of(language)
    kept = _kept(tokens, words)
    return _joined(kept, words) if kept else None


def name_of(tokens: Sequence[Token], words: Words) -> str | None:
    """The words as a party's name; None where they hold neither an office that is known nor a proper name."""
    kept = _kept(tokens, words)
    name = _joined(kept, words)
    told = (*(word.lower for word in kept), *name.lower().split())  # "co-operative" is three tokens
    is_office = any(word in words.offices or word in words.outlets for word in told)
    return name if kept and (is_office or _is_proper(kept, words)) else None


def _kept(tokens: Sequence[Token], words: Words) -> Sequence[Token]:
    """The words of a name without determiners, seniority and times; none where they cannot be one."""
    kept = [word for word in tokens if word.text not in ',"']
    while kept and _leads(kept, words):
        kept = kept[1:]
    if not kept or kept[0].lower in words.inside or _holds_clause(kept, words):
        return ()
    kept = _without_time([word for word in kept if word.lower not in words.unsaid], words)
    kept = _named(kept, words)
    if len(kept) > 2 and kept[-2].lower == POSSESSIVE and kept[-1].lower in words.papers:
        kept = kept[:-2]
    if not kept or len(kept) > MAX_WORDS or kept[-1].lower in words.pronouns or kept[-1].lower in words.links:
        return ()
    holds_number = any(word.text[0].isdigit() and not is_of_whole(kept, k, words) for k, word in enumerate(kept))
    return () if holds_number else kept


def _joined(kept: Sequence[Token], words: Words) -> str:
    name = " ".join(_spelt(kept, k, words) for k in range(len(kept)))
    return name.replace(" '", "'").replace(" .", ".").replace(" - ", "-")


def _holds_clause(kept: Sequence[Token], words: Words) -> bool:
    """Whether the words are more than a name: "police identified the driver", "deputies received", "prices fell"."""
    last, is_linked = kept[-1], len(kept) > 1 and kept[-2].lower in words.links  # "head of mapping"
    if last.text.islower() and last.text.endswith(words.participles) and last.text not in words.offices:
        return not is_linked
    if any(_is_past(kept, k, words) for k in range(len(kept))):
        return True
    led = (before.lower for before, word in pairwise(kept) if word.lower in words.determiners or _counts(word))
    return any(word not in words.links and word != POSSESSIVE for word in led)


def _leads(kept: Sequence[Token], words: Words) -> bool:
    """Whether the first word stands before a name and is none of it: "two | officials", not "two-year-old"."""
    is_joined = len(kept) > 1 and kept[1].text == "-"
    return kept[0].lower in words.lead or kept[0].lower in _OWNING or (_counts(kept[0]) and not is_joined)


def _counts(word: Token) -> bool:
    """Whether a number is written as a word: "police received | nine calls"."""
    return word.number is not None and word.text.isalpha()


def _is_past(kept: Sequence[Token], k: int, words: Words) -> bool:
    """Whether a word is a verb: not "a list kept at", nor of a name, "Si met Doe"."""
    if kept[k].text not in words.past:
        return False
    behind = kept[k + 1] if k + 1 < len(kept) else None
    is_participle = behind is not None and behind.lower in words.inside and kept[k].text in words.taken
    is_named = behind is not None and k > 0 and kept[k - 1].text[0].isupper() and behind.text[0].isupper()
    return not (is_participle or is_named)


def _without_time(kept: list[Token], words: Words) -> list[Token]:
    """Without when it was said: "the ministry on Monday | said", "police initially | said", "Meanwhile, police"."""
    is_outlet_s = bool(kept) and kept[-1].text[0].isupper() and kept[-1].lower in words.outlets  # "Sunday Times"
    while kept and not is_outlet_s and _is_adverb(kept[0], words):
        kept = kept[1:]
    while len(kept) > 1 and not is_outlet_s and _is_adverb(kept[-1], words):
        kept = kept[:-1]
        if len(kept) > 1 and kept[-1].lower in words.prepositions:
            kept = kept[:-1]
    return kept


def _is_adverb(word: Token, words: Words) -> bool:
    """Whether it tells when or how it was said: "yesterday", "angrily"."""
    is_manner = word.text.islower() and word.text.endswith(words.manner) and word.text not in words.offices
    return is_manner or word.lower in words.times


def _named(kept: Sequence[Token], words: Words) -> list[Token]:
    """The proper name alone, where what stands before it only says what goes by it: "the rescue charity Doe House"."""
    at = next((k for k, word in enumerate(kept) if word.text[0].isupper()), len(kept))
    led = kept[at - 1].lower if 0 < at < len(kept) else ""
    return list(kept[at:] if led in words.kinds and all(word.text[0].isupper() for word in kept[at:]) else kept)


def _is_proper(kept: Sequence[Token], words: Words) -> bool:
    """Whether a proper name stands alone, and not behind what it is a place of: "flood in Marlow"."""
    at = next((k for k, word in enumerate(kept) if word.lower in words.inside), len(kept))
    return at > 0 and kept[at - 1].text[0].isupper() and kept[-1].text[0].isupper()


def _spelt(kept: Sequence[Token], k: int, words: Words) -> str:
    """Proper names as written; an office is in lower case also where it begins a sentence: "Officials said"."""
    word, after = kept[k], kept[k + 1 :]
    if not word.text[0].isupper() or word.text.isupper() or (k and word.lower in words.named):
        return word.text
    is_common = word.lower in words.offices or (word.lower in words.common and bool(after))
    return word.lower if is_common and not (after and after[0].text[0].isupper()) else word.text
