"""claimwatch.yaml → one frozen value, checked once, here; errors name file, line, key and what to do.

Secrets stay out of the file: a key that ends in `_env` names an environment variable, one that ends in `_file` a file,
whose content becomes the value of the key without that ending (`token_env: SLACK_TOKEN` gives `token`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from schemas.watch import Rules, Tagged
from services.alert.receivers.receivers import Alerting
from services.cli.configuration.outside import resolved
from services.cli.configuration.yaml_file import ConfigurationError, Source, convert, fault, line_of, parse
from services.dashboard.settings import Settings as Dashboard
from services.detect.control import Clock
from services.ingest.outlets import Outlet, Settings

_SQLITE: Final = "sqlite:///"


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


def load(path: Path, environment: Mapping[str, str] | None, of: str = "") -> Configuration:
    """Read and check the configuration; relative paths in it are relative to its folder.

    Without an environment secrets are not read, but left empty: for services that send nothing. `of` names the section
    whose secrets alone are read; empty is all.

    Raises:
        ConfigurationError: the first fault found.
    """
    if not path.exists():
        raise ConfigurationError(f"{path}: there is no such file; `claimwatch init` writes one, -c names another")
    source = parse(path)
    data = resolved(source, source.data, [], None if of else environment)
    if of in source.data:
        data[of] = resolved(source, source.data[of], [of], environment)
    found = convert(source, data, Configuration)
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
    source = parse(path)
    return convert(source, source.data, Rules)


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


def _each_once(source: Source, outlets: Sequence[Outlet]) -> None:
    """Refuse the second of two outlets with one name, or of two places of one feed."""
    seen: dict[tuple[str, str], int] = {}
    for i, outlet in enumerate(outlets):
        named: list[tuple[str, str, list[str | int]]] = [("outlet", outlet.name, ["outlets", i, "name"])]
        named += [("feed", feed, ["outlets", i, "feeds", j]) for j, feed in enumerate(outlet.feeds)]
        for what, name, path in named:
            if (what, name) in seen:
                first = seen[what, name]
                raise fault(source, path, f"the {what} {name} stands in line {first} already; remove one of the two")
            seen[what, name] = line_of(source.root, path)
