"""What a measure is of: what it is said to be a part or the size of, else the subject of its clause.

60 per cent of its revenue → revenue     a fine of $3 billion → fine     core inflation rose 0.3 % → core inflation
a 5 kW solar panel → solar panel         Reed, 34, → reed                in May the rouble lost 2 % → rouble
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from services.detect.reading.quantities.chains import phrase_before
from services.detect.reading.quantities.counted import is_participle
from services.detect.reading.quantities.lexis import Words, concept_words
from services.detect.reading.quantities.noun_phrases import is_article, phrases, run, run_before, run_end, wording
from services.detect.reading.quantities.parts_of_speech import is_noun, is_verb
from services.detect.reading.quantities.subjects import subject_of
from services.detect.reading.tokens import POSSESSIVE, Token, is_hyphen
from services.detect.reading.vocabulary import Language

_MARKS: Final = frozenset(("-", "'", POSSESSIVE))
"""What a measure may end with before its noun: "a 30-day streak", "a million dollars' worth of goods"."""
_COMPARED: Final = 5
"""Tokens of "year-over-year"."""
_OBJECT: Final = 8
"""Words of what a verb changes to or by a figure: "cut its full-year profit forecast to"."""


def concept_of(tokens: Sequence[Token], first: int, last: int, language: Language) -> str | None:
    """What the measure at tokens [first, last) is of; None where its clause does not say."""
    words = concept_words(language)
    return (
        _named(tokens, first, words)
        or _part_of(tokens, first, last, words)
        or _behind(tokens, last, words)
        or _owned(tokens, first, words)
        or _led_to(tokens, first, words)
        or _changed(tokens, first, words)
        or _given(tokens, first, words)
        or subject_of(tokens, first, words)
        or _spent_on(tokens, last, words)
        or _past_comma(tokens, first, last, words)
        or (tokens[last].lower if last < len(tokens) and tokens[last].lower in words.changes else None)
    )


def counted_of(tokens: Sequence[Token], first: int, language: Language) -> str | None:
    """What the counting of the noun after token `first` is of: "a survey of 900 voters", "gave the city 90 buses"."""
    words = concept_words(language)
    return _led_to(tokens, first, words) or _owned(tokens, first, words) or _given(tokens, first, words)


def stands_apart(tokens: Sequence[Token], first: int, language: Language) -> bool:
    """Whether the noun counted at token `first` only tells where, or for what, its clause holds: "in 14 districts"."""
    words = concept_words(language)
    led = first - (first > 0 and is_article(tokens[first - 1], words))
    return led > 0 and tokens[led - 1].lower in words.apart


def owner_of(tokens: Sequence[Token], first: int, last: int, language: Language) -> str | None:
    """Whose the age at tokens [first, last) is."""
    words = concept_words(language)
    before = first
    while before and (tokens[before - 1].text in ",(" or is_participle(tokens[before - 1], words.nouns)):
        before -= 1
    return _behind(tokens, last, words) or run_before(tokens, before, words) or subject_of(tokens, first, words)


def _named(tokens: Sequence[Token], first: int, words: Words) -> str | None:
    """As in a table: "FTSE -0.6 %", "Toronto Stock Exchange (up 58 points)"."""
    if not first or not (tokens[first - 1].text == "(" or tokens[first].text[0] == "-"):
        return None
    return run_before(tokens, first - (tokens[first - 1].text == "("), words)


def _part_of(tokens: Sequence[Token], first: int, last: int, words: Words) -> str | None:
    """As in "revenue of $4 billion beat forecasts", unless it is said of what: "a total of 30 kg of rice"."""
    if not first or tokens[first - 1].lower not in words.links:
        return None
    says_of = last < len(tokens) and (tokens[last].lower in words.links or tokens[last].lower in words.kinds)
    return None if says_of else run_before(tokens, first - 1, words)


def _spent_on(tokens: Sequence[Token], last: int, words: Words) -> str | None:
    """As in "they paid $30 for a ticket", where nobody is named."""
    if last >= len(tokens) or tokens[last].lower not in words.prepositions:
        return None
    start = _past_determiners(tokens, last + 1, words)
    return None if start < len(tokens) and tokens[start].number is not None else run(tokens, start, len(tokens), words)


def _behind(tokens: Sequence[Token], last: int, words: Words) -> str | None:
    """As in "60 per cent of its revenue", "a $700,000 award", "a 5 % drop in sales"."""
    start = last
    while start < len(tokens) and (tokens[start].text in _MARKS or tokens[start].lower in words.worth):
        start += 1
    if start < len(tokens) and tokens[start].lower in words.changes:
        start += 1
    elif start < len(tokens) and tokens[start].lower in words.links:
        return _of(tokens, start + 1, words)
    if start + 1 < len(tokens) and tokens[start].lower in words.kinds and tokens[start + 1].text.islower():
        if start == last and tokens[last - 1].lower in words.shares:
            return None  # "up 7 % in northern cities", but "a 5 % drop in sales"
        start += 1
        if tokens[max(start, run_end(tokens, start, len(tokens), words) - 1)].lower in words.dimensions:
            return None
    first = tokens[start].lower if start < len(tokens) else ""
    if start == last and first in words.either and start + 1 < len(tokens) and is_article(tokens[start + 1], words):
        return None  # "64 % back the ban"
    if (first in words.nouns.no_heads or first in words.lengths) and not is_hyphen(tokens, start + 1):
        return None  # "300 metres long", "5 % year on year"
    while start < len(tokens) and _modifies(tokens, start, words) and not is_participle(tokens[start], words.nouns):
        start += 1
    end = run_end(tokens, start, len(tokens), words)
    is_time = end > start and (tokens[end - 1].lower in words.lengths or _compares(tokens, start, end))
    return None if is_time else run(tokens, start, len(tokens), words)


def _of(tokens: Sequence[Token], start: int, words: Words) -> str | None:
    """As in "40 % of | the 5,000 seats", "71 of | the chamber's 120 members"."""
    start = _past_determiners(tokens, start, words)
    end = run_end(tokens, start, len(tokens), words)
    if end > start and tokens[end - 1].lower == "'s":
        start = end
    start += start < len(tokens) and tokens[start].number is not None
    return run(tokens, start, len(tokens), words)


def _compares(tokens: Sequence[Token], start: int, end: int) -> bool:
    """As in "5 % quarter-on-quarter": one word on both sides."""
    return end - start == _COMPARED and tokens[start].lower == tokens[end - 1].lower


def _owned(tokens: Sequence[Token], first: int, words: Words) -> str | None:
    """As in "the index's 3 % drop"."""
    return run_before(tokens, first - 1, words) if first and tokens[first - 1].lower == POSSESSIVE else None


def _led_to(tokens: Sequence[Token], first: int, words: Words) -> str | None:
    """As in "a fine of $3 billion", "the shot from 30 yards", "a grant worth $3 million", "shares priced at $3"."""
    k = first
    while k and tokens[k - 1].lower in words.fillers:
        k -= 1
    leads = tokens[first].lower in words.places
    if k and (tokens[k - 1].lower in words.links or tokens[k - 1].lower in words.places):
        k, leads = k - 1, True
    if k and (tokens[k - 1].lower in words.leading or _is_doing(tokens, k - 1, words)):
        k, leads = k - 1, True
    if not leads:
        return None
    start = k
    while start and is_noun(tokens, start - 1, words):
        start -= 1
    while start and is_article(tokens[start - 1], words):
        start -= 1
    before = tokens[start - 1].lower if start else ""
    is_led = before in words.predicating or (before in words.prepositions and before not in words.links)
    return None if is_led and tokens[k].lower in words.places else run_before(tokens, k, words)


def _given(tokens: Sequence[Token], first: int, words: Words) -> str | None:
    """Whom or what a verb has beside its figure: "fined the bank | $3m", "cut emissions | 4 %", "gave it 90 days"."""
    object_ = phrase_before(tokens, first, words)
    if object_ is None or object_.lead < 0 or tokens[object_.lead].lower in words.clauses:
        return None
    is_object = is_verb(tokens, object_.lead, words) and tokens[object_.lead].lower not in words.auxiliaries
    return wording(tokens, object_.first, object_.last) if is_object else None


def _is_doing(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether a participle leads from a noun to what the noun does: "a fee totalling $3 million", "gusts reaching"."""
    return tokens[k].lower.endswith(words.doing) and is_verb(tokens, k, words)


