"""Whether a sentence may count people of whom its article is not about: far below the event that it opens with.

    two were killed there in May         → not counted: of which event, nothing tells
    Kenya lost 12 soldiers there in May  → counted: a state's own are told by whose they are
    the plant laid off 300 there in May  → counted: so are an employer's, and those of no one event

Most sentences of an article stand there, and most count nobody so. It is asked before anything is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from services.detect.reading.lexicon import Lexicon
from services.detect.reading.names.actors import names_state
from services.detect.reading.patterns import Grammar, wordings
from services.detect.reading.people.actions import Form
from services.detect.reading.people.classes import is_at_large
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.sentences import Sentence
from services.detect.reading.vocabulary import Language, vocabulary


class _Words(Struct, frozen=True):
    said: Grammar
    """What is said of people by an employer or in a campaign,"""
    nouns: frozenset[str]
    """and the nouns that say it, singular."""


def may_count_afar(sentence: Sentence, quantities: Sequence[Quantity]) -> bool:
    """Whether it names a state, or what befalls people in no one event."""
    words = _words(sentence.language)
    if names_state(sentence.tokens, sentence.language):
        return True
    if words.said.next_match(words.said.lexicon.spell(sentence.tokens)) is not None:
        return True
    return any((quantity.counted or "").rpartition(" ")[2] in words.nouns for quantity in quantities)


@cache
def _words(language: Language) -> _Words:
    actions = vocabulary(language, "actions")
    at_large = {action: forms for action, forms in actions.items() if is_at_large(action, language)}
    told = {action: [each for form in Form for each in forms[form.value]] for action, forms in at_large.items()}
    rules = wordings(told, "at large")
    lexicon = Lexicon(vocabulary(language, "people")["wordings"], [rule.pattern for rule in rules])
    return _Words(Grammar(lexicon, rules), frozenset(noun for forms in at_large.values() for noun in forms["nouns"]))
