"""contradiction.self: one party on both sides of a contradiction, in any of its outlets, and nothing said between."""

from __future__ import annotations

from schemas.flags import Grade
from schemas.statements import Reported
from schemas.values import Presence, Span
from schemas.watch import Rule
from tests.detect.examples import day_span, quantity, report, statement
from tests.detect.rules.finding import found


def says(article: str, best: int, outlet: str, day: str, source: str = "army") -> Reported:
    """A figure for 9 January."""
    item = statement(quantity(best), source=source, outlet=outlet, day=day, as_of=day_span("2025-01-09"))
    return report(article, item, day=day)


def days(first: str, last: str) -> Span:
    return Span(day_span(first).earliest, day_span(last).latest)


def test_one_source_with_two_figures_for_one_day_in_two_outlets_is_at_odds_with_itself() -> None:
    told = says("a", 10_000, "Example Times", "2025-01-10"), says("b", 14_000, "Sample Post", "2025-01-10")
    [finding] = found(Rule.SELF, *told)
    assert (finding.grade, finding.parties) == (Grade.CONFLICT, ("army",))
    assert finding.explanation == (
        "For the same time, one source gives 10,000 (army in Example Times, 10 January 2025) "
        "and 14,000 (army in Sample Post, 10 January 2025)."
    )
    assert found(Rule.QUANTITY, *told) == []


def test_later_figure_of_one_voice_replaces_the_earlier_within_the_settle_time_only() -> None:
    first = says("a", 10_000, "Example Times", "2025-01-10")
    assert found(Rule.SELF, first, says("b", 14_000, "Example Times", "2025-01-11")) == []
    assert len(found(Rule.SELF, first, says("b", 14_000, "Example Times", "2025-01-20"))) == 1


def test_two_sources_at_odds_are_no_self_contradiction() -> None:
    told = says("a", 10_000, "Example Times", "2025-01-10"), says("b", 14_000, "Sample Post", "2025-01-10", "ministry")
    assert found(Rule.SELF, *told) == []


def test_one_voice_that_has_seen_what_it_later_says_was_not_seen_is_at_odds_with_itself() -> None:
    seen = report(
        "a",
        statement(Presence(seen=True, span=day_span("2025-01-20")), source="army", day="2025-01-20"),
        day="2025-01-20",
    )
    unseen = report(
        "b", statement(Presence(seen=False, span=days("2025-01-16", "2025-01-30")), source="army"), day="2025-01-30"
    )
    [finding] = found(Rule.SELF, seen, unseen)
    assert finding.grade is Grade.CONFLICT
