"""What a verdict does to the findings that come after it."""

from __future__ import annotations

import pytest

from schemas.event import ArticleId
from schemas.flags import Flag
from schemas.judging import judgement
from schemas.statements import Reported
from schemas.values import Presence
from schemas.verdicts import Judgement, Verdict
from schemas.watch import Rule
from services.detect.tracking.evaluation import Standing, evaluate
from services.detect.tracking.live import MAX_VERDICTS, Live
from tests.detect.examples import SEEN, TRACK, day_span, moment, report, statement

TEN = report("a", statement(10_000, source="army"))
FOURTEEN = report("b", statement(14_000, source="ministry", outlet="Sample Post"))


def flags(*reports: Reported, given: Judgement | None = None, rule: Rule = Rule.QUANTITY) -> list[Flag]:
    live = Live(reports, verdicts=() if given is None else (given,))
    found = evaluate(TRACK, live, Standing(), "test", moment("1970-01-01"))
    return [flag for flag in found.flags.values() if flag.rule is rule]


def on(verdict: Verdict, *misread: str) -> Judgement:
    [flag] = flags(TEN, FOURTEEN)
    return judgement(flag, verdict, [ArticleId(article) for article in misread])


@pytest.mark.parametrize("verdict", [Verdict.EXPLAINED, Verdict.NOT_COMPARABLE])
def test_it_closes_the_flag(verdict: Verdict) -> None:
    assert flags(TEN, FOURTEEN, given=on(verdict)) == []


@pytest.mark.parametrize("verdict", [Verdict.CONFIRMED, Verdict.CORRECTED])
def test_it_leaves_open_what_only_evidence_can_end(verdict: Verdict) -> None:
    assert flags(TEN, FOURTEEN, given=on(verdict)) == flags(TEN, FOURTEEN)


def test_explained_reopens_for_a_figure_outside_those_shown_and_not_for_one_inside() -> None:
    inside, outside = (
        report("c", statement(best, source="ministry", outlet="Third Herald"), hour=15) for best in (13_000, 22_000)
    )
    given = on(Verdict.EXPLAINED)
    assert flags(TEN, FOURTEEN, inside, given=given) == []
    assert [flag.evidence[1].article for flag in flags(TEN, FOURTEEN, outside, given=given)] == ["c"]


def test_not_comparable_stays_closed_whatever_the_figures() -> None:
    outside = report("c", statement(22_000, source="ministry", outlet="Third Herald"), hour=15)
    assert flags(TEN, FOURTEEN, outside, given=on(Verdict.NOT_COMPARABLE)) == []


def test_a_new_party_is_another_question() -> None:
    mayor = report("c", statement(14_000, source="mayor", outlet="Third Herald"))
    assert {flag.parties for flag in flags(TEN, FOURTEEN, mayor, given=on(Verdict.EXPLAINED))} == {("army", "mayor")}


def test_misread_takes_the_statement_out_and_leaves_the_others() -> None:
    mayor = report("c", statement(14_000, source="mayor", outlet="Third Herald"))
    given = on(Verdict.MISREAD, "b")
    assert flags(TEN, FOURTEEN, given=given) == []
    assert {flag.parties for flag in flags(TEN, FOURTEEN, mayor, given=given)} == {("army", "mayor")}
    live = Live((TEN, FOURTEEN), verdicts=(given,))
    [(_, figures)] = evaluate(TRACK, live, Standing(), "test", moment("1970-01-01")).figures.values()
    assert (figures.statements, figures.high) == (1, 10_000)


def test_misread_and_only_it_names_articles_of_the_evidence() -> None:
    [flag] = flags(TEN, FOURTEEN)
    for verdict, articles in ((Verdict.MISREAD, []), (Verdict.MISREAD, ["x"]), (Verdict.EXPLAINED, ["a"])):
        with pytest.raises(ValueError, match="which are: a, b"):
            judgement(flag, verdict, [ArticleId(article) for article in articles])


def test_explained_dates_bound_as_numbers_do() -> None:
    def sighting(article: str, day: str, source: str, *, seen: bool) -> Reported:
        return report(article, statement(Presence(seen=seen, span=day_span(day)), SEEN, source=source, outlet=article))

    told = sighting("a", "2025-01-20", "army", seen=True), sighting("b", "2025-01-20", "ministry", seen=False)
    [flag] = flags(*told, rule=Rule.PRESENCE)
    given = judgement(flag, Verdict.EXPLAINED)
    assert flags(*told, given=given, rule=Rule.PRESENCE) == []
    later = sighting("c", "2025-01-25", "army", seen=True), sighting("d", "2025-01-25", "ministry", seen=False)
    assert len(flags(*later, given=given, rule=Rule.PRESENCE)) == 1


def test_the_last_verdict_on_a_flag_holds_and_a_track_keeps_the_newest() -> None:
    first, second = on(Verdict.EXPLAINED), on(Verdict.CONFIRMED)
    assert Live(()).with_verdict(first).with_verdict(second).verdicts == [second]
    live = Live(())
    for number in range(MAX_VERDICTS + 1):
        live = live.with_verdict(Judgement(flag=f"flag-{number}", verdict=Verdict.EXPLAINED, sources=()))  # type: ignore[arg-type]
    assert (len(live.verdicts), live.verdicts[0].flag) == (MAX_VERDICTS, "flag-1")
