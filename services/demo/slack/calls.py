"""A call of the Web API: what was asked, from wherever Slack takes it, and how it is refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import msgspec
from aiohttp import web

Answer = dict[str, Any]

_JSON: Final = ("blocks", "metadata", "view", "files")
"""Parts that are JSON inside a form, too."""


_NEEDED: Final = {
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.history": "channels:history",
    "conversations.replies": "channels:history",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
    "apps.connections.open": "connections:write",
}


class Refused(Exception):
    """An error by the API's own name, with what it says of the arguments."""

    def __init__(self, error: str, messages: Sequence[str] = ()) -> None:
        super().__init__(error)
        self.messages = list(messages)

    @property
    def answer(self) -> Answer:
        """As the API words it."""
        answer: Answer = {"ok": False, "error": str(self)}
        return answer | ({"response_metadata": {"messages": self.messages}} if self.messages else {})


async def arguments(request: web.Request) -> Answer:
    """What was asked, from wherever the API takes it: the address, a form, or JSON; in forms, parts are JSON too."""
    asked: Answer = dict(request.query)
    if request.content_type == "application/json":
        try:
            asked |= msgspec.json.decode(await request.read())
        except msgspec.DecodeError as fault:
            raise Refused("invalid_json") from fault
    elif request.method == "POST":
        asked |= dict(await request.post())
    for name in _JSON:
        if isinstance(asked.get(name), str):
            try:
                asked[name] = msgspec.json.decode(asked[name])
            except msgspec.DecodeError as fault:
                raise Refused(f"invalid_{name}_format") from fault
    return asked


def authorise(request: web.Request, asked: Answer, token: str) -> None:
    """Let the call through if it comes with this token, in the header or among the arguments.

    Raises:
        Refused: it comes with none, or with another.
    """
    given = request.headers.get("Authorization", "").removeprefix("Bearer ") or asked.pop("token", "")
    if not given:
        raise Refused("not_authed")
    if given != token:
        raise Refused("invalid_auth")


def permit(method: str, scopes: Sequence[str]) -> None:
    """Let the call through if its token has the scope that the method needs.

    Raises:
        Refused: it has not.
    """
    needed = _NEEDED.get(method)
    if needed is not None and needed not in scopes:
        raise Refused("missing_scope", [f"needed: {needed}; provided: {','.join(scopes)}"])
