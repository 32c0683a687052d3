"""Exposure: our own articles that carry a figure at odds in a flag."""

from __future__ import annotations

import pytest

from schemas.flags import Flag
from schemas.statements import Reported
from schemas.values import Measure, Presence, Span
from schemas.watch import Rule, Rules
from services.detect.reading.tracks import reports_of
from services.detect.tracking.evaluation import Standing, evaluate
from services.detect.tracking.live import Live
from tests.detect.examples import KILLED, SEEN, TRACK, day_span, moment, published, quantity, report, statement

OURS = Rules(ours=("Our Paper",))


def carried(article: str, best: int, outlet: str, source: str) -> Reported:
    return report(article, statement(quantity(best), source=source, outlet=outlet))


TOLD = carried("a", 10_000, "Example Times", "army"), carried("b", 14_000, "Sample Post", "ministry")


def flag(*reports: Reported, rules: Rules = OURS) -> Flag:
    found = evaluate(TRACK, Live([*TOLD, *reports]), Standing(rules), "test", moment("1970-01-01"))
    [flag] = (f for f in found.flags.values() if f.rule is Rule.QUANTITY and f.parties == ("army", "ministry"))
    return flag


def test_our_article_with_a_figure_at_odds_is_exposed_and_raises_severity() -> None:
    ours = carried("c", 10_000, "Our Paper", "army")
    assert [item.article for item in flag(ours).exposure] == ["c"]
    assert flag(ours).severity == flag().severity + 1


def test_nothing_is_exposed_where_no_outlet_is_ours_or_ours_carries_none_of_it() -> None:
    assert flag().exposure == ()
    assert flag(carried("c", 10_000, "Our Paper", "army"), rules=Rules()).exposure == ()


def sighted(article: str, first: str, last: str, outlet: str, *, seen: bool) -> Reported:
    """In the outlet's words, on its own word: in January 2025."""
    span = Span(day_span(f"2025-01-{first}").earliest, day_span(f"2025-01-{last}").latest)
    return report(article, statement(Presence(seen=seen, span=span), SEEN, source=outlet, outlet=outlet))


@pytest.mark.parametrize(
    ("first", "last", "seen", "exposed"),
    [
        pytest.param("18", "19", True, True, id="seen while another has not"),
        pytest.param("02", "05", True, False, id="seen before"),
        pytest.param("19", "29", False, True, id="not seen while another has"),
        pytest.param("23", "30", False, False, id="not seen since"),
    ],
)
def test_who_saw_them_on_other_days_carries_nothing_at_odds(first: str, last: str, seen: bool, exposed: bool) -> None:
    unseen = sighted("a", "13", "30", "Example Times", seen=False)
    seen_then = sighted("b", "20", "22", "Sample Post", seen=True)
    ours = sighted("c", first, last, "Our Paper", seen=seen)
    found = evaluate(TRACK, Live([unseen, seen_then, ours]), Standing(OURS), "test", moment("1970-01-01"))
    [flag] = (f for f in found.flags.values() if f.rule is Rule.PRESENCE and "Our Paper" not in f.parties)
    assert [item.article for item in flag.exposure] == (["c"] if exposed else [])


def test_where_our_article_says_more_than_one_thing_the_words_at_odds_are_shown() -> None:
    ours = "Ann Hale was in Geneva on 3 March, the ministry said. Hale was in Paris on 5 March, her driver said."
    theirs = "Ann Hale has not been seen in Paris since 1 March, her lawyer said."
    reports = [
        *reports_of(published("a", ours, "2025-03-06", "Our Paper")),
        *reports_of(published("b", theirs, "2025-03-07", "Example Times")),
    ]
    found = evaluate(reports[0].track, Live(reports), Standing(OURS), "test", moment("1970-01-01"))
    [flag] = (f for f in found.flags.values() if f.rule is Rule.PRESENCE and "her driver" in f.parties)
    assert [item.quote for item in flag.exposure] == ["Hale was in Paris on 5 March, her driver said."]


def counted(article: str, dead: int, day: str, outlet: str) -> Reported:
    """In the outlet's words, on its own word: a toll."""
    said = statement(quantity(dead, measure=Measure.CUMULATIVE), KILLED, source=outlet, outlet=outlet, day=day)
    return report(article, said, outlet=outlet, day=day)


@pytest.mark.parametrize(("dead", "day", "exposed"), [(300, "2025-01-28", False), (900, "2025-02-02", True)])
def test_a_toll_that_has_grown_since_is_not_at_odds_and_one_that_fell_is(dead: int, day: str, exposed: bool) -> None:
    one, another = counted("a", 800, "2025-01-30", "Example Times"), counted("b", 1_400, "2025-01-30", "Sample Post")
    ours = counted("c", dead, day, "Our Paper")
    found = evaluate(TRACK, Live([one, another, ours]), Standing(OURS), "test", moment("1970-01-01"))
    [flag] = (f for f in found.flags.values() if f.rule is Rule.QUANTITY and "Our Paper" not in f.parties)
    assert [item.article for item in flag.exposure] == (["c"] if exposed else [])
