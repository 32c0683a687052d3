"""Who says it where the clause shows that somebody must, whatever he is called.

Ten died, the bargees' circle said on Monday. → bargees' circle · Three mourners said ten died. → mourners
Ten died, said her landlady. → her landlady
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from typing import Final

from msgspec import Struct

from services.detect.reading.attribution.kinds import is_person
from services.detect.reading.attribution.naming import spelt
from services.detect.reading.attribution.parties import party_after
from services.detect.reading.attribution.verbs import participles, pasts
from services.detect.reading.patterns import Match
from services.detect.reading.tokens import POSSESSIVE, Token, is_hyphen
from services.detect.reading.vocabulary import Language, vocabulary

_LONGEST: Final = 9
"""Tokens of such a phrase."""
_OPENS: Final = frozenset(',"')
"""Signs behind which a clause of saying may begin,"""
_CLOSES: Final = frozenset(',".;:?!)-')
"""and before which it may end."""
_INSIDE: Final = frozenset((POSSESSIVE, "'", "&"))


class _Words(Struct, frozen=True):
    saying: frozenset[str]
    """Verbs that say so whatever follows;"""
    behind: frozenset[str]
    """what may follow the others, if nothing does that they say."""
    stops: frozenset[str]
    """Words that no name holds."""
    past: frozenset[str]
    """Verbs without the past's ending: "fell"."""
    participles: tuple[str, ...]
    irregular: frozenset[str]
    """Participles without the ending of such."""
    papers: frozenset[str]
    """What an office gave out: a company's "filing"."""
    articles: frozenset[str]
    """With which a phrase begins that is no headline."""
    adjectives: frozenset[str]
    """Of such, what tells nobody: "official | figures"."""
    offices: frozenset[str]
    relatives: frozenset[str]
    """Words behind a person that tell which one is meant: "a baker | who"."""
    links: frozenset[str]
    ends: frozenset[str]
    """Words behind a phrase's head: links, and times."""
    before: frozenset[str]
    """Words with which a phrase begins that is no subject: "in Marlow"."""
    unsaying: frozenset[str]
    """What says nothing of itself: a figure, a paper, nobody."""


def phrase_before(tokens: Sequence[Token], end: int, verb: Match, language: Language) -> str | None:
    """Who says it by a verb whose subject ends before token `end`, if the phrase fills its clause up to there."""
    words = _words(language)
    is_sure = tokens[verb.first].lower in words.saying
    if not is_sure and not is_tag(tokens, verb, language):
        return None
    end = _relative(tokens, end, words) or end
    stop = _stop(tokens, end, words)
    phrase, opens = tokens[stop + 1 : end], tokens[stop].text in _OPENS if stop >= 0 else is_sure
    is_headline = not is_sure and _may_be_passive(tokens, verb, words) and not _is_subject(phrase, words)
    return _phrase(phrase, words, language) if opens and not is_headline else None


def _relative(tokens: Sequence[Token], end: int, words: _Words) -> int | None:
    """Where a clause begins that ends before the verb and tells who is meant: "a baker | who was there | said"."""
    inside = takewhile(lambda k: tokens[k].text not in _CLOSES, range(end - 1, 0, -1))
    return next((k for k in inside if tokens[k].lower in words.relatives), None)


def _is_subject(phrase: Sequence[Token], words: _Words) -> bool:
    """Whether a phrase can do what a participle behind it says, and not suffer it: "six bodies | found"."""
    is_definite = bool(phrase) and phrase[0].lower in words.articles
    return is_definite or any(word.lower in words.offices for word in phrase)


def phrase_after(tokens: Sequence[Token], start: int, language: Language) -> str | None:
    """Who is named from token `start` up to a sign: "ten died, said | her landlady."."""
    words = _words(language)
    reach = range(start, min(len(tokens), start + _LONGEST))
    stop = next((k for k in reach if not _is_inside(tokens, k, words)), reach.stop)
    if stop < len(tokens) and tokens[stop].text not in _CLOSES:
        return None
    phrase = _phrase(tokens[start:stop], words, language)
    name = party_after(tokens, stop + 1, language) if phrase is not None else None
    return f"{name}, {phrase}" if name is not None and is_person(name, language) else phrase


