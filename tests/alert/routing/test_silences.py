"""Silences: what they hold of, and from when to when; Alertmanager's vectors, in our labels."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from schemas.decisions import SilenceSet
from schemas.event import Digest
from services.alert.routing import Labels
from services.alert.routing.silences import check, silencing
from tests.alert.examples import NOON

HOUR = dt.timedelta(hours=1)
LABELS: Labels = {
    "outlet": ("test",),
    "source": ("web-1",),
    "place": ("/user/profile",),
    "rule": ("GET",),
}


def silence(
    *matchers: str, name: str = "s", start: dt.datetime = NOON - HOUR, end: dt.datetime = NOON + HOUR
) -> SilenceSet:
    return SilenceSet(
        silence=Digest(name),
        matchers=matchers,
        starts_at=start,
        ends_at=end,
        reason="known",
        by="anna",
        decided_at=start,
    )


@pytest.mark.parametrize(
    ("matchers", "holds"),
    [
        (('outlet="test"',), True),
        (('outlet!="test"',), False),
        (('outlet="test"', 'rule="POST"'), False),
        (('outlet="test"', 'rule!="POST"'), True),
        (('place=~"/user/.+"',), True),
        (('place!~"/user/.+"',), False),
        (('place=~"/user/.+"', 'place!~"/nothing/.+"'), True),
    ],
)
def test_all_matchers_must_hold(matchers: tuple[str, ...], holds: bool) -> None:
    assert (silencing([silence(*matchers)], LABELS, NOON) is not None) is holds


@pytest.mark.parametrize(
    ("at", "holds"),
    [(-3601, False), (-3600, True), (0, True), (3599, True), (3600, False)],
)
def test_it_holds_from_its_start_up_to_its_end(at: float, holds: bool) -> None:
    now = NOON + dt.timedelta(seconds=at)
    assert (silencing([silence('outlet="test"')], LABELS, now) is not None) is holds


def test_without_silences_and_by_those_of_others_nothing_is_silenced() -> None:
    assert silencing([], LABELS, NOON) is None
    assert silencing([silence('outlet="other"')], LABELS, NOON) is None


def test_of_several_the_last_to_end_is_told() -> None:
    both = [silence('outlet="test"', name="long", end=NOON + 2 * HOUR), silence('rule="GET"', name="short")]
    found = silencing(both, LABELS, NOON)
    assert found is not None
    assert found.silence == "long"


def test_what_cannot_hold_is_refused() -> None:
    check(silence('outlet="test"'))
    check(silence('outlet="test"', start=NOON, end=NOON))
    for wrong, complaint in (
        (silence(), "would silence the whole desk"),
        (silence('colour="red"'), "no label 'colour'"),
        (silence('outlet="test"', start=NOON, end=NOON - HOUR), "ends before it starts"),
    ):
        with pytest.raises(ValueError, match=complaint):
            check(wrong)


def test_one_that_is_set_to_end_now_holds_no_longer() -> None:
    ended = msgspec.structs.replace(silence('outlet="test"'), ends_at=NOON)
    assert silencing([ended], LABELS, NOON) is None
