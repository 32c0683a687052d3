"""The chain from the outlet inwards to the source.

officials said → (officials)                          the Example Times reported, citing officials, → (Example Times,
a spokesman told the Example Times → (Example         officials) · the army, quoted by the Example Times → (Example
Times, spokesman) · he added → whoever spoke last     Times, army)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from msgspec import Struct

from services.detect.reading.attribution.afterwards import apposed
from services.detect.reading.attribution.parties import is_again, is_outlet, is_pronoun, party_after, party_before
from services.detect.reading.attribution.speakers import headed, speaker_after, speaker_before
from services.detect.reading.lexicon import Lexicon
from services.detect.reading.patterns import Grammar, Match, wordings
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_APPOSITION: Final = 9
"""Tokens before a comma in which the words may tell who the one before them is."""
_NAMED: Final = 4
"""Chains that an article goes back to: "the ministry said" may stand some sentences below its full name."""

Chain = tuple[str, ...]
"""Parties, outermost first."""


class Attribution(Struct, frozen=True):
    """The parties between the outlet and the figure, outermost first; empty when the outlet itself says it."""

    parties: Chain
    rule: str
    known: tuple[Chain, ...] = ()
    """Those named here and in the sentences before, the last first."""


def attribution(sentence: Sentence, before: Attribution | None = None, *, is_headline: bool = False) -> Attribution:
    """Who says what this sentence says. `before` is the sentence's before, for what goes on and whom "he" refers to."""
    known = before.known if before is not None else ()
    said = next(_said(sentence, known), None)
    if said is None and is_headline and (speaker := headed(sentence.tokens, sentence.language)) is not None:
        said = (speaker,), "headed"
    if said is None and (source := apposed(sentence)) is not None:
        said = (source,), "apposed"
    if said is None:
        if before is not None and sentence.tokens[0].text == '"':
            return Attribution(before.parties, "quotation goes on", known)
        return Attribution((), "outlet", known)
    parties, rule = said
    return Attribution(parties, rule, (parties, *(chain for chain in known if chain != parties))[:_NAMED])


def _said(sentence: Sentence, known: Sequence[Chain]) -> Iterator[tuple[Chain, str]]:
    """The chains that the sentence's cues tell, each with its rule, in order of their words."""
    tokens, language = sentence.tokens, sentence.language
    grammar = _cues(language)
    cues = grammar.matches(grammar.lexicon.spell(tokens))
    for n, cue in enumerate(cues):
        name, rule = cue.rule.means, cue.rule.name
        if name in ("saying", "telling"):
            if not _is_of_somebody(tokens, cue, language):
                yield from _speaking(tokens, cue, cues[n + 1 :], known, language)
            continue
        after = speaker_after(tokens, cue.last, language)
        if after is None:
            continue
        if name == "according":
            source = _named_before(after, known, language) or (after,)
            yield (
                (*_reporting(tokens, cues[n + 1 :], language), *source, *_cited(tokens, cues[n + 1 :], language)),
                rule,
            )
        elif name == "quoted_by":
            quoted = party_before(tokens, _subject_end(tokens, cue, language), language)
            yield (after, *((quoted,) if quoted else ())), rule
        else:
            quoting = party_before(tokens, cue.first - (tokens[cue.first - 1].text == ","), language)
            yield (*((quoting,) if quoting else ()), after), rule


def _speaking(
    tokens: Sequence[Token], cue: Match, others: Sequence[Match], known: Sequence[Chain], language: Language
) -> Iterator[tuple[Chain, str]]:
    """The party that a verb of saying has, and the outlet told or the source cited with it."""
    party = _inverted(tokens, cue, language) or speaker_before(tokens, cue.first, language)
    refers = cue.first > 0 and is_pronoun(tokens[cue.first - 1], language)
    meant = next(iter(known), None) if party is None else _named_before(party, known, language)
    if meant is not None and (refers or party is not None):
        yield meant, f"said again: {tokens[cue.first - 1].lower}"
    elif party is not None:
        told = _told(tokens, cue, language) if cue.rule.means == "telling" else None
        chain = (told, party) if told is not None and is_outlet(told, language) else (party,)
        yield (*chain, *_cited(tokens, others, language)), cue.rule.name
    elif tokens[cue.first - 1].text == "," and (party := _subject(tokens[: cue.first], language)) is not None:
        yield (party,), cue.rule.name


