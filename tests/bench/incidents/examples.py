"""Articles as the main job's data has them."""

from __future__ import annotations

import datetime as dt
import hashlib

from bench.incidents.articles import Sourced


def sourced(name: str, **given: object) -> Sourced:
    """An article of the Post on 1 March 2025, but for what is given; its id is made from the name."""
    fields = {
        "outlet": "Post",
        "title": "Fire in Lagos",
        "date": dt.date(2025, 3, 1),
        "text": "Twelve people died.\n\nThe fire is out.",
    } | given
    return Sourced(id=hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(), **fields)  # type: ignore[arg-type]
