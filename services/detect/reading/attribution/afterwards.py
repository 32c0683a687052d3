"""Whose a figure is that was told right before: "The number was given by the mayor", ", a figure put about by her".

the figure was given by ▸ · that number comes from ▸ · the count is that of ▸ · ◂ gave the number · the source is ▸
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.attribution.speakers import speaker_after, speaker_before
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_NEAR: Final = 3
"""Tokens at a sentence's beginning among which the figure is named that it goes back to."""
_BETWEEN: Final = 12
"""Tokens between that figure, the verb, and what leads to the party."""
_BEHIND: Final = 3
"""Tokens between a verb of giving and the figure."""


class _Words(Struct, frozen=True):
    figures: frozenset[str]
    """What goes back to a figure,"""
    pointing: frozenset[str]
    """behind one of these."""
    sources: frozenset[str]
    """What goes back to whoever gave it: "the source | is"."""
    given: frozenset[str]
    """Participles that lead to who gave it, by "by";"""
    coming: frozenset[str]
    """verbs that do by "from";"""
    being: frozenset[str]
    """and such as do by themselves, or with "that of"."""
    giving: frozenset[str]
    """Verbs between who gave it and the figure."""
    by: frozenset[str]
    origin: frozenset[str]
    from_: frozenset[str]
    """Of these, such as need no verb: "a figure | from"."""
    articles: frozenset[str]
    """Before a word for a figure that is apposed to it."""
    of: frozenset[str]


def giver(sentence: Sentence) -> str | None:
    """Who gave the figure that the sentence before told; None where this one does not say so."""
    words, tokens, language = _words(sentence.language), sentence.tokens, sentence.language
    if not tokens[:-1] or tokens[0].lower not in words.pointing:
        return _gave(tokens, words, language)
    subject = next((k for k in range(1, min(_NEAR, len(tokens))) if _is_subject(tokens[k], words)), None)
    if subject is None:
        return _gave(tokens, words, language)
    return _source_behind(tokens, subject, words, language)


def apposed(sentence: Sentence) -> str | None:
    """Who gave a figure that the sentence itself told before: "31,000, a figure put about by the federation"."""
    words, tokens = _words(sentence.language), sentence.tokens
    if words.figures.isdisjoint(sentence.words):
        return None
    for k in range(2, len(tokens) - 2):
        is_one = tokens[k].lower in words.figures and tokens[k - 1].lower in words.articles
        if is_one and not tokens[k - 2].text[0].isalnum():
            return _source_behind(tokens, k, words, sentence.language)
    return None


def _source_behind(tokens: Sequence[Token], subject: int, words: _Words, language: Language) -> str | None:
    """Whom the verb behind a word for a figure leads to."""
    led = words.origin if any(token.lower in words.from_ for token in tokens[subject + 1 : subject + 2]) else None
    for k in range(subject + 1, min(subject + _BETWEEN, len(tokens) - 1)):
        word, after = tokens[k].lower, tokens[k + 1].lower
        if led is not None and word in led:
            return speaker_after(tokens, k + 1, language)
        if word in words.being and led is None and (after in words.pointing or tokens[subject].lower in words.sources):
            is_that_of = k + 2 < len(tokens) and tokens[k + 2].lower in words.of
            return speaker_after(tokens, k + 3 if is_that_of else k + 1, language)
        led = words.by if word in words.given else words.origin if word in words.coming else led
    return None


def _is_subject(token: Token, words: _Words) -> bool:
    return token.lower in words.figures or token.lower in words.sources


def _gave(tokens: Sequence[Token], words: _Words, language: Language) -> str | None:
    """As in "The ministry's spokesman gave the number at a briefing"."""
    for k, token in enumerate(tokens[:-2]):
        if token.lower in words.giving and tokens[k + 1].lower in words.pointing:
            behind = tokens[k + 2 : k + 2 + _BEHIND]
            return speaker_before(tokens, k, language) if any(each.lower in words.figures for each in behind) else None
    return None


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "attribution")["afterwards"]
    return _Words(*(frozenset(table[name]) for name in _Words.__struct_fields__))
