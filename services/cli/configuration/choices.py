"""Which values there are for a key, where they are few: what an error offers instead of one that is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import inspect


def choices(kind: inspect.Type, path: Sequence[str | int]) -> tuple[str, ...]:
    """The values that may stand at a path inside data of this kind; none where there are more than can be listed."""
    kinds = list(_alternatives(kind))
    for step in path:
        kinds = [other for each in kinds for inner in _inside(each, step) for other in _alternatives(inner)]
    return tuple(choice for each in kinds for choice in _listed(each))


def _alternatives(kind: inspect.Type) -> Iterator[inspect.Type]:
    match kind:
        case inspect.UnionType(types=kinds):
            for each in kinds:
                yield from _alternatives(each)
        case inspect.DictType(value_type=value):  # a path has no step for which of its keys
            yield from _alternatives(value)
        case _:
            yield kind


def _inside(kind: inspect.Type, step: str | int) -> Iterator[inspect.Type]:
    match kind:
        case inspect.StructType(tag=tag, tag_field=field) if tag is not None and field == step:
            yield inspect.LiteralType((tag,))
        case inspect.StructType(fields=fields):
            yield from (field.type for field in fields if field.encode_name == step)
        case inspect.CollectionType(item_type=item):
            yield item


def _listed(kind: inspect.Type) -> Iterator[str]:
    match kind:
        case inspect.EnumType(cls=members):
            yield from (str(member.value) for member in members)
        case inspect.LiteralType(values=values):
            yield from map(str, values)
