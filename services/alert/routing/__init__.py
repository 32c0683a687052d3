"""Where flags go, and what holds them back: Prometheus Alertmanager's semantics (docs/routing.md says where not).

    flag ─labels─▶ tree ─▶ destinations, each a group of a receiver

All of it is pure.
"""

from services.alert.routing.labels import Labels, labels
from services.alert.routing.matchers import Matcher, parse_matcher
from services.alert.routing.tree import Destination, Route, Timing, destinations, receivers_named

__all__ = [
    "Destination",
    "Labels",
    "Matcher",
    "Route",
    "Timing",
    "destinations",
    "labels",
    "parse_matcher",
    "receivers_named",
]
