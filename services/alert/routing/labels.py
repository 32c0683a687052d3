"""What routes, inhibition and silences can ask of a flag: its labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from schemas.flags import Flag

Labels = Mapping[str, tuple[str, ...]]
"""A flag's labels, each with its values, sorted: `outlet`, `source` and `tags` may have several, `place` none."""

NAMES: Final = (
    *("rule", "grade", "severity", "state", "claim", "title", "watched", "exposed"),
    *("outlet", "source", "place", "tags"),
)


def labels(flag: Flag) -> Labels:
    """The labels of a flag."""
    single = {
        "rule": flag.rule.value,
        "grade": flag.grade.value,
        "severity": str(flag.severity),
        "state": flag.state.value,
        "claim": flag.claim,
        "title": flag.title,
        "watched": _truth(flag.watched),
        "exposed": _truth(bool(flag.exposure)),
    }
    return {name: (value,) for name, value in single.items()} | {
        "outlet": _sorted(item.outlet for item in flag.evidence),
        "source": _sorted(party for item in flag.evidence for party in _parties(item.chain)),
        "place": () if flag.place is None else (flag.place,),
        "tags": _sorted(flag.tags),
    }


def values(of: Labels, name: str) -> tuple[str, ...]:
    """A label's values; one that has none has the empty one, as in Alertmanager."""
    return of.get(name) or ("",)


def _parties(chain: tuple[str, ...]) -> tuple[str, ...]:
    """On whose word it is said: all behind the outlet, or the outlet itself where it names nobody."""
    return chain[1:] or chain


def _sorted(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(found)))


def _truth(is_so: bool) -> str:
    return "true" if is_so else "false"
