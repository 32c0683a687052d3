"""Routes, digests, mutes, silences and inhibition together: whatever comes in whatever order, nothing is lost."""

from __future__ import annotations

import asyncio
import datetime as dt
import tempfile
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from schemas.decisions import SilenceSet
from schemas.event import ClaimId, Digest, FlagId
from schemas.flags import Flag, FlagState, Grade
from schemas.notices import HELD_BACK, Cause
from services.alert.outbox.database import Outbox
from services.alert.outbox.tables import DeliveryRow, DeliveryState, GroupRow, OpenFlagRow
from services.alert.posting.bookkeeping import Asked, changing, told_on
from services.alert.posting.grouping import Group
from services.alert.posting.holding import Holding, look_again
from services.alert.posting.posting import Desk, post, post_due
from services.alert.receivers.receivers import Alerting
from tests.alert.examples import FLAG, NOON

HOUR = dt.timedelta(hours=1)
LANE = ("desk", "terminal")
ALERTING = msgspec.convert(
    {
        "route": {
            "receiver": "desk",
            "group_wait_seconds": 600,
            "group_interval_seconds": 3600,
            "routes": [
                {"matchers": ['watched="false"'], "digest_at": ["07:00", "17:00"]},
                {"matchers": ["severity>=5"], "group_wait_seconds": 0, "continue": True},
                {"matchers": ['grade="conflict"'], "group_by": ["rule"]},
                {"matchers": ['grade="tension"'], "mute_time_intervals": ["siesta"]},
            ],
        },
        "time_intervals": [
            {"name": "siesta", "time_intervals": [{"times": [{"start_time": "13:00", "end_time": "16:00"}]}]}
        ],
        "inhibit_rules": [{"source_matchers": ["severity>=5"], "target_matchers": ["severity<=3"], "equal": ["claim"]}],
        "receivers": [{"name": "desk", "terminal": True}],
    },
    Alerting,
)
DESK = Desk(ALERTING.route, {"desk": ["terminal"]}, Holding.of(ALERTING.time_intervals, ALERTING.inhibit_rules), NOON)


class Step(NamedTuple):
    """What happens after a pause: a flag as it is from now on, or a silence of a claim."""

    pause: dt.timedelta
    what: Flag | SilenceSet


def flag(**said: object) -> Flag:
    return msgspec.structs.replace(FLAG, **said)


def silence(claim: str, hours: int) -> SilenceSet:
    return SilenceSet(
        silence=Digest(claim),
        matchers=(f'claim="{claim}"',),
        starts_at=NOON,
        ends_at=NOON + hours * HOUR,
        reason="known",
        by="anna",
        decided_at=NOON,
    )


CLAIMS = st.sampled_from([ClaimId("claim one"), ClaimId("claim one"), ClaimId("claim two")])
FLAGS = st.builds(
    flag,
    flag=st.sampled_from([FlagId("flag a"), FlagId("flag b")]),
    claim=CLAIMS,
    grade=st.sampled_from(Grade),
    severity=st.sampled_from([2, 5]),
    watched=st.sampled_from([True, True, False]),
    state=st.sampled_from([FlagState.OPEN, FlagState.OPEN, FlagState.RESOLVED]),
)
STEPS = st.lists(
    st.builds(
        Step,
        st.integers(0, 150).map(lambda minutes: dt.timedelta(minutes=minutes)),
        FLAGS | FLAGS | FLAGS | st.builds(silence, CLAIMS, st.integers(1, 30)),
    ),
    min_size=1,
    max_size=12,
)


class End(NamedTuple):
    """What the outbox holds when all of it has come to an end."""

    told: dict[str, int]
    """The version of each flag that the channel has dealt with."""
    waiting: dict[str, int]
    open_flags: set[str]
    sent: Counter[Cause]
    suppressed: Counter[Cause]
    """But for what was only held back."""


async def run(steps: Sequence[Step]) -> tuple[dict[FlagId, Flag], End]:
    """The flags at their last versions, and what became of them two days later."""
    last: dict[FlagId, Flag] = {}
    now = NOON
    with tempfile.TemporaryDirectory() as folder:
        outbox = await Outbox.open(f"sqlite:///{folder}/outbox")
        try:
            for pause, what in steps:
                await pass_time(outbox, now, pause)
                now += pause
                async with outbox.transaction() as session:
                    if isinstance(what, SilenceSet):
                        async with changing(session, DESK.holding, Asked(now, held=True)) as book:
                            book.silence(what)
                            look_again(book, now)
                            post_due(book, DESK, now)
                    else:
                        version = last[what.flag].version + 1 if what.flag in last else 1
                        last[what.flag] = msgspec.structs.replace(what, version=version)
                        async with changing(session, DESK.holding, Asked(now, [what.flag], [what.claim])) as book:
                            post(book, DESK, last[what.flag], now, now)
                            post_due(book, DESK, now)
            await pass_time(outbox, now, 48 * HOUR)
            return last, await ended(outbox)
        finally:
            await outbox.close()


async def pass_time(outbox: Outbox, now: dt.datetime, pause: dt.timedelta) -> None:
    """Half an hour at a time."""
    for halves in range(1, 2 * pause // HOUR + 1):
        later = now + halves * HOUR / 2
        async with outbox.transaction() as session, changing(session, DESK.holding, Asked(later)) as book:
            post_due(book, DESK, later)


async def ended(outbox: Outbox) -> End:
    async with outbox.transaction() as session:
        told = {name: known.version for name, known in (await told_on(session, LANE, "")).items()}
        groups = [msgspec.json.decode(row.state, type=Group) for row in await session.exec(select(GroupRow))]
        waiting = {news.flag: news.cause.version for group in groups for news in group.news}
        rows = list(await session.exec(select(DeliveryRow)))
        open_flags = set(await session.exec(select(OpenFlagRow.flag).where(col(OpenFlagRow.labels).is_not(None))))
    sent = [row for row in rows if row.state is DeliveryState.PENDING]
    gone = [row for row in rows if row.state is DeliveryState.SUPPRESSED and row.reason not in HELD_BACK]
    return End(told, waiting, {*open_flags}, causes(sent), causes(gone))


def causes(rows: Sequence[DeliveryRow]) -> Counter[Cause]:
    return Counter(cause for row in rows for cause in msgspec.json.decode(row.causes, type=list[Cause]))


# What inhibits ends, and what it held back is of another group.
OTHER_GROUP = [
    Step(HOUR, flag(flag="loud", severity=5)),
    Step(HOUR, flag(flag="soft", severity=2, grade=Grade.TENSION)),
    Step(6 * HOUR, flag(flag="loud", severity=5, state=FlagState.RESOLVED)),
]


@given(steps=STEPS)
@example(steps=OTHER_GROUP)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_flag_s_last_version_is_sent_once_or_suppressed_with_a_reason_or_waits_for_what_inhibits_it(
    steps: list[Step],
) -> None:
    last, end = asyncio.run(run(steps))
    loud = {one.claim for one in last.values() if one.severity == 5 and one.state is FlagState.OPEN}
    assert end.open_flags == {name for name, one in last.items() if one.state is FlagState.OPEN}
    for name, one in last.items():
        cause = Cause(one.flag, one.version, one.state)
        if name in end.waiting:
            assert (end.waiting[name], one.severity <= 3, one.claim in loud) == (one.version, True, True)
            assert end.sent[cause] + end.suppressed[cause] == 0
        else:
            assert end.told[name] == one.version
            assert end.sent[cause] + end.suppressed[cause] == 1
    assert max(end.sent.values(), default=1) == 1
