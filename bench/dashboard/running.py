"""What runs beside the invented news: notices, feeds, rules."""

from __future__ import annotations

import msgspec

from bench.dashboard.news import (
    OUTLETS,
    START,
    Row,
    claim_id,
    moment_of,
)
from schemas.watch import Rules


def notice_row(number: int) -> Row:
    """The row of this number."""
    return {
        "ce_id": f"{number:032x}",
        "claim": claim_id(number * 5),
        "what": "delivered",
        "receiver": "desk",
        "channel": "slack",
        "detail": f"C0DESK/{number}",
        "at": moment_of(number),
        "appended_at": moment_of(number),
        "record": f"notices/0/{number}",
    }


def feed_row(outlet: str) -> Row:
    """The row of this number."""
    return {
        "feed": f"https://feeds.example/{outlet}",
        "outlet": outlet,
        "fetched_at": START,
        "next_at": START,
        "status": 200,
        "error": None,
        "failures": 0,
        "answered_at": START,
        "news_at": START,
    }


def rules_row() -> Row:
    """The row of this number."""
    return {
        "ce_id": "rules",
        "number": 1,
        "reason": "",
        "by": "bench",
        "decided_at": START,
        "appended_at": START,
        "record": "decisions/0/0",
        "made_from": None,
        "content": msgspec.json.encode(Rules(ours=(OUTLETS[0],))).decode(),
    }
