"""What Slack refuses in a message's blocks and in a modal's view.

Source: Slack's documentation, "Reference: blocks", "Block elements", "Composition objects", "Modal views".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

Faults = Iterator[str]
Part = Mapping[str, Any]
Kinds = dict[str, Callable[[Part], Faults]]

_BLOCKS: Final = 50
_VIEW_BLOCKS: Final = 100
_BARE: Final = re.compile(r"&(?!amp;|lt;|gt;)|<(?![^<>]+>)")
"""Marks that were to be escaped: Slack would show or hide them wrongly, this one refuses them."""
_FILE: Final = re.compile(r"F[A-Z0-9]{8,}")


def faults_of(blocks: Sequence[Part]) -> list[str]:
    """Everything wrong with a message's blocks; [] if Slack takes them."""
    return [*_most(blocks, _BLOCKS, "blocks"), *_faults_of(blocks, _IN_MESSAGES)]


def view_faults(view: Part) -> list[str]:
    """Everything wrong with a modal; [] if Slack opens it."""
    blocks = view.get("blocks") or ()
    faults = [] if view.get("type") == "modal" else ["no modal"]
    faults += [*_count(blocks, _VIEW_BLOCKS, "blocks"), *_text(view.get("title"), 24, {"plain_text"})]
    for name in ("submit", "close"):
        faults += _text(view[name], 24, {"plain_text"}) if name in view else []
    if "submit" not in view and any(block.get("type") == "input" for block in blocks):
        faults.append("inputs without a button to submit them")
    faults += [*_length(view, "private_metadata", 3000), *_length(view, "callback_id", 255)]
    return [*faults, *_faults_of(blocks, _IN_MESSAGES | {"input": _input})]


def _faults_of(blocks: Sequence[Part], kinds: Kinds) -> Faults:
    for block in blocks:
        kind = str(block.get("type"))
        if kind not in kinds:
            yield f"no block {kind!r} here"
            continue
        yield from _length(block, "block_id", 255)
        yield from kinds[kind](block)
    named = [block["block_id"] for block in blocks if "block_id" in block]
    if len(set(named)) < len(named):
        yield "two blocks with one block_id"


def _header(block: Part) -> Faults:
    yield from _text(block.get("text"), 150, {"plain_text"})


def _section(block: Part) -> Faults:
    fields = block.get("fields")
    if block.get("text") is None and not fields:
        yield "a section without text and fields"
    if block.get("text") is not None:
        yield from _text(block["text"], 3000)
    if fields is not None:
        yield from _count(fields, 10, "fields")
        for text in fields:
            yield from _text(text, 2000)
    if (accessory := block.get("accessory")) is not None:
        yield from _element(accessory, _PRESSED)


def _context(block: Part) -> Faults:
    yield from _count(block.get("elements") or (), 10, "elements")
    for text in block.get("elements") or ():
        yield from _text(text, 3000)


def _divider(_: Part) -> Faults:
    yield from ()


def _actions(block: Part) -> Faults:
    elements = block.get("elements") or ()
    yield from _count(elements, 25, "elements")
    for element in elements:
        yield from _element(element, _PRESSED)
    named = [element["action_id"] for element in elements if "action_id" in element]
    if len(set(named)) < len(named):
        yield "two elements with one action_id"


def _image(block: Part) -> Faults:
    if not isinstance(block.get("alt_text"), str):
        yield "an image without alt_text"
    yield from _length(block, "alt_text", 2000)
    file, url = block.get("slack_file"), block.get("image_url")
    if (file is None) == (url is None):
        yield "an image is either of a file or of an address"
    yield from _length(block, "image_url", 3000)
    if file is not None and not ("url" in file or _FILE.fullmatch(str(file.get("id")))):
        yield "input must match regex pattern: ^[F][A-Z0-9]{8,}$"


def _input(block: Part) -> Faults:
    yield from _text(block.get("label"), 2000, {"plain_text"})
    if "hint" in block:
        yield from _text(block["hint"], 2000, {"plain_text"})
    yield from _element(block.get("element") or {}, _FILLED_IN)


def _element(element: Part, kinds: Kinds) -> Faults:
    kind = str(element.get("type"))
    if kind not in kinds:
        yield f"no element {kind!r} here"
        return
    yield from _length(element, "action_id", 255)
    yield from kinds[kind](element)


def _button(button: Part) -> Faults:
    yield from _text(button.get("text"), 75, {"plain_text"})
    yield from _length(button, "value", 2000)
    yield from _length(button, "url", 3000)
    if button.get("style", "primary") not in {"primary", "danger"}:
        yield f"no style {button['style']!r}"


def _overflow(menu: Part) -> Faults:
    yield from _options(menu, 5)


def _checkboxes(boxes: Part) -> Faults:
    yield from _options(boxes, 10)


def _text_input(field: Part) -> Faults:
    if not 1 <= field.get("max_length", 3000) <= 3000:
        yield f"a max_length of {field['max_length']}"
    if "placeholder" in field:
        yield from _text(field["placeholder"], 150, {"plain_text"})


def _options(element: Part, most: int) -> Faults:
    options = element.get("options") or ()
    yield from _count(options, most, "options")
    for option in options:
        yield from _text(option.get("text"), 75)
        yield from _length(option, "value", 150)
        if "description" in option:
            yield from _text(option["description"], 75)


def _text(text: Any, most: int, kinds: frozenset[str] | set[str] = frozenset({"plain_text", "mrkdwn"})) -> Faults:
    if not isinstance(text, Mapping) or text.get("type") not in kinds or not isinstance(text.get("text"), str):
        yield f"no text of kind {' or '.join(sorted(kinds))}"
    elif not 1 <= len(text["text"]) <= most:
        yield f"a text of {len(text['text'])} characters"
    elif text["type"] == "mrkdwn" and _BARE.search(text["text"]):
        yield f"an unescaped mark in {text['text'][:60]!r}"


def _length(part: Part, name: str, most: int) -> Faults:
    if len(part.get(name) or "") > most:
        yield f"{name} of {len(part[name])} characters"


def _count(parts: Sequence[Any], most: int, what: str) -> Faults:
    if not parts:
        yield f"no {what}"
    yield from _most(parts, most, what)


def _most(parts: Sequence[Any], most: int, what: str) -> Faults:
    if len(parts) > most:
        yield f"{len(parts)} {what}"


_IN_MESSAGES: Final[Kinds] = {
    "header": _header,
    "section": _section,
    "context": _context,
    "divider": _divider,
    "actions": _actions,
    "image": _image,
}
_PRESSED: Final[Kinds] = {"button": _button, "overflow": _overflow}
_FILLED_IN: Final[Kinds] = {"plain_text_input": _text_input, "checkboxes": _checkboxes}
