"""What holds of any text: offsets, order, no failure, typography, and work in proportion to length."""

from __future__ import annotations

import datetime as dt
import sys
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from schemas.statements import Statement
from services.detect.reading.quotes import MAX_QUOTE
from services.detect.reading.sentences import MAX_SENTENCE, sentences
from services.detect.reading.statements import Reading, read
from services.detect.reading.tokens import flatten
from services.detect.reading.vocabulary import ENGLISH

AT = dt.datetime(2025, 1, 30, 12, tzinfo=dt.UTC)
PROSE = [
    "About 10,000 North Korean soldiers were deployed in Kursk, US officials said on Monday.",
    "North Korean troops have not been seen in Kursk for about two weeks, the ministry said.",
    "At least 12 people died in the flood in Marlow; two children were killed.",
    '"We counted 300 dead," the commander said. "Forty are missing."',
    "Between 11,000 and 12,000 troops will be sent by Friday.",
    "Two North Korean soldiers were captured in Kursk on January 9.",
    "It cost $3 million, 30 % more than in 2024.",
    "The force was reduced by half – or more.",
    "Hundreds of thousands of homes were destroyed near St. Ives.",
    "Half a million refugees have fled since October.",
]
WORDS = [
    *("ten", "a", "dozen", "hundred", "million", "and", "10,000", "1.2m", "½", "3", "-", "$", "%", ",", ".", "?"),
    *("killed", "North", "Korean", "troops", "people", "in", "Kursk", "flood", "said", "officials", "by", "half"),
    *("for", "about", "weeks", "January", "30", "2025", "this", "week", "not", "seen", "of", '"', "(", "fell", "to"),
    *("9999", "years", "ago", "since", "\n", "up", "at", "least", "or", "more", "between", "according", "told"),
]
ANYTHING = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(PROSE), max_size=6).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=60).map("".join),
)


def readings(body: str, title: str = "") -> list[Reading]:
    return [reading for _, reading in read(title, body, "Example Times", AT)]


def meaning(item: Statement) -> object:
    return item.figure, item.subject, item.as_of, item.chain, item.factuality, item.scope


@given(ANYTHING)
def test_every_offset_lies_in_the_text_and_every_quote_is_of_it(body: str) -> None:
    for reading in readings(body):
        for found in (*reading.quantities, *reading.times, *reading.statements):
            assert 0 <= found.start < found.end <= len(body)
            assert body[found.start : found.end].strip()
        for item in reading.statements:
            assert item.quote
            assert item.quote in body
            assert len(item.quote) <= MAX_QUOTE
            assert item.start >= reading.sentence.start
            assert item.end <= reading.sentence.end


@given(ANYTHING)
def test_low_best_and_high_are_in_order(body: str) -> None:
    for reading in readings(body):
        for found in reading.quantities:
            ends = [end for end in (found.low, found.best, found.high) if end is not None]
            assert ends
            assert ends == sorted(ends)
        for time in (time for time in reading.times if time.span is not None):
            assert time.span.earliest <= time.span.core[0] <= time.span.core[1] <= time.span.latest


@given(ANYTHING)
def test_quantities_and_times_follow_one_another(body: str) -> None:
    for reading in readings(body):
        for found in (reading.quantities, reading.times):
            assert all(left.end <= right.start for left, right in pairwise(found))


@given(st.lists(st.sampled_from(PROSE), min_size=1, max_size=5).map(" ".join))
def test_double_spaces_and_curly_quotes_change_offsets_only(body: str) -> None:
    plain = [meaning(item) for reading in readings(body) for item in reading.statements]
    curly = body.replace(' "', " “").replace('"', "”").replace("'", "’")
    for other in (body.replace(" ", "  "), curly, body.replace("-", "–"), body.replace(" ", "\u00a0")):
        assert [meaning(item) for reading in readings(other) for item in reading.statements] == plain


@given(st.lists(st.sampled_from(PROSE), min_size=1, max_size=6), st.data())
def test_reading_in_parts_equals_reading_the_whole(prose: list[str], data: st.DataObject) -> None:
    """Of quantities, which refer to nothing beyond their sentence."""

    def quantities_of(body: str) -> list[object]:
        return [
            replace(quantity, first=0, last=0, start=0, end=0)
            for reading in readings(body)
            for quantity in reading.quantities
        ]

    cut = data.draw(st.integers(0, len(prose)))
    parts = [quantities_of(" ".join(part)) for part in (prose[:cut], prose[cut:]) if part]
    assert quantities_of(" ".join(prose)) == [found for part in parts for found in part]


