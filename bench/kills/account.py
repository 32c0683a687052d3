"""What became of the flags that came in: lost, told twice, or told once on each channel.

flags, `notices`, what Slack and the mail box have ─▶ account ─▶ table
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from bench.kills.plan import MOMENT, PLACES
from schemas.event import FlagId
from schemas.notices import NoticeDelivered
from services.demo.mailbox import Mail
from services.demo.slack.messages import Stored

Version = tuple[FlagId, int]
"""A flag, at one of its versions: what is to be told once on each channel."""


class Account(NamedTuple):
    """The end of a run."""

    versions: int
    lost: int
    """Versions of flags that Slack or the mail box does not have, or of which `notices` do not say so."""
    messages: int
    twice: int
    """Messages on Slack beyond the first of a delivery, as their metadata say."""
    mails: int
    repeated: int
    """Mails beyond the first with a Message-ID."""
    strays: int
    """Message-IDs of which `notices` know nothing: a repeated mail that is not shown as the same."""
    retold: int
    """Records of `notices` beyond the first with a ce_id."""

    @property
    def holds(self) -> bool:
        """Whether nothing is lost, and nothing shown twice."""
        return not (self.lost or self.twice or self.strays)


def account(
    versions: Collection[Version],
    notices: Sequence[tuple[bytes, NoticeDelivered]],
    messages: Sequence[Stored],
    mails: Sequence[Mail],
) -> Account:
    """Count; each notice comes with its ce_id."""
    ids = [mail.message_id for mail in mails]
    told = [notice for _, notice in notices]
    on_slack = _told(told, "slack/", {message.ts for message in messages})
    by_mail = _told(told, "email/", set(ids))
    return Account(
        versions=len(versions),
        lost=len(set(versions) - (on_slack & by_mail)),
        messages=len(messages),
        twice=_beyond_the_first((message.metadata or {})["event_payload"]["delivery"] for message in messages),
        mails=len(mails),
        repeated=_beyond_the_first(ids),
        strays=len(set(ids) - {notice.receipt for notice in told}),
        retold=_beyond_the_first(ce_id for ce_id, _ in notices),
    )


def _told(notices: Iterable[NoticeDelivered], channel: str, there: Collection[str]) -> set[Version]:
    """What was told on the channels of a kind, and is there."""
    return {
        (cause.flag, cause.version)
        for notice in notices
        if notice.channel.startswith(channel) and notice.receipt in there
        for cause in notice.causes
    }


def _beyond_the_first(given: Iterable[object]) -> int:
    counted = Counter(given)
    return counted.total() - len(counted)


def table(of: Account, killed: Mapping[str, int]) -> str:
    """The account and the kills, a line each."""
    lines = {
        "flags, each version": of.versions,
        "  lost": of.lost,
        "messages on Slack": of.messages,
        "  twice": of.twice,
        "mails": of.mails,
        "  repeated, with the same Message-ID": of.repeated,
        "  repeated, with another": of.strays,
        "notices appended again, with the same ce_id": of.retold,
        "kills": sum(killed.values()),
    }
    lines |= {f"  {place}": killed[place] for place in (*PLACES, MOMENT)}
    return "\n".join(f"{name:<48}{count:>6,}" for name, count in lines.items())
