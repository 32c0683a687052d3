"""The messages of a workspace, and the pages in which the API gives them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from services.demo.slack.calls import Answer, Refused
from services.demo.slack.limits import faults_of

_TEXT: Final = 40_000
"""Characters of a message's text."""


@dataclass(frozen=True)
class Stored:
    """A message in a channel."""

    channel: str
    ts: str
    text: str
    blocks: Sequence[Mapping[str, Any]] = ()
    thread_ts: str | None = None
    metadata: Mapping[str, Any] | None = None
    broadcast: bool = False
    """A reply that is shown in the channel as well."""
    edits: int = 0

    def shown(self, *, with_metadata: bool) -> Answer:
        """The message as the API gives it; metadata only on request."""
        shown: Answer = {"type": "message", "ts": self.ts, "text": self.text, "blocks": list(self.blocks)}
        if self.thread_ts:
            shown["thread_ts"] = self.thread_ts
        if self.broadcast:
            shown["subtype"] = "thread_broadcast"
        if with_metadata and self.metadata:
            shown["metadata"] = dict(self.metadata)
        return shown


def written(asked: Answer) -> tuple[str, Sequence[Mapping[str, Any]]]:
    """The text and the blocks of a message that is to be posted or edited.

    Raises:
        Refused: as Slack would refuse them.
    """
    text, blocks = asked.get("text") or "", asked.get("blocks") or []
    if not text and not blocks:
        raise Refused("no_text")
    if len(text) > _TEXT:
        raise Refused("msg_too_long")
    if faults := faults_of(blocks):
        raise Refused("invalid_blocks", faults)
    return text, blocks


def next_ts(messages: Sequence[Stored]) -> str:
    """The clock in microseconds, and later than any before: a message's id in its channel."""
    last = max((int(message.ts.replace(".", "")) for message in messages), default=0)
    micros = max(time.time_ns() // 1000, last + 1)
    return f"{micros // 1_000_000}.{micros % 1_000_000:06}"


def page(messages: Sequence[Stored], asked: Answer) -> Answer:
    """One page; a cursor is the number of messages before it."""
    oldest = float(asked.get("oldest") or 0)
    wanted = [message for message in messages if float(message.ts) > oldest]
    start, limit = int(asked.get("cursor") or 0), int(asked.get("limit") or 100)
    with_metadata = str(asked.get("include_all_metadata", "")).lower() in {"1", "true"}
    end = start + limit
    return {
        "messages": [message.shown(with_metadata=with_metadata) for message in wanted[start:end]],
        "has_more": end < len(wanted),
        "response_metadata": {"next_cursor": str(end) if end < len(wanted) else ""},
    }
