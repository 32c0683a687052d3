"""The scorers of reading: what is right counts, what is wrong, missing or too much does not."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bench.reading import incidents, labels, newsquant, quantulum, recognizers, timex
from bench.reading.reader import Amount, Found, Reader, When
from bench.reading.scores import Share, Tally
from bench.reading.sets import Document, is_set_aside

TEXT = "Ships fell by 3 to 5 in May."
GOLD = {
    "text": TEXT,
    "quantities": [
        {"value": "3-5", "unit": "ships", "normalized_unit": "ship", "change": "down", "referred_concepts": "-"}
    ],
}


def amount(
    *values: float, unit: str | None = "ship", modality: str = "range", direction: str | None = "down"
) -> Amount:
    return Amount(11, 20, values, values[0], values[-1], unit, unit, modality, direction)


def reader(*amounts: Amount, times: tuple[When, ...] = (), statements: tuple[dict[str, Any], ...] = ()) -> Reader:
    return lambda _text, _published, _title: Found(list(amounts), list(times), list(statements))


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ([amount(3, 5)], {"value": 1, "unit": 1, "change": 1, "concept": 1}),
        ([amount(3, 5, unit="boat")], {"value": 1, "unit": 0, "change": 1, "concept": 1}),
        ([amount(3, 5, direction=None)], {"value": 1, "unit": 1, "change": 0, "concept": 1}),
        ([amount(3)], {"value": 0, "unit": 0, "change": 0, "concept": 0}),
        ([], {"value": 0, "unit": 0, "change": 0, "concept": 0}),
    ],
)
def test_newsquant_counts_what_equals_a_gold_tuple(found: list[Amount], right: dict[str, int]) -> None:
    scores = newsquant.score(GOLD, reader(*found))
    assert {name: tally.right for name, tally in scores.items()} == right
    assert all((tally.gold, tally.found) == (1, len(found)) for tally in scores.values())


def test_what_is_found_twice_counts_once() -> None:
    assert newsquant.score(GOLD, reader(amount(3, 5), amount(3, 5)))["value"] == Tally(1, 1, 2)


def test_quantulum_knows_a_range_by_its_middle() -> None:
    line = {"text": TEXT, "quantities": [{"value": 4, "unit": "metre", "surface": "3 to 5 m", "uncertainty": 1}]}
    found = Amount(0, 5, (3.0, 5.0), 3, 5, "metre", None, "range", None)
    assert quantulum.score(line, reader(found)) == {"value": Tally(1, 1, 1), "unit": Tally(1, 1, 1)}
    assert quantulum.score(line, reader(found._replace(unit="mile")))["unit"] == Tally(0, 1, 1)


def test_timex_extent_is_strict_or_relaxed_and_a_value_needs_an_overlap() -> None:
    tml = (
        '<DCT><TIMEX3 functionInDocument="CREATION_TIME" value="2025-01-30">now</TIMEX3></DCT>'
        '<TEXT>It rained <TIMEX3 type="DATE" value="2025-01-27">Monday</TIMEX3> for '
        '<TIMEX3 type="DURATION" value="P2D">two days</TIMEX3>.</TEXT>'
    )
    line = {"name": "a", "tml": tml}
    monday, days = When(10, 16, "DATE", "2025-01-27"), When(21, 29, "DURATION", "P2D")
    assert all(tally == Tally(2, 2, 2) for tally in timex.score(line, reader(times=(monday, days))).values())
    wide = timex.score(line, reader(times=(monday._replace(start=7), days._replace(value="P3D"))))
    assert wide == {"strict": Tally(1, 2, 2), "relaxed": Tally(2, 2, 2), "value": Tally(1, 2, 2)}


@pytest.mark.parametrize(
    ("model", "results", "found", "right"),
    [
        ("Currency", [("$5", "5")], [Amount(0, 2, (5,), 5, 5, "dollar", None, "exact", None)], True),
        ("Currency", [("$5", "5")], [Amount(0, 2, (6,), 6, 6, "dollar", None, "exact", None)], False),
        ("Currency", [("$5", "5")], [], False),
        ("Currency", [], [Amount(0, 2, (5,), 5, 5, "dollar", None, "exact", None)], False),
        ("NumberRange", [("$5", "[5,)")], [Amount(0, 2, (5,), 5, None, None, None, "at least", None)], True),
        ("NumberRange", [("$5", "(,5]")], [Amount(0, 2, (5,), 5, None, None, None, "at least", None)], False),
    ],
)
def test_recognizers_case_is_right_whole_or_not_at_all(
    model: str, results: list[tuple[str, str]], found: list[Amount], right: bool
) -> None:
    gold = [{"Text": text, "Start": 0, "End": len(text) - 1, "Resolution": {"value": value}} for text, value in results]
    case = {"Input": "$5 it is", "Model": f"Number/English/{model}Model", "Results": gold}
    assert recognizers.is_right(case, reader(*found)) is right


def when(value: str, earliest: str | None = None, latest: str | None = None, start: int = 0, end: int = 5) -> When:
    return When(start, end, "DATE", value, earliest, latest or earliest)


@pytest.mark.parametrize(
    ("resolution", "found", "right"),
    [
        ({"timex": "XXXX-05-03", "value": "2025-05-03"}, [when("2025-05-03", "2025-05-03")], True),
        ({"timex": "XXXX-05-03", "value": "2025-05-03"}, [when("2024-05-03", "2024-05-03")], False),
        (
            {"timex": "XXXX-02", "Mod": "after", "start": "2025-03-01"},
            [when("2025-02", "2025-02-01", "2025-02-28")],
            True,
        ),
        (
            {"timex": "XXXX-02", "Mod": "after", "start": "2025-03-01"},
            [when("2025-01", "2025-01-01", "2025-01-31")],
            False,
        ),
        ({"timex": "XXXX-05", "Mod": "mid", "start": "2025-05-11", "end": "2025-05-21"}, [when("2025-05")], True),
        (
            {"timex": "XXXX-WXX-5TMO", "start": "2025-01-31 08:00:00", "end": "2025-01-31 12:00:00"},
            [when("2025-01-31TMO")],
            True,
        ),
        (
            {"timex": "XXXX-WXX-5TMO", "start": "2025-01-31 08:00:00", "end": "2025-01-31 12:00:00"},
            [when("2025-01-31TEV")],
            False,
        ),
        ({"timex": "(2025-07-01,2025-10-01,P3M)", "start": "2025-07-01", "end": "2025-10-01"}, [when("2025-Q3")], True),
        ({"timex": "(1990-01-01,2000-01-01,P10Y)"}, [when("199X")], True),
        ({"timex": "PT1.5H", "value": "5400"}, [when("PT1H30M")], True),
        ({"timex": "P3D", "value": "259200"}, [when("PXD")], True),
        ({"timex": "P3D", "value": "259200"}, [when("P3M")], False),
        ({"timex": "P1Y", "value": "31536000"}, [when("P12M")], True),
        (
            {"timex": "(T14,T16:00:00,PT2H)", "start": "14:00:00", "end": "16:00:00"},
            [when("T14:00", None, None, 0, 2), when("PT2H", None, None, 3, 5)],
            True,
        ),
        (
            {"timex": "(T14,T16:00:00,PT2H)", "start": "14:00:00", "end": "16:00:00"},
            [when("T15:00", None, None, 0, 2), when("PT2H", None, None, 3, 5)],
            False,
        ),
        ({"timex": "(2025-01-30T12:00:00,2025-01-30T14:00:00,PT2H)"}, [when("PT2H")], True),
        ({"timex": "(2025-01-01,2025-01-03,P2D)", "start": "2025-01-01", "end": "2025-01-03"}, [when("P2D")], False),
        ({"timex": "2025-01-30T23:59:59", "value": "2025-01-30 23:59:59"}, [when("2025-01-30")], True),
        (
            {"timex": "(2024-01-01,2025-01-01,P1Y)", "start": "2024-01-01", "end": "2025-01-01"},
            [when("2024", "2024-01-01", "2024-12-31", 0, 2), when("2025", "2025-01-01", "2025-12-31", 3, 5)],
            True,
        ),
        (
            {"timex": "(2024-01-01,2025-01-01,P1Y)", "start": "2024-01-01", "end": "2025-01-01"},
            [when("2023", "2023-01-01", "2023-12-31", 0, 2), when("2025", "2025-01-01", "2025-12-31", 3, 5)],
            False,
        ),
    ],
)
def test_recognizers_date_is_right_by_any_of_its_resolutions(
    resolution: dict[str, str], found: list[When], right: bool
) -> None:
    gold = [{"Text": "a to b", "Start": 0, "End": 5, "Resolution": {"values": [resolution]}}]
    case = {"Input": "a to b", "Model": "DateTime/English/DateTimeModel", "Results": gold}
    assert recognizers.is_right(case, reader(times=tuple(found))) is right


def test_more_than_a_tenth_out_of_scope_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [{"Input": f"{number}", "Model": "x/NumberModel"} for number in range(10)]
    listed = {"Number": {recognizers.digest(case): "why" for case in cases[:2]}}
    monkeypatch.setattr(recognizers, "_listed", lambda: listed)
    with pytest.raises(ValueError, match="list fewer"):
        recognizers.out_of_scope(cases, "Number")


def statement(
    action: str,
    best: int,
    counted: str = "people",
    factuality: str = "asserted",
    *,
    quote: str = "One.",
    modality: str = "exact",
) -> dict[str, Any]:
    figure = {"kind": "quantity", "best": best, "low": best, "modality": modality}
    subject = {"action": action, "counted": counted}
    return {"figure": figure, "subject": subject, "factuality": factuality, "quote": quote}


@pytest.mark.parametrize(
    ("said", "killed", "injured"),
    [
        ([statement("killed", 2), statement("injured", 3)], 2, 3),
        ([statement("killed", 2), statement("killed", 5)], 2, None),
        ([statement("shot", 4), statement("killed", 1)], 1, 3),
        ([statement("shot", 4), statement("injured", 2, modality="at least")], None, 4),
        ([statement("shot", 4), statement("injured", 2)], None, 2),
        ([statement("shot", 1), statement("injured", 2, modality="at least")], None, 2),
        ([statement("killed", 1, "suspect")], None, None),
        ([statement("killed", 2), statement("killed", 1, "suspect")], 3, None),
        ([statement("killed", 2), statement("killed", 1, "suspect", quote="Another.")], 2, None),
        ([statement("shot", 4), statement("killed", 1), statement("killed", 1, "suspect")], 2, 3),
        ([statement("killed", 1, modality="at least"), statement("killed", 2)], 2, None),
        ([statement("killed", 1, "man", modality="at least"), statement("killed", 2, "woman")], 1, None),
        ([statement("killed", 3, modality="at least"), statement("killed", 2)], 3, None),
        (
            [
                statement("killed", 2),
                statement("killed", 2, quote="Two."),
                statement("killed", 1, "suspect", quote="Two."),
            ],
            3,
            None,
        ),
        ([statement("shot", 4), statement("injured", 4, modality="at least"), statement("killed", 1)], 1, 3),
        (
            [
                statement("injured", 1, "man", modality="at least"),
                statement("killed", 1, "man", modality="at least", quote="Two."),
            ],
            1,
            None,
        ),
        ([statement("injured", 1, "man", modality="at least"), statement("killed", 1, "man", quote="Two.")], 1, 1),
        ([statement("killed", 1, factuality="denied")], None, None),
        ([], None, None),
    ],
)
def test_article_answers_with_its_first_assertion_or_the_exact_one_that_this_allows(
    said: list[dict[str, Any]], killed: int | None, injured: int | None
) -> None:
    assert (incidents.answer_of(said, "killed"), incidents.answer_of(said, "injured")) == (killed, injured)


def test_incident_is_right_by_most_of_its_articles_and_zero_by_silence() -> None:
    articles = [{"id": "a", "title": "Fire", "text": "It burned.", "date": "2025-01-30"}] * 3
    incident = {"incident": "1", "truth": {"killed": 2, "injured": 0}, "articles": articles}
    scores = incidents.score(incident, reader(statements=(statement("killed", 2),)))
    assert scores["killed"] == incidents.Answers(Share(3, 3), Share(1, 1))
    assert scores["injured"] == incidents.Answers(Share(0, 0), Share(1, 1))


def test_labels_keep_offsets_and_no_words() -> None:
    working = {"set": "timex", "document": "d", "start": 100, "end": 120, "sentence": "Ten men died, he said."}
    quantity = {"words": "Ten men", "low": 10, "high": 10, "modality": "exact", "direction": None, "unit": "man"}
    told = {
        "quantity": 0,
        "counted": "man",
        "action": "killed",
        "source": "he",
        "factuality": "asserted",
        "as_of": None,
    }
    label = labels.located(working, {"quantities": [quantity], "times": [], "statements": [told]})
    assert (label["quantities"][0]["start"], label["quantities"][0]["end"]) == (100, 107)
    assert label["statements"][0]["source"] == [114, 116]
    assert "words" not in str(label)
    with pytest.raises(ValueError, match="copy the words exactly"):
        labels.located(working, {"quantities": [quantity | {"words": "Nine"}], "times": [], "statements": []})


def test_label_is_scored_against_what_overlaps_it() -> None:
    quantity = {"start": 0, "end": 7, "low": 10, "high": 10, "modality": "exact", "direction": None, "unit": "man"}
    label = {
        "set": "timex",
        "document": "d",
        "start": 0,
        "end": 30,
        "quantities": [quantity],
        "times": [],
        "statements": [],
    }
    document = Document("timex", "d", "d", "", "Ten men died.", dt.date(2025, 1, 30))
    right = Amount(0, 7, (10.0,), 10, 10, "man", "man", "exact", None)
    assert labels.score(label, document, reader(right))["value"] == Tally(1, 1, 1)
    assert labels.score(label, document, reader(right._replace(low=9, high=9)))["value"] == Tally(0, 1, 1)


def test_about_a_fifth_is_set_aside_and_always_the_same() -> None:
    aside = [key for key in map(str, range(2000)) if is_set_aside(key)]
    assert 300 < len(aside) < 500
    assert aside == [key for key in map(str, range(2000)) if is_set_aside(key)]


@pytest.mark.parametrize(
    ("told", "right"), [("wounded", 1), ("injured", 1), ("killed", 0)], ids=["word", "sense", "other"]
)
def test_label_s_verb_is_met_by_the_sense_that_it_has(told: str, right: int) -> None:
    document = Document("incidents", "a", "1", "", "Five were wounded.", dt.date(2025, 1, 30))
    label = {
        "start": 0,
        "end": 18,
        "quantities": [
            {"start": 0, "end": 4, "low": 5, "high": 5, "unit": None, "modality": "exact", "direction": None}
        ],
        "times": [],
        "statements": [{"quantity": 0, "action": "wounded", "source": None, "factuality": "asserted", "as_of": None}],
    }
    line = statement(told, 5) | {"start": 0, "end": 4, "chain": ["Example Times"], "as_of": None}
    assert labels.score(label, document, reader(statements=(line,)))["action"] == Tally(right, 1, 1)
