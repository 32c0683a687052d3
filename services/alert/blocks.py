"""A message as Slack's Block Kit, within its limits.

Source: Slack's documentation, "Reference: blocks" (50 blocks a message, a header of 150 characters, a section's text of
3000, its fields ten of 2000) and "Formatting text for app surfaces" (`&`, `<` and `>` are escaped).
"""

from __future__ import annotations

from itertools import accumulate
from typing import Final

from services.alert.message import Finding, Message, Quote
from services.alert.rendering import MOST_FINDINGS, MOST_QUOTES, attribution, exposed, headline, more, sentence

Block = dict[str, object]

_HEADER: Final = 150
_SECTION: Final = 2900
"""Under the limit by what is put around the text."""
_ESCAPES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def blocks(message: Message) -> list[Block]:
    """At most 42 blocks: a header, five a finding, and what was left out."""
    built: list[Block] = [{"type": "header", "text": {"type": "plain_text", "text": message.title[:_HEADER]}}]
    for finding in message.findings[:MOST_FINDINGS]:
        built += _finding(finding, message.repeat)
    if (hidden := len(message.findings) - MOST_FINDINGS) > 0:
        built.append(_context(more(hidden, "finding")))
    return built


def fallback(message: Message) -> str:
    """What notifications and screen readers say in place of the blocks."""
    first = message.findings[0]
    return mrkdwn(f"{message.title}: {headline(first, message.repeat)}. {sentence(first)}")


def mrkdwn(text: str, most: int = _SECTION) -> str:
    """The text with the three characters escaped that start Slack's markup, cut to `most` characters as escaped."""
    escaped = [_ESCAPES.get(character, character) for character in text]
    lengths = accumulate(map(len, escaped))
    return "".join(piece for piece, length in zip(escaped, lengths, strict=True) if length <= most)


def _finding(finding: Finding, repeat: int) -> list[Block]:
    quotes = finding.quotes[:MOST_QUOTES]
    notes = [exposed(finding)] if finding.exposure else []
    notes += [f"Why this grade: {'; '.join(finding.reasons)}"] if finding.reasons else []
    if (hidden := len(finding.quotes) - MOST_QUOTES) > 0:
        notes.append(more(hidden, "quote"))
    built: list[Block] = [
        _context(headline(finding, repeat)),
        {"type": "section", "text": _mrkdwn(f"*{mrkdwn(sentence(finding))}*")},
    ]
    if quotes:
        built.append({"type": "section", "fields": [_mrkdwn(_quote(quote)) for quote in quotes]})
    if finding.settle and finding.open:
        notes.append(f"What would settle it: {finding.settle}")
    if notes:
        built.append(_context("\n".join(notes)))
    return [*built, {"type": "divider"}]


def _quote(quote: Quote) -> str:
    """A field: its parts' limits add up to less than 2000."""
    outlet, url = mrkdwn(quote.outlet, 200), mrkdwn(quote.url)
    source = f"<{url}|{outlet}>" if url and len(url) <= 800 else outlet
    return f"{source}, {quote.day.isoformat()}\n>{mrkdwn(quote.words, 500)}\n_{mrkdwn(attribution(quote), 400)}_"


def _context(text: str) -> Block:
    return {"type": "context", "elements": [_mrkdwn(mrkdwn(text))]}


def _mrkdwn(text: str) -> Block:
    """A text object in which names and addresses stay as they are written (`verbatim`)."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}
