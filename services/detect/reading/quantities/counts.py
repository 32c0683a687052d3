"""What a number counts by a noun: the words up to the first plural, with what modifies it.

five NBA teams · 12 other people · two of the men · dozens of homes · one police officer · 12 page document
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from services.detect.reading.quantities.counted import Nouns, is_participle, is_plural, nouns_of, singular
from services.detect.reading.quantities.lexis import Words, concept_words
from services.detect.reading.quantities.parts_of_speech import is_verb
from services.detect.reading.quantities.phrase_ends import past_hyphens, past_links, phrase_end
from services.detect.reading.tokens import POSSESSIVE, Token, is_hyphen
from services.detect.reading.vocabulary import Language

SINGULAR: Final = "counted singular"
"""The rule of a noun that need not be counted: "12 page document", but also "Planet 9 citizen project"."""
_OWNER: Final = 4
"""Words of whose a group is."""


class Counted(Struct, frozen=True):
    """The noun whose words end before token `last`."""

    last: int
    noun: str
    """With its modifiers, the head in the singular: "north korean soldier"."""
    rule: str


def counted_at(tokens: Sequence[Token], i: int, language: Language, *, single: bool) -> Counted | None:
    """The noun counted by the number before token i, or by its hyphen there; `single` where the number is one."""
    nouns = nouns_of(language)
    if is_hyphen(tokens, i):
        return _hyphened(tokens, i + 1, nouns)
    start, linked = past_links(tokens, i, nouns)
    if linked and (whole := _whole(tokens, start, language)) is not None:
        return replace(whole, last=i) if whole.rule != SINGULAR else None
    leads = not linked and start < len(tokens) and tokens[start].lower in nouns.leading
    stop = phrase_end(tokens, start + leads, nouns)
    if leads and (single or _head(tokens, start + 1, stop, language) is None):
        return None
    if single and not linked:
        return _singular_phrase(tokens, start, stop, concept_words(language))
    return _plural_phrase(tokens, start, stop, language, linked=linked)


def _plural_phrase(
    tokens: Sequence[Token], start: int, stop: int, language: Language, *, linked: bool
) -> Counted | None:
    """As in "12 other people": up to the plural; without one, the word that the number can only modify."""
    nouns = nouns_of(language)
    if linked and tokens[start - 1].lower in nouns.them:
        head = _further(tokens, start, stop, concept_words(language))  # "two of them children"
    else:
        head = _head(tokens, start, stop, language)
    if head is None and stop - start > 0 and _joins_modifiers(tokens, start, stop, nouns):
        if stop + 1 < len(tokens) and tokens[stop + 1].number is not None:
            return _shared(tokens, start, stop, language)
        head = _head(tokens, stop + 1, min(phrase_end(tokens, stop + 1, nouns), stop + 4), language)
    if head is None:
        return None if linked else _attributive_phrase(tokens, start, stop, nouns)
    last = past_hyphens(tokens, head + 1)
    tail = "".join(token.lower for token in tokens[head + 1 : last])
    return Counted(last, _noun(tokens, start, head, nouns) + tail, "counted plural")


def counted_past(tokens: Sequence[Token], i: int, last: int, language: Language) -> str | None:
    """The plural behind a measure at tokens [i, last) that only modifies it: "two 20-year-old men"."""
    noun = counted_at(tokens, last, language, single=False)
    if noun is None or noun.rule == SINGULAR:
        return None
    return f"{_joined(token.lower for token in tokens[i:last])} {noun.noun}"


def _whole(tokens: Sequence[Token], i: int, language: Language) -> Counted | None:
    """What a number counts of which another is a part.

    three of the | five judges · two of his | last 10 fights · one of the | woman's three children
    """
    owner = next((k for k in range(i, min(i + _OWNER, len(tokens))) if tokens[k].lower == POSSESSIVE), None)
    i = i if owner is None else owner + 1
    i += i < len(tokens) and tokens[i].lower in nouns_of(language).ranking
    if i >= len(tokens) or tokens[i].number is None:
        return None
    return counted_at(tokens, i + 1, language, single=False)


def _head(tokens: Sequence[Token], start: int, stop: int, language: Language) -> int | None:
    """The first plural, or the one that it stands before: "12 crew members", "two United States fighter jets"."""
    nouns = nouns_of(language)
    head = next((k for k in range(start, stop) if is_plural(tokens[k], nouns)), None)
    while head is not None and head + 1 < stop and _modifies(tokens, head, nouns):
        further = _further(tokens, head + 1, stop, concept_words(language))
        if further is None:
            break
        head = further
    return head


def _further(tokens: Sequence[Token], k: int, stop: int, words: Words) -> int | None:
    """The next plural from token k on, unless a verb stands before it: "staff | members", "Chinese | were on boats"."""
    for j in range(k, stop):
        does = tokens[j].lower in words.verbs or (tokens[j].text.islower() and is_participle(tokens[j], words.nouns))
        if does and not is_hyphen(tokens, j - 1):
            return None
        if is_plural(tokens[j], words.nouns):
            return j
    return None


def _modifies(tokens: Sequence[Token], k: int, nouns: Nouns) -> bool:
    """Whether a plural may stand before another: "sports fans", "Chinese citizens", "Hamas members", "women-only"."""
    token = tokens[k]
    is_singular = nouns.plurals.get(token.lower) == token.lower  # "squid boats"
    if is_singular or token.lower in nouns.attributive or is_hyphen(tokens, k + 1):
        return True
    if k and tokens[k - 1].lower in nouns.united:
        return True
    if not token.text[0].isupper():
        return False
    after = tokens[k + 1] if k + 1 < len(tokens) else None
    return token.lower.endswith(nouns.peoples) or (
        after is not None and after.text.islower() and is_plural(after, nouns)
    )


def _joins_modifiers(tokens: Sequence[Token], start: int, stop: int, nouns: Nouns) -> bool:
    """Whether "and" at token `stop` joins two modifiers: "5 digital and physical copies", not "5 killed and shops"."""
    if stop >= len(tokens) or tokens[stop].lower not in nouns.joints or is_participle(tokens[stop - 1], nouns):
        return False
    return nouns.states.isdisjoint(token.lower for token in tokens[start:stop])


def _shared(tokens: Sequence[Token], start: int, stop: int, language: Language) -> Counted | None:
    """Modifiers at tokens [start, stop) of the noun of the next number: "200 full-time | and 50 part-time jobs"."""
    noun = counted_at(tokens, stop + 2, language, single=False)
    if noun is None or noun.rule == SINGULAR:
        return _attributive_phrase(tokens, start, stop, nouns_of(language))
    modifiers = _joined(token.lower for token in tokens[start:stop])
    return Counted(stop, f"{modifiers} {noun.noun.rpartition(' ')[2]}", noun.rule)


def _hyphened(tokens: Sequence[Token], i: int, nouns: Nouns) -> Counted | None:
    """As in "six-cylinder engines": the one word that the hyphen joins to the number."""
    word = tokens[i].lower
    if tokens[i].shape or not tokens[i].text.islower() or word in nouns.ends or word in nouns.states:
        return None
    return None if is_participle(tokens[i], nouns) else Counted(i + 1, singular(word, nouns), SINGULAR)


def _singular_phrase(tokens: Sequence[Token], start: int, stop: int, words: Words) -> Counted | None:
    """As in "one police officer": all up to the phrase's end, unless the word after "one" makes it no count."""
    nouns = words.nouns
    if start == stop or tokens[start].lower in nouns.not_one or tokens[start].lower in nouns.states:
        return None
    end = next((k for k in range(start + 1, stop) if _ends_singular(tokens, k, stop, words)), stop)
    if end == start + 1 and is_participle(tokens[start], nouns):
        return None  # "one | deserted"
    while end - start > 1 and (tokens[end - 1].lower in words.adjectives or tokens[end - 1].lower in words.no_nouns):
        end -= 1  # "one official | familiar with the talks"
    return Counted(end, _noun(tokens, start, end - 1, nouns), "counted one")


