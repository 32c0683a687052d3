"""What a measure is of: what it is said to be a part or the size of, else the subject of its clause.

60 per cent of its revenue → revenue     a fine of $3 billion → fine     core inflation rose 0.3 % → core inflation
a 5 kW solar panel → solar panel         Reed, 34, → reed                in May the rouble lost 2 % → rouble
"""

from __future__ import annotations

from collections.abc import Sequence

from services.detect.reading.quantities.counted import is_participle
from services.detect.reading.quantities.noun_phrases import Words, concept_words, phrases, run, run_before
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language


def concept_of(tokens: Sequence[Token], first: int, last: int, language: Language) -> str | None:
    """What the measure at tokens [first, last) is of; None where its clause does not say."""
    words = concept_words(language)
    return (
        _named(tokens, first, words)
        or _part_of(tokens, first, last, words)
        or _behind(tokens, last, words)
        or _led_to(tokens, first, words)
        or _subject(tokens, first, words)
        or _spent_on(tokens, last, words)
    )


def counted_of(tokens: Sequence[Token], first: int, language: Language) -> str | None:
    """What the counting of the noun after token `first` is about: "BA suspends 36,000 staff"."""
    words = concept_words(language)
    return _led_to(tokens, first, words) or _subject(tokens, first, words)


def owner_of(tokens: Sequence[Token], first: int, last: int, language: Language) -> str | None:
    """Whose the age at tokens [first, last) is."""
    words = concept_words(language)
    before = first
    while before and (tokens[before - 1].text in ",(" or is_participle(tokens[before - 1], words.nouns)):
        before -= 1
    return _behind(tokens, last, words) or run_before(tokens, before, words) or _subject(tokens, first, words)


def _named(tokens: Sequence[Token], first: int, words: Words) -> str | None:
    """As in a table: "FTSE -0.6 %", "Toronto Stock Exchange (up 58 points)"."""
    if not first or not (tokens[first - 1].text == "(" or tokens[first].text[0] == "-"):
        return None
    return run_before(tokens, first - (tokens[first - 1].text == "("), words)


def _part_of(tokens: Sequence[Token], first: int, last: int, words: Words) -> str | None:
    """As in "revenue of $4 billion beat forecasts", unless it is said of what: "a total of 30 kg of rice"."""
    if not first or tokens[first - 1].lower not in words.links:
        return None
    says_of = last < len(tokens) and tokens[last].lower in words.links | words.kinds
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
    if start < len(tokens) and tokens[start].text == "-":
        start += 1
    if start < len(tokens) and tokens[start].lower in words.changes:
        start += 1
    elif start < len(tokens) and tokens[start].lower in words.links:
        return run(tokens, _past_determiners(tokens, start + 1, words), len(tokens), words)
    if start + 1 < len(tokens) and tokens[start].lower in words.kinds and tokens[start + 1].text.islower():
        start += 1
        if tokens[start].lower in words.dimensions:
            return None
    if start < len(tokens) and tokens[start].lower in words.nouns.no_heads:
        return None  # "300 metres long"
    return run(tokens, start, len(tokens), words)


def _led_to(tokens: Sequence[Token], first: int, words: Words) -> str | None:
    """As in "a fine of $3 billion", "the shot from 30 yards", "a grant worth $3 million", "shares priced at $3"."""
    k = first
    while k and tokens[k - 1].lower in words.fillers:
        k -= 1
    leads = tokens[first].lower in words.places
    if k and (tokens[k - 1].lower in words.links or tokens[k - 1].lower in words.places):
        k, leads = k - 1, True
    if k and tokens[k - 1].lower in words.leading:
        k, leads = k - 1, True
    return run_before(tokens, k, words) if leads else None


def _past_determiners(tokens: Sequence[Token], start: int, words: Words) -> int:
    while start < len(tokens) and (
        tokens[start].lower in words.determiners or is_participle(tokens[start], words.nouns)
    ):
        start += 1
    return start


def _subject(tokens: Sequence[Token], first: int, words: Words) -> str | None:
    """The first noun's phrase, not after a preposition, of the measure's clause; else of the clause before it."""
    spare, stop = None, first
    for begin in (k + 1 for k in range(first - 1, -2, -1) if k < 0 or tokens[k].lower in words.clauses):
        is_relative = begin > 0 and tokens[begin - 1].lower in words.relatives
        if is_relative and stop < first:
            stop = begin - 1  # "the shares, which lost 3 %, rose"
            continue
        led_to = None
        for led, phrase in phrases(tokens, begin, stop, words):
            if not led:
                return phrase
            led_to = led_to or phrase
        antecedent = _antecedent(tokens, begin - 1, words) if is_relative else None
        spare = spare or antecedent or led_to
        if antecedent is not None:
            return spare
        stop = begin - 1
    return spare


def _antecedent(tokens: Sequence[Token], k: int, words: Words) -> str | None:
    """Whom the relative pronoun at token k stands for: "the daughter who was 10", "inflation, which hit 9 %"."""
    if k < 1 or tokens[k].lower not in words.relatives:
        return None
    return run_before(tokens, k - (tokens[k - 1].text == ","), words)
