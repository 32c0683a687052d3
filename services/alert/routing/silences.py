"""Silences: what the desk wants to hear nothing of for a while."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from schemas.decisions import SilenceSet
from services.alert.routing.labels import Labels
from services.alert.routing.matchers import failing, parse_matcher


def check(silence: SilenceSet) -> None:
    """Refuse a silence of which it cannot be said what it silences.

    Raises:
        ValueError: it has no matchers, or one is none, or it ends before it starts.
    """
    if not silence.matchers:
        raise ValueError("a silence without matchers would silence the whole desk")
    for text in silence.matchers:
        parse_matcher(text)
    if silence.ends_at < silence.starts_at:
        raise ValueError(f"a silence from {silence.starts_at} to {silence.ends_at} ends before it starts")


def silencing(silences: Iterable[SilenceSet], of: Labels, now: dt.datetime) -> SilenceSet | None:
    """The silence that is in force now for something with these labels, the last to end; None if there is none."""
    active = (one for one in silences if one.starts_at <= now < one.ends_at and not failing(one.matchers, of))
    return max(active, key=lambda one: (one.ends_at, one.silence), default=None)
