"""Whom notices reach: the receivers of the configuration, each with its channels.

Secrets arrive resolved; none of them shows in a repr, and so in no log and no error.
"""

from __future__ import annotations

import base64
import binascii
from enum import StrEnum
from typing import Final

import msgspec

from services.alert.receivers.addresses import address_of, host_of, is_unsubscribe, shown
from services.alert.receivers.elsewhere import AlertmanagerTo, AppriseTo
from services.alert.routing import InhibitRule, Route, TimeInterval, intervals_named, receivers_named
from services.alert.slack.app import SlackApp
from services.alert.slack.webhook import SlackWebhookTo


class SlackTo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A Slack channel, written to by a bot with the scopes `chat:write` and `channels:history`."""

    channel: str
    """Slack's id of the channel ("C0123456789"), which outlives renaming."""
    token: str
    base_url: str = "https://slack.com/api/"

    @property
    def name(self) -> str:
        return f"slack/{self.channel}"

    def __repr__(self) -> str:
        return f"SlackTo(channel={self.channel!r}, token=…)"


class Tls(StrEnum):
    """How a mail connection is protected."""

    NONE = "none"
    STARTTLS = "starttls"
    IMPLICIT = "implicit"


class EmailTo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One mail address: each has its own deliveries, so that a refusal by one repeats nothing to another."""

    to: str
    sender: str
    """May have a name: "claimwatch <claimwatch@paper.example>"."""
    host: str
    port: int = 587
    tls: Tls = Tls.STARTTLS
    username: str | None = None
    password: str | None = None
    unsubscribe: str | None = None
    """Where who no longer wants these mails says so: "mailto:…" or "https://…" (List-Unsubscribe)."""

    def __post_init__(self) -> None:
        address_of(self.to)
        address_of(self.sender)
        if not 0 < self.port < 65536:
            raise ValueError(f"{self.port} is no port; SMTP's are 587 (starttls), 465 (implicit) and 25")
        if self.unsubscribe is not None and not is_unsubscribe(self.unsubscribe):
            raise ValueError(f"{self.unsubscribe!r} is no way to unsubscribe; write mailto:desk@… or https://…")

    @property
    def domain(self) -> str:
        """The sender's."""
        return address_of(self.sender).domain

    @property
    def name(self) -> str:
        return f"email/{self.to}"

    def __repr__(self) -> str:
        return f"EmailTo(to={self.to!r}, host={self.host!r}, password=…)"


_SECRET: Final = "whsec_"  # noqa: S105 - how each begins


class WebhookTo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A program's address, and the secret that we sign with."""

    url: str
    secret: str

    def __post_init__(self) -> None:
        if not self.url.startswith(("https://", "http://")) or not self.host:
            raise ValueError(f"{self.url!r} is no address that can be posted to; write https://…")
        if self.secret and not 24 <= len(self.key) <= 64:
            raise ValueError("its secret is not whsec_ and 24 to 64 bytes in base64: use openssl rand -base64 32")

    @property
    def key(self) -> bytes:
        """The key in the secret, as Standard Webhooks 1.0.0 spells it; empty if there is none in it."""
        try:
            is_one = self.secret.startswith(_SECRET)
            return base64.b64decode(self.secret.removeprefix(_SECRET), validate=True) if is_one else b""
        except binascii.Error:
            return b""

    @property
    def host(self) -> str:
        return host_of(self.url)

    @property
    def name(self) -> str:
        return f"webhook/{shown(self.url)}"

    def __repr__(self) -> str:
        return f"WebhookTo(host={self.host!r}, secret=…)"


class Receiver(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Someone to notify, by every channel listed; with none, what is routed to it is not sent."""

    name: str
    slack: tuple[SlackTo, ...] = ()
    slack_webhook: tuple[SlackWebhookTo, ...] = ()
    email: tuple[EmailTo, ...] = ()
    webhook: tuple[WebhookTo, ...] = ()
    alertmanager: tuple[AlertmanagerTo, ...] = ()
    apprise: tuple[AppriseTo, ...] = ()
    terminal: bool = False

    @property
    def channels(self) -> tuple[str, ...]:
        """Their names."""
        ways = (self.slack, self.slack_webhook, self.email, self.webhook, self.alertmanager, self.apprise)
        return *(to.name for some in ways for to in some), *(["terminal"] if self.terminal else [])


class Alerting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of the alerting configuration; refuses, as it is read, a route to a receiver that is not there."""

    route: Route
    receivers: tuple[Receiver, ...]
    operators: str = ""
    """The receiver that is told when an outlet falls silent, reading stops, a receiver fails; empty: nobody watches."""
    slack_app: SlackApp | None = None
    """Whose buttons stand below what Slack is told; None: nothing can be decided there."""
    templates: str = ""
    """A folder of the desk's own templates, which stand in for ours of the same name."""
    desk: str = ""
    """Of the desk's pages, for links to them ("https://desk.example"); unless said, where the dashboard serves them."""
    time_intervals: tuple[TimeInterval, ...] = ()
    """By whose names routes are muted or active."""
    inhibit_rules: tuple[InhibitRule, ...] = ()

    def __post_init__(self) -> None:
        names = [receiver.name for receiver in self.receivers]
        if repeated := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"receivers named twice: {', '.join(sorted(repeated))}; give each its own name")
        if missing := receivers_named(self.route) - set(names):
            raise ValueError(
                f"routes name receivers that are not listed: {', '.join(sorted(missing))}; add them under `receivers`"
            )
        if self.operators and self.operators not in names:
            raise ValueError(
                f"`operators` names a receiver that is not listed: {self.operators}; add it under `receivers`"
            )
        intervals = [interval.name for interval in self.time_intervals]
        if repeated := {name for name in intervals if intervals.count(name) > 1}:
            raise ValueError(f"time intervals named twice: {', '.join(sorted(repeated))}; give each its own name")
        if missing := intervals_named(self.route) - set(intervals):
            raise ValueError(
                f"routes name time intervals that are not there: {', '.join(sorted(missing))}; "
                "add them under `time_intervals`"
            )
