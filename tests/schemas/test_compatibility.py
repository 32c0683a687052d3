"""Each change of a schema that old records would not survive is named; those that they do survive pass."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

import msgspec
import pytest
from msgspec import Meta, defstruct

from schemas.compatibility import violations
from schemas.event import Event
from schemas.generate import current

A = defstruct("A", [("n", int)], tag="a", tag_field="kind")
B = defstruct("B", [("n", int)], tag="b", tag_field="kind")
B_WITHOUT = defstruct("B", [], tag="b", tag_field="kind")
INNER = defstruct("Inner", [("x", int)])
INNER_MORE = defstruct("Inner", [("x", int), ("y", int)])
STRICT = defstruct("Inner", [("x", int)], forbid_unknown_fields=True)
TWO = StrEnum("E", {"UP": "up", "DOWN": "down"})
ONE = StrEnum("E", {"UP": "up"})
THREE = StrEnum("E", {"UP": "up", "DOWN": "down", "LEVEL": "level"})


def changed(old: list, new: list) -> list[str]:
    """The violations between two events with these fields besides one that stays."""
    before, after = (
        current([defstruct("Happened", [("id", str), *fields], bases=(Event,), namespace={"type": "happened"})])
        for fields in (old, new)
    )
    return violations(before["happened.v1"], after["happened.v1"])


FORBIDDEN = {
    "required field added: $.f": ([], [("f", int)]),
    "required field added: $.f was optional": ([("f", int, 0)], [("f", int)]),
    "required field added: $.f.y": ([("f", INNER)], [("f", INNER_MORE)]),
    "required field added: $.f[].y": ([("f", tuple[INNER, ...])], [("f", tuple[INNER_MORE, ...])]),
    "field removed: $.f": ([("f", int)], []),
    "field removed: $.f.y": ([("f", INNER_MORE | None)], [("f", INNER | None)]),
    "field removed: $.f.n": ([("f", A | B)], [("f", A | B_WITHOUT)]),
    "type narrowed: $.f was string, is integer": ([("f", str)], [("f", int)]),
    "type narrowed: $.f was string, is integer or null": ([("f", str | None)], [("f", int | None)]),
    "type narrowed: $.f was number, is integer": ([("f", float)], [("f", int)]),
    "type narrowed: $.f was string, is array": ([("f", str)], [("f", tuple[str, ...])]),
    "type narrowed: $.f has format date-time, had none": ([("f", str)], [("f", dt.datetime)]),
    "type narrowed: $.f has format date, had date-time": ([("f", dt.datetime | None)], [("f", dt.date | None)]),
    "type narrowed: $.f has format decimal, had none": ([("f", str)], [("f", Decimal)]),
    "type narrowed: $.f has contentEncoding base64, had none": ([("f", str)], [("f", bytes)]),
    "type narrowed: $.f was any string, is one of ['down', 'up']": ([("f", str)], [("f", TWO)]),
    "enum value removed: 'down' at $.f": ([("f", TWO)], [("f", ONE)]),
    "enum value removed: 'down' at $.f[]": ([("f", tuple[TWO, ...])], [("f", tuple[ONE, ...])]),
    "union member removed: 'b' at $.f": ([("f", A | B)], [("f", A)]),
    "null no longer allowed: $.f": ([("f", str | None)], [("f", str)]),
    "constraint tightened: $.f has minimum 1, had none": ([("f", int)], [("f", Annotated[int, Meta(ge=1)])]),
    "constraint tightened: $.f has maximum 3, had 4": (
        [("f", Annotated[int, Meta(le=4)])],
        [("f", Annotated[int, Meta(le=3)])],
    ),
    "constraint tightened: $.f has maxLength 5, had none": ([("f", str)], [("f", Annotated[str, Meta(max_length=5)])]),
    "constraint tightened: $.f has pattern ^a, had none": ([("f", str)], [("f", Annotated[str, Meta(pattern="^a")])]),
    "constraint tightened: $.f no longer takes unknown fields": ([("f", INNER)], [("f", STRICT)]),
}

ALLOWED = {
    "nothing": ([("f", A | B | None)], [("f", A | B | None)]),
    "optional field added": ([], [("f", int, 0)]),
    "field no longer required": ([("f", int)], [("f", int, 0)]),
    "null allowed": ([("f", str)], [("f", str | None)]),
    "enum value added": ([("f", TWO)], [("f", THREE)]),
    "enum opened": ([("f", TWO)], [("f", str)]),
    "union member added": ([("f", A)], [("f", A | B)]),
    "integer widened": ([("f", int)], [("f", float)]),
    "constraint loosened": ([("f", Annotated[int, Meta(le=3)])], [("f", Annotated[int, Meta(le=4)])]),
    "constraint removed": ([("f", Annotated[str, Meta(max_length=5)])], [("f", str)]),
    "unknown fields taken": ([("f", STRICT)], [("f", INNER)]),
    "fields in another order": ([("f", int), ("g", str)], [("g", str), ("f", int)]),
}


@pytest.mark.parametrize(("named", "change"), FORBIDDEN.items(), ids=FORBIDDEN)
def test_a_forbidden_change_is_named(named, change):
    assert changed(*change) == [named]


@pytest.mark.parametrize("change", ALLOWED.values(), ids=ALLOWED)
def test_an_allowed_change_passes(change):
    assert changed(*change) == []


def test_an_event_type_that_is_gone_is_named():
    assert violations({}, None) == ["event type removed: its records can no longer be read"]


def test_every_violation_is_named_not_only_the_first():
    assert len(changed([("f", TWO), ("g", str)], [("f", ONE), ("h", int)])) == 3


def test_types_that_contain_themselves_are_compared_once():
    old = {"$ref": "#/$defs/N", "$defs": {"N": {"type": "object", "properties": {"n": {"$ref": "#/$defs/N"}}}}}
    new = msgspec.json.decode(msgspec.json.encode(old))
    new["$defs"]["N"]["required"] = ["n"]
    assert violations(old, new) == ["required field added: $.n was optional"]
