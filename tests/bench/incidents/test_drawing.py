"""A draw of flags can be repeated."""

from __future__ import annotations

import pytest

from bench.examples import reports
from bench.incidents.drawing import draw
from services.detect.tracking.fold import TrackingFold


@pytest.fixture(scope="module")
def flags():
    """The flags that seeded reports raise."""
    fold = TrackingFold("a build")
    for offset, report in enumerate(reports(60, 1, ("Lagos", "Rome", "Kyiv"))):
        fold.apply(offset, report)
    return [flag for track in fold.tracks() for flag in track.flags]


def test_the_same_seed_draws_the_same_whatever_the_order(flags):
    assert draw(flags, 3, seed=1) == draw(flags[::-1], 3, seed=1)


def test_all_are_drawn_where_there_are_fewer(flags):
    assert len(draw(flags[:2], 20, seed=1)) == 2
