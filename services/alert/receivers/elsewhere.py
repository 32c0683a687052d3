"""Whom notices reach beyond Slack and mail: an Alertmanager, and whatever Apprise knows.

Secrets in their addresses show in no repr, and so in no log and no error.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from schemas.envelope import digest
from services.alert.receivers.addresses import host_of, shown
from services.alert.receivers.apprised import way_to

_LABEL: Final = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")
_OURS: Final = frozenset({"alertname", "flag", "claim", "rule", "grade"})


class AlertmanagerTo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A Prometheus Alertmanager, and labels that each alert gets besides ours, for its routes."""

    url: str
    """Of its pages, as in "https://alerts.paper.example:9093"; with name and password in it, if it asks for them."""
    labels: dict[str, str] = {}

    def __post_init__(self) -> None:
        is_place = self.url.startswith(("https://", "http://")) and self.host and not set("?#") & set(self.url)
        if self.url and not is_place:
            raise ValueError("its url is no address of an Alertmanager; write https://host:9093")
        for label, value in self.labels.items():
            if not _LABEL.fullmatch(label) or label in _OURS or not value:
                raise ValueError(
                    f"label {label!r}: give it a name of letters, digits and _, not one of ours, and a value"
                )

    @property
    def alerts_url(self) -> str:
        """Where alerts are posted."""
        return f"{self.url.rstrip('/')}/api/v2/alerts"

    @property
    def status_url(self) -> str:
        """Where it says how it is."""
        return f"{self.url.rstrip('/')}/api/v2/status"

    @property
    def host(self) -> str:
        return host_of(self.url)

    @property
    def name(self) -> str:
        return f"alertmanager/{shown(self.url)}"

    def __repr__(self) -> str:
        return f"AlertmanagerTo(host={self.host!r}, labels={self.labels!r})"


class AppriseTo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Any service that Apprise knows, by one URL of Apprise's, which holds its secrets."""

    url: str

    def __post_init__(self) -> None:
        if self.url and way_to(self.url) is None:
            raise ValueError("Apprise does not know its url; write one as in ntfy://topic or tgram://token/chat")

    @property
    def service(self) -> str:
        """Which service it is: the URL's scheme, which is not secret."""
        return self.url.partition("://")[0].lower()

    @property
    def name(self) -> str:
        return f"apprise/{self.service}/{digest(self.url)[:8]}"

    def __repr__(self) -> str:
        return f"AppriseTo(service={self.service!r}, url=…)"
