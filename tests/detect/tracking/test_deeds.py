"""Which dated deeds of one story are the same: corpora of two sentences, by how far their deeds agree."""

from __future__ import annotations

import pytest

from schemas.statements import Statement
from schemas.values import Span
from services.detect.reading.tracks import reports_of, track_of
from services.detect.tracking.deeds import Agreement, agreement
from services.detect.tracking.told_deed import comes_but_once
from services.detect.tracking.voices import Member
from tests.detect.examples import published

STORY = "Olga Marlow of Veldmark Ferries spoke in Kirkwall."
CORPUS = {
    Agreement.SHOWN: [
        ("The new terminal will open on 12 September.", "The terminal opens to passengers on 3 October."),
        ("The service will resume on 12 September.", "Trains run again from 3 October."),
        ("The ribbon is cut on 12 September.", "The terminal opens on 3 October."),
        ("Olga Marlow was arrested in Lerwick on 12 May.", "Olga Marlow was detained on 24 May."),
        ("Veldmark's yard will close on 12 September.", "The Kirkwall yard will close on 3 October."),
        # one tells no more of the thing than its genus
        ("The vehicle left the road on 12 May.", "The coach left the road on 24 May."),
        ("The factory will close on 12 September.", "The Kirkwall forge will close on 3 October."),
        ("The spacecraft will be launched on 12 September.", "The probe will be launched on 3 October."),
        # whose place only one of them tells
        ("Olga Marlow was captured in Stromness on 12 May.", "Olga Marlow was captured on 24 May."),
    ],
    Agreement.OPEN: [
        ("The coach crashed on 12 May.", "The pilgrims' bus overturned on 24 May."),
        ("The mill blew up on 12 May.", "The fire at the silo broke out on 24 May."),
        ("The judge announced the sentence in Kirkwall on 12 May.", "Olga Marlow was jailed on 24 May."),
        ("Passengers will be able to ride Line 6 from 12 September.", "The metro on Line 6 will open on 3 October."),
        ("The ship docked on 1 June.", "The ship came into port on 3 June."),
        ("The men arrived on 12 May.", "The group arrived on 24 May."),
        ("Work at the mill ends on 12 September.", "The mill closes on 3 October."),
        ("The tanks arrived on 12 May.", "The tanks were delivered on 24 May."),
        ("They delivered the first tanks on 12 May.", "The first tanks arrived on 24 May."),
    ],
    Agreement.NONE: [
        ("Hugo Penrose was arrested on 12 May.", "Olga Marlow was arrested on 24 May."),
        ("Work on the bridge starts on 12 September.", "The bridge opens on 3 October."),
        ("Nurses return to work on 12 June.", "Teachers return to work on 13 June."),
        ("The terminal opens on 12 September.", "The museum opens on 3 October."),
        ("The trial opened on 12 May.", "The inquiry closed on 24 May."),
        ("They delivered the first tanks on 12 May.", "The second tanks arrived on 24 May."),
        ("The Kirkwall bridge will reopen on 12 September.", "The Kirkwall tunnel will open on 3 October."),
        (
            "Parliament votes on the mining deal on 12 September.",
            "Parliament will vote on the water deal on 3 October.",
        ),
        ("The Kirkwall yard will close on 12 September.", "The Lerwick yard will close on 3 October."),
        ("The first soldiers leave on 12 September.", "The last soldiers leave on 3 October."),
        ("The terminal opens on 12 September.", "The terminal closes on 3 October."),
        ("The second day of the strike began on 12 May.", "The third day of the strike began on 24 May."),
        ("The museum closes on 12 September.", "The force leaves the country on 3 October."),
        ("The coach left the road on 12 May.", "The lorry left Kirkwall on 24 May."),
        ("The forge will close on 12 September.", "The dairy will close on 3 October."),
    ],
}


def test_an_article_that_tells_of_two_kinds_knows_them_to_be_two() -> None:
    end, departure = told("a", "The mission ends on 12 July."), told("b", "The mission leaves the country on 3 August.")
    assert agreement(end, departure) is Agreement.OPEN
    assert agreement(end, departure._replace(report=end.report)) is Agreement.NONE


@pytest.mark.parametrize(
    ("words", "is_once"),
    [
        ("Hugo Penrose died on 12 May.", True),
        ("The treaty was signed on 12 May.", True),
        ("The blaze at the mill was put out on 12 May.", True),
        ("The ship docked at Lerwick on 12 May.", False),
    ],
)
def test_some_deeds_befall_one_thing_but_once(words: str, is_once: bool) -> None:
    assert comes_but_once(told("a", words).statement) is is_once


def told(article: str, words: str) -> Member:
    [one, *_] = [
        Member(report, statement, statement.chain[-1])
        for report in reports_of(published(article, f"{words} {STORY}", "2026-06-03", "Example Times"))
        for statement in report.statements
        if is_deed(statement)
    ]
    return one


def is_deed(statement: Statement) -> bool:
    return isinstance(statement.figure, Span) and bool(statement.story)


@pytest.mark.parametrize(
    ("how", "left", "right"), [(how, *pair) for how, pairs in CORPUS.items() for pair in pairs], ids=str
)
def test_two_deeds_agree(how: Agreement, left: str, right: str) -> None:
    first, second = told("a", left), told("b", right)
    meet = track_of(first.statement) == track_of(second.statement)
    assert (agreement(first, second) if meet else Agreement.NONE) is how
    assert agreement(first, second) is agreement(second, first)
