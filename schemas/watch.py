"""The desk's rules: thresholds, windows and the watchlist, as one value that is decided and recorded whole."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import msgspec


class Rule(StrEnum):
    """What a flag finds."""

    DRIFT = "drift"
    QUANTITY = "contradiction.quantity"
    DATE = "contradiction.date"
    PRESENCE = "contradiction.presence"
    ARITHMETIC = "contradiction.arithmetic"
    SELF = "contradiction.self"
    CIRCULAR = "sourcing.circular"
    SILENT = "revision.silent"


class Thresholds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far figures may differ before a rule speaks."""

    drift: Decimal = Decimal("0.1")
    """Share of the baseline by which a figure may move unremarked (0.1 is a tenth)."""
    settle_hours: int = 24
    """A source's later figure within this time replaces its earlier one instead of contradicting it."""
    near_days: int = 3
    """Two figures that do not say when they held are of about one time if published so many days apart at most."""
    circular_outlets: int = 3
    """How many outlets must carry a claim on the word of one party before that is remarked."""


class WatchedClaim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A claim the desk lists: which statements belong to it, and how it is to be judged."""

    name: str
    """The title of the claim."""
    counted: str
    """The counted noun, singular: "soldier"."""
    aliases: tuple[str, ...] = ()
    """Other nouns that count the same, singular ("serviceman")."""
    actor: str | None = None
    action: str | None = None
    place: str | None = None
    places: tuple[str, ...] = ()
    """Other names of the place, and places inside it, whose figures are taken for the place's."""
    priority: int = 1
    """1 (lowest) to 3."""
    accumulates: bool = False
    """The figure can only grow (a toll): growth is no drift, a fall is."""
    drift: Decimal | None = None
    """In the place of the rules' threshold, like the three that follow."""
    settle_hours: int | None = None
    near_days: int | None = None
    circular_outlets: int | None = None
    interested: tuple[str, ...] = ()
    """Parties with a stake in the figure, by words of their names ("Ukrainian", "army"): they count as one voice."""
    preferred: tuple[str, ...] = ()
    """Parties whose figure the desk goes by, by words of their names: once one has spoken, drift follows them alone."""
    quiet: tuple[Rule, ...] = ()
    """Rules that are not to speak of this claim."""
    tags: tuple[str, ...] = ()
    """What the desk files it under ("politics"): routes can ask for it."""


class Tagged(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An outlet with what the desk files it under ("wire", "state media")."""

    outlet: str
    tags: tuple[str, ...]


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that the fold may depend on besides the statements themselves."""

    window_days: int = 90
    """A claim's figures are those published in this many days up to the last tick."""
    thresholds: Thresholds = Thresholds()
    watchlist: tuple[WatchedClaim, ...] = ()
    ours: tuple[str, ...] = ()
    """The newsroom's own outlets: what they carry at odds with others is its exposure."""
    tagged: tuple[Tagged, ...] = ()
    """The outlets that have tags: a flag has those of its evidence's outlets."""
