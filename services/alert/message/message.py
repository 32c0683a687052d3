"""What a notice says, before any channel's form: findings on one claim, with their evidence side by side.

The words of others are cleaned here once: one line each, without control characters or marks that reorder text, and
cut to a length.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import msgspec

from schemas.event import ArticleId, ClaimId, FlagId
from schemas.flags import Evidence, Flag, FlagState, Grade
from schemas.notices import Cause
from schemas.values import Figure, Span
from services.alert.routing import Labels, labels
from services.wording.plain import one_line


class Change(StrEnum):
    """What is new about a flag, for someone who knows what was sent before."""

    RAISED = "New"
    UPDATED = "Updated"
    REOPENED = "Open again"
    RESOLVED = "Settled"
    LAPSED = "Lapsed"


class Quote(msgspec.Struct, frozen=True):
    """A piece of evidence as it is shown."""

    outlet: str
    url: str
    published_at: dt.datetime
    words: str
    chain: tuple[str, ...]
    figure: Figure
    as_of: Span
    article: ArticleId
    revision: int

    @property
    def day(self) -> dt.date:
        """Of its publication, in UTC."""
        return self.published_at.astimezone(dt.UTC).date()


class Decided(msgspec.Struct, frozen=True):
    """What the desk did about a flag: who has it, and what it answered last."""

    taken_by: str = ""
    taken_at: dt.datetime | None = None
    verdict: str = ""
    reason: str = ""
    judged_by: str = ""
    judged_at: dt.datetime | None = None


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A flag at one version, as it is shown."""

    cause: Cause
    change: Change
    claim: ClaimId
    title: str
    rule: str
    grade: str
    severity: int
    explanation: str
    quotes: tuple[Quote, ...]
    exposure: tuple[Quote, ...] = ()
    """What our own outlets carry of it."""
    reasons: tuple[str, ...]
    settle: str
    appended_at: dt.datetime
    """When the flag event came to the log."""
    labels: Labels = {}
    """What inhibition and silences ask of the flag."""
    build: str = ""
    """Of the code and the vocabularies that found it."""
    decided: Decided = Decided()

    @property
    def flag(self) -> FlagId:
        return self.cause.flag

    @property
    def open(self) -> bool:
        return self.cause.state is FlagState.OPEN


class Kind(StrEnum):
    """What a message is."""

    NOTICE = "notice"
    """What is new of one claim, or still so."""
    DIGEST = "digest"
    """What is new of many claims; it is titled by itself."""
    EDIT = "edit"
    """Nothing new, and no findings: how a claim stands since something was decided on it."""


class Message(msgspec.Struct, frozen=True):
    """What is to be told: findings; `repeat` above 0 says them again."""

    title: str
    findings: tuple[Finding, ...]
    repeat: int = 0
    standing: tuple[Finding, ...] = ()
    """Of the claim on this channel, after this notice: all that is open, and what ended last."""
    louder: bool = False
    """The grade rose above what the channel was told of the claim and is still open."""
    kind: Kind = Kind.NOTICE


_LOUDNESS: Final = {Grade.TENSION.value: 1, Grade.CONFLICT.value: 2}
_CHANGES: Final = {
    FlagState.OPEN: Change.RAISED,
    FlagState.RESOLVED: Change.RESOLVED,
    FlagState.LAPSED: Change.LAPSED,
}


def finding(flag: Flag, appended_at: dt.datetime) -> Finding:
    """The flag as it is shown to someone who has not heard of it; of one that ended its evidence stands above."""
    evidence, exposure = (flag.evidence, flag.exposure) if flag.state is FlagState.OPEN else ((), ())
    return Finding(
        cause=Cause(flag=flag.flag, version=flag.version, state=flag.state),
        change=_CHANGES[flag.state],
        claim=flag.claim,
        title=clean(flag.title, 140),
        rule=flag.rule.value,
        grade=flag.grade.value,
        severity=flag.severity,
        explanation=clean(flag.explanation, 600),
        quotes=tuple(_quote(item) for item in evidence),
        exposure=tuple(_quote(item) for item in exposure),
        reasons=tuple(clean(reason, 200) for reason in flag.reasons[:4]) if evidence else (),
        settle=clean(flag.settle, 400),
        appended_at=appended_at,
        labels=labels(flag),
        build=flag.build,
    )


def strongest_first(findings: Iterable[Finding]) -> list[Finding]:
    """By grade, then by severity; of equals the one known longest."""
    return sorted(findings, key=lambda found: (-loudness([found.grade]), -found.severity, found.appended_at))


def stronger(message: Message) -> Finding | None:
    """The strongest of what stands, where it is of a higher grade than all that is told."""
    told = loudness(finding.grade for finding in message.findings if finding.open)
    standing = strongest_first(finding for finding in message.standing if finding.open)
    return standing[0] if standing and loudness([standing[0].grade]) > told else None


def loudness(grades: Iterable[str]) -> int:
    """How loud the loudest of the grades is; 0 where there is none."""
    return max((_LOUDNESS.get(grade, 0) for grade in grades), default=0)


def clean(text: str, most: int) -> str:
    """The text on one line, with nothing invisible in it, at most `most` characters long."""
    line = one_line(text)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _quote(evidence: Evidence) -> Quote:
    return Quote(
        outlet=clean(evidence.outlet, 60),
        url=evidence.url if _is_link(evidence.url) else "",
        published_at=evidence.published_at,
        words=clean(evidence.quote, 320),
        chain=tuple(clean(party, 60) for party in evidence.chain[:6]),
        figure=evidence.figure,
        as_of=evidence.as_of.span,
        article=evidence.article,
        revision=evidence.revision,
    )


def _is_link(url: str) -> bool:
    """Whether it may stand behind a link: the web's own schemes, nothing that could break out of a quoted address."""
    return (
        url.startswith(("https://", "http://"))
        and len(url) <= 1000
        and not set(url) & set(' "<>|`\\')
        and url.isprintable()
    )
