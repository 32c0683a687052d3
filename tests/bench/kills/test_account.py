"""What alert has told of the flags that came in is counted."""

from __future__ import annotations

import datetime as dt

import pytest

from bench.kills.account import account
from schemas.event import ClaimId, Digest, FlagId
from schemas.flags import FlagState
from schemas.notices import Cause, NoticeDelivered, NoticeSuppressed, Suppression
from services.demo.mailbox import Mail
from services.demo.slack.messages import Stored

FLAG = FlagId("flag-1")


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


def kept_back(channel: str, by: Suppression) -> tuple[bytes, NoticeSuppressed]:
    kept = NoticeSuppressed(
        delivery=Digest("kept back"),
        receiver="desk",
        channel=channel,
        group="group",
        claim=ClaimId("claim"),
        causes=(Cause(FLAG, 1, FlagState.RESOLVED),),
        at=dt.datetime(2025, 3, 1, 8, tzinfo=dt.UTC),
        by=by,
    )
    return f"{channel} kept back".encode(), kept


def message(ts: str, delivery: str) -> Stored:
    return Stored("C0DESK", ts, "words", metadata={"event_payload": {"delivery": delivery}})


def mail(message_id: str) -> Mail:
    return Mail("c@paper.example", ("desk@paper.example",), f"Message-ID: {message_id}\r\n\r\nwords".encode())


TOLD = [notice("slack/C0DESK", "1.1"), notice("email/desk@paper.example", "<1@paper.example>")]
MESSAGES = [message("1.1", "delivery 1")]
MAILS = [mail("<1@paper.example>")]


def test_a_flag_that_both_channels_have_is_not_lost():
    of = account([(FLAG, 1)], TOLD, MESSAGES, MAILS)
    assert of == (1, 0, (), 1, 0, 1, 0, 0, 0)
    assert of.holds


@pytest.mark.parametrize(
    "left",
    [(TOLD[:1], MESSAGES, MAILS), (TOLD[1:], MESSAGES, MAILS), (TOLD, [], MAILS), (TOLD, MESSAGES, [])],
    ids=["no notice of the mail", "no notice of the message", "no message", "no mail"],
)
def test_a_flag_that_one_channel_lacks_is_lost(left):
    of = account([(FLAG, 1)], *left)
    assert len(of.lost) == 1
    assert not of.holds


def test_the_end_of_a_flag_that_a_channel_was_never_told_of_is_not_lost():
    both = [kept_back(channel, Suppression.ENDED) for channel in ("slack/C0DESK", "email/desk@paper.example")]
    of = account([(FLAG, 1)], both, [], [])
    assert (of.ended, of.lost) == (1, ())


def test_a_flag_that_is_held_back_is_lost_unless_it_is_told():
    of = account([(FLAG, 1)], [kept_back("slack/C0DESK", Suppression.MUTED), *TOLD[1:]], [], MAILS)
    said = "slack/C0DESK suppressed: muted; email/desk@paper.example delivered as <1@paper.example>"
    assert (of.ended, of.lost) == (0, (f"flag-1, version 1: {said}",))


def test_an_older_version_does_not_tell_a_newer_one():
    assert account([(FLAG, 1), (FLAG, 2)], TOLD, MESSAGES, MAILS).lost == ("flag-1, version 2: no notice",)


def test_two_messages_of_one_delivery_are_one_told_twice():
    of = account([(FLAG, 1)], TOLD, [*MESSAGES, message("2.1", "delivery 1"), message("3.1", "another")], MAILS)
    assert of.twice == 1
    assert not of.holds


def test_a_mail_may_come_again_with_its_message_id_and_with_no_other():
    assert account([(FLAG, 1)], TOLD, MESSAGES, MAILS * 3)[6:] == (2, 0, 0)
    of = account([(FLAG, 1)], TOLD, MESSAGES, [*MAILS, mail("<2@paper.example>")])
    assert of.strays == 1
    assert not of.holds
