"""Hosts are killed at every step, and whatever is lost or told twice is counted."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from bench.kills.account import account, table
from bench.kills.host import STEPS
from bench.kills.plan import APART, ASKING, MOMENT, PLACES, lives
from bench.kills.run import Run
from schemas.event import ClaimId, Digest, FlagId
from schemas.flags import FlagState
from schemas.notices import Cause, NoticeDelivered
from services.demo.mailbox import Mail, Mailbox
from services.demo.slack import Fault, Slack
from services.demo.slack.messages import Stored

FLAG = FlagId("flag-1")
A_RUN = 1_000


def notice(channel: str, receipt: str, version: int = 1) -> tuple[bytes, NoticeDelivered]:
    told = NoticeDelivered(
        delivery=Digest(receipt),
        receiver="desk",
        channel=channel,
        group="group",
        claim=ClaimId("claim"),
        causes=(Cause(FLAG, version, FlagState.OPEN),),
        at=dt.datetime(2025, 3, 1, 8, tzinfo=dt.UTC),
        payload=Digest("payload"),
        receipt=receipt,
        thread=receipt,
        attempts=1,
    )
    return f"{channel} {receipt}".encode(), told


def message(ts: str, delivery: str) -> Stored:
    return Stored("C0DESK", ts, "words", metadata={"event_payload": {"delivery": delivery}})


def mail(message_id: str) -> Mail:
    return Mail("c@paper.example", ("desk@paper.example",), f"Message-ID: {message_id}\r\n\r\nwords".encode())


TOLD = [notice("slack/C0DESK", "1.1"), notice("email/desk@paper.example", "<1@paper.example>")]
MESSAGES = [message("1.1", "delivery 1")]
MAILS = [mail("<1@paper.example>")]


def test_a_flag_that_both_channels_have_is_not_lost():
    of = account([(FLAG, 1)], TOLD, MESSAGES, MAILS)
    assert of == (1, 0, 1, 0, 1, 0, 0, 0)
    assert of.holds


@pytest.mark.parametrize(
    "left",
    [(TOLD[:1], MESSAGES, MAILS), (TOLD[1:], MESSAGES, MAILS), (TOLD, [], MAILS), (TOLD, MESSAGES, [])],
    ids=["no notice of the mail", "no notice of the message", "no message", "no mail"],
)
def test_a_flag_that_one_channel_lacks_is_lost(left):
    of = account([(FLAG, 1)], *left)
    assert of.lost == 1
    assert not of.holds


def test_an_older_version_does_not_tell_a_newer_one():
    assert account([(FLAG, 1), (FLAG, 2)], TOLD, MESSAGES, MAILS).lost == 1


def test_two_messages_of_one_delivery_are_one_told_twice():
    of = account([(FLAG, 1)], TOLD, [*MESSAGES, message("2.1", "delivery 1"), message("3.1", "another")], MAILS)
    assert of.twice == 1
    assert not of.holds


def test_a_mail_may_come_again_with_its_message_id_and_with_no_other():
    assert account([(FLAG, 1)], TOLD, MESSAGES, MAILS * 3)[5:] == (2, 0, 0)
    of = account([(FLAG, 1)], TOLD, MESSAGES, [*MAILS, mail("<2@paper.example>")])
    assert of.strays == 1
    assert not of.holds


def test_a_run_kills_at_every_step_twenty_times_and_as_often_at_random_moments():
    places = Counter(life.place for life in lives(A_RUN, seed=1))
    assert places.total() == A_RUN
    assert places.keys() == {*STEPS, *ASKING, MOMENT}
    assert min(places[place] for place in PLACES) >= 20
    assert places[MOMENT] >= A_RUN / 2


def test_a_run_is_the_same_by_the_same_seed():
    assert list(lives(50, seed=3)) == list(lives(50, seed=3)) != list(lives(50, seed=4))


def test_slack_is_down_for_an_hour():
    down = [life for life in lives(A_RUN, seed=1) if life.slack.count(Fault.SERVER_ERROR) > 100]
    assert len(down) * APART > dt.timedelta(hours=1)


async def test_sixteen_kills_lose_nothing_and_tell_nothing_twice(tmp_path):
    with Slack() as slack, Mailbox() as box:
        run = Run(tmp_path, f"sqlite:///{tmp_path}/outbox", slack, box)
        for life in lives(16, seed=1):
            await run.live(life)
        of = await run.drain()
        await run.close()
    assert of.holds, table(of, run.killed)
    assert of.messages == of.versions > 16
    assert run.killed.total() == 16
