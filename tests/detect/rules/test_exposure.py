"""Exposure: our own articles that carry a figure at odds in a flag."""

from __future__ import annotations

from schemas.flags import Flag
from schemas.statements import Reported
from schemas.watch import Rule, Rules
from services.detect.tracking.evaluation import Standing, evaluate
from services.detect.tracking.live import Live
from tests.detect.examples import TRACK, moment, quantity, report, statement

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
