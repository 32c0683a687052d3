"""contradiction.date: one event, or one last sighting, dated to disjoint spans."""

from __future__ import annotations

import pytest

from schemas.flags import Grade
from schemas.statements import Reported, Subject
from schemas.values import Precision, Presence, Span
from schemas.watch import Rule
from services.detect.reading.tracks import reports_of
from tests.detect.examples import SEEN, day_span, published, report, statement
from tests.detect.rules.finding import found

CAPTURED = Subject("soldier", "North Korea", "captured", "Kursk", "2 captured")


def dates(article: str, figure: Span, source: str) -> Reported:
    return report(article, statement(figure, CAPTURED, source=source))


def about(earliest: str, latest: str, core_earliest: str, core_latest: str) -> Span:
    ends = [day_span(day).earliest for day in (earliest, latest, core_earliest, core_latest)]
    return Span(ends[0], ends[1], Precision.ABOUT, ends[2], ends[3])


def test_one_event_on_two_days_is_a_conflict() -> None:
    [finding] = found(
        Rule.DATE, dates("a", day_span("2025-01-09"), "army"), dates("b", day_span("2025-01-11"), "mayor")
    )
    assert finding.grade is Grade.CONFLICT
    assert finding.compared.gap_days == 2
    assert finding.explanation == (
        "The event is dated differently: 9 January (army in Example Times, 30 January 2025) against "
        "11 January (mayor in Example Times, 30 January 2025)."
    )
    assert finding.reasons == ("the spans are disjoint even at their outer ends",)


def test_a_day_inside_the_other_s_month_is_none() -> None:
    month = Span(day_span("2025-01-01").earliest, day_span("2025-01-31").latest, Precision.MONTH)
    assert found(Rule.DATE, dates("a", month, "army"), dates("b", day_span("2025-01-11"), "mayor")) == []


def test_fuzzy_spans_disjoint_only_at_the_core_are_a_tension() -> None:
    fuzzy = about("2025-01-05", "2025-01-15", "2025-01-09", "2025-01-11")
    [finding] = found(Rule.DATE, dates("a", fuzzy, "army"), dates("b", day_span("2025-01-13"), "mayor"))
    assert finding.grade is Grade.TENSION
    assert finding.compared.gap_days == 2


def test_one_voice_that_dates_twice_is_none() -> None:
    assert (
        found(Rule.DATE, dates("a", day_span("2025-01-09"), "army"), dates("b", day_span("2025-01-11"), "army")) == []
    )


def absence(article: str, words: str, day: str, outlet: str) -> list[Reported]:
    body = (
        f"North Korean soldiers have not been seen in Kursk for {words}, {outlet.split(maxsplit=1)[0]} officials said."
    )
    return reports_of(published(article, body, day, outlet))


def test_last_sighting_about_two_weeks_before_the_30th_against_about_three_before_the_31st_is_a_tension() -> None:
    [finding] = found(
        Rule.DATE,
        *absence("a", "about two weeks", "2025-01-30", "Example Times"),
        *absence("b", "about three weeks", "2025-01-31", "Sample Post"),
    )
    assert finding.grade is Grade.TENSION
    assert finding.explanation == (
        "The last sighting is dated differently: about 16 January (Example officials in Example Times, 30 January 2025)"
        " against about 10 January (Sample officials in Sample Post, 31 January 2025)."
    )
    assert finding.settle == "Ask both sources for the day of the last sighting and how they know it."


def test_last_sightings_that_agree_are_none() -> None:
    assert not found(
        Rule.DATE,
        *absence("a", "about two weeks", "2025-01-30", "Example Times"),
        *absence("b", "about two weeks", "2025-01-31", "Sample Post"),
    )


def test_absence_alone_dates_nothing_against_a_sighting() -> None:
    seen = report("b", statement(Presence(seen=True, span=day_span("2025-01-02")), source="army"))
    assert not found(Rule.DATE, *absence("a", "about two weeks", "2025-01-30", "Example Times"), seen)


