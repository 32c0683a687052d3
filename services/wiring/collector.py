"""How seldom the garbage collector looks at what a host keeps as long as it lives."""

from __future__ import annotations

import gc
from typing import Final

_MADE: Final = 5_000
"""Objects made, less those gone, after which the collector looks for cycles among them."""


def spare_collector() -> None:
    """Keep the collector from all that is loaded by now: a full collection looked at 150,000 objects.

    What a record or a page makes goes without the collector when it is done: looking for cycles among it, every 700
    objects, took a fourteenth of a fold's time, and a page that met a full collection waited 0.1 s for it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_MADE)
