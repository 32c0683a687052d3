"""claimwatch.yaml → one frozen value, checked once, here; errors name file, line, key and what to do.

Secrets stay out of the file: a key that ends in `_env` names an environment variable, one that ends in `_file` a file,
whose content becomes the value of the key without that ending (`token_env: SLACK_TOKEN` gives `token`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

import msgspec
import yaml

from schemas.watch import Rules
from services.alert.receivers import Alerting
from services.detect.control import Clock
from services.ingest.outlets import Outlet, Settings

T = TypeVar("T")

_AT: Final = re.compile(r" - at `\$(?P<path>[^`]*)`$")
_STEP: Final = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]|\[\.\.\.\]")
_UNKNOWN: Final = re.compile(r"unknown field `(?P<key>[^`]+)`")


class ConfigurationError(Exception):
    """What is wrong, where (file, line, key), and what to do."""


class SqliteLogAt(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="sqlite"):
    """The log in one file on a local disk."""

    path: str


class KafkaLogAt(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="kafka"):
    """The log on an Apache Kafka cluster."""

    bootstrap: str
    prefix: str = ""
    replication: int = 1


class Configuration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of claimwatch.yaml."""

    log: SqliteLogAt | KafkaLogAt
    outbox: str
    """The file in which alert keeps what is to be sent."""
    ingest: Settings
    outlets: tuple[Outlet, ...]
    alerting: Alerting
    rules: Rules = Rules()
    clock: Clock = Clock.WALL


class _Source(NamedTuple):
    """A YAML file as data and as nodes, which know their lines."""

    path: Path
    data: Any
    root: yaml.Node


def load(path: Path, environment: Mapping[str, str]) -> Configuration:
    """Read and check the configuration; relative paths in it are relative to its folder.

    Raises:
        ConfigurationError: the first fault found.
    """
    source = _parse(path)
    resolved = _secrets(source, source.data, [], environment)
    found = _convert(source, resolved, Configuration)
    log = found.log
    if isinstance(log, SqliteLogAt):
        log = SqliteLogAt(str(path.parent / log.path))
    return msgspec.structs.replace(found, log=log, outbox=str(path.parent / found.outbox))


def load_rules(path: Path) -> Rules:
    """Read a file of rules alone: what stands under `rules` in claimwatch.yaml.

    Raises:
        ConfigurationError: the first fault found.
    """
    source = _parse(path)
    return _convert(source, source.data, Rules)


def _parse(path: Path) -> _Source:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as fault:
        raise ConfigurationError(f"{path}: {fault.strerror}; name a file that can be read") from fault
    except UnicodeDecodeError as fault:
        raise ConfigurationError(f"{path}: not UTF-8 at byte {fault.start}; save it as UTF-8") from fault
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise ConfigurationError(f"{path}:{line}: not YAML: {fault.problem}; mend the line") from fault
    if root is None or not isinstance(data, dict):
        raise ConfigurationError(f"{path}:1: it holds no keys; see the README for a configuration to start from")
    return _Source(path, data, root)


def _convert(source: _Source, data: object, kind: type[T]) -> T:
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as fault:
        message = str(fault)
        at = _AT.search(message)
        steps = _steps(at["path"]) if at else []
        if (unknown := _UNKNOWN.search(message)) is not None:
            steps.append(unknown["key"])
        line, key = _line(source.root, steps), "".join(_spelled(step) for step in steps).lstrip(".") or "(top)"
        what = _AT.sub("", message)
        raise ConfigurationError(f"{source.path}:{line}: {key}: {what}; {_remedy(what)}") from fault


def _remedy(what: str) -> str:
    if "unknown field" in what:
        return "remove it, or correct its spelling"
    if "missing required field" in what:
        return "add it here"
    return "correct the value"


def _steps(path: str) -> list[str | int]:
    return [int(index) if index else key for key, index in _STEP.findall(path) if key or index]


def _spelled(step: str | int) -> str:
    return f"[{step}]" if isinstance(step, int) else f".{step}"


def _line(node: yaml.Node, steps: list[str | int]) -> int:
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


def _secrets(source: _Source, data: Any, path: list[str | int], environment: Mapping[str, str]) -> Any:
    """The data with every `…_env` and `…_file` key replaced by what it names."""
    if isinstance(data, list):
        return [_secrets(source, item, [*path, i], environment) for i, item in enumerate(data)]
    if not isinstance(data, dict):
        return data
    resolved: dict[str, Any] = {}
    for key, value in data.items():
        here = [*path, key]
        if isinstance(key, str) and key.endswith("_env"):
            if value not in environment:
                raise _missing(source, here, f"the environment has no variable {value!r}; set it")
            resolved[key.removesuffix("_env")] = environment[value]
        elif isinstance(key, str) and key.endswith("_file"):
            try:
                resolved[key.removesuffix("_file")] = (source.path.parent / value).read_text(encoding="utf-8").strip()
            except OSError as fault:
                raise _missing(source, here, f"{value}: {fault.strerror}; name a file that can be read") from fault
        else:
            resolved[key] = _secrets(source, value, here, environment)
    return resolved


def _missing(source: _Source, path: list[str | int], what: str) -> ConfigurationError:
    key = "".join(_spelled(step) for step in path).lstrip(".")
    return ConfigurationError(f"{source.path}:{_line(source.root, path)}: {key}: {what}")
