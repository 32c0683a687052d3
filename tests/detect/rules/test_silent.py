"""revision.silent: a figure changed in a published article that says nothing of it."""

from __future__ import annotations

import msgspec

from schemas.flags import Grade
from schemas.statements import Former, Reported
from schemas.values import Figure, Measure, Modality, Presence
from schemas.watch import Rule
from services.detect.rules.finding import Finding
from tests.detect.examples import day_span, quantity, report, statement
from tests.detect.rules.finding import found


def revised(first: Figure | int, now: Figure | int, *, corrects: bool = False) -> list[Finding]:
    before = report("a", statement(first, quote="first told so"))
    told = statement(now, quote="then so")
    return found(Rule.SILENT, report("a", told, revision=3, corrects=corrects), firsts=[before])


def toll(best: int) -> Figure:
    return quantity(best, measure=Measure.CUMULATIVE)


def test_figure_changed_without_a_note_is_a_conflict() -> None:
    [finding] = revised(10_000, 14_000)
    assert (finding.grade, finding.parties) == (Grade.CONFLICT, ("Example Times",))
    assert [member.report.revision for member in finding.members] == [1, 3]
    assert finding.explanation == (
        "Example Times changed 10,000 to 14,000 in its article of 30 January 2025, which carries no correction."
    )


def test_a_change_inside_the_outer_tolerance_is_a_tension() -> None:
    [finding] = revised(quantity(10_000, Modality.ABOUT), 11_500)
    assert finding.grade is Grade.TENSION


def test_a_correction_note_settles_it() -> None:
    assert revised(10_000, 14_000, corrects=True) == []


def test_a_figure_made_more_precise_or_left_as_it_was_is_none() -> None:
    assert revised(10_000, 10_000) == []
    assert revised(quantity(10_000, Modality.ABOUT), 10_200) == []
    assert revised(quantity(10, Modality.AT_LEAST), 12) == []


def test_a_toll_that_has_grown_is_an_update_and_one_that_has_fallen_is_not() -> None:
    assert revised(toll(3), toll(8)) == []
    assert len(revised(toll(8), toll(3))) == 1


def test_seen_turned_into_not_seen_and_a_day_moved_are_changes() -> None:
    span = day_span("2025-01-29")
    assert len(revised(Presence(seen=True, span=span), Presence(seen=False, span=span))) == 1
    assert len(revised(day_span("2025-01-09"), day_span("2025-01-11"))) == 1
    assert revised(Presence(seen=True, span=span), Presence(seen=True, span=span)) == []


def again(was: int, now: int, quote: str = "the words", *, corrects: bool = False) -> list[Finding]:
    """A sentence that is told again with another number."""
    former = Former(quantity(was), f"{quote}, first", 10, 12)
    told = msgspec.structs.replace(statement(now, quote=quote), was=former)
    return found(Rule.SILENT, report("a", statement(7), told, revision=2, corrects=corrects))


def test_a_sentence_told_again_with_another_number_is_a_change_wherever_it_stands() -> None:
    [finding] = again(340, 210)
    before, now = finding.members
    assert (before.report.revision, before.statement.quote, before.statement.start) == (1, "the words, first", 10)
    assert (now.report.revision, now.statement.quote) == (2, "the words")
    assert again(340, 210, corrects=True) == []


def test_two_sentences_that_stood_there_from_the_first_are_of_two_figures() -> None:
    one, two = statement(2_300, quote="one sentence"), statement(95, quote="another sentence", start=40)
    assert found(Rule.SILENT, report("a", two, revision=2), firsts=[report("a", one, two)]) == []
    assert found(Rule.SILENT, report("a", two, one, revision=2), firsts=[report("a", one)]) == []


def test_what_is_told_as_having_moved_may_have_moved_that_way_since() -> None:
    assert again(340, 410, "The number of homes has risen") == []
    assert len(again(340, 210, "The number of homes has risen")) == 1


def test_each_outlet_is_flagged_by_its_newest_changed_article() -> None:
    def both(article: str, day: str) -> tuple[Reported, Reported]:
        first, now = statement(10_000, quote="first told so"), statement(14_000, quote="then so")
        return report(article, first, day=day), report(article, now, day=day, revision=2)

    (first, one), (second, two) = both("a", "2025-01-10"), both("b", "2025-01-20")
    [finding] = found(Rule.SILENT, one, two, firsts=[first, second])
    assert finding.members[0].report.article == "b"