def test_quote_is_verbatim_typography_and_all() -> None:
    body = "“We counted 300 dead in Kursk,” the commander’s office said."
    [item] = [item for reading in readings(body) for item in reading.statements]
    assert item.quote == body


@given(st.text(max_size=300))
def test_flattening_keeps_every_character_s_place(text: str) -> None:
    assert len(flatten(text)) == len(text)


@given(st.text(alphabet="aB1 .,!?\n\"()'-", max_size=400))
@example("B1 B")  # a number with its scale is one token, and keeps the space in it
def test_sentences_hold_all_but_space_in_order(text: str) -> None:
    flat = flatten(text)
    tokens = [token for sentence in sentences(flat, ENGLISH) for token in sentence.tokens]
    assert "".join(part for token in tokens for part in token.text.split()) == "".join(text.split())
    assert all(flat[token.start : token.end] == token.text for token in tokens)


def test_a_dateline_is_no_part_of_the_sentence_behind_it() -> None:
    [(_, filed), (_, told)] = read(
        "", "GALWAY (Agency) - Ferries stopped.", "A", dt.datetime(2026, 5, 5, tzinfo=dt.UTC)
    )
    assert (filed.sentence.end, told.sentence.tokens[0].text) == (len("GALWAY (Agency) -"), "Ferries")


def test_abbreviation_ends_no_sentence() -> None:
    text = "Gen. A. Brook of the U.S. Army met Dr. Lee. They left."
    assert [text[s.start : s.end] for s in sentences(text, ENGLISH)] == [
        "Gen. A. Brook of the U.S. Army met Dr. Lee.",
        "They left.",
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("A call came in at 4:24 p.m. When crews arrived, the boat had sunk.", "A call came in at 4:24 p.m."),
        ("It went off before 1:30 a.m. Police say two died.", "It went off before 1:30 a.m."),
        ("He died at 6 p.m. Two others followed.", "He died at 6 p.m."),
        ("The vote was held at 8 p.m. Saturday in Oslo. It failed.", "The vote was held at 8 p.m. Saturday in Oslo."),
        ("It left at 9 a.m. on Friday. It sank.", "It left at 9 a.m. on Friday."),
        ("It left port at 9 a.m. EST on Friday. It sank.", "It left port at 9 a.m. EST on Friday."),
        ("It landed at 3 p.m. Paris time. It burnt.", "It landed at 3 p.m. Paris time."),
        ("Crash At 6 a.m. Blocks Road. More soon.", "Crash At 6 a.m. Blocks Road."),
    ],
)
def test_sentence_ends_behind_an_hour_only_where_another_begins(text: str, first: str) -> None:
    start = next(sentences(text, ENGLISH))
    assert text[start.start : start.end] == first


PATHOLOGIES = {
    "hours": "at p.m. Xy ",
    "digits": "7",
    "groups": "1,000",
    "brackets": "(",
    "spaces": " ",
    "letters": "x",
    "capitals": "A",
    "alternating": "a b ",
    "dots": ".",
    "dots and quotes": '."',
    "questions": "?",
    "quotes": '"',
    "newlines": "\n",
    "names": "in Aa.",
    "numbers": "ten ",
    "hundreds": "a hundred and ",
    "sayings": "said ",
    "times": "for about two weeks ",
    "sightings": "not seen ",
    "ranges": "1-",
    "halves": "by half ",
}


@pytest.mark.parametrize("piece", PATHOLOGIES.values(), ids=PATHOLOGIES.keys())
def test_two_hundred_thousand_characters_of_anything_are_read(piece: str) -> None:
    body = (piece * (200_000 // len(piece)))[:200_000]
    found = readings(body)
    assert all(reading.sentence.end - reading.sentence.start <= MAX_SENTENCE for reading in found)


@pytest.mark.parametrize("piece", [*PATHOLOGIES.values(), PROSE[0] + " "], ids=[*PATHOLOGIES, "prose"])
def test_work_grows_with_the_text_not_faster(piece: str) -> None:
    def calls(size: int) -> int:
        """Python calls made for a body of that size: a counter of work that no other load can move."""
        count = 0

        def note(_frame: object, event: str, _argument: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        body = (piece * (size // len(piece) + 1))[:size]
        before = sys.getprofile()
        sys.setprofile(note)
        try:
            readings(body)
        finally:
            sys.setprofile(before)
        return count

    assert calls(16_000) <= 2.5 * calls(8_000) + 1_000
