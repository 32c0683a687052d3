"""One party by several names."""

from __future__ import annotations

import pytest

from services.detect.tracking.parties import as_one


@pytest.mark.parametrize(
    "names",
    [
        ["defence ministry", "spokesman for the Defence Ministry", "ministry of defence", "ministry's press service"],
        ["police", "Marlow police", "Marlow police spokeswoman"],
        ["Teachers' Union of Ansel", "union"],
        ["Quillon General Hospital", "hospital officials"],
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
    ],
)
def test_others_are_parties_of_their_own(names: list[str]) -> None:
    assert as_one(names) == {name: name for name in names}
