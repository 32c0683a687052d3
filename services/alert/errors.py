"""What can go wrong in delivery.

AlertError
├── AddressTaken
├── OutboxInUse
├── OutboxUnavailable
├── OutdatedOutbox
├── TakenForDead
├── TemplateFault
├── TryLater
└── Undeliverable
"""

from __future__ import annotations

import datetime as dt

from services.mendable import Mendable


class AlertError(Mendable):
    """Something that delivery could not do."""


class AddressTaken(AlertError):
    """There is no listening where Slack's clicks are to come to."""


class OutboxInUse(AlertError):
    """Another process holds the outbox: one alert host for each file."""


class OutboxUnavailable(AlertError):
    """Its database cannot be reached, or failed; started again, the host goes on from what was kept."""


class OutdatedOutbox(AlertError):
    """Its tables were made by another version."""


class TakenForDead(AlertError):
    """This worker stood still for so long that others took over its work."""


class TemplateFault(AlertError):
    """A desk's template that is none, or that fails on a message: `line` of the file `name`, and what is wrong."""

    def __init__(self, name: str, line: int, what: str) -> None:
        super().__init__(f"{name}:{line}: {what}; mend the template, or take it away to have ours")
        self.name = name
        self.line = line
        self.what = what


class TryLater(AlertError):
    """Not now. `after` is how long the receiver's side asked us to leave it alone, None if it did not say."""

    def __init__(self, reason: str, after: dt.timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Undeliverable(AlertError):
    """Never: this message cannot be delivered to this receiver."""
