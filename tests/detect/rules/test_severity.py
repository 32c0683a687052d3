"""Severity: how urgent a finding is; and whose word weighs less in it."""

from __future__ import annotations

from schemas.flags import Flag
from schemas.watch import Rule, Rules, WatchedClaim
from services.detect.tracking.evaluation import Standing, evaluate
from services.detect.tracking.live import Live
from tests.detect.examples import KILLED, TRACK, moment, report, statement


def flag(*interested: str) -> Flag:
    """Two armies' counts of one side's dead, where the desk watches for parties of these names."""
    watched = WatchedClaim("Losses", "soldier", actor="North Korea", action="killed", interested=interested)
    told = (
        report("a", statement(4_000, KILLED, source="Ukraine's army")),
        report("b", statement(300, KILLED, source="Russia's army", outlet="Sample Post"), hour=13),
    )
    standing = Standing(Rules(watchlist=(watched,)))
    [found] = (
        item
        for item in evaluate(TRACK, Live(told), standing, "test", moment("1970-01-01")).flags.values()
        if item.rule is Rule.QUANTITY
    )
    return found


def test_two_parties_with_a_stake_are_one_voice_and_yet_at_odds() -> None:
    """That each side gives the other's losses higher is expected: it is said, in the same grade, and less urgent."""
    strangers, sides = flag(), flag("army")
    assert sides.grade is strangers.grade
    assert sides.severity == strangers.severity - 1
    assert sides.reasons[-1] == "Russia's army and Ukraine's army have a stake in the figure"
    assert strangers.reasons == sides.reasons[:-1]


def test_one_party_with_a_stake_against_one_without_are_two_voices() -> None:
    assert flag("ukraine").severity == flag().severity
    assert flag("ukraine").reasons[-1] == "Ukraine's army has a stake in the figure"
