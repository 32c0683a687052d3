"""Mutes, silences, inhibition and digests through the host: held back, recorded, and told when that ends."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import msgspec
import pytest

from schemas.decisions import SilenceSet
from schemas.envelope import Entry, seal, unseal
from schemas.event import Digest, Event
from schemas.flags import FlagRaised, FlagResolved, FlagState, FlagUpdated, Grade
from schemas.notices import NoticeDelivered, NoticeSuppressed
from schemas.rejects import Rejected
from schemas.topics import NOTICES, REJECTS, Topic
from services.alert.channels import open_channels
from services.alert.outbox.database import Outbox
from services.alert.receivers.receivers import Alerting
from services.alert.service import Alert
from services.eventlog.memory import MemoryLog
from tests.alert.examples import FLAG, NOON

HOUR = dt.timedelta(hours=1)
NOW_ON = {"receiver": "desk", "group_wait_seconds": 0, "group_interval_seconds": 0}
SIESTA = {"name": "siesta", "time_intervals": [{"times": [{"start_time": "12:00", "end_time": "14:00"}]}]}
LOUDER = {
    "source_matchers": ['grade="conflict"'],
    "target_matchers": ['grade="tension"'],
    "equal": ["claim"],
}


class Desk:
    """A desk with a terminal, on a log in memory, at noon."""

    def __init__(self, outboxes: Callable[[str], str]) -> None:
        self.outboxes = outboxes
        self.at = NOON
        self.log = MemoryLog(self.now)
        self.terminal = io.StringIO()
        self.route: dict[str, Any] = NOW_ON
        self.more: dict[str, Any] = {}

    def now(self) -> dt.datetime:
        return self.at

    async def drain(self, outbox: str = "outbox") -> list[str]:
        """Take in the log and tell what is due: the titles that came out."""
        before = len(self.terminal.getvalue())
        section = {"route": self.route, "receivers": [{"name": "desk", "terminal": True}], **self.more}
        alerting = msgspec.convert(section, Alerting)
        opened = await Outbox.open(self.outboxes(outbox))
        try:
            await Alert(
                self.log,
                opened,
                alerting.route,
                open_channels(alerting.receivers, self.terminal, self.now),
                time_intervals=alerting.time_intervals,
                inhibit_rules=alerting.inhibit_rules,
                now=self.now,
            ).drain()
        finally:
            await opened.close()
        lines = self.terminal.getvalue()[before:].splitlines()
        return [line for line, below in pairwise(lines) if line and set(below) == {"="}]

    async def flag(self, kind: type = FlagRaised, **changes: object) -> None:
        await self.log.append([seal(kind(flag=msgspec.structs.replace(FLAG, **changes)))])

    async def silence(self, *matchers: str, ends_at: dt.datetime, name: str = "s") -> None:
        decision = SilenceSet(
            silence=Digest(name),
            matchers=matchers,
            starts_at=NOON,
            ends_at=ends_at,
            reason="known",
            by="anna",
            decided_at=self.at,
        )
        await self.log.append([seal(decision)])

    def events(self, topic: Topic) -> list[Event]:
        return [unseal(record.headers, record.value) for record in self.log.records if record.topic == topic.name]

    def suppressed(self) -> list[tuple[str, str, str]]:
        found = [notice for notice in self.events(NOTICES) if isinstance(notice, NoticeSuppressed)]
        return [(notice.by.value, notice.why, notice.causes[0].flag) for notice in found]


@pytest.fixture
def desk(outboxes: Callable[[str], str]) -> Desk:
    return Desk(outboxes)


TITLE = FLAG.title


async def test_what_a_route_is_muted_for_is_recorded_and_told_when_that_ends(desk: Desk) -> None:
    desk.route = {**NOW_ON, "routes": [{"matchers": ["severity>=1"], "mute_time_intervals": ["siesta"]}]}
    desk.more = {"time_intervals": [SIESTA]}
    await desk.flag()
    assert await desk.drain() == []
    assert desk.suppressed() == [("muted", "siesta", "flag-1")]
    desk.at += HOUR
    assert await desk.drain() == []
    desk.at += HOUR
    assert await desk.drain() == [TITLE]
    assert [notice.type for notice in desk.events(NOTICES)] == ["notice.suppressed", "notice.delivered"]
    assert await desk.drain() == []


async def test_a_mute_that_the_configuration_takes_away_holds_nothing_back_any_more(desk: Desk) -> None:
    desk.route = {**NOW_ON, "routes": [{"matchers": ["severity>=1"], "mute_time_intervals": ["siesta"]}]}
    desk.more = {"time_intervals": [SIESTA]}
    await desk.flag()
    await desk.drain()
    desk.route, desk.more = NOW_ON, {}
    assert await desk.drain() == [TITLE]


async def test_what_ends_while_it_is_held_back_is_never_told(desk: Desk) -> None:
    await desk.silence('rule=~".*"', ends_at=NOON + HOUR)
    await desk.flag()
    await desk.drain()
    await desk.flag(FlagResolved, version=2, state=FlagState.RESOLVED)
    await desk.drain()
    desk.at += 2 * HOUR
    assert await desk.drain() == []
    assert desk.suppressed() == [("silenced", "s", "flag-1"), ("ended", "", "flag-1")]


async def test_the_log_s_silences_are_known_before_its_flags_are_told(desk: Desk) -> None:
    await desk.flag()
    await desk.silence(f'claim="{FLAG.claim}"', ends_at=NOON + HOUR)
    assert await desk.drain() == []
    assert desk.suppressed() == [("silenced", "s", "flag-1")]
    desk.at += HOUR
    assert await desk.drain() == [TITLE]


async def test_a_silence_that_is_ended_early_lets_go(desk: Desk) -> None:
    await desk.silence("severity>=1", ends_at=NOON + 24 * HOUR)
    await desk.flag()
    assert await desk.drain() == []
    desk.at += HOUR
    await desk.silence("severity>=1", ends_at=desk.at)
    assert await desk.drain() == [TITLE]


async def test_a_silence_holds_of_what_its_matchers_hold_of_alone(desk: Desk) -> None:
    await desk.silence('outlet="Times"', ends_at=NOON + HOUR)
    await desk.flag()
    assert await desk.drain() == [TITLE]


async def test_what_settles_while_it_is_silenced_is_told_to_who_was_told_of_it(desk: Desk) -> None:
    await desk.flag()
    assert await desk.drain() == [TITLE]
    await desk.silence("severity>=1", ends_at=NOON + HOUR)
    await desk.flag(FlagResolved, version=2, state=FlagState.RESOLVED)
    assert await desk.drain() == []
    desk.at += HOUR
    assert await desk.drain() == [TITLE]


async def test_a_silence_that_cannot_hold_goes_to_the_rejects(desk: Desk) -> None:
    await desk.silence('colour="red"', ends_at=NOON + HOUR)
    await desk.flag()
    assert await desk.drain() == [TITLE]
    [reject] = desk.events(REJECTS)
    assert isinstance(reject, Rejected)
    assert "no label 'colour'" in reject.detail


async def test_another_outbox_tells_what_the_first_held_back(desk: Desk) -> None:
    await desk.silence("severity>=1", ends_at=NOON + HOUR)
    await desk.flag()
    await desk.drain()
    desk.at += HOUR
    assert await desk.drain(outbox="second") == [TITLE]


async def test_a_tension_is_inhibited_while_a_conflict_on_its_claim_is_open(desk: Desk) -> None:
    desk.more = {"inhibit_rules": [LOUDER]}
    await desk.flag(flag="loud")
    await desk.flag(flag="soft", grade=Grade.TENSION)
    await desk.flag(flag="other", grade=Grade.TENSION, claim="another", title="Another")
    assert await desk.drain() == [TITLE, "Another"]
    assert desk.suppressed() == [("inhibited", "loud", "soft")]
    await desk.flag(FlagResolved, flag="loud", version=2, state=FlagState.RESOLVED)
    assert await desk.drain() == [TITLE]
    *_, last = desk.events(NOTICES)
    assert isinstance(last, NoticeDelivered)
    assert [(cause.flag, cause.state) for cause in last.causes] == [("soft", "open"), ("loud", "resolved")]


async def test_what_inhibits_no_longer_lets_go(desk: Desk) -> None:
    desk.more = {"inhibit_rules": [{**LOUDER, "equal": ["rule"]}]}
    await desk.flag(flag="loud", claim="another")
    await desk.flag(flag="soft", grade=Grade.TENSION)
    await desk.drain()
    assert desk.suppressed() == [("inhibited", "loud", "soft")]
    await desk.flag(FlagUpdated, flag="loud", claim="another", version=2, grade=Grade.TENSION)
    assert await desk.drain() == [TITLE, TITLE]


async def test_an_older_record_of_a_flag_that_ended_inhibits_nothing(desk: Desk) -> None:
    desk.more = {"inhibit_rules": [LOUDER]}
    await desk.flag(FlagResolved, flag="loud", version=2, state=FlagState.RESOLVED)
    await desk.flag(flag="loud")
    await desk.flag(flag="soft", grade=Grade.TENSION)
    assert await desk.drain() == [TITLE]


DIGEST = {"receiver": "desk", "digest_at": ["13:00", "17:00"]}


async def test_a_digest_tells_what_many_claims_have_at_its_hour(desk: Desk) -> None:
    desk.route = DIGEST
    for claim, flag in (("c1", "a"), ("c1", "b"), ("c2", "c")):
        await desk.flag(claim=claim, flag=flag)
    assert await desk.drain() == []
    desk.at += HOUR
    assert await desk.drain() == ["Digest, 30 January 13:00 UTC: 3 findings on 2 claims"]
    [notice] = desk.events(NOTICES)
    assert isinstance(notice, NoticeDelivered)
    assert (notice.claim, notice.group, notice.thread) == ("", "{}:{}", notice.receipt)
    assert sorted(cause.flag for cause in notice.causes) == ["a", "b", "c"]
    assert await desk.drain() == []
    await desk.flag(FlagUpdated, claim="c1", flag="a", version=2)
    assert await desk.drain() == []
    desk.at += 4 * HOUR
    assert await desk.drain() == ["Digest, 30 January 17:00 UTC: 1 finding on 1 claim"]


async def test_what_is_superseded_or_ends_before_the_hour_is_not_in_the_digest(desk: Desk) -> None:
    desk.route = DIGEST
    await desk.flag()
    await desk.flag(flag="b")
    await desk.drain()
    await desk.flag(FlagUpdated, version=2)
    await desk.flag(FlagResolved, flag="b", version=2, state=FlagState.RESOLVED)
    desk.at += HOUR
    assert await desk.drain() == ["Digest, 30 January 13:00 UTC: 1 finding on 1 claim"]
    [delivered] = [notice for notice in desk.events(NOTICES) if isinstance(notice, NoticeDelivered)]
    assert [cause.version for cause in delivered.causes] == [2]
    assert desk.suppressed() == [("ended", "", "b")]


async def test_what_is_silenced_at_the_hour_comes_in_a_later_digest(desk: Desk) -> None:
    desk.route = DIGEST
    await desk.silence('claim="c1"', ends_at=NOON + 2 * HOUR)
    await desk.flag(claim="c1", flag="a")
    await desk.flag(claim="c2", flag="b")
    await desk.drain()
    desk.at += HOUR
    assert await desk.drain() == ["Digest, 30 January 13:00 UTC: 1 finding on 1 claim"]
    assert desk.suppressed() == [("silenced", "s", "a")]
    desk.at = NOON + 5 * HOUR
    assert await desk.drain() == ["Digest, 30 January 17:00 UTC: 1 finding on 1 claim"]


async def test_what_comes_to_be_watched_leaves_the_digest_and_is_told_at_once(desk: Desk) -> None:
    desk.route = {**NOW_ON, "routes": [{"matchers": ['watched="false"'], "digest_at": ["13:00"]}]}
    await desk.flag(watched=False)
    assert await desk.drain() == []
    await desk.flag(FlagUpdated, version=2)
    assert await desk.drain() == [TITLE]
    desk.at += HOUR
    assert await desk.drain() == []


async def test_a_digest_is_the_same_delivery_after_a_crash_before_it_was_known_to_be_sent(desk: Desk) -> None:
    desk.route = DIGEST
    await desk.flag()
    await desk.drain()
    desk.at += HOUR
    await desk.drain()
    told: list[Entry] = [seal(event) for event in desk.events(NOTICES)]
    assert len({entry.value for entry in told}) == 1
    assert await desk.drain(outbox="second") == []
