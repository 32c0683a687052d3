"""What routes can ask of a flag."""

from __future__ import annotations

import msgspec

from services.alert.routing.labels import NAMES, labels, values
from tests.alert.examples import FLAG


def test_a_flag_has_every_label_there_is() -> None:
    assert labels(FLAG) == {
        "rule": ("contradiction.quantity",),
        "grade": ("conflict",),
        "severity": ("4",),
        "state": ("open",),
        "claim": ("people evacuated in Oderfeld",),
        "title": ("People evacuated in Oderfeld",),
        "watched": ("true",),
        "exposed": ("false",),
        "outlet": ("Courier", "Herald"),
        "source": ("river office",),
        "place": (),
        "tags": (),
    }
    assert set(labels(FLAG)) == set(NAMES)


def test_exposure_place_and_tags() -> None:
    filed = msgspec.structs.replace(FLAG, exposure=FLAG.evidence[:1], place="Oderfeld", tags=("wire", "flood"))
    asked = labels(filed)
    assert (asked["exposed"], asked["place"], asked["tags"]) == (("true",), ("Oderfeld",), ("flood", "wire"))


def test_sources_are_all_parties_behind_the_outlets_and_an_outlet_only_where_it_names_nobody() -> None:
    chains = (("Herald", "Agency One", "mayor"), ("Courier",))
    evidence = [msgspec.structs.replace(item, chain=chain) for item, chain in zip(FLAG.evidence, chains, strict=True)]
    assert labels(msgspec.structs.replace(FLAG, evidence=tuple(evidence)))["source"] == (
        "Agency One",
        "Courier",
        "mayor",
    )


def test_a_label_without_values_has_the_empty_one() -> None:
    assert values(labels(FLAG), "place") == ("",)
    assert values({}, "tags") == ("",)
