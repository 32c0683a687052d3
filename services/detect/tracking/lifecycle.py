"""A flag's life: findings now against flags before → raised, updated, resolved, lapsed, reopened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Container, Iterable, Iterator, Mapping

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
from schemas.watch import Rules
from services.detect.rules.finding import Finding, evidence, exposure, place, severity, tags
from services.detect.tracking.claims import Claim


def flag_id(claim: Claim, finding: Finding) -> FlagId:
    """The identity of a flag raised now: claim, rule and the parties at odds, never the values."""
    return _id(claim.id, finding.rule, *finding.parties)


def _id(*parts: str) -> FlagId:
    return FlagId(digest(*parts)[:24])


def flag_of(claim: Claim, track: TrackId, finding: Finding, build: str, rules: Rules) -> Flag:
    """The open flag that a finding makes, at version 0: only its history can count versions."""
    exposed = exposure(finding, claim, rules.ours)
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
        place=place(finding, claim),
        tags=tags(finding, claim, rules.tagged),
    )


def carried(
    before: Iterable[Flag], found: Iterable[tuple[Flag, Container[ArticleId]]], taken: Collection[FlagId]
) -> Iterator[Flag]:
    """The flags found now, each under the id that it has had.

    Where a claim was taken up by another or fell apart, a flag goes with its evidence.

    Args:
        before: the last version of every flag known, open or ended, that may be found again.
        found: the flags found now, and the articles of their claims; the last of one claim, rule and parties counts.
        taken: the ids of all flags of the track: one may have gone to a claim that is not looked at now.
    """
    known = {_what(flag): flag for flag in sorted(before, key=lambda flag: flag.state is FlagState.OPEN)}
    now = {_what(flag): (flag, articles) for flag, articles in found}
    strays = [known[what] for what in reversed(known) if what not in now]
    ids = set(taken)
    for what, (flag, articles) in now.items():
        own = known.get(what) or next((stray for stray in strays if _goes_on(stray, flag, articles)), None)
        if own is not None:
            strays = [stray for stray in strays if stray is not own]
        name = own.flag if own is not None else _fresh(flag, ids)
        ids.add(name)
        yield msgspec.structs.replace(flag, flag=name)


def _what(flag: Flag) -> tuple[object, ...]:
    return flag.claim, flag.rule, flag.parties


def _goes_on(known: Flag, flag: Flag, articles: Container[ArticleId]) -> bool:
    """Whether a flag that its claim no longer has goes on as one of another claim."""
    is_one = (known.rule, known.parties) == (flag.rule, flag.parties)
    return is_one and any(item.article in articles for item in known.evidence)


def _fresh(flag: Flag, taken: Container[FlagId]) -> FlagId:
    """The id of a flag that is raised: another than that of one that was raised here and has gone elsewhere."""
    name, number = flag.flag, 1
    while name in taken:
        number += 1
        name = _id(flag.claim, flag.rule, *flag.parties, str(number))
    return name


def changes(
    before: Mapping[FlagId, Flag], now: Iterable[Flag], live: Container[ArticleId], at: dt.datetime, after: int
) -> Iterator[FlagEvent]:
    """The events that lead from the flags before to those found now.

    Args:
        before: the last version of every flag known, open or ended, that `now` may speak of.
        now: the flags found now, at version 0.
        live: the articles that the track knows now; a flag of which a piece of evidence is in none of them has lapsed.
        at: when what changed the flags happened.
        after: the version above which a flag that is not known begins.
    """
    found = {flag.flag: flag for flag in now}
    for key, flag in found.items():
        known = before.get(key)
        if known is None:
            yield FlagRaised(flag=_version(flag, after + 1))
        elif known.state is not FlagState.OPEN:
            yield FlagReopened(flag=_version(flag, known.version + 1))
        elif _with_labels_of(known, flag) != known:
            yield FlagUpdated(flag=_version(flag, known.version + 1))
    for key, flag in before.items():
        if flag.state is FlagState.OPEN and key not in found:
            yield _ended(flag, live, at)


def _with_labels_of(known: Flag, flag: Flag) -> Flag:
    """The flag as it goes to tell whether it changed: that it is filed or titled differently alone is no news."""
    title = known.title if flag.claim == known.claim else flag.title
    return msgspec.structs.replace(flag, version=known.version, title=title, place=known.place, tags=known.tags)


def _ended(flag: Flag, live: Container[ArticleId], at: dt.datetime) -> FlagEvent:
    lapsed = any(item.article not in live for item in flag.evidence)
    state = FlagState.LAPSED if lapsed else FlagState.RESOLVED
    ended = msgspec.structs.replace(flag, state=state, version=flag.version + 1, found_at=at)
    return FlagLapsed(flag=ended) if lapsed else FlagResolved(flag=ended)


def _version(flag: Flag, version: int) -> Flag:
    return msgspec.structs.replace(flag, version=version)
