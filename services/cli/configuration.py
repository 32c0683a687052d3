"""claimwatch.yaml → one frozen value, checked once, here; errors name file, line, key and what to do.

Secrets stay out of the file: a key that ends in `_env` names an environment variable, one that ends in `_file` a file,
whose content becomes the value of the key without that ending (`token_env: SLACK_TOKEN` gives `token`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

import msgspec
import yaml

from schemas.watch import Rules, Tagged
from services.alert.receivers.receivers import Alerting
from services.dashboard.settings import Settings as Dashboard
from services.detect.control import Clock
from services.ingest.outlets import Outlet, Settings

T = TypeVar("T")

_AT: Final = re.compile(r" - at `\$(?P<path>[^`]*)`$")
_STEP: Final = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]|\[\.\.\.\]")
_SQLITE: Final = "sqlite:///"
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
    """Where alert keeps what is to be sent: a file, or the URL of a PostgreSQL database; loaded, a URL."""
    ingest: Settings
    outlets: tuple[Outlet, ...]
    alerting: Alerting
    rules: Rules = Rules()
    clock: Clock = Clock.WALL
    dashboard: Dashboard | None = None
    """The desk's pages; None serves none."""

    @property
    def owners(self) -> dict[str, str]:
        """Whom to ask about what our own outlets published, where that is said."""
        return {outlet.name: outlet.contact for outlet in self.outlets if outlet.ours and outlet.contact}


class _Source(NamedTuple):
    """A YAML file as data and as nodes, which know their lines."""

    path: Path
    data: Any
    root: yaml.Node


def load(path: Path, environment: Mapping[str, str] | None, of: str = "") -> Configuration:
    """Read and check the configuration; relative paths in it are relative to its folder.

    Without an environment secrets are not read, but left empty: for services that send nothing. `of` names the section
    whose secrets alone are read; empty is all.

    Raises:
        ConfigurationError: the first fault found.
    """
    source = _parse(path)
    resolved = _secrets(source, source.data, [], None if of else environment)
    if of in source.data:
        resolved[of] = _secrets(source, source.data[of], [of], environment)
    found = _convert(source, resolved, Configuration)
    _each_once(source, found.outlets)
    log = found.log
    if isinstance(log, SqliteLogAt):
        log = SqliteLogAt(str(path.parent / log.path))
    ours = tuple(sorted({*found.rules.ours, *(outlet.name for outlet in found.outlets if outlet.ours)}))
    tagged = tuple(Tagged(outlet.name, outlet.tags) for outlet in found.outlets if outlet.tags)
    rules = msgspec.structs.replace(found.rules, ours=ours, tagged=(*found.rules.tagged, *tagged))
    dashboard = None if found.dashboard is None else _placed(found.dashboard, path.parent, log)
    outbox = _database(found.outbox, path.parent)
    alerting = _linked(found.alerting, path.parent, dashboard)
    return msgspec.structs.replace(found, log=log, outbox=outbox, rules=rules, dashboard=dashboard, alerting=alerting)


def load_rules(path: Path) -> Rules:
    """Read a file of rules alone: what stands under `rules` in claimwatch.yaml.

    Raises:
        ConfigurationError: the first fault found.
    """
    source = _parse(path)
    return _convert(source, source.data, Rules)


def _linked(alerting: Alerting, folder: Path, dashboard: Dashboard | None) -> Alerting:
    """With its templates in the configuration's folder, and links to where the dashboard serves its pages."""
    templates = str(folder / alerting.templates) if alerting.templates else ""
    desk = alerting.desk or (dashboard.address if dashboard else "")
    return msgspec.structs.replace(alerting, templates=templates, desk=desk)


def _placed(dashboard: Dashboard, folder: Path, log: SqliteLogAt | KafkaLogAt) -> Dashboard:
    """With its files in the configuration's folder, and its database beside the log unless that is said."""
    access = dashboard.access
    if access.accounts:
        access = msgspec.structs.replace(access, accounts=str(folder / access.accounts))
    beside = Path(log.path) if isinstance(log, SqliteLogAt) else folder / "claimwatch"
    database = _database(dashboard.database or str(beside.with_suffix(".desk.db")), folder)
    return msgspec.structs.replace(dashboard, access=access, database=database)


def _database(named: str, folder: Path) -> str:
    """The URL of a database; a file, or SQLite's URL of one, lies in the configuration's folder."""
    if "://" in named and not named.startswith(_SQLITE):
        return named
    return f"{_SQLITE}{(folder / named.removeprefix(_SQLITE)).resolve()}"


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
    except yaml.reader.ReaderError as fault:
        line = text.count("\n", 0, fault.position) + 1
        raise ConfigurationError(f"{path}:{line}: not YAML: {fault.reason}; remove the character") from fault
    except ValueError as fault:  # PyYAML's own for a date like 2025-02-30, without its place
        raise ConfigurationError(f"{path}:1: a value in it is no date: {fault}; put it in quotes or mend it") from fault
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


def _secrets(source: _Source, data: Any, path: list[str | int], environment: Mapping[str, str] | None) -> Any:
    """The data with every `…_env` and `…_file` key replaced by what it names."""
    if isinstance(data, list):
        return [_secrets(source, item, [*path, i], environment) for i, item in enumerate(data)]
    if not isinstance(data, dict):
        return data
    resolved: dict[str, Any] = {}
    for key, value in data.items():
        here = [*path, key]
        if isinstance(key, str) and (name := key.removesuffix("_env").removesuffix("_file")) != key:
            if name in data:
                raise _fault(source, here, f"{name!r} stands beside it; keep one of the two")
            resolved[name] = _secret(source, here, value, environment)
        else:
            resolved[key] = _secrets(source, value, here, environment)
    return resolved


def _secret(source: _Source, path: list[str | int], value: object, environment: Mapping[str, str] | None) -> str:
    if not isinstance(value, str):
        raise _fault(source, path, "it names nothing; give the name of a variable (…_env) or a file (…_file)")
    if environment is None:
        return ""
    if str(path[-1]).endswith("_env"):
        if not environment.get(value):
            raise _fault(source, path, f"the environment has no variable {value!r}, or an empty one; set it")
        return environment[value]
    try:
        content = (source.path.parent / value).read_text(encoding="utf-8").strip()
    except OSError as fault:
        raise _fault(source, path, f"{value}: {fault.strerror}; name a file that can be read") from fault
    except UnicodeDecodeError as fault:
        raise _fault(source, path, f"{value}: not UTF-8 at byte {fault.start}; save it as UTF-8") from fault
    if not content:
        raise _fault(source, path, f"{value}: it is empty; write the secret into it")
    return content


def _each_once(source: _Source, outlets: Sequence[Outlet]) -> None:
    """Refuse the second of two outlets with one name, or of two places of one feed."""
    seen: dict[tuple[str, str], int] = {}
    for i, outlet in enumerate(outlets):
        named: list[tuple[str, str, list[str | int]]] = [("outlet", outlet.name, ["outlets", i, "name"])]
        named += [("feed", feed, ["outlets", i, "feeds", j]) for j, feed in enumerate(outlet.feeds)]
        for what, name, path in named:
            if (what, name) in seen:
                first = seen[what, name]
                raise _fault(source, path, f"the {what} {name} stands in line {first} already; remove one of the two")
            seen[what, name] = _line(source.root, path)


def _fault(source: _Source, path: list[str | int], what: str) -> ConfigurationError:
    key = "".join(_spelled(step) for step in path).lstrip(".")
    return ConfigurationError(f"{source.path}:{_line(source.root, path)}: {key}: {what}")
