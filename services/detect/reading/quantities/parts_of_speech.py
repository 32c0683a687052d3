"""Whether a word is a noun or a verb where it stands: by lists, endings, and the words beside it.

fuel costs $3 (verb) · the cost of fuel (noun) · can run (verb) · prices rise (verb) · exchange rate (noun)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from services.detect.reading.quantities.counted import is_plural
from services.detect.reading.quantities.lexis import Words
from services.detect.reading.tokens import Token, is_hyphen

_RELATIVE: Final = 2
"""Tokens before the verb of a relative clause: what it is of, and the pronoun."""


def is_verb(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether token k looks like a verb, its participle or its adverb."""
    token = tokens[k]
    if token.lower in words.either or (token.text[0].isupper() and _is_within_name(tokens, k, words)):
        return not is_noun(tokens, k, words)
    if _follows_relative(tokens, k, words):
        return True
    return token.lower in words.verbs or (token.text.islower() and _ends_as_none(tokens, k, words))


def is_noun(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether token k can be a noun, or an adjective before one."""
    token = tokens[k]
    if token.shape:
        return False
    if (token.text[0].isupper() and _is_within_name(tokens, k, words)) or _ends_compound(tokens, k):
        return True
    if _follows_relative(tokens, k, words):
        return False
    if token.lower in words.no_nouns:
        return token.text in words.nouns.initials and not (k and tokens[k - 1].number)  # "the US", but "$500 US"
    if token.lower in words.either:
        return _is_before_verb(tokens, k, words) or not k or not _is_after_noun(tokens, k, words)
    return _looks_like_noun(tokens, k, words) and not (
        k and token.text.islower() and tokens[k - 1].lower in words.verbal
    )


def _follows_relative(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether token k is what one does: "the note that | matures", but "said that | prices", "which | shares fell"."""
    word = tokens[k].lower
    if k < _RELATIVE or not word.endswith(words.third) or not tokens[k].text.islower():
        return False
    before = k - 1 - tokens[k - 1].lower.endswith(words.adverbial)
    if tokens[before].lower not in words.relatives or word in words.no_nouns:
        return False
    after = tokens[k + 1].lower if k + 1 < len(tokens) else ""
    is_noun_s = after in words.auxiliaries or after in words.verbs
    return not is_noun_s and (tokens[before - 1].text == "," or is_noun(tokens, before - 1, words))


def _looks_like_noun(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether a word that no list tells of is none of an adverb, a participle, an initial and a unit ("80km")."""
    token = tokens[k]
    if not token.text[0].isalpha() or (len(token.text) == 1 and not token.text.isupper()):
        return is_hyphen(tokens, k + 1) and token.text.isalpha()  # "e-commerce"
    is_initial = token.text.isupper() and k + 1 < len(tokens) and tokens[k + 1].text in words.signs
    if is_initial or _ends_as_none(tokens, k, words):
        return False
    return not (k and tokens[k - 1].number is not None and tokens[k - 1].end == token.start)


def _ends_compound(tokens: Sequence[Token], k: int) -> bool:
    """Whether a hyphen joins token k to a word before it: "year-over-year", but "6-inch"."""
    return k > 1 and tokens[k - 1].text == "-" and is_hyphen(tokens, k - 1) and not tokens[k - 2].shape


def _is_within_name(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether a word with a capital stands before another, behind one or an article: "the United States"."""
    if not 0 < k < len(tokens) - 1 or not tokens[k + 1].text[0].isupper():
        return False
    before = tokens[k - 1]
    return before.text[0].isupper() or before.lower in words.articles or before.lower in words.nouns.determiners


def _is_before_verb(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether what follows makes token k a noun: "the average cost of", "fuel costs rose"."""
    after = tokens[k + 1].lower if k + 1 < len(tokens) else ""
    return after in words.links or after in words.auxiliaries or (after in words.verbs and after not in words.either)


def _is_after_noun(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether a noun or an auxiliary makes token k a verb: "fuel costs $3", "has cost $3", but "at a cost of $3"."""
    before = tokens[k - 1].lower
    if before in words.adverbs:
        return True
    if (before in words.auxiliaries and before not in words.clauses) or before in words.verbal:
        return True
    if before in words.relatives:
        return k + 1 < len(tokens) and tokens[k + 1].number is not None
    if before in words.joints:  # "and costs $3", "tickets, sold at the door, start at $3"
        is_third = tokens[k].lower in words.thirds and _has_named_object(tokens, k, words)
        return is_third or (before == "," and _leads_to_figure(tokens, k, words))
    if _is_measure(tokens, k - 1, words):
        return tokens[k].lower in words.thirds and _has_object(tokens, k, words)  # but "a two-cent charge"
    return _agrees(tokens, k, words) and is_noun(tokens, k - 1, words)


def _leads_to_figure(tokens: Sequence[Token], k: int, words: Words) -> bool:
    if k + 2 >= len(tokens) or tokens[k + 1].lower not in words.goals:
        return False
    return tokens[k + 2].number is not None or tokens[k + 2].text in words.signs


def _is_measure(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether token k is a number or ends a measure: "two-cent", "3 hours", but "the weekly hours"."""
    if tokens[k].number is not None:
        return True
    told_by = tokens[max(0, k - 2) : k]
    return tokens[k].lower in words.units and any(token.number is not None for token in told_by)


def _agrees(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether the noun before token k may be its subject: "prices rise", "fuel costs $3", but "exchange rate"."""
    if tokens[k].lower in words.thirds:
        return not is_plural(tokens[k - 1], words.nouns) and _has_object(tokens, k, words)
    if is_plural(tokens[k - 1], words.nouns):
        return True
    return tokens[k].lower in words.invariable and _has_named_object(tokens, k, words)


def _has_named_object(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether a plural, a number or what begins a noun's phrase follows: "cut jobs", "cost $3", "hit the sea"."""
    if k + 1 >= len(tokens):
        return False
    after = tokens[k + 1]
    if is_plural(after, words.nouns) and after.lower not in words.thirds:
        return True
    is_led = after.lower in words.articles or after.lower in words.fillers
    return is_led or after.number is not None or after.text in words.signs


def _has_object(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether what follows token k can be a verb's: "costs the firm", "rises to", but "costs of", "rates that"."""
    after = tokens[k + 1].lower if k + 1 < len(tokens) else ""
    if after in words.origins and tokens[k].lower not in words.moving:
        return k + 2 < len(tokens) and tokens[k + 2].number is not None  # "ranges from 5", but "orders from"
    leads_on = after in words.clauses or after in words.auxiliaries
    return after != "" and not leads_on and (after not in words.prepositions or after in words.goals)


def _ends_as_none(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether token k ends as no noun does: "sharply", "trading" after "was", but "family", "trading"."""
    word = tokens[k].lower
    if not word.endswith(words.endings) or tokens[k].text.isupper():
        return False
    if k and tokens[k].text[0].isupper():
        return False  # a name
    if word in words.ending_nouns:
        return _progresses(tokens, k, words)
    return not (k and tokens[k - 1].lower in words.adjectives and _stands_alone(tokens, k, words))


def _stands_alone(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether no object follows token k, so that it names a doing behind an adjective: "global warming is"."""
    after = tokens[k + 1].lower if k + 1 < len(tokens) else ""
    leads_on = after in words.auxiliaries or after in words.relatives or after in words.prepositions
    return not after[:1].isalpha() or leads_on


def _progresses(tokens: Sequence[Token], k: int, words: Words) -> bool:
    """Whether token k is a verb's form for what goes on: "was trading", "while shooting"."""
    if not k:
        return False
    before = tokens[k - 1].lower
    return before in words.progressive or (before == "," and _has_named_object(tokens, k, words))  # ", killing 12"
