"""Commands that are imported when they are run, so that each starts as fast as what it needs itself."""

from __future__ import annotations

import pkgutil
from typing import Any

import click


class Later(click.Command):
    """Stands in a group for the command `module:name`; the beginning of its help is said here, for the group's list."""

    def __init__(self, name: str, place: str, help: str) -> None:  # noqa: A002 - as click names it
        super().__init__(name, help=help)
        self.place = place

    def command(self) -> click.Command:
        """The command itself."""
        found = pkgutil.resolve_name(self.place)
        if not isinstance(found, click.Command):
            raise TypeError(f"{self.place} is no command")
        return found

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        return self.command().make_context(info_name, args, parent, **extra)
