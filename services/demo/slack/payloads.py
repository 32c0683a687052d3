"""The payloads of interactions, with all that Slack documents of them.

Source: Slack's documentation, "block_actions payload", "view_submission payload".
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from services.demo.slack.messages import Stored

TEAM: Final = "T0LOOP"
_APP: Final = {"api_app_id": "A0LOOP", "token": "deprecated", "enterprise": None, "is_enterprise_install": False}


class Member(NamedTuple):
    """Somebody in the workspace; or, of another team, a guest in a shared channel."""

    id: str = "U0ANN"
    name: str = "ann"
    team: str = TEAM


def action(blocks: Sequence[Mapping[str, Any]], action_id: str, option: str = "") -> dict[str, Any]:
    """The action of pressing that button, or of choosing the option whose value begins so, where the message has it.

    Raises:
        LookupError: it has not.
    """
    elements = [each for block in blocks for each in (*block.get("elements", ()), block.get("accessory") or {})]
    found = next((each for each in elements if each.get("action_id") == action_id), None)
    if found is None:
        raise LookupError(f"nothing here is called {action_id}")
    told = {"action_id": action_id, "block_id": "b1", "type": found["type"], "action_ts": "1548426417.840180"}
    if found["type"] == "overflow":
        chosen = next(each for each in found["options"] if each["value"].startswith(option))
        return {**told, "selected_option": chosen}
    return {**told, "text": found["text"], **({"value": found["value"]} if "value" in found else {})}


def block_actions(
    message: Stored, pressed: Mapping[str, Any], member: Member, trigger: str, answer_to: str
) -> dict[str, Any]:
    """A button of a message was pressed."""
    return {
        "type": "block_actions",
        **_APP,
        "user": _user(member),
        "team": {"id": TEAM, "domain": "loopback"},
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": False,
        },
        "channel": {"id": message.channel, "name": "desk"},
        "message": message.shown(with_metadata=True),
        "state": {"values": {}},
        "trigger_id": trigger,
        "response_url": answer_to,
        "actions": [dict(pressed)],
    }


def view_submission(view: Mapping[str, Any], values: Mapping[str, str | list[str]], member: Member) -> dict[str, Any]:
    """A form was sent, its fields filled in by the ids of their blocks."""
    state = {
        block["block_id"]: {block["element"]["action_id"]: _filled(block["element"], values[block["block_id"]])}
        for block in view["blocks"]
        if block["type"] == "input"
    }
    return {
        "type": "view_submission",
        **_APP,
        "user": _user(member),
        "team": {"id": TEAM, "domain": "loopback"},
        "trigger_id": "unused",
        "view": {**view, "team_id": TEAM, "state": {"values": state}, "hash": "1.a", "root_view_id": view["id"]},
        "response_urls": [],
    }


def form(payload: Mapping[str, Any]) -> bytes:
    """The body of a request that carries a payload."""
    return urlencode({"payload": json.dumps(payload)}).encode()


def _user(member: Member) -> dict[str, str]:
    return {"id": member.id, "username": member.name, "name": member.name, "team_id": member.team}


def _filled(element: Mapping[str, Any], value: str | list[str]) -> dict[str, Any]:
    if element["type"] == "checkboxes":
        chosen = [option for option in element["options"] if option["value"] in value]
        return {"type": "checkboxes", "selected_options": chosen}
    return {"type": element["type"], "value": value or None}
