"""Of which thing something is told: the noun's phrase that ends before a verb, or begins behind it, in few plain words.

    the new Skerra bridge | will open   → skerra bridge       the last of the soldiers | are out → last soldier
    A first party of 85 | left          → first               cut the ribbon at | the terminal   → terminal

Who is a pronoun or any person ("police", "a man") is nothing that another article could mean too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from services.detect.reading.names.actors import is_adjective
from services.detect.reading.people.classes import is_person
from services.detect.reading.quantities.counted import nouns_of, singular
from services.detect.reading.quantities.noun_phrases import concept_words
from services.detect.reading.things.classes import thing_of
from services.detect.reading.tokens import Token, is_hyphen
from services.detect.reading.vocabulary import Language, inverse, vocabulary

_LONGEST: Final = 4
"""Words of a noun's phrase."""
_PARTS: Final = 3
"""Phrases that prepositions join to one: "the clinic at the camp in Kandi"."""
_ASIDE: Final = 16
"""Tokens of what stands between commas behind a noun."""


class Topic(NamedTuple):
    """A thing by its words: names and kind, its class; none where it is not named ("it")."""

    words: tuple[str, ...]
    head: str = ""
    """The last word as it stands, in the singular."""
    ordinals: tuple[str, ...] = ()
    """Which of a row: "first"."""
    is_name: bool = False
    """Whether it is a bare name, of a person or a firm: not so "the Astrid"."""


class _Words(NamedTuple):
    ordinals: Mapping[str, str]
    articles: frozenset[str]
    indefinite: frozenset[str]
    joining: frozenset[str]
    auxiliaries: frozenset[str]
    relative: frozenset[str]
    none: frozenset[str]
    things: frozenset[str]
    groups: frozenset[str]
    plain: frozenset[str]
    led: frozenset[str]
    """Prepositions behind which no subject stands."""
    ends: frozenset[str]


class _Phrase(NamedTuple):
    """The noun's phrase of tokens [first, last), which starts, with all that leads to it, at `start`."""

    start: int
    first: int
    last: int
    ordinals: tuple[str, ...]
    is_counted: bool
    is_indefinite: bool


def before(tokens: Sequence[Token], end: int, language: Language) -> Topic | None:
    """The subject whose verb, with its auxiliaries, begins before token `end`; None where it says nothing of which."""
    words, at = _words(language), _past_aside(tokens, end, _words(language))
    phrases: list[_Phrase] = []
    while len(phrases) < _PARTS:
        phrase = _ending(tokens, at, language)
        if phrase is None:
            break
        phrases.insert(0, phrase)
        at = phrase.start - 1
        if at < 0 or tokens[at].lower not in words.joining:
            break
    if at >= 0 and tokens[at].lower in concept_words(language).prepositions | words.led - words.joining:
        return None  # "driven out by the flooding"
    return _topic(tokens, phrases, language)


def behind(
    tokens: Sequence[Token], start: int, stop: int, language: Language, ordinals: Sequence[str] = ()
) -> Topic | None:
    """The object that begins at token `start`, or what is said to be "of" it; `ordinals` are told of it elsewhere."""
    words, phrases, at = _words(language), list[_Phrase](), start
    while len(phrases) < _PARTS:
        last = at
        while last < stop and (_leads(tokens[last], words) or _is_noun(tokens, last, language)):
            last += 1
        phrase = _ending(tokens, last, language, from_=at)
        if phrase is None:
            break
        phrases.append(phrase)
        if last >= stop or tokens[last].lower not in words.joining:
            break
        at = last + 1
    return _topic(tokens, phrases, language, ordinals)


def of_clause(tokens: Sequence[Token], stop: int, language: Language) -> Topic | None:
    """Whom a clause speaks of: its first noun that no preposition leads to, and what is set beside it by commas."""
    words = _words(language)
    ends = (at for at in range(stop) if tokens[at].text in words.ends and not _touches(tokens, at))
    k = max((at + 1 for at in ends), default=0)
    while k < stop:
        if tokens[k].lower in words.joining:
            k += 1
            while k < stop and (_leads(tokens[k], words) or _is_noun(tokens, k, language)):
                k += 1
        elif _leads(tokens[k], words) or _is_noun(tokens, k, language):
            ordinals = [words.ordinals[token.lower] for token in tokens[k:stop] if token.lower in words.ordinals]
            return behind(tokens, k, stop, language, ordinals)
        else:
            k += 1
    return None


def _touches(tokens: Sequence[Token], k: int) -> bool:
    """Whether a hyphen belongs to the word before it: "gun- and drug-related"."""
    return tokens[k].text == "-" and k > 0 and tokens[k - 1].end == tokens[k].start


def compound(tokens: Sequence[Token], noun: int, language: Language) -> Topic | None:
    """What stands right before a noun of doing: "the Skerra bridge | opening", "the bridge's | opening"."""
    phrase = _ending(tokens, noun - (tokens[noun - 1].lower == "'s"), language) if noun else None
    return None if phrase is None else _topic(tokens, [phrase], language)


def one(token: Token, language: Language) -> str:
    """A noun in the singular."""
    return singular(token.lower, nouns_of(language))


