"""The words of others without what is not seen: control characters, marks that reorder text."""

from __future__ import annotations

from typing import Final

_KEPT: Final = "\n\t\u200c\u200d"
"""Not printable, but a text may have them: line breaks, tabs, and the joiners by which several scripts spell words."""


def plain(text: str) -> str:
    """The text without what is not seen."""
    if text.isprintable():
        return text
    return "".join(letter for letter in text if letter.isprintable() or letter in _KEPT)


def one_line(text: str) -> str:
    """The same on one line."""
    return plain(" ".join(text.split()))
