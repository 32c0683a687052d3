"""What somebody answered, and the configuration that says it, with words for who reads it later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import yaml

from schemas.amending import said
from schemas.watch import WatchedClaim
from services.alert.receivers.addresses import is_unsubscribe
from services.ingest.outlets import Outlet


class MailAnswer(NamedTuple):
    """Where mail goes, and by which server."""

    to: str
    sender: str
    host: str
    port: int
    username: str
    """Empty where the server asks for none; the password is in the environment."""


class SlackAnswer(NamedTuple):
    """Which Slack channel is written to; the token is in the environment."""

    channel: str


class Answers(NamedTuple):
    """All that the configuration is made of."""

    contact: str
    outlets: tuple[Outlet, ...]
    watched: WatchedClaim | None
    receiver: MailAnswer | SlackAnswer | None
    """None is the terminal alone."""
    time_zone: str
    """Whose nights are quiet, by its IANA name."""


TOKEN = "SLACK_TOKEN"  # noqa: S105 - the name of a variable
PASSWORD = "SMTP_PASSWORD"  # noqa: S105 - the name of a variable


_FIRST: Final = "# Written by `claimwatch init`. After a change: `claimwatch config check`, `claimwatch doctor`.\n"


def compose(answers: Answers) -> str:
    """The text of the configuration."""
    watchlist = [] if answers.watched is None else [said(answers.watched)]
    everybody = (
        "Who hears of what: watched claims are told at once, all others in two digests a day. At night only\n"
        "# conflicts with what your own outlets carry are told; the rest waits for the morning (docs/routing.md)."
    )
    sections: list[tuple[str, dict[str, Any]]] = [
        ("Everything that was read, found and sent, for ever.", {"log": {"kind": "sqlite", "path": "claimwatch.log"}}),
        ("What is to be sent, and what was.", {"outbox": "claimwatch.outbox"}),
        ("The desk's pages, for whoever sits at this machine; `access` lets others in.", {"dashboard": {"port": 8090}}),
        ("Outlets see the contact with every request, and can reach you.", {"ingest": {"contact": answers.contact}}),
        ("Whom we follow; `ours: true` marks your own.", {"outlets": [_outlet(outlet) for outlet in answers.outlets]}),
        ("Claims to watch; add one by `claimwatch watch add`.", {"rules": {"watchlist": watchlist}}),
        (everybody, {"alerting": _alerting(answers)}),
    ]
    return "\n".join([_FIRST, *(f"# {comment}\n{_yaml(section)}" for comment, section in sections)])


def _outlet(outlet: Outlet) -> dict[str, Any]:
    told: dict[str, Any] = {"name": outlet.name, "feeds": list(outlet.feeds)}
    if outlet.ours:
        told["ours"] = True
    if outlet.private:
        told["private"] = True
    return told


def _alerting(answers: Answers) -> dict[str, Any]:
    desk: dict[str, Any] = {"name": "desk", "terminal": True}
    match answers.receiver:
        case SlackAnswer(channel):
            desk["slack"] = [{"channel": channel, "token_env": TOKEN}]
        case MailAnswer(to, sender, host, port, username):
            mail: dict[str, Any] = {"to": to, "sender": sender, "host": host, "port": port}
            if is_unsubscribe(leave := _where_to_leave(answers.contact)):
                mail["unsubscribe"] = leave
            if username:
                mail |= {"username": username, "password_env": PASSWORD}
            if port == 465:
                mail["tls"] = "implicit"
            desk["email"] = [mail]
    night = [{"start_time": "22:00", "end_time": "24:00"}, {"start_time": "00:00", "end_time": "07:00"}]
    routes = [
        {"matchers": ['watched="false"'], "digest_at": ["07:00", "17:00"], "time_zone": answers.time_zone},
        {"matchers": ['grade="conflict"', 'exposed="true"']},
        {"matchers": ['watched="true"'], "mute_time_intervals": ["night"]},
    ]
    return {
        "time_intervals": [
            {"name": "night", "time_intervals": [{"times": night, "location": answers.time_zone}]},
        ],
        "route": {"receiver": "desk", "routes": routes},
        "operators": "operators",
        "receivers": [{"name": "operators", "terminal": True}, desk],
    }


def _where_to_leave(contact: str) -> str:
    """Whom outlets can reach, whoever gets mails can as well."""
    return contact if "://" in contact else f"mailto:{contact}"


def _yaml(section: Mapping[str, Any]) -> str:
    return yaml.safe_dump(section, sort_keys=False, allow_unicode=True, width=120)
