"""A flag's life: findings now against flags before → raised, updated, resolved, lapsed, reopened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Mapping

import msgspec

from schemas.envelope import digest
from schemas.event import ArticleId, FlagId, TrackId
from schemas.flags import (
    Flag,
    FlagEvent,
    FlagLapsed,
    FlagRaised,
    FlagReopened,
    FlagResolved,
    FlagState,
    FlagUpdated,
)
from services.detect.rules.finding import Finding, evidence, exposure, severity
from services.detect.tracking.claims import Claim


def flag_id(claim: Claim, finding: Finding) -> FlagId:
    """The flag's identity: claim, rule and the parties at odds, never the values."""
    return FlagId(digest(claim.id, finding.rule, *finding.parties)[:24])


def flag_of(claim: Claim, track: TrackId, finding: Finding, build: str, ours: Container[str]) -> Flag:
    """The open flag that a finding makes, at version 0: only its history can count versions."""
    exposed = exposure(finding, claim, ours)
    return Flag(
        flag=flag_id(claim, finding),
        version=0,
        state=FlagState.OPEN,
        claim=claim.id,
        title=claim.title,
        track=track,
        watched=claim.watch is not None,
        rule=finding.rule,
        grade=finding.grade,
        severity=severity(finding, claim, exposed=bool(exposed)),
        explanation=finding.explanation,
        evidence=tuple(evidence(member) for member in finding.members),
        parties=finding.parties,
        compared=finding.compared,
        reasons=finding.reasons,
        settle=finding.settle,
        found_at=max(member.report.published_at for member in finding.members),
        build=build,
        exposure=tuple(evidence(member) for member in exposed),
    )


def changes(
    before: Mapping[FlagId, Flag], now: Iterable[Flag], live: Container[ArticleId], at: dt.datetime
) -> Iterator[FlagEvent]:
    """The events that lead from the flags before to those found now.

    Args:
        before: the last version of every flag known, open or ended, that `now` may speak of.
        now: the flags found now, at version 0.
        live: the articles that the track knows now; a flag of which a piece of evidence is in none of them has lapsed.
        at: when what changed the flags happened.
    """
    found = {flag.flag: flag for flag in now}
    for key, flag in found.items():
        known = before.get(key)
        if known is None:
            yield FlagRaised(flag=_version(flag, 1))
        elif known.state is not FlagState.OPEN:
            yield FlagReopened(flag=_version(flag, known.version + 1))
        elif _version(flag, known.version) != known:
            yield FlagUpdated(flag=_version(flag, known.version + 1))
    for key, flag in before.items():
        if flag.state is FlagState.OPEN and key not in found:
            yield _ended(flag, live, at)


def _ended(flag: Flag, live: Container[ArticleId], at: dt.datetime) -> FlagEvent:
    lapsed = any(item.article not in live for item in flag.evidence)
    state = FlagState.LAPSED if lapsed else FlagState.RESOLVED
    ended = msgspec.structs.replace(flag, state=state, version=flag.version + 1, found_at=at)
    return FlagLapsed(flag=ended) if lapsed else FlagResolved(flag=ended)


def _version(flag: Flag, version: int) -> Flag:
    return msgspec.structs.replace(flag, version=version)
