"""What a number without a noun counts: what a group told of before lends it, and where nothing does."""

from __future__ import annotations

import datetime as dt

import pytest

from services.detect.reading.quantities.lent import ELLIPTIC, LENT, lent
from services.detect.reading.quantities.quantity import Quantity, quantities
from services.detect.reading.sentences import sentences
from services.detect.reading.times import times
from services.detect.reading.tokens import flatten
from services.detect.reading.vocabulary import ENGLISH

SOME_OF_A_GROUP = {
    "barge": [
        "The port lost 41 barges, of which 12 sank.",
        "The port lost 41 barges, 12 of which sank.",
        "The port lost 41 barges, 12 of them at the north pier.",
        "The port lost 41 barges. Of these, 12 sank.",
        "The port lost 41 barges. Some 12 of them sank.",
        "The port lost 41 barges. The remaining 12 sank.",
        "Of the port's 41 barges, 12 sank.",
        "Of 41 barges about 12 sank.",
        "Of the barges that lay there, 12 sank.",
        "The port keeps old barges: there are 12 of them.",
        "The port keeps old barges, of which it has 12.",
        "All 41 barges left before noon. By dusk all 12 were back. The port lost 12 barges. All 12 sank.",
    ],
    "tonne": ["They landed 900 tonnes of wheat, of which 120 were wet."],
}
NO_GROUP = [
    "The port spent $96 million, of which 38 went to divers.",
    "The port lost 12 barges, 41 of which sank.",
    "The port lost 41 barges and 19 cranes. Some 12 of them sank.",
    "The port keeps an old barge, of which it has 12.",
    "The port lost 41 barges. The winds of those days reached 12.",
    "The port lost 12 barges. The remaining 12 sank.",
    "The port lost half of its barges. Some 12 of them sank.",
    "The port spent 41 days on it. Some 12 of them were dry.",
]
ALONE = {
    "bridge": ["The county closed 46 bridges. Eleven are to be shut for good.", "It has 46 bridges; 11 were rebuilt."],
    None: ["Some 310 have gone.", "310 to lose jobs", "The county closed 46 bridges and 12 lifts. Eleven are shut."],
}
NOT_ALONE = [
    "The vote was 29 to 22.",
    "She bought 12 for her sister.",
    "They met at 11 and left.",
]


@pytest.mark.parametrize(("noun", "words"), [(noun, words) for noun, some in SOME_OF_A_GROUP.items() for words in some])
def test_some_of_a_group_take_its_noun(noun: str, words: str) -> None:
    told = _last(words)
    assert LENT in told.rules
    assert noun in (told.counted or told.unit or "").split()[-1] or told.unit == "metric ton"


@pytest.mark.parametrize("words", NO_GROUP)
def test_nothing_is_lent_where_no_group_can_be_meant(words: str) -> None:
    assert LENT not in _last(words).rules


@pytest.mark.parametrize(("noun", "words"), [(noun, words) for noun, some in ALONE.items() for words in some])
def test_a_subject_without_a_noun_may_be_of_what_was_counted_last(noun: str | None, words: str) -> None:
    told = _last(words)
    assert (ELLIPTIC in told.rules, told.counted) == (True, noun)


@pytest.mark.parametrize("words", NOT_ALONE)
def test_other_numbers_without_a_noun_stay_without(words: str) -> None:
    assert ELLIPTIC not in _last(words).rules


def _last(text: str) -> Quantity:
    """The last quantity of the text without a noun of its own."""
    before: tuple[Quantity, ...] = ()
    bare: Quantity | None = None
    for sentence in sentences(flatten(text), ENGLISH):
        found = tuple(quantities(sentence, times(sentence, dt.date(2025, 1, 30))))
        before = tuple(lent(sentence, found, before))
        bare = next((k for q, k in zip(found[::-1], before[::-1], strict=True) if q.counted is q.unit is None), bare)
    assert bare is not None
    return bare