def test_a_sighting_after_an_absence_was_told_is_a_new_last_one() -> None:
    earlier, later = (
        absence("a", "about two weeks", "2025-01-10", "Example Times"),
        absence("b", "about one week", "2025-01-31", "Sample Post"),
    )
    assert not found(Rule.DATE, *earlier, *later)


class TestPlans:
    """Days yet to come when they were told."""

    LAUNCH = Subject("launch", "Petrel", None, None, "launch")

    def plan(self, article: str, told: str, planned: str, source: str) -> Reported:
        figure = statement(day_span(planned), self.LAUNCH, day=told, source=source, as_of=day_span(told))
        return report(article, figure, day=told)

    def test_two_plans_told_within_a_few_days_are_at_odds(self) -> None:
        told = (
            self.plan("a", "2025-01-01", "2025-03-03", "agency"),
            self.plan("b", "2025-01-02", "2025-03-20", "builder"),
        )
        assert len(found(Rule.DATE, *told)) == 1

    def test_a_plan_may_change_at_once_for_its_party_and_after_some_days_for_others(self) -> None:
        first = self.plan("a", "2025-01-01", "2025-03-03", "agency")
        assert not found(Rule.DATE, first, self.plan("b", "2025-01-02", "2025-03-20", "agency"))
        assert not found(Rule.SELF, first, self.plan("b", "2025-01-02", "2025-03-20", "agency"))
        assert not found(Rule.DATE, first, self.plan("b", "2025-01-20", "2025-03-20", "builder"))

    JUNE = about("2025-02-01", "2025-06-30", "2025-06-20", "2025-06-30")
    """By the end of June, as told on 1 February."""

    def due(self, article: str, figure: Span, source: str) -> Reported:
        return report(article, statement(figure, self.LAUNCH, day="2025-02-01", source=source), day="2025-02-01")

    @pytest.mark.parametrize(
        "other", [day_span("2025-07-02"), about("2025-02-01", "2025-09-30", "2025-09-20", "2025-09-30")]
    )
    def test_a_deadline_is_at_odds_with_a_day_behind_it_and_with_another_end(self, other: Span) -> None:
        [finding] = found(Rule.DATE, self.due("a", self.JUNE, "agency"), self.due("b", other, "builder"))
        assert finding.grade is Grade.CONFLICT

    @pytest.mark.parametrize("other", [day_span("2025-06-29"), day_span("2025-04-01"), JUNE])
    def test_a_deadline_meets_the_days_before_it(self, other: Span) -> None:
        assert not found(Rule.DATE, self.due("a", self.JUNE, "agency"), self.due("b", other, "builder"))

    def test_two_days_by_which_something_was_done_may_both_be_right(self) -> None:
        monday = about("2024-01-05", "2025-01-13", "2025-01-13", "2025-01-13")
        tuesday = about("2024-01-06", "2025-01-14", "2025-01-14", "2025-01-14")
        assert not found(Rule.DATE, dates("a", monday, "army"), dates("b", tuesday, "mayor"))


def test_an_article_that_gives_both_days_is_at_odds_with_nobody() -> None:
    first, second = (statement(day_span(day), CAPTURED, source="army") for day in ("2025-01-09", "2025-01-11"))
    assert not found(Rule.DATE, report("a", first, second), dates("b", day_span("2025-01-11"), "mayor"))


def test_a_sighting_that_neither_absence_leaves_room_for_is_shown_beside() -> None:
    attacking = report(
        "c",
        statement(Presence(seen=True, span=day_span("2025-01-22")), SEEN, source="army chief", day="2025-01-22"),
        day="2025-01-22",
    )
    [finding] = found(
        Rule.DATE,
        *absence("a", "about two weeks", "2025-01-30", "Example Times"),
        *absence("b", "about three weeks", "2025-01-31", "Sample Post"),
        attacking,
    )
    assert [member.report.article for member in finding.members] == ["a", "b", "c"]
    assert finding.explanation.endswith("; yet seen 22 January (army chief in Example Times, 22 January 2025).")
