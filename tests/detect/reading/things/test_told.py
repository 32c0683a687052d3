"""What a sentence counts besides victims and forces, as a corpus: the noun, whose, doing or suffering what, where."""

from __future__ import annotations

import pytest

from schemas.statements import Subject
from schemas.values import Quantity
from services.detect.reading.tracks import statements_of
from tests.detect.examples import published

NAMED = "The matter of Aster and Lowther goes on. "
"""What an article must name for its story to be told from others."""
PEOPLE_LIVING = Subject("people", None, "living", None, None)
CORPUS = {
    PEOPLE_LIVING: [
        "Some 350 men and women live within the perimeter.",
        "Some 350 men, women and children live inside the fence.",
        "About 350 pupils and teachers are living in the gym.",
        "About 350 are still living in the gym.",
        "They pulled 410 people from the mud. Some 350 of them are living in barns.",
    ],
    Subject("man", None, "present", None, None): [
        "Some 350 men had been in the workings when they caved in.",
        "There were 350 men in the shaft when the gas caught fire.",
        "The owner said that 350 men were in the section at the time.",
        "Some 350 men were underground, the union said.",
    ],
    Subject("patient", None, "waiting", None, None): [
        "The number of patients who have waited longer than four months to see a doctor fell to 350.",
    ],
    Subject("people", None, "evicted", None, None): ["Some 350 people were put onto the street."],
    Subject("people", None, "working", None, None): ["The group has a staff of 3,500.", "The group employs 3,500."],
    Subject("people", None, "enrolled", None, None): ["The school enrolled 350, its head said."],
    Subject("people", None, "sheltered", None, None): ["The hostel shelters 350 at night."],
    Subject("people", None, "laid off", None, None): ["The works laid off 350 in May."],
    Subject("people", None, "striking", None, None): ["Nurses stayed away. Some 350 of them had answered the call."],
    Subject("member", None, "striking", None, None): ["The union said 350 of its members were out."],
    Subject("customer", None, "without power", None, None): ["Some 350 customers were out."],
    Subject("bridge", None, "closed", None, None): [
        "The county has old bridges, of which 35 were closed.",
        "It checks its bridges: 35 of them are closed.",
        "Of the county's 80 bridges, 35 are closed.",
    ],
    Subject("people", None, "gathered", None, None): [
        "There were 350 people in that ground from the first whistle.",
        "The town's old concert hall had 350 people in it, and 350 people were in the square.",
    ],
    Subject("soldier", None, "deployed", None, None): [
        "The camp on the hill is home to 350 infantrymen.",
        "Some 350 marines are now at the old army base.",
    ],
    Subject("instructor", None, "deployed", None, None): ["Some 350 trainers were at the army base on Sunday."],
    Subject("prisoner", None, "held", None, None): ["The jail has 350 inmates in cells meant for ten."],
    Subject("ticket-holder", None, "stranded", None, None): ["Some 350 ticket-holders were stranded."],
    Subject("participant", None, "hospitalised", None, None): ["Some 35 runners in the race are in intensive care."],
    Subject("people", None, "killed", None, None): [
        "The tainted milk has killed 35 people.",
        "Thirty-five died of it.",
    ],
    Subject("train", None, "cancelled", None, None): [
        "Thirty-five of the 80 trains did not run.",
        "Some 35 trains could not leave the depot.",
        "Some 35 services had failed to depart by noon.",
    ],
    Subject("worker", None, None, None, None): ["The lawyer of 350 workers was searched."],
    Subject("worker", None, "laid off", None, None): [
        "In all 350 jobs worldwide will go in this round.",
        "Around 350 positions disappeared.",
        "The merger has cost 350 jobs.",
        "The number of posts to go is 350.",
    ],
    Subject("customer", None, "exposed", None, None): [
        "Hackers copied the names and personal details of 350 customers.",
        "Some 350 customers had had information stolen.",
        "The data of 350 clients were leaked.",
        "The breach touches the records of 350 account holders.",
    ],
    Subject("operation", None, "postponed", None, None): [
        "Some 350 patients had their operations put off.",
        "The hospital postponed the surgery of 350 patients.",
    ],
    Subject("worker", None, "striking", None, None): [
        "Some 350 nurses took part in Thursday's strike.",
        "Around 350 nurses joined the two-day walkout.",
        "The ministry said that 35 percent of nurses took part in the strike.",
    ],
    Subject("people", None, "protesting", None, None): [
        "Organisers said 350 people joined Saturday's march against the dam.",
    ],
    Subject("worker", None, "gathered", None, None): ["Some 350 teachers took part in the training."],
    Subject("prisoner", None, "escaped", None, None): [
        "More than 350 inmates had fled the prison.",
        "Some 350 convicts fled through a tunnel.",
    ],
    Subject("place of worship", None, "closed", None, None): [
        "The decree closed 35 houses of prayer.",
        "Thirty-five places of worship are shut.",
    ],
    Subject("driver", None, "striking", None, None): ["The union said 92 percent of drivers stayed at home."],
    Subject("pass rate", None, None, None, None): [
        "Some 76 percent of pupils passed.",
        "Seventy-six percent of the pupils who wrote have passed.",
        "The pass rate was 76 percent.",
    ],
    Subject("home", None, "closed", None, None): ["The decree closed 35 houses of stone."],
    Subject("passenger", None, "carried", None, None): ["There were 142 passengers, and all were safe."],
    Subject("people", None, "carried", None, None): ["There had been 187 people on the Bintang Laut."],
    Subject("resident", None, "living", "Marlow", None): ["Some 4,000 residents remain in Marlow."],
    Subject("prisoner", None, "escaped", None, None): ["The guards said 68 prisoners were gone after the breakout."],
    Subject("people", None, "gathered", None, None): [
        "Police put the turnout at about 18,000.",
        "It drew a crowd of 71,000.",
    ],
    Subject("villager", None, "homeless", None, None): ["Some 350 villagers whose huts were burnt down came."],
    Subject("school", None, "closed", None, None): [
        "A string of 35 schools was closed.",
        "Thirty-five schools did not open on Monday.",
        "Thirty-five of the 80 schools were shut.",
    ],
    Subject("school", None, None, None, None): ["The owner of 35 schools was closed out of the talks."],
    Subject("worker", "Lowther", "laid off", "Selby", None): [
        "Lowther will lay off 350 workers at Lowther's Selby plant."
    ],
    Subject("migrant", None, "arrived", "Chad", None): [  # neither whence they came nor where somebody spoke
        "Some 350 refugees crossed from Darfur into Chad.",
        "The agency told reporters in Geneva that 350 refugees had crossed into Chad.",
        "Speaking at a camp in Kapoeta, Ann Doe said 350 refugees had crossed into Chad.",
    ],
    Subject("school", None, "closed", None, None): [
        "At a news conference in Abuja, Ann Doe said 350 schools had been closed.",
        "In an interview with a newspaper in Abuja he said that 350 schools had been closed.",
    ],
    Subject("worker", None, "trapped", None, None): ["The union said 350 miners were trapped in a South African mine."],
}
NOTHING = [
    "Two had been treated for burns and 350 for a cough after a wave struck.",
    "Nine were in hospital and 350 at home.",
    "The house passed it by 104 votes to 350 in July.",
    "The singer scored 350.",
    "From there the road climbs 350.",
    "He had lost the keys of his 35 bridges. Some 12 of them are Roman.",
]


@pytest.mark.parametrize(("subject", "words"), [(subject, w) for subject, some in CORPUS.items() for w in some])
def test_sentence_counts_this(subject: Subject, words: str) -> None:
    assert _subjects(words)[-1] == subject


@pytest.mark.parametrize("words", NOTHING)
def test_a_number_that_counts_nothing_told_is_no_statement(words: str) -> None:
    assert {subject.action for subject in _subjects(words)} <= {None, "treated", "hospitalised", "lost"}


def _subjects(words: str) -> list[Subject]:
    told = statements_of(published("a", NAMED + words))
    return [each.subject for each in told if isinstance(each.figure, Quantity) and (each.figure.best or 0) > 9]
