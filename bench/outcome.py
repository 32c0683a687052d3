"""Do two runs stand the same? Live figures and open flags, without what depends on the order of arrival.

That is a version, `rolled_at`, and figures without any statement: a claim that all statements have left keeps them, and
which claims there were in between depends on what arrived first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

import msgspec

from bench.accounting import Ledger
from schemas.flags import FlagState

_NEVER: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

Outcome = Mapping[str, object]


def outcome(ledger: Ledger) -> Outcome:
    """The last tick, each live claim's figures and each open flag, as built-in types."""
    replace = msgspec.structs.replace
    found: dict[str, object] = {"the last tick": str(ledger.day.day) if ledger.day else None}
    for claim, figures in ledger.figures.items():
        if figures.statements:
            found[f"figures {claim}"] = msgspec.to_builtins(replace(figures, version=0, rolled_at=_NEVER))
    for name, flag in ledger.flags.items():
        if flag.state is FlagState.OPEN:
            found[f"flag {name}"] = msgspec.to_builtins(replace(flag, version=0))
    return found


def differences(left: Outcome, right: Outcome) -> list[str]:
    """What differs, in words; empty if the outcomes are identical."""
    found = []
    for key in sorted(left.keys() | right.keys()):
        if key not in left or key not in right:
            found.append(f"{key}: only in the {'first' if key in left else 'second'}")
        elif left[key] != right[key]:
            found.append(f"{key}: {', '.join(_paths(left[key], right[key]))}")
    return found


def _paths(left: object, right: object, path: str = "") -> list[str]:
    if isinstance(left, dict) and isinstance(right, dict):
        names = sorted(left.keys() | right.keys())
        return [at for name in names for at in _paths(left.get(name), right.get(name), f"{path}.{name}".lstrip("."))]
    return [] if left == right else [path or "(all)"]
