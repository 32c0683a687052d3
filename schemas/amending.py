"""How rules differ, in words; and one change of rules made upon another. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar

import msgspec

from schemas.watch import Rules, WatchedClaim

S = TypeVar("S", bound=msgspec.Struct)
_ALIKE: Final = msgspec.to_builtins(WatchedClaim(name="", counted=""))


def said(watched: WatchedClaim) -> dict[str, object]:
    """What a watch says, without what it leaves as it is for all."""
    return {name: value for name, value in msgspec.to_builtins(watched).items() if value != _ALIKE[name]}


def differences(now: Rules, then: Rules) -> Iterator[str]:
    """In which ways rules differ, a line each: + comes, - goes, ~ changes."""
    for field in ("window_days", "ours", "tagged"):
        yield from _changed("", {field: _plain(now)[field]}, {field: _plain(then)[field]})
    yield from _changed("thresholds, ", _plain(now)["thresholds"], _plain(then)["thresholds"])
    watched, wanted = _by_name(now), _by_name(then)
    yield from (f"- watch {name}" for name in watched if name not in wanted)
    yield from (f"+ watch {name}" for name in wanted if name not in watched)
    for name in (name for name in watched if name in wanted):
        yield from _changed(f"watch {name}, ", msgspec.to_builtins(watched[name]), msgspec.to_builtins(wanted[name]))


def amended(now: Rules, before: Rules, after: Rules) -> Rules:
    """What was changed between `before` and `after`, changed in `now`: all else stays as it is there."""
    thresholds = _upon(now.thresholds, before.thresholds, after.thresholds)
    watchlist = now.watchlist if before.watchlist == after.watchlist else _amended_list(now, before, after)
    return msgspec.structs.replace(_upon(now, before, after), thresholds=thresholds, watchlist=watchlist)


def _amended_list(now: Rules, before: Rules, after: Rules) -> tuple[WatchedClaim, ...]:
    """By names, in the order of `after`; what is known to neither comes last."""
    old, new = _by_name(before), _by_name(after)
    listed = {name: item for name, item in _by_name(now).items() if name in new or name not in old}
    listed |= {name: item for name, item in new.items() if old.get(name) != item}
    order = [*(name for name in new if name in listed), *(name for name in listed if name not in new)]
    return tuple(listed[name] for name in order)


def comes_in_force(made_from: str | None, in_force: str) -> bool:
    """Whether a decision on rules counts, as it comes to the log while those of another one (its `ce_id`) are in force.

    Of two that were made from the same rules that is the first, for whoever reads the log.
    """
    return made_from is None or made_from == in_force


def watching(rules: Rules, name: str | None, watched: WatchedClaim | None) -> Rules:
    """The rules with a watch in the place of the one of this name, or at the list's end; without it for None."""
    listed = [watched if item.name == name else item for item in rules.watchlist]
    if watched is not None and watched not in listed:
        listed.append(watched)
    return msgspec.structs.replace(rules, watchlist=tuple(item for item in listed if item is not None))


def _upon(now: S, before: S, after: S) -> S:
    """Field by field."""
    old, new = msgspec.structs.asdict(before), msgspec.structs.asdict(after)
    return msgspec.structs.replace(now, **{name: value for name, value in new.items() if value != old[name]})


def _plain(rules: Rules) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(rules)
    return plain


def _by_name(rules: Rules) -> dict[str, WatchedClaim]:
    return {item.name: item for item in rules.watchlist}


def _changed(what: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[str]:
    for name in dict.fromkeys([*old, *new]):
        if old.get(name) != new.get(name):
            yield f"~ {what}{name}: {_told(old.get(name))} → {_told(new.get(name))}"


def _told(value: object) -> str:
    if value in (None, (), []):
        return "none"
    if isinstance(value, dict):
        return " ".join(map(_told, value.values()))
    return ", ".join(map(_told, value)) if isinstance(value, (tuple, list)) else str(value)