def _changed(tokens: Sequence[Token], first: int, words: Words) -> str | None:
    """As in "cut its dividend to 20 cents", "raised rates by a point"."""
    k = first
    while k and tokens[k - 1].lower in words.fillers and tokens[k].lower not in words.goals:
        k -= 1
    k -= bool(k) and tokens[k - 1].lower in words.goals
    if tokens[k].lower not in words.goals or k == 0 or not is_noun(tokens, k - 1, words):
        return None
    start = k
    while start and first - start < _OBJECT and not is_verb(tokens, start - 1, words):
        start -= 1
        joins = tokens[start].text == "-" or tokens[start].lower in words.determiners
        if not joins and not is_noun(tokens, start, words):
            return None
    if not start or tokens[start - 1].lower in words.auxiliaries or not is_verb(tokens, start - 1, words):
        return None
    return run(tokens, _past_determiners(tokens, start, words), k, words)


def _past_determiners(tokens: Sequence[Token], start: int, words: Words) -> int:
    while start < len(tokens) and (tokens[start].lower in words.determiners or _modifies(tokens, start, words)):
        start += 1
    return start


def _modifies(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether a verb's participle stands before a noun: "a 16-game | winning streak", "the | elected members"."""
    if not is_verb(tokens, k, words) or not tokens[k].lower.endswith(words.endings):
        return is_participle(tokens[k], words.nouns)
    return k + 1 < len(tokens) and is_noun(tokens, k + 1, words)


def _past_comma(tokens: Sequence[Token], first: int, last: int, words: Words) -> str | None:
    """As in "at 90 metres, the tower is the tallest"."""
    if last >= len(tokens) or tokens[last].text != "," or not first or tokens[first - 1].lower not in words.places:
        return None
    return next((phrase for led, phrase in phrases(tokens, last + 1, len(tokens), words) if not led), None)