def _named_before(party: str, known: Sequence[Chain], language: Language) -> Chain | None:
    """The chain of whoever is named in short again: "the ministry", below "the transport ministry"."""
    return next((chain for chain in known if is_again(party, chain, language)), None)


def _told(tokens: Sequence[Token], cue: Match, language: Language) -> str | None:
    """To whom; nobody else if it is the outlet itself: "told | this newspaper"."""
    own = vocabulary(language, "attribution")["parties"]["own"]
    is_own = cue.last < len(tokens) and tokens[cue.last].lower in own
    return None if is_own else party_after(tokens, cue.last, language)


def _subject(tokens: Sequence[Token], language: Language) -> str | None:
    """Who goes on to say: "The ministry has played it down, | saying"."""
    leading = _leading(language)
    at = next((k for k, token in enumerate(tokens) if token.lower in leading), 0)
    return party_before(tokens, at, language)


@cache
def _leading(language: Language) -> frozenset[str]:
    """Words that lead to a predicate."""
    words = vocabulary(language, "attribution")["parties"]
    return frozenset((*words["auxiliary"], *words["passive"], *words["predicate"]))


def _reporting(tokens: Sequence[Token], cues: Sequence[Match], language: Language) -> Chain:
    """The outlet that says so: "according to the army, the Harbour Post reported"."""
    for cue in cues:
        party = speaker_before(tokens, cue.first, language) if cue.rule.means == "saying" else None
        if party is not None:
            return (party,) if is_outlet(party, language) else ()
    return ()


def _cited(tokens: Sequence[Token], cues: Sequence[Match], language: Language) -> Chain:
    """Whom the party that speaks cites in turn: "the Example Times reported, citing officials, that"."""
    for cue in cues:
        if cue.rule.means == "citing" and (party := speaker_after(tokens, cue.last, language)) is not None:
            return (party,)
    return ()


def _subject_end(tokens: Sequence[Token], cue: Match, language: Language) -> int:
    """Where the name ends of whom somebody quotes: before "was quoted by", ", quoted by"."""
    at, between = cue.first, vocabulary(language, "attribution")["parties"]["passive"]
    while at and (tokens[at - 1].lower in between or tokens[at - 1].text == ","):
        at -= 1
    return at


def _is_of_somebody(tokens: Sequence[Token], cue: Match, language: Language) -> bool:
    """Whether the words say what somebody was told or is believed, and not who says so: "residents were told"."""
    return cue.first > 0 and tokens[cue.first - 1].lower in vocabulary(language, "attribution")["parties"]["copulas"]


def _inverted(tokens: Sequence[Token], cue: Match, language: Language) -> str | None:
    """As in: "…", said the army chief. Not so behind an apposition: "John Doe, a spokesman, said"."""
    words = vocabulary(language, "attribution")
    if (
        not cue.first
        or tokens[cue.first - 1].text not in '",'
        or tokens[cue.first].lower not in words["cues"]["inverted"]
    ):
        return None
    near = tokens[max(0, cue.first - _APPOSITION) : cue.first - 1]
    told = (a.text == "," and b.lower in words["parties"]["apposition"] for a, b in pairwise(near))
    return None if any(told) else speaker_after(tokens, cue.last, language)


@cache
def _cues(language: Language) -> Grammar:
    table = vocabulary(language, "attribution")["cues"]
    rules = wordings({name: table[name] for name in ("according", "quoted_by", "citing", "telling", "saying")}, "cue")
    return Grammar(Lexicon({}, [rule.pattern for rule in rules]), rules)
