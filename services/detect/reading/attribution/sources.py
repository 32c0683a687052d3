"""The chain from the outlet inwards to the source.

officials said → (officials)                          the Example Times reported, citing officials, → (Example Times,
a spokesman told the Example Times → (Example         officials) · the army, quoted by the Example Times → (Example
Times, spokesman) · he added → whoever spoke last     Times, army)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from msgspec.structs import replace

from services.detect.reading.attribution.afterwards import apposed
from services.detect.reading.attribution.counters import counter
from services.detect.reading.attribution.cues import cues_of, is_command, is_of_somebody, says, subject_end
from services.detect.reading.attribution.kinds import is_outlet
from services.detect.reading.attribution.parties import party_before
from services.detect.reading.attribution.phrases import is_tag, phrase_after, phrase_before
from services.detect.reading.attribution.references import Before, Chain, is_pronoun, named_before, referent
from services.detect.reading.attribution.speakers import headed, speaker_after, speaker_before
from services.detect.reading.attribution.speaking import cited, speaking
from services.detect.reading.patterns import Match
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_NAMED: Final = 6
"""Chains that an article goes back to: "the ministry said" may stand some sentences below its full name."""


class Attribution(Before, frozen=True):
    """The parties between the outlet and the figure, outermost first; none when the outlet itself says it."""

    rule: str = ""


def attribution(sentence: Sentence, before: Attribution | None = None, *, is_headline: bool = False) -> Attribution:
    """Who says what this sentence says. `before` is the sentence's before, for what goes on and whom "he" refers to."""
    told, tokens, language = before or Before(), sentence.tokens, sentence.language
    said = next(_said(sentence, told), None) or next(_phrased(sentence, told), None)
    if said is None and is_headline and (speaker := headed(tokens, language)) is not None:
        said = (speaker,), "headed"
    if said is None and (source := apposed(sentence)) is not None:
        said = (source,), "apposed"
    if said is None and (counting := counter(sentence, told)) is not None:
        said = counting, "counted"
    if said is None:
        goes_on = bool(told.parties) and tokens[0].text == '"'
        said = (told.parties, "quotation goes on") if goes_on else ((), "outlet")
        return Attribution(said[0], tokens, told.known, said[1])
    parties, rule = said
    known = (parties, *(chain for chain in told.known if chain != parties))[:_NAMED]
    return Attribution(parties, tokens, known, rule)


def _said(sentence: Sentence, before: Before) -> Iterator[tuple[Chain, str]]:
    """The chains that the sentence's cues tell, each with its rule, in order of their words."""
    tokens, language = sentence.tokens, sentence.language
    cues = cues_of(sentence)
    for n, cue in enumerate(cues):
        name, rule = cue.rule.means, cue.rule.name
        if name in ("saying", "telling"):
            if not is_of_somebody(tokens, cue, language):
                yield from speaking(tokens, cue, cues[n + 1 :], before, language)
            continue
        if name in ("tagging", "doing"):
            continue
        after, is_verb = speaker_after(tokens, cue.last, language), tokens[cue.first].lower in says(language)
        if after is None and tokens[cue.first].lower in _leading(language):
            after = phrase_after(tokens, cue.last, language)
        if after is None:
            if is_verb:  # "residents said by telephone"
                yield from speaking(tokens, replace(cue, last=cue.first + 1), cues[n + 1 :], before, language)
            continue
        if name == "according":
            source = named_before(after, before.known, language) or (after,)
            yield (
                (*_reporting(tokens, cues[n + 1 :], language), *source, *cited(tokens, cues[n + 1 :], language)),
                rule,
            )
        elif name == "quoted_by":
            quoted = party_before(tokens, subject_end(tokens, cue.first, "passive", language), language)
            yield (after, *((quoted,) if quoted else ())), rule
        else:
            quoting = party_before(tokens, cue.first - (tokens[cue.first - 1].text == ","), language)
            yield (*((quoting,) if quoting else ()), after), rule


def _phrased(sentence: Sentence, before: Before) -> Iterator[tuple[Chain, str]]:
    """The chains of parties that only their clauses tell to be such: "Three mourners said"."""
    tokens, language = sentence.tokens, sentence.language
    for cue in cues_of(sentence):
        is_said_by = cue.rule.means == "according" and tokens[cue.first].lower in says(language)
        is_verb = is_said_by or cue.rule.means in ("saying", "telling", "tagging")
        if not is_verb or is_of_somebody(tokens, cue, language):
            continue
        at = subject_end(tokens, cue.first, "auxiliary", language)
        is_again = at > 1 and tokens[at - 2].text == "," and is_pronoun(tokens[at - 1], language)
        if is_again and cue.rule.means == "tagging":
            chain = referent(tokens, at - 1, before, language) if is_tag(tokens, cue, language) else None
        else:
            party = None if is_command(tokens, cue, language) else phrase_before(tokens, at, cue, language)
            chain = None if party is None else named_before(party, before.known, language) or (party,)
        if chain is not None:
            yield chain, cue.rule.name


def _reporting(tokens: Sequence[Token], cues: Sequence[Match], language: Language) -> Chain:
    """The outlet that says so: "according to the army, the Harbour Post reported"."""
    for cue in cues:
        party = speaker_before(tokens, cue.first, language) if cue.rule.means == "saying" else None
        if party is not None:
            return (party,) if is_outlet(party, language) else ()
    return ()


@cache
def _leading(language: Language) -> frozenset[str]:
    """With which words begin that lead to whoever says so, whatever he is called."""
    return frozenset(vocabulary(language, "attribution")["phrases"]["leading"])
