"""Verbs by what they say of the counted; and what a clause says of a count."""

from __future__ import annotations

import datetime as dt

import pytest

from services.detect.reading.clauses.said import said_of
from services.detect.reading.clauses.senses import Role, are_kin, is_step, leading, sense_family, senses_of
from services.detect.reading.inflection import Form
from services.detect.reading.quantities.quantity import quantities
from services.detect.reading.sentences import sentences
from services.detect.reading.times import times
from services.detect.reading.tokens import flatten
from services.detect.reading.vocabulary import ENGLISH, vocabulary


def test_no_verb_says_two_things_in_one_role() -> None:
    told: dict[tuple[str, tuple[str, ...], Role], set[str]] = {}
    for word, some in senses_of(ENGLISH).verbs.items():
        for rest, verb in some:
            if Form.GERUND in verb.forms:  # of pasts that are another's base ("found", "fell") both are meant
                told.setdefault((word, rest, verb.role), set()).add(verb.sense)
    assert {" ".join((word, *rest)): senses for (word, rest, _), senses in told.items() if len(senses) > 1} == {}


def test_each_sense_is_of_one_family_under_one_that_leads() -> None:
    tables = [vocabulary(ENGLISH, "clauses")[name] for name in ("families", "steps")]
    leads = {lead for table in tables for lead in table}
    told = [sense for table in tables for senses in table.values() for sense in senses]
    assert len(told) == len(set(told))
    assert leads.isdisjoint(told)
    assert {*told, *leads} <= vocabulary(ENGLISH, "senses").keys()
    assert [leading(sense, ENGLISH) for sense in told] == told


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("postponed", "cancelled", True),
        ("received", "imported", True),  # filed under delivered
        ("cancelled", "delayed", False),
        ("ordered", "delivered", False),  # stages
        ("evacuated", "returned", False),
        ("killed", "injured", False),
        ("escaped", "recaptured", False),  # some of them
    ],
)
def test_kin_are_told_of_the_same(one: str, other: str, are_one: bool) -> None:
    assert are_kin(one, other, ENGLISH) is are_kin(other, one, ENGLISH) is are_one


def test_a_step_can_befall_only_some() -> None:
    assert is_step("freed", "kidnapped", ENGLISH)
    assert not is_step("kidnapped", "freed", ENGLISH)
    assert sense_family("freed", ENGLISH) == "kidnapped"


SAID = {
    "closed": [
        "They closed 12 schools.",
        "They have closed all 12 schools.",
        "Twelve schools were closed.",
        "Twelve schools have been shut.",
        "Twelve schools closed.",
        "Twelve schools closed by the order stood empty.",
        "Twelve schools that were closed stood empty.",
        "Twelve schools are shut.",
        "The closure of 12 schools was announced.",
        "A total of 12 schools were closed.",
        "The closures affect 12 schools.",
        "The closures, which affect 12 schools, begin in May.",
    ],
    "without power": ["A blackout hit 12,000 homes.", "Some 12,000 homes are without power."],
    "affected": ["The strike affected 300 flights.", "Some 300 flights are affected."],
    "taking part": ["Some 12,400 teachers took part.", "Some 12,400 teachers in the state have taken part in it."],
    "recalled": ["The firm called back 300 jars.", "Some 300 jars were taken off the shelves."],
    "without water": ["The storm left 900 homes without water.", "Some 900 homes are still without water."],
    "waiting": ["Some 900 people who at the end of May were waiting for a bed have got one."],
    "missing": [
        "Some 70 people, most of them children, are missing.",
        "Seventy people, some from the mill, are missing.",
    ],
    "freed": [
        "Some 24 captives from two ferries that were boarded at sea were set free.",
        "Twenty-four captives have regained their freedom.",
    ],
    "escaped": [
        "Some 50 prisoners are at large.",
        "Some 50 prisoners got away at dawn.",
        "Fifty prisoners have escaped.",
    ],
    "vaccinated": ["Some 900 children received a dose."],
    "evacuated": ["Some 900 people have left their houses."],
    "stolen": ["They stole 14 paintings.", "Fourteen paintings, which were stolen in May, turned up."],
    "without gas": ["Twelve schools were cut off from gas.", "Twelve schools cut off from gas stood empty."],
    "convicted": ["Twelve firms were found guilty."],
    "found": ["Twelve sheep were found."],
    "tear-gassed": ["Forty marchers were tear-gassed.", "Police tear-gassed 40 marchers."],
    "recaptured": ["Twelve prisoners were re-arrested."],
    "flooded": ["Twelve schools are knee-deep in water."],
    None: [
        "In 12 schools pupils were sent home.",
        "Twelve schools in Marlow.",
        "There were 1,240 complaints about the broadcast.",
        "Some 340 flights on Friday went ahead.",
        "Twelve schools said pupils were sent home.",
        "The firm that closed the mill has 300 vans.",
        "Some 50 prisoners got letters.",
        "Some 50 prisoners from a ship that was boarded at sea wrote letters.",
        "She has 36 divers down there.",
        "Some 31 sailings out of 40 made money.",
        "Some 31 members of the ruling party said nothing.",
    ],
}


@pytest.mark.parametrize(("sense", "words"), [(sense, words) for sense, some in SAID.items() for words in some])
def test_clause_says_this_of_its_count(sense: str | None, words: str) -> None:
    [sentence] = sentences(flatten(words), ENGLISH)
    first = next(iter(quantities(sentence, times(sentence, dt.date(2025, 1, 30)))))
    said = said_of(sentence.tokens, first, ENGLISH)
    assert (said.sense if said is not None else None) == sense


def test_what_is_denied_is_said_to_be() -> None:
    [sentence] = sentences("Twelve schools were not closed.", ENGLISH)
    [twelve] = quantities(sentence, [])
    said = said_of(sentence.tokens, twelve, ENGLISH)
    assert said is not None
    assert said.is_denied
