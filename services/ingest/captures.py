"""A raw body becomes records: compressed, the same bytes each time, in parts that the log takes."""

from __future__ import annotations

import datetime as dt
import gzip
from typing import Final

from schemas.articles import Captured
from schemas.envelope import digest

PART_BYTES: Final = 524_288
"""Of compressed bytes in one record; base64 makes 4 of 3, which stays below the log's 1 MiB."""


def capture(body: bytes, url: str, media_type: str, at: dt.datetime) -> list[Captured]:
    """The parts of a body in order; one part, if it is small."""
    packed = gzip.compress(body, mtime=0)  # no time stamp: equal bodies are equal bytes
    parts = [packed[start : start + PART_BYTES] for start in range(0, len(packed), PART_BYTES)]
    name = digest(body)
    return [
        Captured(
            digest=name,
            part=number,
            parts=len(parts),
            url=url[:2_000],
            media_type=media_type[:200],
            data=part,
            captured_at=at,
        )
        for number, part in enumerate(parts, 1)
    ]