def _past_aside(tokens: Sequence[Token], end: int, words: _Words) -> int:
    """Before the auxiliaries, a relative pronoun, and what commas set aside: "the bridge, which cost £3m, | will"."""
    at = end
    while at and tokens[at - 1].lower in words.auxiliaries:
        at -= 1
    if at and tokens[at - 1].lower in words.relative:
        at -= 1
        return at - (at > 0 and tokens[at - 1].text == ",")
    if at and tokens[at - 1].text == ",":
        opening = range(at - 2, max(0, at - _ASIDE), -1)
        at = next((k for k in opening if tokens[k].text == ","), at)
    return at


def _ending(tokens: Sequence[Token], end: int, language: Language, from_: int = 0) -> _Phrase | None:
    """The phrase that ends before a token: its nouns, and before them articles, numbers and which of a row."""
    words, first = _words(language), end
    while first > from_ and end - first < _LONGEST and _is_noun(tokens, first - 1, language):
        first -= 1
    start, ordinals, counted, indefinite = first, list[str](), False, False
    while start > from_ and _leads(tokens[start - 1], words):
        start -= 1
        token = tokens[start]
        counted = counted or token.number is not None
        indefinite = indefinite or token.lower in words.indefinite
        if token.lower in words.ordinals:
            ordinals.insert(0, words.ordinals[token.lower])
    if start == end:
        return None
    has_article = any(token.lower in words.articles for token in tokens[start:first])
    if not has_article and (counted or not _is_named(tokens, first, end, language)):
        indefinite = True  # "workers left", "two men left"
    return _Phrase(start, first, end, tuple(ordinals), counted, indefinite)


def _is_named(tokens: Sequence[Token], first: int, end: int, language: Language) -> bool:
    """Whether nouns without an article are a name, or of one: a plural that a sentence begins with is none."""
    begins = end - first == 1 and (first == 0 or tokens[first - 1].text in _words(language).ends)
    if begins and one(tokens[first], language) != tokens[first].lower:
        return False
    return any(token.text[0].isupper() for token in tokens[first:end])


def _leads(token: Token, words: _Words) -> bool:
    return token.number is not None or token.lower in words.articles or token.lower in words.ordinals


def _is_noun(tokens: Sequence[Token], k: int, language: Language) -> bool:
    token, words, nouns = tokens[k], _words(language), concept_words(language)
    if token.text in ("'s", "-", "&"):
        return 0 < k < len(tokens) - 1 and tokens[k - 1].text[0].isalnum()
    if k and is_hyphen(tokens, k - 1):
        return True  # "break-in"
    if token.shape or not token.text[0].isalpha() or _leads(token, words):
        return False
    if token.lower in words.none or token.text[0].isupper():
        return token.lower not in words.auxiliaries | words.joining
    ends = token.lower.endswith(nouns.endings) and token.lower not in nouns.ending_nouns
    return not ends and token.lower not in nouns.no_nouns


def _topic(
    tokens: Sequence[Token], phrases: Sequence[_Phrase], language: Language, told_elsewhere: Sequence[str] = ()
) -> Topic | None:
    """The thing of phrases joined by prepositions: the first, or what a group or one of a row is of."""
    words, ordinals = _words(language), list(told_elsewhere)
    for phrase in phrases:
        ordinals += (each for each in phrase.ordinals if each not in ordinals)
        told = _told(tokens, phrase, language)
        head = told[-1] if told else ""
        if not told or (told == [head] and head in words.groups):
            continue
        if head in words.none:
            return Topic((), ordinals=tuple(ordinals)) if ordinals or head in words.things else None
        is_any = phrase.is_indefinite and (phrase.is_counted or is_person(thing_of(head, language), language))
        if is_any and not ordinals:
            return None
        is_name = phrase.start == phrase.first and tokens[phrase.last - 1].text[0].isupper()
        return Topic(tuple(_plainly(told, tokens, phrase, language)), head, tuple(ordinals), is_name)
    is_definite = any(not (phrase.is_indefinite or phrase.is_counted) for phrase in phrases)
    return Topic((), ordinals=tuple(ordinals)) if ordinals or is_definite else None


def _told(tokens: Sequence[Token], phrase: _Phrase, language: Language) -> list[str]:
    """The phrase's words, its head in the singular."""
    found = [token for token in tokens[phrase.first : phrase.last] if token.text[0].isalnum() and token.lower != "'s"]
    if not found:
        return []
    head = found[-1]
    is_name = head.text[0].isupper() and _is_named(tokens, phrase.first, phrase.last, language)
    return [*(token.lower for token in found[:-1]), head.lower if is_name else one(head, language)]


def _plainly(told: Sequence[str], tokens: Sequence[Token], phrase: _Phrase, language: Language) -> Iterable[str]:
    """The words but for those that say nothing of which it is, a people's, and the class in place of the head."""
    words, head = _words(language), told[-1]
    kept = [word for word in told[:-1] if word not in words.plain and not is_adjective(word, language)]
    if head in words.groups:
        return kept
    if tokens[phrase.last - 1].text[0].isupper() and _is_named(tokens, phrase.first, phrase.last, language):
        people = is_adjective(singular(head, nouns_of(language)), language)
        return kept if people else [*kept, head]
    return [*kept, thing_of(head, language)]


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "occurrences")
    words = {name: frozenset(some) for name, some in table["words"].items()}
    return _Words(
        ordinals=inverse(table["ordinals"]),
        articles=words["articles"],
        indefinite=words["indefinite"],
        joining=words["joining"],
        auxiliaries=words["auxiliaries"],
        relative=words["relative"],
        none=words["none"],
        things=words["things"],
        groups=words["groups"],
        plain=words["plain"],
        led=words["clauses"],
        ends=words["ends"],
    )
