"""contradiction.quantity: two figures for one claim and one time that cannot both be right."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from schemas.flags import Grade
from schemas.statements import Factuality, Reported, Scope, Statement, Subject
from schemas.values import Measure, Modality, Precision, Span
from schemas.watch import Rule, Rules, Thresholds
from tests.detect.examples import DEPLOYED, day_span, quantity, report, statement
from tests.detect.rules.finding import found

DEAD = Subject("people", None, "killed", "Marlow", "flood")
TOLL = Measure.CUMULATIVE


def says(
    article: str, figure: object, source: str | None, *, day: str = "2025-01-30", hour: int = 12, **more: object
) -> Reported:
    item = statement(figure, source=source, day=day, **more)  # type: ignore[arg-type]  # as named there
    return report(article, item, day=day, hour=hour)


def toll(article: str, best: int, modality: Modality, source: str, day: str, *, hour: int = 12) -> Reported:
    item = statement(quantity(best, modality, measure=TOLL), DEAD, source=source, day=day, as_of=day_span("2025-01-29"))
    return report(article, item, day=day, hour=hour)


def test_disjoint_figures_for_one_day_are_a_conflict() -> None:
    [finding] = found(Rule.QUANTITY, says("a", 10_000, "US officials"), says("b", 12_000, "army"))
    assert (finding.grade, finding.parties) == (Grade.CONFLICT, ("US officials", "army"))
    assert finding.explanation == (
        "For the same time, one says 10,000 (US officials in Example Times, 30 January 2025) "
        "and another 12,000 (army in Example Times, 30 January 2025)."
    )
    assert finding.reasons == ("disjoint even at the outer tolerances",)
    assert (finding.compared.gap, finding.compared.threshold) == (Decimal(2000), Decimal(0))


def test_disjoint_only_at_the_core_is_a_tension() -> None:
    [finding] = found(Rule.QUANTITY, says("a", quantity(10_000, Modality.ABOUT), "army"), says("b", 11_900, "ministry"))
    assert finding.grade is Grade.TENSION
    assert finding.reasons == ("disjoint at the core, not at the outer tolerances",)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (quantity(None, Modality.RANGE, low=11_000, high=12_000), quantity(11_500)),  # the range holds the other
        (quantity(10, Modality.AT_LEAST), quantity(12)),
        (quantity(12, Modality.AT_MOST), quantity(10)),
        (quantity(10_000), quantity(10_000)),
        (quantity(1_000, Modality.ABOUT), quantity(1_040)),
        (quantity(None, Modality.VAGUE, low=24, high=99), quantity(60)),
    ],
)
def test_figures_that_can_both_be_right_are_none(left: object, right: object) -> None:
    assert found(Rule.QUANTITY, says("a", left, "army"), says("b", right, "ministry")) == []


def test_at_least_ten_against_eight_is_a_conflict() -> None:
    [finding] = found(
        Rule.QUANTITY, says("a", quantity(10, Modality.AT_LEAST), "army"), says("b", quantity(8), "ministry")
    )
    assert finding.grade is Grade.CONFLICT
    assert "one says at least 10 (" in finding.explanation


def test_figures_for_different_days_are_none() -> None:
    assert found(Rule.QUANTITY, says("a", 10_000, "army", day="2025-01-09"), says("b", 12_000, "ministry")) == []


def test_as_of_spans_that_overlap_are_one_time() -> None:
    month = Span(day_span("2025-01-01").earliest, day_span("2025-01-31").latest, Precision.MONTH)
    [finding] = found(
        Rule.QUANTITY, says("a", 10_000, "army", day="2025-01-09"), says("b", 12_000, "ministry", as_of=month)
    )
    assert finding.grade is Grade.CONFLICT


def test_growing_toll_is_no_conflict() -> None:
    told = [
        toll("a", 10, Modality.AT_LEAST, "police", "2025-01-30", hour=6),
        toll("b", 12, Modality.EXACT, "police", "2025-01-30", hour=9),
        toll("c", 17, Modality.EXACT, "mayor", "2025-01-30", hour=18),
        toll("d", 31, Modality.EXACT, "army", "2025-01-31"),
    ]
    assert found(Rule.QUANTITY, *told) == []


def test_later_and_lower_toll_of_another_source_is_a_conflict_at_once_and_a_tension_within_days() -> None:
    def grades(day: str, hour: int = 12) -> list[Grade]:
        first = toll("a", 17, Modality.EXACT, "police", "2025-01-30", hour=6)
        second = toll("b", 12, Modality.EXACT, "mayor", day, hour=hour)
        return [finding.grade for finding in found(Rule.QUANTITY, first, second)]

    assert grades("2025-01-30", 18) == [Grade.CONFLICT]
    assert grades("2025-02-01") == [Grade.TENSION]
    assert grades("2025-02-05") == []


def test_two_tolls_of_one_moment_are_a_conflict() -> None:
    pair = [toll("a", 17, Modality.EXACT, "police", "2025-01-30"), toll("b", 12, Modality.EXACT, "mayor", "2025-01-30")]
    assert len(found(Rule.QUANTITY, *pair)) == 1


def test_own_later_figure_replaces_the_earlier_within_the_settle_time() -> None:
    told = [
        says("a", 10_000, "army", hour=6),
        says("b", 12_000, "army", hour=9),
        says("c", 12_000, "ministry", hour=10),
    ]
    assert found(Rule.QUANTITY, *told) == []
    assert len(found(Rule.QUANTITY, *told, rules=Rules(thresholds=Thresholds(settle_hours=1)))) == 1


def test_a_sector_against_the_whole_is_a_tension() -> None:
    [finding] = found(Rule.QUANTITY, says("a", 10_000, "army"), says("b", 300, "commander", scope=Scope.SECTOR))
    assert finding.grade is Grade.TENSION
    assert finding.reasons == ("disjoint even at the outer tolerances", "the speakers vouch for different scopes")


@pytest.mark.parametrize("fact", [fact for fact in Factuality if fact is not Factuality.ASSERTED])
def test_what_is_denied_forecast_supposed_or_asked_never_counts(fact: Factuality) -> None:
    assert found(Rule.QUANTITY, says("a", 10_000, "army"), says("b", 12_000, "ministry", factuality=fact)) == []


def test_pair_furthest_apart_stands_for_two_parties() -> None:
    told = [says("a", 10_000, "army", hour=1), says("b", 12_000, "ministry", hour=2)]
    wide = report("c", statement(20_000, source="ministry", outlet="Sample Post"), hour=3)
    [finding] = found(Rule.QUANTITY, *told, wide)
    assert finding.parties == ("army", "ministry")
    assert [member.report.article for member in finding.members] == ["a", "c"]


def worded(
    article: str, best: int, quote: str, outlet: str, *, hour: int, factuality: Factuality = Factuality.ASSERTED
) -> Reported:
    item = statement(quantity(best, measure=TOLL), DEAD, source="police", outlet=outlet, factuality=factuality)
    return report(article, msgspec.structs.replace(item, quote=quote), hour=hour)


WORDS = "{} people were killed in the flood in Marlow, police said."


def test_a_higher_toll_in_the_same_words_is_a_tension_and_in_others_the_toll_grown() -> None:
    first = worded("a", 12, WORDS.format(12), "Example Times", hour=6)
    [finding] = found(Rule.SELF, first, worded("b", 25, WORDS.format(25), "Sample Post", hour=8))
    assert finding.grade is Grade.TENSION
    assert finding.reasons == ("the later figure may be the toll grown, but stands in the earlier one's words",)
    grown = worded("b", 25, "The toll has risen to 25, police in Marlow said.", "Sample Post", hour=8)
    assert found(Rule.SELF, first, grown) == []


def test_whoever_denies_a_figure_is_at_odds_with_whoever_states_it() -> None:
    first = worded("a", 12, WORDS.format(12), "Example Times", hour=6)
    told = "12 people were not killed, police said."
    denial = worded("b", 12, told, "Sample Post", hour=8, factuality=Factuality.DENIED)
    [finding] = found(Rule.SELF, first, denial)
    assert finding.grade is Grade.CONFLICT
    assert finding.explanation == (
        "One says 12 (police in Example Times, 30 January 2025), another that it was not so "
        "(police in Sample Post, 30 January 2025)."
    )
    other = worded("b", 99, told, "Sample Post", hour=8, factuality=Factuality.DENIED)
    assert found(Rule.SELF, first, other) == []


def test_standing_figures_of_two_parties_told_within_a_few_days_are_a_tension() -> None:
    def told(article: str, figure: int, day: str, source: str, subject: Subject = DEPLOYED) -> Reported:
        return report(article, statement(figure, subject, day=day, source=source), day=day)

    budget = Subject("budget", "Marlow", None, None, None)
    for subject in (DEPLOYED, budget):
        first = told("a", 10_000, "2025-01-01", "army", subject)
        [finding] = found(Rule.QUANTITY, first, told("b", 15_000, "2025-01-03", "mayor", subject))
        assert finding.grade is Grade.TENSION
        assert finding.explanation.startswith("For about the same time, one says 10,000")
        assert not found(Rule.QUANTITY, first, told("b", 15_000, "2025-01-09", "mayor", subject))
    missing = Subject("people", None, "missing", "Marlow", "flood")
    assert not found(
        Rule.QUANTITY,
        told("a", 12, "2025-01-01", "army", missing),
        told("b", 9, "2025-01-03", "mayor", missing),
    )


class TestWhatExplainsADifference:
    KILLED = Subject("people", None, "killed", "Marlow", "shooting")
    INJURED = Subject("people", None, "injured", "Marlow", "shooting")
    GUNMAN = Subject("suspect", None, "killed", "Marlow", "shooting")

    def toll(self, number: int, subject: Subject | None = None) -> Statement:
        return statement(quantity(number, measure=Measure.CUMULATIVE), subject or self.KILLED, source=None)

    def one(self, article: str, outlet: str, *told: Statement, hour: int = 12) -> Reported:
        said = [msgspec.structs.replace(each, chain=(outlet,)) for each in told]
        return report(article, *said, outlet=outlet, hour=hour)

    def test_an_article_that_gives_the_other_s_figure_too_is_at_odds_with_nobody(self) -> None:
        other = self.one("b", "B", self.toll(5), hour=13)
        assert len(found(Rule.QUANTITY, self.one("a", "A", self.toll(7)), other)) == 1
        assert not found(Rule.QUANTITY, self.one("a", "A", self.toll(7), self.toll(5)), other)

    def test_a_toll_with_the_gunman_and_one_without_him_are_one(self) -> None:
        without = self.one("b", "B", self.toll(5), self.toll(1, self.GUNMAN), hour=13)
        assert not found(Rule.QUANTITY, self.one("a", "A", self.toll(6)), without)

    def test_those_hurt_who_hold_the_dead_told_beside_them_elsewhere_are_no_others(self) -> None:
        both = self.one("a", "A", self.toll(7, self.INJURED))
        apart = self.one("b", "B", self.toll(1), self.toll(6, self.INJURED), hour=13)
        assert not found(Rule.QUANTITY, both, apart)
        shot = msgspec.structs.replace(self.KILLED, action="shot")
        rest = self.one("b", "B", self.toll(3, shot), self.toll(4, self.INJURED), hour=13)
        assert not found(Rule.QUANTITY, both, rest)

    def test_a_third_article_may_tell_of_the_dead_beside_the_same_count(self) -> None:
        both, third = self.one("a", "A", self.toll(7, self.INJURED)), self.one("b", "B", self.toll(6, self.INJURED))
        assert found(Rule.QUANTITY, both, third)
        told = self.one("c", "C", self.toll(1), self.toll(6, self.INJURED), hour=13)
        assert not found(Rule.QUANTITY, both, third, told)

    def test_who_tells_of_the_dead_beside_the_hurt_does_not_count_them_in(self) -> None:
        beside = self.one("a", "A", self.toll(1), self.toll(7, self.INJURED))
        apart = self.one("b", "B", self.toll(1), self.toll(6, self.INJURED), hour=13)
        [finding] = found(Rule.QUANTITY, beside, apart)
        assert finding.grade is Grade.TENSION

    def test_those_hurt_who_may_hold_the_dead_told_of_further_down_are_a_tension(self) -> None:
        both = self.one("a", "A", self.toll(7, self.INJURED))
        below = msgspec.structs.replace(self.toll(1), start=900, end=909)
        [finding] = found(Rule.QUANTITY, both, self.one("b", "B", self.toll(6, self.INJURED), below, hour=13))
        assert finding.grade is Grade.TENSION
        assert "as many were killed as they differ by, and may be counted in" in finding.reasons

    def test_those_shot_are_the_dead_and_the_hurt(self) -> None:
        shot = msgspec.structs.replace(self.KILLED, action="shot")
        told = self.one("a", "A", self.toll(3, shot))
        two = (self.toll(1), self.toll(2, self.INJURED))
        assert not found(Rule.QUANTITY, told, self.one("b", "B", *two, self.toll(2, shot), hour=13))
        assert found(Rule.QUANTITY, told, self.one("b", "B", self.toll(1), self.toll(2, shot), hour=13))

    def test_a_sentence_copied_with_another_number_is_at_odds_whatever_stands_below(self) -> None:
        def toll(number: int, words: str) -> Statement:
            return msgspec.structs.replace(self.toll(number), quote=words, end=len(words))

        below = toll(7, "The seven who died were brought to the hospital of the town.")
        first = self.one("a", "A", toll(7, "Seven people were killed in Marlow, police said."), below)
        copied = self.one("b", "B", toll(3, "Three people were killed in Marlow, police said."), below, hour=13)
        other = self.one("b", "B", toll(3, "In Marlow the shooting cost three lives, it was said."), below, hour=13)
        assert found(Rule.QUANTITY, first, copied)
        assert not found(Rule.QUANTITY, first, other)

    def test_of_two_tolls_dated_alike_the_first_is_not_known(self) -> None:
        [finding] = found(Rule.QUANTITY, self.one("a", "A", self.toll(7)), self.one("b", "B", self.toll(5)))
        assert finding.grade is Grade.TENSION

    def test_who_passes_for_a_child_may_differ(self) -> None:
        children = msgspec.structs.replace(self.KILLED, counted="child")
        told = self.one("a", "A", self.toll(4, children)), self.one("b", "B", self.toll(2, children), hour=13)
        [finding] = found(Rule.QUANTITY, *told)
        assert finding.grade is Grade.TENSION

    def test_one_who_was_not_hurt_denies_no_toll(self) -> None:
        unhurt = msgspec.structs.replace(
            statement(quantity(1, Modality.AT_LEAST), self.INJURED), factuality=Factuality.DENIED
        )
        assert not found(
            Rule.QUANTITY, self.one("a", "A", self.toll(1, self.INJURED)), self.one("b", "B", unhurt, hour=13)
        )


def counts(article: str, number: int, source: str, day: str, sense: str | None = None) -> Reported:
    subject = Subject("home", None, sense, None, None)
    item = statement(number, subject, source=source, day=day)
    return report(article, msgspec.structs.replace(item, story=("quillon", "ansel")), day=day)


@pytest.mark.parametrize(
    ("day", "sense", "grades"),
    [
        ("2025-01-30", "sold", [Grade.TENSION]),  # what became of the others is not told
        ("2025-01-30", None, [Grade.TENSION]),
        ("2025-01-31", None, []),  # nor that they are counted for one day
    ],
)
def test_one_doubt_makes_a_tension_and_two_end_the_matter(day: str, sense: str | None, grades: list[Grade]) -> None:
    pair = counts("a", 240, "builder", "2025-01-30", sense), counts("b", 310, "mayor", day)
    assert [finding.grade for finding in found(Rule.QUANTITY, *pair)] == grades


def test_a_headline_s_figure_is_whose_a_sentence_below_says_it_is() -> None:
    head, body = statement(10_000, source=None), statement(10_000, source="army", start=200)
    [finding] = found(Rule.QUANTITY, report("a", head, body), says("b", 12_000, "US officials"))
    assert finding.parties == ("US officials", "army")
