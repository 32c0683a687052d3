"""What a party is, by its name alone."""

from __future__ import annotations

import pytest

from services.detect.reading.attribution.kinds import Kind, kind_of
from services.detect.reading.vocabulary import ENGLISH

KINDS = {
    Kind.PERSON: [
        "mayor of Marlow",
        "spokeswoman for the transport ministry",
        "finance chief Ana Brook",
        "Colonel Viktor Hale",
        "Ana Brook, head of the clinic",
        "Marlow's David Reed",
        "shopkeeper",
    ],
    Kind.BODY: [
        "transport ministry",
        "union",
        "committee of the Lorne miners",
        "operator Doe Rail",
        "Marlow's hospital",
    ],
    Kind.MANY: ["officials", "police", "officials at the scene", "two families' lawyers", "Marlow police"],
    Kind.NAMED: ["Doe Rail", "Quorl", "health executive"],
    Kind.CALLED: ["FBI", "Reeds", "Temperatures"],
}


@pytest.mark.parametrize(("kind", "party"), [(kind, party) for kind, some in KINDS.items() for party in some])
def test_party_is_a_person_a_body_or_several(kind: Kind, party: str) -> None:
    assert kind_of(party, ENGLISH) is kind
