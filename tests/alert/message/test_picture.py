"""What a notice shows as a picture: who states what, when, and what is at odds."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec
import pytest

from schemas.flags import Evidence, Flag, FlagState, Grade
from schemas.values import Modality, Presence, Quantity, Span
from services.alert.message.message import Finding, finding
from services.alert.message.picture import SIZE, drawn, picture
from services.charts.chart import PresenceChart, QuantityChart
from tests.alert.examples import FLAG, NOON

HERALD, COURIER = FLAG.evidence


def found(*evidence: Evidence, **changes: object) -> Finding:
    flag: Flag = msgspec.structs.replace(FLAG, evidence=evidence or FLAG.evidence, **changes)
    return finding(flag, NOON)


def stating(figure: Quantity | Span | Presence, evidence: Evidence = HERALD) -> Evidence:
    return msgspec.structs.replace(evidence, figure=figure)


def seen(evidence: Evidence, *, seen: bool) -> Evidence:
    return stating(Presence(seen, Span(dt.date(2025, 1, 20), dt.date(2025, 1, 22))), evidence)


def test_each_quantity_is_a_mark_oldest_first() -> None:
    chart = drawn("T", [found(COURIER, HERALD)])
    assert isinstance(chart, QuantityChart)
    assert [(mark.outlet, mark.best, mark.at_odds) for mark in chart.marks] == [
        ("Herald", Decimal(1200), Grade.CONFLICT),
        ("Courier", Decimal(800), Grade.CONFLICT),
    ]


def test_a_statement_of_two_findings_is_drawn_once_with_the_worse_grade() -> None:
    for grades in ((Grade.CONFLICT, Grade.TENSION), (Grade.TENSION, Grade.CONFLICT)):
        chart = drawn("T", [found(grade=grade) for grade in grades])
        assert isinstance(chart, QuantityChart)
        assert [mark.at_odds for mark in chart.marks] == [Grade.CONFLICT, Grade.CONFLICT]


def test_our_own_copy_is_drawn_as_ours() -> None:
    chart = drawn("T", [found(HERALD, exposure=(COURIER,))])
    assert isinstance(chart, QuantityChart)
    assert [(mark.outlet, mark.ours) for mark in chart.marks] == [("Herald", False), ("Courier", True)]


def test_what_is_in_another_unit_is_not_drawn_on_the_same_scale() -> None:
    euro = stating(Quantity(Decimal(5), Decimal(5), Decimal(5), unit="euro"))
    chart = drawn("T", [found(HERALD, COURIER, euro)])
    assert isinstance(chart, QuantityChart)
    assert (chart.unit, len(chart.marks)) == ("person", 2)


def test_seen_and_not_seen_are_bars_on_a_calendar() -> None:
    chart = drawn("T", [found(seen(HERALD, seen=True), seen(COURIER, seen=False))])
    assert isinstance(chart, PresenceChart)
    assert [(bar.outlet, bar.seen) for bar in chart.bars] == [("Herald", True), ("Courier", False)]


@pytest.mark.parametrize(
    "nothing",
    [
        [],
        [found(HERALD)],
        [found(state=FlagState.RESOLVED)],
        [found(HERALD, seen(COURIER, seen=True))],
        [found(HERALD, stating(Quantity(Decimal(5), Decimal(5), Decimal(5), unit="euro"), COURIER))],
    ],
)
def test_of_less_than_two_figures_there_is_no_picture(nothing: list[Finding]) -> None:
    assert picture("T", nothing) is None


def test_a_factor_is_no_figure_to_draw() -> None:
    half = stating(Quantity(Decimal("0.5"), Decimal("0.5"), Decimal("0.5"), "person", Modality.RELATIVE), COURIER)
    assert picture("T", [found(HERALD, half)]) is None


def test_the_newest_twelve_are_drawn() -> None:
    many = [
        msgspec.structs.replace(HERALD, article=f"a{day}", published_at=dt.datetime(2025, 1, day, tzinfo=dt.UTC))
        for day in range(1, 21)
    ]
    chart = drawn("T", [found(*many)])
    assert isinstance(chart, QuantityChart)
    assert [mark.published_at.day for mark in chart.marks] == list(range(9, 21))


def test_the_picture_is_the_same_bytes_each_time() -> None:
    first, second = (picture(FLAG.title, [found()]) for _ in range(2))
    assert first is not None
    assert first == second
    assert first.startswith(b"\x89PNG")
    assert int.from_bytes(first[16:20]) == SIZE.width * 1.5
