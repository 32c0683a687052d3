"""What can go wrong in delivery.

AlertError
├── OutboxInUse
├── OutboxUnavailable
├── OutdatedOutbox
├── TakenForDead
├── TryLater
└── Undeliverable
"""

from __future__ import annotations

import datetime as dt


class AlertError(Exception):
    """Something that delivery could not do."""


class OutboxInUse(AlertError):
    """Another process holds the outbox: one alert host for each file."""


class OutboxUnavailable(AlertError):
    """Its database cannot be reached, or failed; started again, the host goes on from what was kept."""


class OutdatedOutbox(AlertError):
    """Its tables were made by another version."""


class TakenForDead(AlertError):
    """This worker stood still for so long that others took over its work."""


class TryLater(AlertError):
    """Not now. `after` is how long the receiver's side asked us to leave it alone, None if it did not say."""

    def __init__(self, reason: str, after: dt.timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Undeliverable(AlertError):
    """Never: this message cannot be delivered to this receiver."""
