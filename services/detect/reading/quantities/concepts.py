"""What a measure is of: what it is said to be a part or the size of, else the subject of its clause.

60 per cent of its revenue → revenue     a fine of $3 billion → fine     core inflation rose 0.3 % → core inflation
a 5 kW solar panel → solar panel         Reed, 34, → reed                in May the rouble lost 2 % → rouble
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from services.detect.reading.quantities.counted import is_participle
from services.detect.reading.quantities.noun_phrases import phrases, run, run_before
from services.detect.reading.quantities.parts_of_speech import Words, concept_words, is_noun, is_verb
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language

_MARKS: Final = frozenset(("-", "'", "'s"))
"""What a measure may end with before its noun: "a 30-day streak", "a million dollars' worth of goods"."""
_REACH: Final = 4
"""Words between "to" and the figure that its verb moves: "to shrink by about 1 %"."""
_OBJECT: Final = 8
"""Words of what a verb changes to or by a figure: "cut its full-year profit forecast to"."""
_MEMBERS: Final = 6
"""Members of a list that is looked through for what it is in: "sales in France, Spain and Portugal"."""


def concept_of(tokens: Sequence[Token], first: int, last: int, language: Language) -> str | None:
    """What the measure at tokens [first, last) is of; None where its clause does not say."""
    words = concept_words(language)
    return (
        _named(tokens, first, words)
        or _part_of(tokens, first, last, words)
        or _behind(tokens, last, words)
        or _led_to(tokens, first, words)
        or _changed(tokens, first, words)
        or _subject(tokens, first, words)
        or _spent_on(tokens, last, words)
        or _past_comma(tokens, first, last, words)
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
        return run(tokens, _past_determiners(tokens, start + 1, words), len(tokens), words)
    if start + 1 < len(tokens) and tokens[start].lower in words.kinds and tokens[start + 1].text.islower():
        if start == last and tokens[last - 1].lower in words.shares:
            return None  # "up 7 % in northern cities", but "a 5 % drop in sales"
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
    if not leads:
        return None
    start = k
    while start and is_noun(tokens, start - 1, words):
        start -= 1
    while start and tokens[start - 1].lower in words.nouns.determiners | words.articles:
        start -= 1
    before = tokens[start - 1].lower if start else ""
    is_led = before in words.prepositions - words.links or before in words.predicating
    return None if is_led and tokens[k].lower in words.places else run_before(tokens, k, words)


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
        if not is_noun(tokens, start, words) and tokens[start].lower not in words.determiners:
            return None
    if not start or tokens[start - 1].lower in words.auxiliaries or not is_verb(tokens, start - 1, words):
        return None
    return run(tokens, _past_determiners(tokens, start, words), k, words)


def _past_determiners(tokens: Sequence[Token], start: int, words: Words) -> int:
    while start < len(tokens) and (
        tokens[start].lower in words.determiners or is_participle(tokens[start], words.nouns)
    ):
        start += 1
    return start


def _subject(tokens: Sequence[Token], first: int, words: Words) -> str | None:
    """The first noun's phrase, not after a preposition, of the measure's clause; else of the clause before it."""
    spare, stop = _object_of_infinitive(tokens, first, words), first
    if spare is not None:
        return spare
    for begin in _begins(tokens, first, words):
        is_relative = begin > 0 and tokens[begin - 1].lower in words.relatives
        pronoun = _pronoun(tokens, begin, stop, words)
        if pronoun is not None and pronoun not in words.anaphors:
            return spare
        if pronoun is None and not (is_relative and stop < first):  # "the shares, which lost 3 %, rose"
            antecedent = _antecedent(tokens, begin - 1, words) if is_relative else None
            if antecedent is not None and is_verb(tokens, begin, words):
                return antecedent
            named = next((phrase for led, phrase in phrases(tokens, begin, stop, words) if not led), None)
            if named is not None:
                return named
            spare = spare or antecedent or next((phrase for _, phrase in phrases(tokens, begin, stop, words)), None)
            if antecedent is not None:
                return spare
        stop = begin - 1
    return spare


def _pronoun(tokens: Sequence[Token], begin: int, stop: int, words: Words) -> str | None:
    """The pronoun that is the subject of tokens [begin, stop)."""
    for k in range(begin, stop):
        word = tokens[k].lower
        if word in words.pronouns:
            return word
        if is_verb(tokens, k, words) or is_noun(tokens, k, words):
            return None
    return None


def _begins(tokens: Sequence[Token], first: int, words: Words) -> Iterator[int]:
    """Where the clauses before token `first` begin, the nearest first; lists and appositions are no clauses."""
    stop = first
    for k in range(first - 1, -2, -1):
        if k >= 0 and tokens[k].lower not in words.clauses:
            continue
        if k >= 0 and tokens[k].lower in words.adjuncts and not any(is_verb(tokens, j, words) for j in range(k, stop)):
            continue  # "has gained 4 % | since the start of the year and lost"
        if k >= 0 and tokens[k].lower in words.joints and _joins_nouns(tokens, k, words):
            continue  # "sales of trucks and | buses rose", "shares of Marlow, | the brewer, rose"
        if k + 1 < stop:
            yield k + 1
        stop = k


def _joins_nouns(tokens: Sequence[Token], k: int, words: Words) -> bool:
    return not is_verb(tokens, k + 1, words) and _has_bare_noun(tokens, k, words)


def _has_bare_noun(tokens: Sequence[Token], stop: int, words: Words) -> bool:
    """Whether no verb or number but a noun without preposition stands before token `stop`, in clause or list."""
    for _ in range(_MEMBERS):
        begin = stop
        while begin and tokens[begin - 1].lower not in words.clauses:
            begin -= 1
            if tokens[begin].number is not None or is_verb(tokens, begin, words):
                return False
        boundary = tokens[begin - 1].lower if begin else ""
        if boundary in words.relatives:
            return False
        if any(not led for led, _ in phrases(tokens, begin, stop, words)):
            return True
        if boundary not in words.joints:
            return False
        stop = begin - 1
    return False


def _object_of_infinitive(tokens: Sequence[Token], first: int, words: Words) -> str | None:
    """As in "analysts expect the economy to shrink 1 %"."""
    k = first
    while k and first - k < _REACH and not is_noun(tokens, k - 1, words):
        k -= 1
        if tokens[k].lower in words.infinitives:
            return run_before(tokens, k, words) if is_verb(tokens, k + 1, words) else None
    return None


def _past_comma(tokens: Sequence[Token], first: int, last: int, words: Words) -> str | None:
    """As in "at 90 metres, the tower is the tallest"."""
    if last >= len(tokens) or tokens[last].text != "," or not first or tokens[first - 1].lower not in words.places:
        return None
    return next((phrase for led, phrase in phrases(tokens, last + 1, len(tokens), words) if not led), None)


def _antecedent(tokens: Sequence[Token], k: int, words: Words) -> str | None:
    """Whom the relative pronoun at token k stands for: "the daughter who was 10", "inflation, which hit 9 %"."""
    if k < 1 or tokens[k].lower not in words.relatives:
        return None
    return run_before(tokens, k - (tokens[k - 1].text == ","), words)
