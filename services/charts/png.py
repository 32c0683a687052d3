"""A drawing as a picture, for mails and messages."""

from __future__ import annotations

import resvg_py


def png(svg: str, zoom: float = 2) -> bytes:
    """The drawing on white as PNG, by default with two pixels to a CSS pixel, for screens that have them."""
    return bytes(
        resvg_py.svg_to_bytes(svg_string=svg, background="#ffffff", zoom=zoom, sans_serif_family="DejaVu Sans")
    )
