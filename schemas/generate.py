"""Write the events' JSON Schemas, and hold them against all that were ever committed.

    python -m schemas.generate            writes schemas/json/TYPE/N.json, the next N where a type has changed
    python -m schemas.generate --check    writes nothing; exit 1 when files are stale or a change is not compatible

Committed numbers stay: they are what records on the log were written under. Only their titles and descriptions follow
the code's docstrings, without a new number.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import inspect

from schemas.compatibility import Schema, violations
from schemas.envelope import EVENTS
from schemas.event import Event

FOLDER: Final = Path(__file__).parent / "json"

History = Mapping[str, Mapping[int, Schema]]
"""By type, then number."""


def current(events: Iterable[type[Event]] = EVENTS) -> dict[str, Schema]:
    """The schema of each event as the code has it, by type with its major version; each stands alone."""
    return {f"{event.type}.v{event.major}": _schema(event) for event in events}


def _schema(event: type[Event]) -> Schema:
    # By way of JSON, as a default that is a tuple would differ from the list in a file.
    schema = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(event)))
    # msgspec names the format of a date, but not of a moment, which would then be as good as any string.
    for struct, field in _moments(inspect.type_info(event), set()):
        described = schema["$defs"][struct.__name__]["properties"][field]
        for member in described.get("anyOf", [described]):
            if member.get("type") == "string":
                member["format"] = "date-time"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _moments(kind: inspect.Type, seen: set[type]) -> Iterator[tuple[type, str]]:
    """The fields that are moments, in a type and all that it is made of."""
    if isinstance(kind, inspect.StructType) and kind.cls not in seen:
        seen.add(kind.cls)
        for field in kind.fields:
            members = field.type.types if isinstance(field.type, inspect.UnionType) else (field.type,)
            if any(isinstance(member, inspect.DateTimeType) for member in members):
                yield kind.cls, field.encode_name
            yield from _moments(field.type, seen)
    elif isinstance(kind, inspect.UnionType):
        for member in kind.types:
            yield from _moments(member, seen)
    elif isinstance(kind, inspect.VarTupleType):
        yield from _moments(kind.item_type, seen)


def committed(folder: Path = FOLDER) -> dict[str, dict[int, Schema]]:
    """Every schema in the folder."""
    return {
        kind.name: {int(path.stem): json.loads(path.read_text("utf-8")) for path in kind.glob("*.json")}
        for kind in sorted(folder.iterdir() if folder.exists() else ())
        if kind.is_dir()
    }


def incompatible(history: History, now: Mapping[str, Schema]) -> list[str]:
    """What stands against reading all that was written under any committed schema: type, number, violation."""
    return [
        f"{kind}/{number}: {violation}"
        for kind, versions in history.items()
        for number, schema in sorted(versions.items())
        for violation in violations(schema, now.get(kind))
    ]


def changes(history: History, now: Mapping[str, Schema]) -> dict[str, Schema]:
    """The files to write, as TYPE/N.json: none when the folder is up to date."""
    files: dict[str, Schema] = {}
    for kind, schema in now.items():
        versions = history.get(kind, {})
        last = max(versions, default=0)
        if last and _bare(versions[last]) == _bare(schema):
            if versions[last] != schema:
                files[f"{kind}/{last}.json"] = schema
        else:
            files[f"{kind}/{last + 1}.json"] = schema
    return files


def main(arguments: list[str] | None = None, folder: Path = FOLDER, events: Iterable[type[Event]] = EVENTS) -> int:
    """Run the command; 0 when all is well."""
    parser = argparse.ArgumentParser(prog="python -m schemas.generate", description="The events' JSON Schemas.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when stale or not compatible")
    check = parser.parse_args(arguments).check
    history, now = committed(folder), current(events)
    if faults := incompatible(history, now):
        sys.stderr.write("\n".join(faults) + "\n")
        sys.stderr.write("Records on the log could not be read: undo the change, or make it a new major version.\n")
        return 1
    files = changes(history, now)
    if check and files:
        sys.stderr.write(f"stale: {', '.join(sorted(files))}; run python -m schemas.generate\n")
        return 1
    for name, schema in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", "utf-8")
        sys.stdout.write(f"wrote {path}\n")
    return 0


def _bare(schema: Any, *, names: bool = False) -> Any:
    """The schema without what is only said to people; `names` where keys are names of fields or definitions."""
    if isinstance(schema, dict):
        return {
            key: sorted(value) if key == "required" and not names else _bare(value, names=_holds_names(key, names))
            for key, value in schema.items()
            if names or key not in {"title", "description"}
        }
    return [_bare(member) for member in schema] if isinstance(schema, list) else schema


def _holds_names(key: str, names: bool) -> bool:
    return not names and key in {"properties", "$defs"}


if __name__ == "__main__":
    sys.exit(main())
