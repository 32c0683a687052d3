"""How far figures of a claim may differ before a rule speaks: the rules' thresholds, or a watched claim's own."""

from __future__ import annotations

import msgspec

from schemas.watch import Rules, Thresholds, WatchedClaim


def thresholds_for(watch: WatchedClaim | None, rules: Rules) -> Thresholds:
    """The thresholds of a claim: what its watch leaves unsaid is as for all."""
    if watch is None:
        return rules.thresholds
    own = {name: value for name in Thresholds.__struct_fields__ if (value := getattr(watch, name)) is not None}
    return msgspec.structs.replace(rules.thresholds, **own)
