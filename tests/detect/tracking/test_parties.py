"""One party by several names."""

from __future__ import annotations

import pytest

from services.detect.tracking.parties import as_one, is_many


@pytest.mark.parametrize(
    "names",
    [
        ["defence ministry", "spokesman for the Defence Ministry", "ministry of defence", "ministry's press service"],
        ["police", "Marlow police", "Marlow police spokeswoman"],
        ["Teachers' Union of Ansel", "union"],
        ["Quillon General Hospital", "hospital officials"],
        ["Ansel's defence ministry", "Anselian Defence ministry", "Colonel Viktor Hale, ministry's spokesman", "Hale"],
        ["Defence Minister Ana Brook", "defence ministry", "minister"],
        ["chairman of the county's growers' federation", "federation chairman Wilson Keep", "Wilson Keep", "Mr Keep"],
        [
            "committee head",
            "Omar al-Harb, head of their prisoners' committee",
            "al-Harb",
            "Sorrel committee chief Omar al-Harb",
            "Mr al-Harb of the Sorrel prisoners' committee",
        ],
        ["secretary of the prison guards' union", "Celso Rivera, man from the guards' union", "union official"],
        ["Mar Azul", "Ines Doe of Mar Azul"],
        ["general staff", "spokesman for the general staff"],
        ["Ana Brook, councillor", "Ana Brook"],
        ["military", "army spokesman", "army"],
        ["company", "company's spokeswoman Ines Doe", "Ines Doe"],
    ],
)
def test_who_speaks_for_a_party_and_who_names_it_in_short_are_that_party(names: list[str]) -> None:
    assert set(as_one(names).values()) == {names[0]}


@pytest.mark.parametrize(
    "names",
    [
        ["health ministry", "defence ministry"],
        ["Marlow police", "Ansel police"],
        ["union of nurses", "union of teachers", "union"],  # which one, is not told
        ["US officials", "officials"],
        ["Ana Brook", "Ana Petrov"],
        ["mayor", "governor", "Example Times"],
        ["company", "company's union"],
        ["Quillon Foods", "union at Quillon Foods"],
        ["army spokesman", "police spokesman"],
        ["Health Minister Ana Brook", "Defence Minister Omar Keep"],
        ["Ansel's army", "Sorrelian army"],
        ["Brook", "Ana Brook, police chief", "Tom Brook, fire chief"],  # which of the two, is not told
        ["hospital", "hospital workers' union"],
        ["Ansel", "Ansel's ministry of health"],
        ["Mar Azul", "Mar Negro"],
        ["US officials", "Ukrainian officials", "Ukraine's army chief"],
        ["Ansel's army chief", "Anselian military spokesman"],
        ["Viktor Hale, chief, army", "army spokesman"],
    ],
)
def test_others_are_parties_of_their_own(names: list[str]) -> None:
    assert as_one(names) == {name: name for name in names}


@pytest.mark.parametrize(
    ("name", "many"),
    [
        ("witnesses", True),
        ("residents of Marlow", True),
        ("officials", True),
        ("US officials", False),
        ("doctors' association", False),
        ("police", False),
        ("Ana Brook", False),
    ],
)
def test_who_may_be_others_in_another_outlet(name: str, *, many: bool) -> None:
    assert is_many(name) is many