def _stop(tokens: Sequence[Token], end: int, words: _Words) -> int:
    """The last token before `end` that no phrase holds; -1 where none does."""
    return next((k for k in range(end - 1, -1, -1) if not _is_inside(tokens, k, words)), -1)


def _phrase(phrase: Sequence[Token], words: _Words, language: Language) -> str | None:
    """The phrase as a party; None where its head is none that speaks, or where it holds a verb."""
    if not 0 < len(phrase) <= _LONGEST or phrase[0].lower in words.before:
        return None
    head = next((k for k, word in enumerate(phrase) if k and word.lower in words.ends), len(phrase)) - 1
    if head and phrase[head].lower in words.papers and (owner := _owner(phrase[:head], words)):
        return spelt(owner, language)
    if head and _is_participle(phrase[head], words):
        head -= 1
    if phrase[head].lower in words.unsaying or any(_is_verb(phrase, k, words) for k in range(1, len(phrase))):
        return None
    return spelt(phrase, language)


def _owner(phrase: Sequence[Token], words: _Words) -> Sequence[Token]:
    """Who gave out a paper that these words stand before: "company | filing", "the museum's | inventory"."""
    owner = phrase[:-1] if phrase[-1].lower == POSSESSIVE else phrase
    is_owner = bool(owner) and owner[-1].lower in words.offices and owner[-1].lower not in words.adjectives
    return owner if is_owner else ()


def _is_inside(tokens: Sequence[Token], k: int, words: _Words) -> bool:
    token = tokens[k]
    is_word = token.text[0].isalpha() or token.text in _INSIDE or is_hyphen(tokens, k) or bool(token.shape)
    return is_word and token.lower not in words.stops


def _is_participle(word: Token, words: _Words) -> bool:
    return word.text.islower() and (word.lower in words.irregular or word.lower.endswith(words.participles))


def _is_verb(phrase: Sequence[Token], k: int, words: _Words) -> bool:
    """Whether token k is a verb, and no participle before or behind a noun: "retired officers", "people | held in"."""
    word, behind = phrase[k], phrase[k + 1 : k + 2]
    if not word.text.islower() or (behind and behind[0].lower in words.links):
        return False
    return word.lower in words.past or (not behind and word.lower.endswith(words.participles))


def is_tag(tokens: Sequence[Token], verb: Match, language: Language) -> bool:
    """Whether nothing that is said follows, so that it stands before: "ten died, the ranger reckons | on Monday"."""
    words, last = _words(language), verb.last
    if last >= len(tokens) or tokens[last].text in _CLOSES:
        return True
    return tokens[last].lower in words.behind and not _may_be_passive(tokens, verb, words)


def _may_be_passive(tokens: Sequence[Token], verb: Match, words: _Words) -> bool:
    """Whether a verb may tell what was done to the phrase: "a plan | announced on Monday", "six bodies | found"."""
    return verb.last - verb.first == 1 and _is_participle(tokens[verb.first], words)


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "attribution")
    parties, phrases = table["parties"], table["phrases"]
    said = [word for cue in ("saying", "telling", "citing") for word in table["cues"][cue]]
    return _Words(
        saying=frozenset(phrases["saying"]),
        behind=frozenset((*phrases["behind"], *parties["times"])),
        stops=frozenset((*parties["clauses"], *parties["finite"], *parties["modals"], *parties["page"], *said))
        | (frozenset(parties["auxiliary"]) - frozenset(parties["adverbs"])),
        past=pasts(language),
        participles=tuple(parties["participles"]),
        irregular=participles(language),
        papers=frozenset(phrases["papers"]),
        articles=frozenset(phrases["articles"]),
        adjectives=frozenset(phrases["adjectives"]),
        offices=frozenset(table["officials"]["heads"]),
        relatives=frozenset(phrases["relatives"]),
        links=frozenset((*parties["prepositions"], *parties["links"])),
        ends=frozenset((*parties["prepositions"], *parties["links"], *parties["times"])),
        before=frozenset((*parties["prepositions"], *parties["links"], *phrases["before"])),
        unsaying=frozenset((*parties["pronouns"], *parties["papers"], *phrases["unsaying"])),
    )
