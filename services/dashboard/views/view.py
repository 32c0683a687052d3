"""What every view is, and how a long list is shown in parts."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Something shown."""


class Listed(View, Generic[T], frozen=True, kw_only=True):
    """A part of a list, in its order."""

    rows: tuple[T, ...]
    next: str | None = None
    """What to ask for to see what follows; None at the end."""


class Passage(View, frozen=True, kw_only=True):
    """Words in the sentence that holds them."""

    before: str
    words: str
    after: str
