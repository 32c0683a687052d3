"""Who somebody is at the desk, and what they may do."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

import msgspec


class Role(StrEnum):
    """What somebody may do; each may also do what those before it may."""

    READER = "reader"
    """See everything."""
    EDITOR = "editor"
    """Decide: take, silence, give verdicts, approve wordings."""
    ADMIN = "admin"
    """Change the rules for all, with the claims that are watched."""

    def allows(self, needed: Role) -> bool:
        """Whether this role may do what `needed` may."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(needed)


class Person(NamedTuple):
    """Somebody who is signed in."""

    name: str
    """As it stands in the log under their decisions."""
    role: Role


class Roles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who has which role, by names or groups as the provider tells them; "*" is everybody whom it lets in."""

    admin: tuple[str, ...] = ()
    editor: tuple[str, ...] = ()
    reader: tuple[str, ...] = ()

    def of(self, told: Collection[str]) -> Role | None:
        """The highest role of somebody with these names and groups; None if there is none."""
        listed = ((Role.ADMIN, self.admin), (Role.EDITOR, self.editor), (Role.READER, self.reader))
        return next((role for role, who in listed if "*" in who or not set(who).isdisjoint(told)), None)
