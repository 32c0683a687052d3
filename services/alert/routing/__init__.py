"""Where flags go, and what holds them back: Prometheus Alertmanager's semantics (docs/routing.md says where not).

    flag ─labels─▶ tree ─▶ destinations, each a group of a receiver ─▶ held back? ─▶ told, at once or in a digest

All of it is pure.
"""

from services.alert.routing.digests import Digest
from services.alert.routing.holds import Hold, Quiet, holds
from services.alert.routing.inhibition import InhibitRule
from services.alert.routing.intervals import TimeInterval
from services.alert.routing.labels import Labels, labels
from services.alert.routing.matchers import parse_matcher
from services.alert.routing.tree import (
    Destination,
    Route,
    Timing,
    destinations,
    intervals_named,
    receivers_named,
)

__all__ = [
    "Destination",
    "Digest",
    "Hold",
    "InhibitRule",
    "Labels",
    "Quiet",
    "Route",
    "TimeInterval",
    "Timing",
    "destinations",
    "holds",
    "intervals_named",
    "labels",
    "parse_matcher",
    "receivers_named",
]
