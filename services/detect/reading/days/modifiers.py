"""What says more of a noun than its phrase does, and where a clause of its own begins instead.

the bridge | that fell this week | will      a satellite | meant to map the ice | will      shut after | the dam | broke
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from services.detect.reading.days.doings import doings_at
from services.detect.reading.days.phrases import Phrase, ending, is_auxiliary, is_noun, leads, words_of
from services.detect.reading.inflection import Form
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language

_RELATIVE: Final = 10
"""Tokens of a clause that says which thing is meant."""


def past_relative(tokens: Sequence[Token], end: int, language: Language) -> int:
    """Before a clause that says which: "the bridge | that fell into the river this week"."""
    words = words_of(language)
    for k in range(end - 1, max(0, end - _RELATIVE), -1):
        if tokens[k].lower in words.relative:
            is_verb = any(doing.forms for at in range(k + 1, end) for doing in doings_at(tokens, at, language))
            return k if is_verb and is_noun(tokens, k - 1, language) else end
        if tokens[k].lower in words.ends:
            return end
    return end


def begins_clause(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """Whether a clause with a verb of its own begins behind token `at`: "talks began after | the force left"."""
    words = words_of(language)
    if at < 0 or tokens[at].lower not in words.led or tokens[at].lower in words.joining:
        return False
    begins = at == 0 or not tokens[at - 1].text[0].isalnum()
    return begins or any(_is_finite(tokens, k, language) for k in range(1, at))


def further_described(tokens: Sequence[Token], at: int, end: int, language: Language) -> Phrase | None:
    """The noun that a clause begins with, where all up to its verb only says more of it.

    a satellite | meant to give the islands earlier warning of storms | will be launched
    """
    words = words_of(language)
    if at < 1 or not is_auxiliary(tokens[end - 1], language):
        return None
    start = next((k + 1 for k in range(at, -1, -1) if tokens[k].text in {*words.ends, ","}), 0)
    last = start
    while last < at and (leads(tokens[last], words) or is_noun(tokens, last, language)):
        last += 1
    phrase = ending(tokens, last, language, from_=start)
    if phrase is None or phrase.start > start or not _describes(tokens, last, language):
        return None
    is_verb = any(_is_finite(tokens, k, language) for k in range(last + 1, at + 1))
    return None if is_verb or words.relative.intersection(each.lower for each in tokens[last:at]) else phrase


def modifies(tokens: Sequence[Token], k: int, end: int, language: Language) -> bool:
    """Whether token k says of the noun before it which one is meant, by its object or by what stands behind `end`."""
    form, words = Form.GERUND if k == end else Form.PARTICIPLE, words_of(language)
    if tokens[k].lower in words.saying or not tokens[end].text[0].isalnum():
        return False  # "said in Lerwick | the yard | would close", "the plan stood: | the camp | shuts"
    return is_noun(tokens, k - 1, language) and any(form in doing.forms for doing in doings_at(tokens, k, language))


def _describes(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether token k, right behind a noun, begins what says more of it: "meant to", "linking", "built"."""
    words, behind = words_of(language), tokens[k + 1].lower
    if tokens[k].lower in words.meant:
        return True
    forms = [doing.forms for doing in doings_at(tokens, k, language)]
    is_led = (behind in words.joining or behind in words.led) and tokens[k].lower not in words.saying
    return any(Form.GERUND in some or (is_led and Form.PARTICIPLE in some) for some in forms)


def _is_finite(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether a verb at token k can be no participle: "sank", "has left", "was opened", "closed the road"."""
    words = words_of(language)
    forms = [doing.forms for doing in doings_at(tokens, k, language) if doing.forms]
    if not forms or is_auxiliary(tokens[k - 1], language):
        return bool(forms) and tokens[k - 1].lower in words.finite
    has_object = k + 1 < len(tokens) and tokens[k + 1].lower in words.articles
    return all(Form.FINITE in some and (has_object or Form.PARTICIPLE not in some) for some in forms)
