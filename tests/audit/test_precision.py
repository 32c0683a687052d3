"""How often flags are right: who answered what, the share that was right, and how far it can be trusted."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.decisions import VerdictGiven
from schemas.event import FlagId
from schemas.flags import Flag
from schemas.verdicts import Judgement, Verdict
from schemas.watch import Rule
from services.audit.precision import By, Tally, precision, wilson
from tests.alert.examples import FLAG, NOON


# R. G. Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I, method 3.
@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_s_interval(right: int, of: int, low: float, high: float) -> None:
    assert wilson(right, of) == pytest.approx((low, high), abs=0.00005)


@given(of=st.integers(1, 10_000), data=st.data())
def test_the_share_lies_in_its_interval_and_the_interval_among_shares(of: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, of))
    low, high = wilson(right, of)
    assert 0 <= low <= right / of + 1e-12
    assert right / of - 1e-12 <= high <= 1
    mirrored = wilson(of - right, of)
    assert (1 - mirrored.high, 1 - mirrored.low) == pytest.approx((low, high))


def flag(id_: str, **changes: object) -> Flag:
    return msgspec.structs.replace(FLAG, flag=FlagId(id_), **changes)


def answer(id_: str, verdict: Verdict, minutes: int = 0) -> VerdictGiven:
    return VerdictGiven(
        judgement=Judgement(flag=FlagId(id_), verdict=verdict, sources=()),
        claim=FLAG.claim,
        track=FLAG.track,
        reason="looked into",
        by="anna",
        decided_at=NOON + dt.timedelta(minutes=minutes),
    )


FLAGS = {
    one.flag: one
    for one in (
        flag("a"),
        flag("b"),
        flag("c", rule=Rule.DRIFT, claim="other", title="Other", evidence=FLAG.evidence[:1]),
        flag("d", claim="other", title="Other"),
        flag("e"),
        flag("f"),
    )
}
ANSWERS = [
    answer("a", Verdict.CONFIRMED),
    answer("b", Verdict.MISREAD),
    answer("c", Verdict.NOT_COMPARABLE, minutes=5),
    answer("c", Verdict.EXPLAINED, minutes=1),
    answer("d", Verdict.CORRECTED),
    answer("e", Verdict.EXPLAINED),
]


def tally(by: By, id_: str) -> Tally:
    [found] = [one for one in precision(FLAGS, ANSWERS) if (one.by, one.id) == (by, id_)]
    return found


def test_the_last_answer_to_a_flag_counts_and_what_nobody_answered_for_nothing() -> None:
    all_ = tally(By.ALL, "")
    assert dict(all_.answers) == {
        Verdict.CONFIRMED: 1,
        Verdict.EXPLAINED: 1,
        Verdict.NOT_COMPARABLE: 1,
        Verdict.MISREAD: 1,
        Verdict.CORRECTED: 1,
    }
    assert (all_.answered, all_.unanswered, all_.right, all_.precision) == (5, 1, 3, 0.6)
    assert all_.interval == wilson(3, 5)


def test_by_rule_claim_and_outlet() -> None:
    assert tally(By.RULE, "drift").precision == 0
    assert tally(By.RULE, "contradiction.quantity").precision == 0.75
    assert (tally(By.CLAIM, "other").name, tally(By.CLAIM, "other").precision) == ("Other", 0.5)
    assert tally(By.OUTLET, "Herald").answered == 5
    assert tally(By.OUTLET, "Courier").answered == 4


def test_they_come_by_what_they_are_of_those_with_most_flags_first() -> None:
    assert [(one.by.value, one.id) for one in precision(FLAGS, ANSWERS)] == [
        ("all", ""),
        ("rule", "contradiction.quantity"),
        ("rule", "drift"),
        ("claim", FLAG.claim),
        ("claim", "other"),
        ("outlet", "Herald"),
        ("outlet", "Courier"),
    ]


def test_where_nothing_was_answered_there_is_no_precision() -> None:
    [found] = [one for one in precision({FlagId("a"): FLAG}, []) if one.by is By.ALL]
    assert (found.precision, found.interval, found.unanswered) == (None, None, 1)


def test_an_answer_to_a_flag_that_is_not_known_counts_for_nothing() -> None:
    assert precision({}, ANSWERS) == []
