"""Whose word a figure is: chains followed through what outlets copy from one another."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from schemas.statements import Statement
from services.detect.tracking.voices import Member, followed, is_media
from tests.detect.examples import quantity, report, statement

WIRE = "About 10,000 North Korean soldiers have been sent to Kursk, two US officials said."


def member(article: str, told: Statement, day: str = "2025-01-30") -> Member:
    return Member(report(article, told, day=day), told, told.chain[-1])


def sources(*members: Member) -> Sequence[str]:
    return [each.source for each in followed(members)]


def test_an_outlet_that_is_quoted_stands_for_whom_it_names_itself() -> None:
    first = member("a", statement(10_000, source="US officials", outlet="Northlight Wire"))
    quoting = member("b", statement(10_000, source="the Northlight Wire", outlet="Radio Ansel"))
    assert sources(first, quoting) == ["US officials", "US officials"]


@pytest.mark.parametrize("named", ["specialist site Northlight", "Northlight news service", "the newspaper Northlight"])
def test_an_outlet_is_known_again_without_what_it_is(named: str) -> None:
    first = member("a", statement(10_000, source="US officials", outlet="Northlight"))
    assert sources(first, member("b", statement(10_000, source=named, outlet="Radio Ansel")))[1] == "US officials"


@pytest.mark.parametrize("media", ["local media", "Irish press reports", "newspapers"])
def test_unnamed_media_stand_for_whom_an_outlet_names_that_gave_the_figure_before(media: str) -> None:
    first = member("a", statement(10_000, source="US officials", outlet="Northlight"))
    later = member("b", statement(10_000, source=media, outlet="Radio Ansel"))
    assert sources(first, later) == ["US officials", "US officials"]
    another = member("b", statement(25, source=media, outlet="Radio Ansel"))
    assert sources(first, another) == ["US officials", media]
    assert not any(map(is_media, ("media ministry", "The Free Press")))


def test_one_quoted_for_another_figure_or_before_it_has_published_stands_for_itself() -> None:
    first = member("a", statement(10_000, source="US officials", outlet="Northlight Wire"))
    another = member("b", statement(25, source="Northlight Wire", outlet="Radio Ansel"))
    assert sources(first, another) == ["US officials", "Northlight Wire"]
    early = member("b", statement(10_000, source="Northlight Wire", outlet="Radio Ansel"))
    assert sources(early, first) == ["Northlight Wire", "US officials"]


def test_a_reprint_is_the_voice_of_the_first_print() -> None:
    first = member("a", statement(10_000, source=None, outlet="Northlight Wire", quote=WIRE))
    reprint = member("b", statement(10_000, source=None, outlet="Sorrel Courier", quote=WIRE.upper() + " "))
    kept, copied = followed([first, reprint])
    assert (kept.source, kept.is_reprint) == ("Northlight Wire", False)
    assert (copied.source, copied.is_reprint) == ("Northlight Wire", True)


def test_short_sentences_alike_and_an_outlet_s_own_are_no_reprints() -> None:
    words = "Ten are dead."
    short = [member(o, statement(10, source=None, outlet=o, quote=words)) for o in ("A Post", "B Post")]
    assert sources(*short) == ["A Post", "B Post"]
    again = [member(a, statement(10, source=None, outlet="A Post", quote=WIRE)) for a in ("a", "b")]
    assert not any(each.is_reprint for each in followed(again))


def test_what_is_quoted_vaguely_agrees_with_what_it_holds() -> None:
    about = member("a", statement(quantity(10_000), source="US officials", outlet="Northlight Wire"))
    exact = member("b", statement(quantity(None, low=9_000, high=11_000), source="Northlight Wire", outlet="Ansel"))
    assert sources(about, exact)[1] == "US officials"
