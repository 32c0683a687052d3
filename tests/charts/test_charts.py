"""The charts as a reader meets them: every statement is there, nothing in it is markup, and words stand for it."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from schemas.flags import Grade
from schemas.values import Modality
from services.charts.png import png
from services.charts.presence import presence
from services.charts.quantity import quantity
from services.charts.svg import NARROW, WIDE, Element, text_of
from services.charts.titled import titled
from tests.charts.examples import SEEN, TROOPS, bar, mark, quantities, spans

HOSTILE = 'A<script>alert(1)</script>"\x00\u202eevil ' + "x" * 10_000


def of_kind(svg: Element, kind: str) -> list[Element]:
    return [shape for shape in svg.iter() if kind in shape.get("class", "").split()]


def words(svg: Element) -> list[str]:
    return [text.text or "" for text in svg.iter("text")]


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_each_statement_is_a_mark_that_tells_its_words(size: tuple[int, int]) -> None:
    svg = quantity(TROOPS, WIDE if size == WIDE else NARROW)
    told = [shape.findtext("title") or "" for shape in of_kind(svg, "mark")]
    assert len(told) == len(TROOPS.marks)
    assert told[0] == "“10000 troops”: Example Times, 3 January 2025; officials"
    assert len(of_kind(svg, "ours")) >= 1


def test_the_outlets_are_named_beside_their_marks() -> None:
    assert {"Courier", "The Herald", "Our Paper", "Wire"} <= set(words(quantity(TROOPS, WIDE)))


def test_what_colour_tells_shape_and_words_tell_too() -> None:
    svg = quantity(TROOPS, WIDE)
    conflicts, tensions = of_kind(svg, "conflict"), of_kind(svg, "tension")
    assert not any("transform" in square.attrib for square in conflicts)
    assert all("rotate(45" in diamond.get("transform", "") for diamond in tensions)
    assert {"as stated", "about, range", "at least", "at most", "conflict", "tension"} <= set(words(svg))


def test_the_legend_stays_within_the_drawing() -> None:
    for size in (WIDE, NARROW):
        svg = quantity(TROOPS, size)
        for text in of_kind(svg, "legend"):
            assert float(text.get("x", "")) + 7.2 * len(text.text or "") <= size.width


def test_an_open_end_reaches_the_edge() -> None:
    svg = quantity(quantities(mark(3, (10, 10, 10)), mark(5, (10, 10, None), Modality.AT_LEAST)), WIDE)
    (line,) = of_kind(svg, "interval")
    rules = [float(rule.get("y1", "")) for rule in of_kind(svg, "rule")]
    assert float(line.get("y2", "")) <= min(rules)


@pytest.mark.parametrize(
    "marks",
    [
        (mark(3, (0, 0, 0)),),
        (mark(3, (5, 5, 5)), mark(3, (5, 5, 5))),
        (mark(3, (-10, -5, 0)),),
        (mark(3, (None, None, None), Modality.VAGUE),),
        (mark(3, (1, 1, 1)), mark(20, (10**15, 10**15, 10**15))),
    ],
)
def test_whatever_is_stated_can_be_drawn(marks: tuple[object, ...]) -> None:
    svg = quantity(quantities(*marks), NARROW)  # type: ignore[arg-type]
    assert len(of_kind(svg, "mark")) == len(marks)


def test_seen_is_a_full_bar_and_not_seen_a_hollow_one() -> None:
    svg = presence(SEEN, 720)
    rows = of_kind(svg, "bar")
    assert [bool(of_kind(row, "hollow")) for row in rows] == [False, True, True]
    assert [len(of_kind(row, "conflict")) for row in rows] == [1, 1, 0]
    assert {"Example Times, seen", "Courier, not seen", "The Herald, not seen"} <= set(words(svg))


def test_an_events_day_is_dated() -> None:
    assert "Wire, dated" in words(presence(spans(bar(None, (3, 5), 6, "Wire")), 344))


@pytest.mark.parametrize("draw", [lambda: quantity(quantities(), WIDE), lambda: presence(spans(), 720)])
def test_of_nothing_stated_it_says_so(draw: Callable[[], Element]) -> None:
    assert words(draw()) == ["nothing stated yet"]


def test_words_stand_for_the_chart() -> None:
    said = quantity(TROOPS, WIDE).get("aria-label", "")
    assert said.startswith("Foreign troops. 6 statements; the latest “12000 troops” by Wire on 20 January 2025")
    said = presence(SEEN, 720).get("aria-label", "")
    assert "Courier on 30 January 2025: “not seen for two weeks”, 16 January 2025 to 30 January 2025" in said


@pytest.mark.parametrize(
    "drawn",
    [
        quantity(quantities(mark(3, (1, 1, 1), outlet=HOSTILE, at_odds=Grade.CONFLICT)), WIDE),
        presence(spans(bar(True, (3, 5), 6, HOSTILE)), 720),
    ],
)
def test_hostile_words_stay_words(drawn: Element) -> None:
    text = text_of(drawn)
    assert "<script" not in text
    assert "\x00" not in text
    assert "style=" not in text
    assert ET.fromstring(text).tag.endswith("svg")  # noqa: S314 - our own
    assert max(len(line) for line in words(drawn)) <= 60


def test_the_calendar_says_what_its_squares_and_diamonds_are() -> None:
    assert "conflict" in words(presence(SEEN, 344))
    assert not {"conflict", "tension"} & set(words(presence(spans(bar(True, (3, 5), 6, "Wire")), 344)))


def test_marks_are_named_with_what_they_state_where_there_is_room() -> None:
    told = words(quantity(TROOPS, WIDE, numbers=True))
    assert {"Courier ≥ 10,000", "The Herald 11,000–12,000", "Our Paper ~ 10,000", "Wire 12,000"} <= set(told)
    assert "Gazette ≤ 13,000" in told


def test_a_drawing_that_stands_alone_says_what_it_shows() -> None:
    bare = quantity(TROOPS, WIDE)
    svg = titled(bare, "Foreign troops in the region, as counted by everybody who has an eye on them", "how many")
    title = [text for text in of_kind(svg, "title") if text.tag == "text"]
    assert [text.text for text in title] == [
        "Foreign troops in the region, as counted by everybody who has an eye on",
        "them",
    ]
    assert "how many" in words(svg)
    assert int(svg.get("height", "")) > WIDE.height
    assert svg.get("aria-label") == bare.get("aria-label")


def test_a_title_takes_two_lines_at_most() -> None:
    svg = titled(quantity(TROOPS, NARROW), HOSTILE + "y " * 400, "")
    lines = [text.text or "" for text in of_kind(svg, "title")]
    assert len(lines) == 2
    assert lines[-1].endswith("…")


def test_the_picture_is_a_png_of_twice_the_size() -> None:
    picture = png(text_of(quantity(TROOPS, WIDE)))
    assert picture.startswith(b"\x89PNG\r\n")
    assert int.from_bytes(picture[16:20]) == 2 * WIDE.width
    assert int.from_bytes(picture[20:24]) == 2 * WIDE.height
