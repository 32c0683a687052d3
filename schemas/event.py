"""The root of all events: a frozen fact with a type, a topic, a key and the moment when it happened."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Final, NewType

import msgspec

from schemas.topics import Topic

ArticleId = NewType("ArticleId", str)
TrackId = NewType("TrackId", str)
ClaimId = NewType("ClaimId", str)
FlagId = NewType("FlagId", str)
Digest = NewType("Digest", str)
"""A SHA-256 in lower-case hexadecimal."""


CARRIED: Final = "carried"
"""With what the track of a number begins, of those who have it from others;"""
TELLING: Final = "telling"
"""and that of a name, of the articles that open with it."""
_BESIDES: Final = (f"{CARRIED}/", f"{TELLING}/")


def stands_elsewhere(track: TrackId) -> bool:
    """Whether the track gathers anew what is stated in others too, by what it counts."""
    return track.startswith(_BESIDES)


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened; equal events are equal bytes.

    Subclasses name their `type` ("article.published", with the major version in `major`) and `topic`, and say by
    `key` what they are ordered by and by `occurred_at` (aware, UTC) when they happened.
    """

    type: ClassVar[str]
    major: ClassVar[int] = 1
    topic: ClassVar[Topic]

    @property
    def key(self) -> str:
        raise NotImplementedError

    @property
    def occurred_at(self) -> dt.datetime:
        raise NotImplementedError
