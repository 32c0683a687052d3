"""The hours of digests, by whatever clock."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
import yaml

from services.alert.routing import Digest, Route, destinations
from services.alert.routing.digests import hours_of

DESK = Digest("{}:{}", (7 * 60, 17 * 60), "UTC")
BERLIN = DESK._replace(time_zone="Europe/Berlin")
EARLY = Digest("{}:{}", (2 * 60 + 30,), "Europe/Berlin")


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text + "Z")


@pytest.mark.parametrize(
    ("digest", "moment", "hour"),
    [
        (DESK, "2026-11-26T00:00:00", "2026-11-26T07:00:00"),
        (DESK, "2026-11-26T07:00:00", "2026-11-26T07:00:00"),
        (DESK, "2026-11-26T07:00:00.000001", "2026-11-26T17:00:00"),
        (DESK, "2026-11-26T17:00:01", "2026-11-27T07:00:00"),
        (DESK, "2026-12-31T23:59:59", "2027-01-01T07:00:00"),
        (BERLIN, "2026-11-26T05:00:00", "2026-11-26T06:00:00"),
        (BERLIN, "2026-07-26T04:00:00", "2026-07-26T05:00:00"),
        (BERLIN, "2026-11-25T23:30:00", "2026-11-26T06:00:00"),
        # The clock goes from two to three: half past two comes half an hour into the hour after.
        (EARLY, "2026-03-29T00:00:00", "2026-03-29T01:30:00"),
        # It goes from three back to two: half past two comes twice.
        (EARLY, "2026-10-25T00:00:00", "2026-10-25T00:30:00"),
        (EARLY, "2026-10-25T00:30:01", "2026-10-26T01:30:00"),
    ],
)
def test_the_next_hour(digest: Digest, moment: str, hour: str) -> None:
    assert digest.next(at(moment)) == at(hour)


@pytest.mark.parametrize(("digest", "title"), [(DESK, "26 November 07:00 UTC"), (BERLIN, "26 November 08:00 CET")])
def test_how_it_is_told(digest: Digest, title: str) -> None:
    assert digest.told(at("2026-11-26T07:00:00")) == title


def test_hours_may_stand_without_quotes_in_yaml() -> None:
    assert hours_of(tuple(yaml.safe_load("[17:00, 07:00, '17:00']"))) == (7 * 60, 17 * 60)


@pytest.mark.parametrize(
    ("route", "complaint"),
    [
        ({"digest_at": ["7"]}, "'7' is no time of the day"),
        ({"digest_at": [7]}, "7 is no time of the day"),
        ({"digest_at": ["24:00"]}, "write '00:00'"),
        ({"digest_at": "07:00"}, "Expected `array"),
        ({"time_zone": "Berlin"}, "'Berlin' is no time zone"),
    ],
)
def test_what_is_no_hour_is_refused(route: dict[str, Any], complaint: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=complaint):
        msgspec.convert(route, Route)


def test_routes_inherit_digest_and_time_zone_unless_they_say_otherwise() -> None:
    tree = Route(
        receiver="root",
        digest_at=("07:00",),
        time_zone="Europe/Berlin",
        routes=(
            Route(matchers=('grade="conflict"',), digest_at=()),
            Route(matchers=('grade="tension"',), time_zone="UTC"),
            Route(matchers=("severity>=3",)),
        ),
    )

    def digest(**asked: str) -> Digest | None:
        [to] = destinations(tree, {"claim": ("c",), **{name: (value,) for name, value in asked.items()}})
        return to.timing.digest

    assert digest(grade="conflict") is None
    assert digest(grade="tension") == Digest('{}/{grade="tension"}:{}', (7 * 60,), "UTC")
    assert digest(severity="3") == Digest("{}/{severity>=3}:{}", (7 * 60,), "Europe/Berlin")
    assert digest(severity="1") == Digest("{}:{}", (7 * 60,), "Europe/Berlin")
