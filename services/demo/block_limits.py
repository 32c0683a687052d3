"""What Slack refuses in a message's blocks. Source: Slack's documentation, "Reference: blocks" and "Text object"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

_BLOCKS: Final = 50
_HEADER: Final = 150
_TEXT: Final = 3000
_FIELDS: Final = 10
_FIELD: Final = 2000
_ELEMENTS: Final = 10
_BUTTON: Final = 75
_KINDS: Final = {"header", "section", "context", "divider", "actions"}
_BARE: Final = re.compile(r"&(?!amp;|lt;|gt;)|<(?![^<>]+>)")
"""Marks that were to be escaped: Slack would show or hide them wrongly, this one refuses them."""


def faults_of(blocks: Sequence[Mapping[str, Any]]) -> list[str]:
    """Everything wrong with the blocks; [] if Slack takes them."""
    faults = [f"{len(blocks)} blocks"] if len(blocks) > _BLOCKS else []
    for block in blocks:
        faults += _faults(block)
    return faults


def _faults(block: Mapping[str, Any]) -> Iterator[str]:
    kind = block.get("type")
    if kind not in _KINDS:
        yield f"no block {kind!r}"
    elif kind == "header":
        yield from _text_faults(block.get("text"), _HEADER, {"plain_text"})
    elif kind == "section":
        yield from _section_faults(block)
    elif kind == "context":
        yield from _elements_faults(block, _ELEMENTS, _TEXT)
    elif kind == "actions":
        for button in block.get("elements", ()):
            yield from _text_faults(button.get("text"), _BUTTON, {"plain_text"})


def _section_faults(block: Mapping[str, Any]) -> Iterator[str]:
    fields = block.get("fields")
    if block.get("text") is None and not fields:
        yield "a section without text and fields"
    if block.get("text") is not None:
        yield from _text_faults(block["text"], _TEXT, {"plain_text", "mrkdwn"})
    if fields is not None:
        if not 1 <= len(fields) <= _FIELDS:
            yield f"{len(fields)} fields"
        for text in fields:
            yield from _text_faults(text, _FIELD, {"plain_text", "mrkdwn"})


def _elements_faults(block: Mapping[str, Any], most: int, length: int) -> Iterator[str]:
    elements = block.get("elements") or ()
    if not 1 <= len(elements) <= most:
        yield f"{len(elements)} elements"
    for text in elements:
        yield from _text_faults(text, length, {"plain_text", "mrkdwn"})


def _text_faults(text: Any, most: int, kinds: set[str]) -> Iterator[str]:
    if not isinstance(text, Mapping) or text.get("type") not in kinds or not isinstance(text.get("text"), str):
        yield f"no text of kind {' or '.join(sorted(kinds))}"
    elif not 1 <= len(text["text"]) <= most:
        yield f"a text of {len(text['text'])} characters"
    elif text["type"] == "mrkdwn" and _BARE.search(text["text"]):
        yield f"an unescaped mark in {text['text'][:60]!r}"
