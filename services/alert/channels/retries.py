"""What is tried again, in one table for all channels.

Tried again is what passes by itself (load, faults of the other side) and what an operator can mend without a change in
the message (a token renewed, the bot invited). Everything else would fail the same way for ever.

Sources: RFC 9110 section 15 and RFC 6585 section 4 (HTTP); Slack's reference of `chat.postMessage` and
`conversations.history`, "Errors"; RFC 5321 section 4.2.1 (4yz is transient) and RFC 4954 section 6 (530, 534, 535).
"""

from __future__ import annotations

from typing import Final

HTTP: Final = frozenset({408, 425, 429, 500, 502, 503, 504})

ALERTMANAGER: Final = HTTP | {401, 403, 404}
"""With what its operator or ours mends: who may post, and under which path it answers."""

SLACK: Final = frozenset(
    {
        "fatal_error",
        "internal_error",
        "ratelimited",
        "rate_limited",
        "request_timeout",
        "service_unavailable",
        "account_inactive",
        "channel_not_found",
        "invalid_auth",
        "missing_scope",
        "not_authed",
        "not_in_channel",
        "token_expired",
        "token_revoked",
    }
)

SMTP_MENDABLE: Final = frozenset({530, 534, 535})


def smtp_retried(code: int) -> bool:
    """Whether a mail that got this reply is tried again: unless it is a refusal for good, 5yz, and not to be mended.

    What is no reply (garbage, or another than was due) refuses nothing.
    """
    return not 500 <= code < 600 or code in SMTP_MENDABLE
