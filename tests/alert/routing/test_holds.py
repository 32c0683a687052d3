"""What holds a finding back, in which order, and until when."""

from __future__ import annotations

import datetime as dt

from schemas.decisions import SilenceSet
from schemas.event import Digest, FlagId
from schemas.notices import Suppression
from services.alert.routing import Hold, InhibitRule, Labels, Quiet, TimeInterval, Timing, holds
from services.alert.routing.intervals import Period, TimeRange
from tests.alert.examples import NOON

NIGHT = TimeInterval("night", (Period(times=(TimeRange("22:00", "24:00"), TimeRange("00:00", "07:00"))),))
WEEKEND = TimeInterval("weekend", (Period(weekdays=("saturday", "sunday")),))
EVER = TimeInterval("ever", (Period(),))
HOURS = TimeInterval("hours", (Period(times=(TimeRange("09:00", "17:00"),)),))
INTERVALS = {interval.name: interval for interval in (NIGHT, WEEKEND, EVER, HOURS)}

LABELS: Labels = {"claim": ("c",), "grade": ("tension",)}
RULE = InhibitRule(('grade="conflict"',), ('grade="tension"',), ("claim",))
CONFLICT: Labels = {"claim": ("c",), "grade": ("conflict",)}
SILENCE = SilenceSet(
    silence=Digest("s"),
    matchers=('claim="c"',),
    starts_at=NOON,
    ends_at=NOON + dt.timedelta(days=3),
    reason="known",
    by="anna",
    decided_at=NOON,
)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text + "Z")


def muted(
    now: str, *, mute: tuple[str, ...] = (), active: tuple[str, ...] = ()
) -> list[tuple[str, dt.datetime | None]]:
    timing = Timing(dt.timedelta(), dt.timedelta(), dt.timedelta(), None, mute, active)
    found = list(holds(Quiet(INTERVALS, (), (), {}), LABELS, timing, at(now)))
    assert all(hold.by is Suppression.MUTED for hold in found)
    return [(hold.why, hold.until) for hold in found]


def test_nothing_holds_back_by_day() -> None:
    assert muted("2025-01-30T12:00", mute=("night", "weekend"), active=("hours",)) == []


def test_a_route_is_muted_until_the_last_of_what_mutes_it_ends() -> None:
    assert muted("2025-01-30T23:00", mute=("night",)) == [("night", at("2025-01-31T07:00"))]
    assert muted("2025-01-31T23:00", mute=("night", "weekend")) == [("night", at("2025-02-03T07:00"))]


def test_a_route_is_muted_outside_its_active_times() -> None:
    assert muted("2025-01-30T17:00", active=("hours",)) == [("not hours", at("2025-01-31T09:00"))]
    assert muted("2025-01-30T17:00", active=("hours", "night")) == [("not hours or night", at("2025-01-30T22:00"))]
    assert muted("2025-01-30T10:00", active=("hours",), mute=("ever",)) == [("ever", at("2026-01-31T10:00"))]


def test_a_name_of_an_earlier_configuration_says_nothing() -> None:
    assert muted("2025-01-30T23:00", mute=("gone",), active=("lost",)) == []


def test_all_that_holds_back_is_told_in_alertmanager_s_order() -> None:
    timing = Timing(dt.timedelta(), dt.timedelta(), dt.timedelta(), None, ("ever",), ())
    quiet = Quiet(INTERVALS, (RULE,), (SILENCE,), {FlagId("loud"): CONFLICT})
    assert list(holds(quiet, LABELS, timing, NOON)) == [
        Hold(Suppression.INHIBITED, "loud", None),
        Hold(Suppression.MUTED, "ever", NOON + dt.timedelta(days=366)),
        Hold(Suppression.SILENCED, "s", SILENCE.ends_at),
    ]
