"""A YAML file as data whose every value knows its line: whatever is wrong in it is told by file, line and key."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

import msgspec
import yaml
from msgspec.inspect import type_info

from services.cli.configuration.choices import choices
from services.mendable import Mendable

T = TypeVar("T")

_AT: Final = re.compile(r" - at `\$(?P<path>[^`]*)`$")
_STEP: Final = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]|\[\.\.\.\]")
_UNKNOWN: Final = re.compile(r"unknown field `(?P<key>[^`]+)`")
_MISSING: Final = re.compile(r"missing required field `(?P<key>[^`]+)`")


class ConfigurationError(Mendable):
    """What is wrong, where (file, line, key), and what to do."""


class Source(NamedTuple):
    """A YAML file as data and as nodes, which know their lines."""

    path: Path
    data: Any
    root: yaml.Node


def parse(path: Path) -> Source:
    """Read a file that holds keys.

    Raises:
        ConfigurationError: it cannot be read, or is none.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}; name a file that can be read") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigurationError(f"{path}:{line}: not YAML: {error.problem}; mend the line") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise ConfigurationError(f"{path}:{line}: not YAML: {error.reason}; remove the character") from error
    except ValueError as error:  # PyYAML's own for a date like 2025-02-30, without its place
        raise ConfigurationError(f"{path}:1: a value in it is no date: {error}; put it in quotes or mend it") from error
    if root is None or not isinstance(data, dict):
        raise ConfigurationError(f"{path}:1: it holds no keys; see the README for a configuration to start from")
    return Source(path, data, root)


def convert(source: Source, data: object, kind: type[T]) -> T:
    """Data of the file as a value of this kind.

    Raises:
        ConfigurationError: it is none; says where, and what to do.
    """
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        message = str(error)
        at = _AT.search(message)
        steps: list[str | int] = _steps(at["path"]) if at else []
        if (unknown := _UNKNOWN.search(message)) is not None:
            steps.append(unknown["key"])
        line, key = line_of(source.root, steps), "".join(_spelled(step) for step in steps).lstrip(".") or "(top)"
        what = _AT.sub("", message)
        told = what if "; " in what else f"{what}; {_remedy(what, kind, steps)}"  # our own words say what to do
        raise ConfigurationError(f"{source.path}:{line}: {key}: {told}") from error


def _remedy(what: str, kind: type[object], steps: list[str | int]) -> str:
    if _UNKNOWN.search(what):
        return "remove it, or correct its spelling"
    missing = _MISSING.search(what)
    allowed = choices(type_info(kind), steps if missing is None else [*steps, missing["key"]])
    if missing:
        return f"add it here: {' or '.join(allowed)}" if allowed else "add it here"
    return f"write {' or '.join(allowed)}" if allowed else "correct the value"


def _steps(path: str) -> list[str | int]:
    return [int(index) if index else key for key, index in _STEP.findall(path) if key or index]


def _spelled(step: str | int) -> str:
    return f"[{step}]" if isinstance(step, int) else f".{step}"


def line_of(node: yaml.Node, steps: list[str | int]) -> int:
    """The line, from 1, of the node at the path, or of the last one on the way that exists."""
    line = node.start_mark.line
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == step), None)
            if found is None:
                break
            line, node = found[0].start_mark.line, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line
        else:
            break
    return int(line) + 1


def fault(source: Source, path: list[str | int], what: str) -> ConfigurationError:
    """What is wrong at a path of the file."""
    key = "".join(_spelled(step) for step in path).lstrip(".")
    return ConfigurationError(f"{source.path}:{line_of(source.root, path)}: {key}: {what}")