def _ends_singular(tokens: Sequence[Token], k: int, stop: int, words: Words) -> bool:
    """Whether token k, behind a noun, is what that does or suffers: "one man | jumped", "one plant | makes tyres"."""
    token, nouns = tokens[k], words.nouns
    if token.lower in nouns.states or token.lower in nouns.trailing:
        return True
    if not token.text.islower() or is_hyphen(tokens, k - 1) or tokens[k - 1].lower.endswith(words.adverbial):
        return False  # "one Rome-based firm", "one newly elected member"
    if is_plural(token, nouns):
        leads_on = token.lower in nouns.attributive and k + 1 < stop  # "one human rights group"
        return not leads_on and tokens[k - 1].lower != POSSESSIVE
    return is_verb(tokens, k, words)


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
    return Counted(start + 1, _noun(tokens, start, start, nouns), SINGULAR)


def _noun(tokens: Sequence[Token], start: int, head: int, nouns: Nouns) -> str:
    """The words with the head in the singular, and without degree: "large city" of "the largest cities"."""
    modifiers = (nouns.plain.get(token.lower, token.lower) for token in tokens[start:head])
    return _joined([*filter(None, modifiers), singular(tokens[head].lower, nouns)])


def _joined(words: Iterable[str]) -> str:
    return " ".join(words).replace(" - ", "-").replace(f" {POSSESSIVE}", POSSESSIVE)
