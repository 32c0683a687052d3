"""The desk's rules: thresholds, windows and the watchlist, as one value that is decided and recorded whole."""

from __future__ import annotations

from decimal import Decimal

import msgspec


class Thresholds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far figures may differ before a rule speaks."""

    drift: Decimal = Decimal("0.1")
    """Share of the baseline by which a figure may move unremarked (0.1 is a tenth)."""
    settle_hours: int = 24
    """A source's later figure within this time replaces its earlier one instead of contradicting it."""

    circular_outlets: int = 3
    """How many outlets must carry a claim on the word of one party before that is remarked."""


class WatchedClaim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A claim the desk lists: which statements belong to it, and how it is to be judged."""

    name: str
    """The title of the claim."""
    counted: str
    """The counted noun, singular: "soldier"."""
    actor: str | None = None
    action: str | None = None
    place: str | None = None
    priority: int = 1
    """1 (lowest) to 3."""
    accumulates: bool = False
    """The figure can only grow (a toll): growth is no drift, a fall is."""
    drift: Decimal | None = None
    """Overrides the rules' drift threshold."""
    interested: tuple[str, ...] = ()
    """Parties with a stake in the figure, by words of their names ("Ukrainian", "army"): they count as one voice."""


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that the fold may depend on besides the statements themselves."""

    window_days: int = 90
    """A claim's figures are those published in this many days up to the last tick."""
    thresholds: Thresholds = Thresholds()
    watchlist: tuple[WatchedClaim, ...] = ()
    ours: tuple[str, ...] = ()
    """The newsroom's own outlets: what they carry at odds with others is its exposure."""
