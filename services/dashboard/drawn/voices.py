"""Who quotes whom: chains of attribution joined into trees, from the origins outwards to the outlets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from services.dashboard.views.claims import StatementRow, Voice

_DEEPEST: Final = 8
"""Links of a chain that are shown."""


class _Branch:
    def __init__(self) -> None:
        self.statements = 0
        self.quoted_by: dict[str, _Branch] = {}


def voices(statements: Iterable[StatementRow]) -> tuple[Voice, ...]:
    """The origins, those on whose word most is said first; each with who quotes it."""
    root = _Branch()
    for row in statements:
        branch = root
        for party in reversed((row.statement.chain or (row.outlet,))[-_DEEPEST:]):
            branch = branch.quoted_by.setdefault(party, _Branch())
            branch.statements += 1
    return _voices(root)


def _voices(branch: _Branch) -> tuple[Voice, ...]:
    inside = sorted(branch.quoted_by.items(), key=lambda each: (-each[1].statements, each[0]))
    return tuple(Voice(party=party, statements=below.statements, quoted_by=_voices(below)) for party, below in inside)
