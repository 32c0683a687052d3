"""Text as Slack takes it. Source: Slack's documentation, "Formatting text for app surfaces" and "Text object"."""

from __future__ import annotations

from itertools import accumulate
from typing import Final

Block = dict[str, object]

SECTION: Final = 2900
"""Characters of a section's text: under the limit by what is put around it."""
_ESCAPES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_LINK: Final = 800


def mrkdwn(text: str, most: int = SECTION) -> str:
    """The text with the three characters escaped that start Slack's markup, cut to `most` characters as escaped."""
    escaped = [_ESCAPES.get(character, character) for character in text]
    lengths = accumulate(map(len, escaped))
    return "".join(piece for piece, length in zip(escaped, lengths, strict=True) if length <= most)


def link(url: str, words: str, most: int = 200) -> str:
    """A link; the words alone where there is no address, or one too long to be taken."""
    shown, escaped = mrkdwn(words, most), mrkdwn(url)
    return f"<{escaped}|{shown}>" if escaped and len(escaped) <= _LINK else shown


def marked(text: str) -> Block:
    """A text object in which names and addresses stay as they are written (`verbatim`)."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def plain(text: str, most: int) -> Block:
    """A text object without markup, cut to `most` characters."""
    return {"type": "plain_text", "text": text if len(text) <= most else f"{text[: most - 1]}…"}


def section(text: str) -> Block:
    """A paragraph of marked text."""
    return {"type": "section", "text": marked(text)}


def context(text: str) -> Block:
    """Small print of marked text."""
    return {"type": "context", "elements": [marked(text)]}


def header(text: str) -> Block:
    """A heading: 150 characters at most."""
    return {"type": "header", "text": plain(text, 150)}
