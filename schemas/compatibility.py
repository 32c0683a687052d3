"""Whether readers of a new JSON Schema can read all that was written under an old one, and lose nothing of it.

This is what schema registries call BACKWARD; held against every earlier version it is BACKWARD_TRANSITIVE. It knows the
part of JSON Schema that msgspec writes, and says for each violation what changed and where.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

Schema = Mapping[str, Any]
"""A JSON Schema, 2020-12, whose definitions are its own."""

_LOWER: Final = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_UPPER: Final = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_EXACT: Final = ("pattern", "multipleOf", "format", "contentEncoding")


def violations(old: Schema, new: Schema | None) -> list[str]:
    """What a reader of `new` could not read, or would lose, of data written under `old`.

    None for `new` is a type that is no longer known. Each violation begins with its kind: event type removed, required
    field added, field removed, type narrowed, enum value removed, union member removed, null no longer allowed,
    constraint tightened.
    """
    if new is None:
        return ["event type removed: its records can no longer be read"]
    return list(_Comparison(old, new, set()).differences(_Pair(old, new, "$")))


class _Pair(NamedTuple):
    """Two schemas of the same place in a document."""

    old: Schema
    new: Schema
    path: str


class _Comparison(NamedTuple):
    """Two documents with their definitions, and the pairs of references compared already, as types may recur."""

    old: Schema
    new: Schema
    seen: set[tuple[str, str]]

    def differences(self, pair: _Pair) -> Iterator[str]:
        references = str(pair.old.get("$ref")), str(pair.new.get("$ref"))
        if "None" not in references:
            if references in self.seen:
                return
            self.seen.add(references)
        new = {_kind(schema): schema for schema in _alternatives(self.new, pair.new)}
        for schema in _alternatives(self.old, pair.old):
            match = _match(schema, new)
            if match is not None:
                yield from self._within(_Pair(schema, match, pair.path))
            elif _kind(schema) == "null":
                yield f"null no longer allowed: {pair.path}"
            elif _tag(schema) is not None:
                yield f"union member removed: {_tag(schema)!r} at {pair.path}"
            else:
                yield f"type narrowed: {pair.path} was {_kind(schema)}, is {' or '.join(sorted(new))}"

    def _within(self, pair: _Pair) -> Iterator[str]:
        yield from _narrowed(pair)
        yield from _tightened(pair)
        old, new = pair.old.get("properties", {}), pair.new.get("properties", {})
        for name in sorted(set(new) - set(old)):
            if name in pair.new.get("required", ()):
                yield f"required field added: {pair.path}.{name}"
        for name in sorted(old):
            path = f"{pair.path}.{name}"
            if name not in new:
                yield f"field removed: {path}"
                continue
            if name in pair.new.get("required", ()) and name not in pair.old.get("required", ()):
                yield f"required field added: {path} was optional"
            yield from self.differences(_Pair(old[name], new[name], path))
        for key, mark in (("items", "[]"), ("additionalProperties", "{}")):
            inner = pair.old.get(key), pair.new.get(key)
            if all(isinstance(schema, Mapping) for schema in inner):
                yield from self.differences(_Pair(inner[0] or {}, inner[1] or {}, pair.path + mark))


def _alternatives(document: Schema, schema: Schema) -> list[Schema]:
    """The schemas of which a value must fit one: unions flattened, references followed."""
    if "$ref" in schema:
        return _alternatives(document, document["$defs"][schema["$ref"].rsplit("/", 1)[-1]])
    if "anyOf" in schema:
        return [found for member in schema["anyOf"] for found in _alternatives(document, member)]
    return [schema]


def _tag(schema: Schema) -> object:
    """The value that marks a union's member: the only one that a required field of it may have."""
    for name, field in schema.get("properties", {}).items():
        values = field.get("enum", ())
        if len(values) == 1 and "$ref" not in field and name in schema.get("required", ()):
            return values[0]
    return None


def _kind(schema: Schema) -> str:
    if "enum" in schema:
        return "integer" if all(isinstance(value, int) for value in schema["enum"]) else "string"
    kind = str(schema.get("type", "anything"))
    tag = _tag(schema)
    return kind if tag is None else f"{kind} {tag!r}"


def _match(old: Schema, new: Mapping[str, Schema]) -> Schema | None:
    kind = _kind(old)
    if kind in new:
        return new[kind]
    return new.get("number" if kind == "integer" else "anything", new.get("anything"))


def _narrowed(pair: _Pair) -> Iterator[str]:
    allowed = pair.new.get("enum")
    if allowed is None:
        return
    if "enum" not in pair.old:
        yield f"type narrowed: {pair.path} was any {_kind(pair.old)}, is one of {allowed}"
        return
    for value in pair.old["enum"]:
        if value not in allowed:
            yield f"enum value removed: {value!r} at {pair.path}"


def _tightened(pair: _Pair) -> Iterator[str]:
    old, new, path = pair
    for key in (*_LOWER, *_UPPER):
        if key in new and (key not in old or (new[key] > old[key] if key in _LOWER else new[key] < old[key])):
            yield f"constraint tightened: {path} has {key} {new[key]}, had {old.get(key, 'none')}"
    for key in _EXACT:
        if key in new and new[key] != old.get(key):
            kind = "type narrowed" if key in {"format", "contentEncoding"} else "constraint tightened"
            yield f"{kind}: {path} has {key} {new[key]}, had {old.get(key, 'none')}"
    if new.get("additionalProperties") is False and old.get("additionalProperties") is not False:
        yield f"constraint tightened: {path} no longer takes unknown fields"
