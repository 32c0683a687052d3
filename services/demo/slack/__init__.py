"""A small Slack on loopback: the part of Slack that claimwatch speaks with, held to its documented contract.

with Slack(channels=("C0DESK",)) as slack:
    …  # AsyncWebClient(slack.token, base_url=slack.url)
    slack.messages
"""

from services.demo.slack.messages import Stored
from services.demo.slack.workspace import Fault, Slack

__all__ = ["Fault", "Slack", "Stored"]
