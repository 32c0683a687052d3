"""What the desk decides is shown where the flag was told, whoever decided it and wherever."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from schemas.decisions import FlagTaken, RulesSet, VerdictGiven
from schemas.envelope import Entry, seal
from schemas.flags import FlagResolved, FlagState, FlagUpdated
from schemas.judging import judgement
from schemas.notices import NoticeDelivered
from schemas.topics import NOTICES, REJECTS
from schemas.verdicts import Verdict
from schemas.watch import Rules
from services.alert.message.message import Decided, finding
from services.alert.posting.deciding import after, note
from services.alert.posting.grouping import Group
from services.alert.routing import Route
from services.alert.service import Drained
from services.demo.slack import Fault
from tests.alert.desk import SECOND
from tests.alert.examples import FLAG, NOON

TAKEN = FlagTaken(flag=FLAG.flag, claim=FLAG.claim, by="ann (U0ANN)", taken_at=NOON)
ANSWERED = VerdictGiven(
    judgement=judgement(FLAG, Verdict.CONFIRMED),
    claim=FLAG.claim,
    track=FLAG.track,
    reason="The river office says so.",
    by="ben",
    decided_at=NOON + dt.timedelta(hours=1),
)
TOLD = "*ann (U0ANN)* has it, since 30 Jan 2025, 12:00 UTC"


def shown(desk) -> str:
    return str(desk.slack.roots()[0].blocks)


def test_who_took_it_last_has_it_and_the_last_answer_holds():
    decided = after(after(Decided(), TAKEN), ANSWERED)
    assert (decided.taken_by, decided.verdict, decided.judged_by) == ("ann (U0ANN)", "confirmed", "ben")
    again = after(decided, msgspec.structs.replace(TAKEN, by="cem"))
    assert (again.taken_by, again.verdict) == ("cem", "confirmed")


def test_it_is_noted_wherever_a_group_has_the_flag():
    ours, other = finding(FLAG, NOON), finding(msgspec.structs.replace(FLAG, flag="flag-2"), NOON)
    noted = note(Group(news=(other,), open=(ours,), ended=(ours,)), FLAG.flag, Decided(taken_by="ann"))
    assert [one.decided.taken_by for one in (*noted.news, *noted.open, *noted.ended)] == ["", "ann", "ann"]


async def test_the_first_message_says_who_has_it_and_what_was_answered(desk):
    await desk.flag()
    await desk.drain()
    await desk.log.append([seal(TAKEN)])
    assert (await desk.drain()).delivered == 1
    assert TOLD in shown(desk)
    await desk.log.append([seal(ANSWERED)])
    assert (await desk.drain()).delivered == 1
    assert TOLD in shown(desk)
    assert "*Confirmed*, says ben, 30 Jan 2025, 13:00 UTC: The river office says so." in shown(desk)
    assert (len(desk.slack.messages), len(desk.box.mails)) == (1, 1)
    edit = [notice for notice in await desk.events(NOTICES) if isinstance(notice, NoticeDelivered)][-1]
    assert (edit.receipt, edit.thread) == (desk.slack.messages[0].ts, desk.slack.messages[0].ts)


async def test_it_is_said_of_later_versions_and_of_the_end_too(desk):
    await desk.flag()
    await desk.log.append([seal(TAKEN)])
    await desk.flag(FlagUpdated, version=2)
    await desk.drain()
    assert TOLD in shown(desk)
    await desk.flag(FlagResolved, version=3, state=FlagState.RESOLVED)
    await desk.drain()
    assert desk.on_slack()[0] == "✓ Settled"
    assert TOLD not in shown(desk)


async def test_what_was_decided_before_it_was_told_is_said_with_it(desk):
    desk.route = msgspec.structs.replace(desk.route, group_wait_seconds=30)
    await desk.flag()
    await desk.drain()
    await desk.log.append([seal(TAKEN)])
    desk.clock.at += 30 * SECOND
    assert (await desk.drain()).delivered == 2
    assert TOLD in shown(desk)


async def test_an_edit_that_slack_did_not_take_is_tried_again(desk):
    await desk.flag()
    await desk.drain()
    desk.slack.faults.extend([Fault.SERVER_ERROR])
    await desk.log.append([seal(TAKEN)])
    assert (await desk.drain()).waiting == 1
    desk.clock.at += SECOND
    assert (await desk.drain()).delivered == 1
    assert TOLD in shown(desk)


async def test_a_second_drain_and_a_rebuilt_outbox_edit_nothing(desk):
    await desk.flag()
    await desk.drain()
    await desk.log.append([seal(TAKEN)])
    await desk.drain()
    edits = desk.slack.messages[0].edits
    assert (await desk.drain()).delivered == 0
    assert (await desk.drain("rebuilt")).delivered == 0
    assert desk.slack.messages[0].edits == edits
    await desk.flag(FlagUpdated, version=2)
    assert (await desk.drain("rebuilt")).delivered == 2
    assert TOLD in shown(desk)


async def test_what_is_decided_on_a_flag_that_nobody_was_told_of_is_not_sent(desk):
    await desk.drain()
    await desk.log.append([seal(TAKEN), seal(RulesSet(rules=Rules(), by="ann", decided_at=NOON))])
    assert (await desk.drain()).delivered == 0
    assert desk.slack.messages == []


async def test_what_only_a_digest_told_has_no_message_to_edit(desk):
    desk.route = Route(receiver="desk", digest_at=("13:00",))
    await desk.flag()
    await desk.drain()
    desk.clock.at += dt.timedelta(hours=1)
    assert (await desk.drain()).delivered == 2
    await desk.log.append([seal(TAKEN)])
    assert await desk.drain() == Drained(delivered=0, failed=0, suppressed=0, rejected=0, waiting=0)


async def test_a_bad_decision_goes_to_rejects(desk):
    good = seal(TAKEN)
    await desk.log.append([Entry("decisions", "k", good.headers, b"{")])
    assert (await desk.drain()).rejected == 1
    assert len(await desk.events(REJECTS)) == 1


@pytest.mark.parametrize("group_by", [(), ("grade",), ("severity",)])
async def test_one_decision_is_one_edit_whatever_the_groups(desk, group_by):
    desk.route = msgspec.structs.replace(desk.route, group_by=group_by)
    await desk.flag()
    await desk.flag(flag="flag-2", severity=1)
    await desk.drain()
    await desk.log.append([seal(TAKEN)])
    assert (await desk.drain()).delivered == 1
    assert shown(desk).count(TOLD) == 1
