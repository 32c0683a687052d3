"""The committed JSON Schemas are those of the code, and their history grows only by compatible changes."""

from __future__ import annotations

import datetime as dt
import json

import jsonschema
import pytest
from msgspec import defstruct

from schemas.envelope import EVENTS, seal
from schemas.event import Event
from schemas.generate import current, main
from schemas.statements import DayCame


def happened(*fields, doc: str = "It happened.", kind: str = "it.happened") -> list[type[Event]]:
    return [defstruct("Happened", list(fields), bases=(Event,), namespace={"type": kind, "__doc__": doc})]


@pytest.fixture
def folder(tmp_path):
    assert main([], tmp_path, happened(("a", int))) == 0
    return tmp_path


def files(folder) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.json"))


def test_the_committed_schemas_are_up_to_date_and_compatible():
    assert main(["--check"]) == 0


def test_an_unchanged_event_keeps_its_number(folder):
    assert main([], folder, happened(("a", int))) == 0
    assert files(folder) == ["it.happened.v1/1.json"]
    assert main(["--check"], folder, happened(("a", int))) == 0


def test_a_stale_folder_fails_the_check_and_is_left_alone(folder, capsys):
    assert main(["--check"], folder, happened(("a", int), ("b", int, 0))) == 1
    assert capsys.readouterr().err == "stale: it.happened.v1/2.json; run python -m schemas.generate\n"
    assert files(folder) == ["it.happened.v1/1.json"]


def test_a_compatible_change_gets_the_next_number_and_the_last_stays(folder):
    first = (folder / "it.happened.v1/1.json").read_text()
    assert main([], folder, happened(("a", int), ("b", int, 0))) == 0
    assert files(folder) == ["it.happened.v1/1.json", "it.happened.v1/2.json"]
    assert (folder / "it.happened.v1/1.json").read_text() == first


def test_a_docstring_changes_the_file_but_not_the_number(folder):
    again = happened(("a", int), doc="It came to pass.")
    assert main(["--check"], folder, again) == 1
    assert main([], folder, again) == 0
    assert files(folder) == ["it.happened.v1/1.json"]
    assert "came to pass" in (folder / "it.happened.v1/1.json").read_text()


def test_a_field_named_description_is_a_field(folder):
    assert main(["--check"], folder, happened(("a", int), ("description", str, ""))) == 1


def test_an_incompatible_change_is_named_and_not_written(folder, capsys):
    assert main([], folder, happened(("a", int), ("b", int))) == 1
    assert "it.happened.v1/1: required field added: $.b\n" in capsys.readouterr().err
    assert files(folder) == ["it.happened.v1/1.json"]


def test_a_change_is_held_against_every_number_not_only_the_last(folder, capsys):
    # Version 2 may read version 1 by the default of b; version 3 drops that default, which only version 1 needs.
    assert main([], folder, happened(("a", int), ("b", int, 0))) == 0
    two = folder / "it.happened.v1/2.json"
    schema = json.loads(two.read_text())
    schema["$defs"]["Happened"]["required"] = ["a", "b"]
    two.write_text(json.dumps(schema))
    assert main(["--check"], folder, happened(("a", int), ("b", int))) == 1
    assert capsys.readouterr().err.startswith("it.happened.v1/1: required field added: $.b\n")


def test_a_removed_event_is_named(folder, capsys):
    assert main(["--check"], folder, happened(("a", int), kind="other.happened")) == 1
    assert "it.happened.v1/1: event type removed" in capsys.readouterr().err


def test_a_new_major_version_starts_its_own_history(folder):
    old, new = happened(("a", int))[0], happened(("z", str))[0]
    new.major = 2
    assert main([], folder, [old, new]) == 0
    assert files(folder) == ["it.happened.v1/1.json", "it.happened.v2/1.json"]


@pytest.mark.parametrize("kind", [f"{event.type}.v{event.major}" for event in EVENTS])
def test_each_schema_stands_alone_and_is_valid(kind):
    jsonschema.Draft202012Validator.check_schema(current()[kind])


def test_a_schema_takes_its_event_and_refuses_another():
    schema = current()["control.tick.v1"]
    value = json.loads(seal(DayCame(partition=3, day=dt.date(2025, 1, 9))).value)
    jsonschema.validate(value, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"day": "2025-01-09"}, schema)
