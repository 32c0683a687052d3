"""Whom "he", "it" and "its" stand for."""

from __future__ import annotations

import pytest

from services.detect.reading.attribution.sources import attribution
from tests.detect.reading.words import sentence

MEANT = [
    # a body is "it", a person "he" or "she", several are "they"
    (["The rail company said trains ran late.", "It said 40 were cancelled."], "rail company"),
    (["The mayor, Ana Brook, said it rained.", "It said 40 were cancelled."], None),
    (["The rail company said trains ran late.", "He said 40 were cancelled."], None),
    (["Officials said it rained.", "They said 40 had died."], "officials"),
    (["A spokeswoman said it rained.", "He said 40 had died."], None),
    (["A spokeswoman said it rained.", "She said 40 had died."], "spokeswoman"),
    (["The council said it rained.", "The mayor said it did not.", "It put the dead at 40."], "council"),
    # who begins the sentence before, though he said nothing there
    (["The bargees' union accuses Doe Rail of haste.", "It says 40 boats are idle."], "bargees' union"),
    (["The governor, Ana Brook, waded through the mud.", "She said 40 had died."], "Ana Brook, governor"),
    (["Doe Rail took fright.", "It reckons that 40 boats are idle."], "Doe Rail"),
    (["Rain fell on Marlow.", "It said 40 had died."], None),
    (["Facing the press, Marlow's Ana Brook wept.", "Forty had died, she said."], "Marlow's Ana Brook"),
    # who begins the sentence itself
    (["Doe Rail has cut 40 trains, it said on Monday."], "Doe Rail"),
    (["Marlow's health officials want 40 beds, they said."], "Marlow's health officials"),
    (["Ana Brook was upset, he said."], None),
    (["Temperatures fell to 40 degrees, it said."], None),
    (["ROME, May 3 - Doe Rail has cut 40 trains, it said."], "Doe Rail"),
    # whose something is
    (["The bargees' union wants more.", "By its reckoning 40 boats are idle."], "bargees' union"),
    (["The aid group Doe House said it rained.", "Its monitors recorded 40 deaths."], "Doe House"),
    (["The Lorne Institute says it is dry.", "Its last survey puts the loss at 40 tonnes."], "Lorne institute"),
    (["The mayor said it rained.", "Tom Reed showed her his map, by which 40 fields are lost."], "Tom Reed"),
    # a pronoun that is no subject
    (["The mayor said it rained.", "Forty died, the company that makes it said."], "company"),
]


@pytest.mark.parametrize(("told", "party"), MEANT)
def test_pronoun_stands_for_a_party_of_its_kind(told: list[str], party: str | None) -> None:
    said = None
    for words in told:
        said = attribution(sentence(words), said)
    assert said is not None
    assert said.parties == (() if party is None else (party,))


def test_an_office_of_a_body_is_not_the_man_who_holds_one_in_it() -> None:
    said = attribution(sentence("Police Lieutenant Tom Hale said it rained."))
    assert attribution(sentence("Forty were hurt, police said."), said).parties == ("police",)
    said = attribution(sentence("The Marlow Police Department said it rained."))
    assert attribution(sentence("Forty were hurt, police said."), said).parties == ("Marlow Police department",)
