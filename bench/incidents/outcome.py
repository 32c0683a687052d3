"""Do two runs stand the same? Live figures and open flags, without what depends on the order of arrival.

That is a version, `rolled_at`, and figures without any statement: a claim that all statements have left keeps them, and
which claims there were in between depends on what arrived first. So do names: a claim is called after what was first
known of it, and so are its flags.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

import msgspec

from bench.incidents.accounting import Ledger
from schemas.event import ClaimId, FlagId
from schemas.flags import FlagState

_NEVER: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_NOBODY: Final = ClaimId("")
_NOTHING: Final = FlagId("")

Outcome = Mapping[str, object]


def outcome(ledger: Ledger) -> Outcome:
    """The last tick, each live claim's figures and each open flag, as built-in types."""
    replace = msgspec.structs.replace
    found: dict[str, object] = {"the last tick": str(ledger.day.day) if ledger.day else None}
    for figures in ledger.figures.values():
        if figures.statements:
            first = figures.first.article if figures.first is not None else ""
            bare = replace(figures, version=0, rolled_at=_NEVER, joined=(), left=(), claim=_NOBODY)
            found[f"figures {figures.track}: {figures.title} {first}".rstrip()] = msgspec.to_builtins(bare)
    for flag in ledger.flags.values():
        if flag.state is FlagState.OPEN:
            shown = " ".join(item.article for item in flag.evidence)
            bare_flag = replace(flag, version=0, claim=_NOBODY, flag=_NOTHING, title="")
            found[f"flag {flag.rule} {', '.join(flag.parties)}: {flag.track} {shown}"] = msgspec.to_builtins(bare_flag)
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
