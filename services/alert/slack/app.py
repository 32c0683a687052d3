"""The Slack app whose buttons the desk presses: what stands under `alerting.slack_app` in the configuration."""

from __future__ import annotations

import msgspec


class SlackApp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How clicks come to us: over a socket that we open (Socket Mode), or to an address of ours, signed by Slack."""

    team: str
    """Slack's id of the workspace ("T0123456789"): whoever belongs to another decides nothing."""
    token: str
    """The bot's, by which forms are opened; of the same app as the channels'."""
    app_token: str | None = None
    """For Socket Mode: begins with xapp-, with the scope `connections:write`."""
    signing_secret: str | None = None
    """For the address: what Slack signs with."""
    host: str = "127.0.0.1"
    """Where the address listens, behind whatever ends TLS."""
    port: int = 8091
    people: dict[str, str] = {}
    """What the log calls somebody, by Slack's id ("U0123456789"); others go by their name in Slack."""
    base_url: str = "https://slack.com/api/"

    def __post_init__(self) -> None:
        if (self.app_token is None) == (self.signing_secret is None):
            raise ValueError("give either `app_token` (Socket Mode) or `signing_secret` (an address), and not both")

    def __repr__(self) -> str:
        return f"SlackApp(team={self.team!r}, token=…)"
