"""How commands name their configuration, and what they open by it."""

from __future__ import annotations

import os
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import click

from services.cli.configuration import Configuration, SqliteLogAt, load
from services.eventlog.port import EventLog
from services.wiring.logs import kafka_log, sqlite_log

configured = click.option(
    "-c",
    "--config",
    "path",
    type=click.Path(path_type=Path),
    default="claimwatch.yaml",
    show_default=True,
    help="The configuration file.",
)


def load_configuration(path: Path, *, secrets: bool, of: str = "") -> Configuration:
    """The configuration; with secrets, from this process's environment, only for what sends, or those of a section."""
    return load(path, os.environ if secrets else None, of)  # noqa: TID251 - the CLI is where the environment is read


def open_log(configuration: Configuration) -> AbstractAsyncContextManager[EventLog]:
    """The log that the configuration names."""
    at = configuration.log
    if isinstance(at, SqliteLogAt):
        return sqlite_log(Path(at.path))
    return kafka_log(at.bootstrap, at.prefix, at.replication)
