"""Where a flag is from and what the desk files it under, for routes."""

from __future__ import annotations

from schemas.flags import Flag, FlagEvent
from schemas.statements import Reported, RulesTaken, Subject
from schemas.watch import Rule, Rules, Tagged, WatchedClaim
from services.detect.tracking.evaluation import Standing, evaluate
from services.detect.tracking.fold import TrackingFold
from services.detect.tracking.live import Live
from tests.detect.examples import DEPLOYED, TRACK, moment, quantity, report, statement


def carried(article: str, best: int, outlet: str, source: str, subject: Subject = DEPLOYED) -> Reported:
    return report(article, statement(quantity(best), subject, source=source, outlet=outlet))


ARMY = carried("a", 10_000, "Example Times", "army")
MINISTRY = carried("b", 14_000, "Sample Post", "ministry")
WATCHED = WatchedClaim(name="W", counted="soldier", actor="North Korea", action="deployed", tags=("war", "asia"))


def flag(*reports: Reported, rules: Rules | None = None) -> Flag:
    found = evaluate(TRACK, Live(reports), Standing(rules or Rules()), "test", moment("1970-01-01"))
    [flag] = (f for f in found.flags.values() if f.rule is Rule.QUANTITY)
    return flag


def test_a_flag_is_from_its_claim_s_place() -> None:
    assert flag(ARMY, MINISTRY).place == "Kursk"


def test_where_the_claim_has_none_it_is_from_where_most_of_its_evidence_is() -> None:
    assert flag(ARMY, MINISTRY, rules=Rules(watchlist=(WATCHED,))).place == "Kursk"
    nowhere = Subject("soldier", "North Korea", "deployed", None, None)
    somewhere = [
        carried(item.article, best, item.outlet, source, nowhere)
        for item, best, source in (
            (ARMY, 10_000, "army"),
            (MINISTRY, 14_000, "ministry"),
        )
    ]
    assert flag(*somewhere).place is None


def test_its_tags_are_its_claim_s_and_those_of_the_evidence_s_outlets() -> None:
    tagged = (Tagged("Sample Post", ("wire", "war")), Tagged("Third Herald", ("local",)))
    assert flag(ARMY, MINISTRY, rules=Rules(watchlist=(WATCHED,), tagged=tagged)).tags == ("asia", "war", "wire")
    assert flag(ARMY, MINISTRY, rules=Rules(tagged=tagged)).tags == ("war", "wire")
    assert flag(ARMY, MINISTRY).tags == ()


def test_that_it_is_filed_differently_alone_is_no_news() -> None:
    fold = TrackingFold("test")
    tagged = Rules(tagged=(Tagged("Sample Post", ("wire",)),))
    retagged = RulesTaken(partition=0, rules=tagged, decided_at=moment("2025-01-31"))
    made = [event for at, record in enumerate((ARMY, MINISTRY, retagged)) for event in fold.apply(at, record).events]
    assert [event.type for event in made if isinstance(event, FlagEvent) and event.flag.rule is Rule.QUANTITY] == [
        "flag.raised"
    ]
