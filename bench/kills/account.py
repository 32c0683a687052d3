"""What became of the flags that detect raised: lost, told twice, or told once on each channel.

flags, `notices`, what Slack and the mail box have ─▶ account
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from schemas.event import FlagId
from schemas.notices import NoticeDelivered, NoticeEvent, NoticeFailed, NoticeSuppressed, Suppression
from services.demo.mailbox import Mail
from services.demo.slack.messages import Stored

Version = tuple[FlagId, int]
"""A flag, at one of its versions: what is to be told once on each channel."""


class Account(NamedTuple):
    """The end of a run."""

    versions: int
    ended: int
    """Versions that say the end of a flag of which a channel had been told nothing, and that it was not told."""
    lost: tuple[str, ...]
    """Versions that Slack or the mail box lacks, or of which `notices` do not say so; what these say instead."""
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
    notices: Sequence[tuple[bytes, NoticeEvent]],
    messages: Sequence[Stored],
    mails: Sequence[Mail],
) -> Account:
    """Count; each notice comes with its ce_id."""
    ids = [mail.message_id for mail in mails]
    told = [notice for _, notice in notices if isinstance(notice, NoticeDelivered)]
    ended = [item for _, item in notices if isinstance(item, NoticeSuppressed) and item.by is Suppression.ENDED]
    on_slack = _told(told, "slack/", {message.ts for message in messages}) | _about(ended, "slack/")
    by_mail = _told(told, "email/", set(ids)) | _about(ended, "email/")
    return Account(
        versions=len(versions),
        ended=len(_about(ended, "")),
        lost=tuple(_fate(version, notices) for version in dict.fromkeys(versions) if version not in on_slack & by_mail),
        messages=len(messages),
        twice=_beyond_the_first((message.metadata or {})["event_payload"]["delivery"] for message in messages),
        mails=len(mails),
        repeated=_beyond_the_first(ids),
        strays=len(set(ids) - {notice.receipt for notice in told}),
        retold=_beyond_the_first(ce_id for ce_id, _ in notices),
    )


def _told(notices: Iterable[NoticeDelivered], channel: str, there: Collection[str]) -> set[Version]:
    """What was told on the channels of a kind, and is there."""
    return _about((notice for notice in notices if notice.receipt in there), channel)


def _about(notices: Iterable[NoticeEvent], channel: str) -> set[Version]:
    return {
        (cause.flag, cause.version)
        for notice in notices
        if notice.channel.startswith(channel)
        for cause in notice.causes
    }


def _fate(version: Version, notices: Iterable[tuple[bytes, NoticeEvent]]) -> str:
    """What became of a version on each channel, as `notices` say."""
    flag, number = version
    told = [f"{notice.channel} {_ending(notice)}" for _, notice in notices if version in _about([notice], "")]
    return f"{flag}, version {number}: {'; '.join(told) or 'no notice'}"


def _ending(notice: NoticeEvent) -> str:
    match notice:
        case NoticeDelivered():
            return f"delivered as {notice.receipt}"
        case NoticeFailed():
            return f"failed: {notice.reason}"
        case NoticeSuppressed():
            return f"suppressed: {notice.by}"
    raise TypeError(notice)


def _beyond_the_first(given: Iterable[object]) -> int:
    counted = Counter(given)
    return counted.total() - len(counted)
