"""What the quantities of a sentence are about: "core inflation rose 0.3 %", "BA suspends 36,000 staff".

Asked for only where somebody wants to know: no statement is built on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from schemas.values import Modality
from services.detect.reading.quantities.concepts import concept_of, counted_of, owner_of, stands_apart
from services.detect.reading.quantities.counts import SINGULAR
from services.detect.reading.quantities.lexis import concept_words
from services.detect.reading.quantities.noun_phrases import MEASURE
from services.detect.reading.quantities.objects import INHERITED
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.quantities.retold import tells_again
from services.detect.reading.quantities.subjects import subject_of
from services.detect.reading.sentences import Sentence

_OF_AGE: Final = "of age"
_BY_NOUN: Final = frozenset(("counted plural", "counted one"))
"""Rules of a count whose noun stands behind it: what follows that is not what it is about."""


def abouts(sentence: Sentence, quantities: Sequence[Quantity]) -> list[str | None]:
    """What each quantity is about, in order; None where its clause does not say."""
    told: list[str | None] = []
    bare = _without_units(sentence, quantities)
    for number, quantity in enumerate(quantities):
        before = quantities[number - 1] if number else None
        again = before is not None and (INHERITED in quantity.rules or _tells_again(sentence, before, quantity))
        told.append(told[-1] if again else _about(bare, quantity))
    return told


def _without_units(sentence: Sentence, quantities: Sequence[Quantity]) -> Sentence:
    """The sentence with the words of measures marked, as none is a noun: "$2 a share", "half", "a 40-page | report"."""
    tokens = list(sentence.tokens)
    for quantity in quantities:
        is_share = quantity.modality is Modality.RELATIVE and quantity.counted is None
        if quantity.unit is not None or is_share or SINGULAR in quantity.rules:
            measure = range(quantity.first, quantity.last)
            tokens[measure.start : measure.stop] = (replace(tokens[k], shape=MEASURE) for k in measure)
    return replace(sentence, tokens=tuple(tokens))


def _tells_again(sentence: Sentence, before: Quantity, quantity: Quantity) -> bool:
    """Whether a measure is the one before it in another unit: "$3 million (€2.8 million)"."""
    if before.unit is None or quantity.unit is None:
        return False
    return tells_again(sentence.tokens, before.last, quantity.first, sentence.language)


def _about(sentence: Sentence, quantity: Quantity) -> str | None:
    """The phrase that the figure is of, and whom its clause is about: "fine, agency"."""
    tokens, language = sentence.tokens, sentence.language
    counts = not _BY_NOUN.isdisjoint(quantity.rules)
    if counts and stands_apart(tokens, quantity.first, language):
        return None
    if quantity.unit is not None and quantity.unit.endswith(_OF_AGE):
        return owner_of(tokens, quantity.first, quantity.last, language)
    if counts:
        concept = counted_of(tokens, quantity.first, language)
    else:
        concept = concept_of(tokens, quantity.first, quantity.last, language)
    subject = subject_of(tokens, quantity.first, concept_words(language))
    if concept is None and counts:
        return subject
    if concept is None or subject is None or not set(concept.split()).isdisjoint(subject.split()):
        return concept
    return f"{concept}, {subject}"
