"""The words that lead to a party, as they stand in a sentence: "said", "according to", "citing", ", found".

saying, telling: their subject says it · according, quoted_by, citing: the party is behind them
tagging: their subject says what stands before them · doing: they say nothing
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from functools import cache
from typing import Final

from services.detect.reading.attribution.references import is_pronoun
from services.detect.reading.lexicon import Lexicon
from services.detect.reading.patterns import Grammar, Match, wordings
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_CUES: Final = ("according", "quoted_by", "citing", "telling", "saying", "tagging", "doing")
"""Kinds of cues; of two as long, the first."""
_COMMANDED: Final = 8
"""Tokens between "told" and what those are told to do."""


def cues_of(sentence: Sentence) -> Sequence[Match]:
    """The sentence's cues in order, those that somebody quoted uses himself behind all others."""
    grammar = _grammar(sentence.language)
    cues = grammar.matches(grammar.lexicon.spell(sentence.tokens))
    marks = [k for k, token in enumerate(sentence.tokens) if token.text == '"']
    return sorted(cues, key=lambda cue: bisect(marks, cue.first) % 2) if marks else cues


def is_of_somebody(tokens: Sequence[Token], cue: Match, language: Language) -> bool:
    """Whether the words say what somebody was told or is believed, and not who says so: "residents were told"."""
    return cue.first > 0 and tokens[cue.first - 1].lower in vocabulary(language, "attribution")["parties"]["copulas"]


def is_command(tokens: Sequence[Token], cue: Match, language: Language) -> bool:
    """Whether somebody is told to do something: "the state told 6,900 people | to leave"."""
    told = tokens[cue.last : cue.last + _COMMANDED]
    ends = (k for k, token in enumerate(told) if token.text in ',"' or is_pronoun(token, language))
    infinitive = vocabulary(language, "attribution")["announced"]["infinitive"]
    told = told[: next(ends, len(told))]
    return cue.rule.means == "telling" and any(token.lower == infinitive for token in told)


def subject_end(tokens: Sequence[Token], first: int, helping: str, language: Language) -> int:
    """Where the subject ends of a verb at token `first`: before "was quoted by", ", quoted by", "has now said"."""
    words = vocabulary(language, "attribution")["parties"]
    at, between = first, words[helping]
    while at and (tokens[at - 1].lower in between or (helping == "passive" and tokens[at - 1].text == ",")):
        at -= 1
    return at


@cache
def says(language: Language) -> frozenset[str]:
    """Verbs whose subject says so whatever follows."""
    return frozenset(vocabulary(language, "attribution")["phrases"]["saying"])


@cache
def _grammar(language: Language) -> Grammar:
    table = vocabulary(language, "attribution")["cues"]
    rules = wordings({name: table[name] for name in _CUES}, "cue")
    return Grammar(Lexicon({}, [rule.pattern for rule in rules]), rules)
