"""The claims of a track: what its live reports state of one thing, one figure an article, in order of publication.

reports ─filed─▶ by key ─told apart─▶ by event ─one an article, followed─▶ members of a claim
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from schemas.event import ClaimId, TrackId
from schemas.statements import Factuality, Reported
from schemas.values import Figure, Modality, Quantity
from schemas.watch import Rules, Thresholds, WatchedClaim
from services.detect.tracking.event_days import told_apart
from services.detect.tracking.happenings import are_of_one_day
from services.detect.tracking.keys import ClaimKey, Kind, claim_id, filed_under, key_of, of_people, whole_of
from services.detect.tracking.plans import as_planned
from services.detect.tracking.thresholds import thresholds_for
from services.detect.tracking.titles import title
from services.detect.tracking.voices import Member, followed

MAX_MEMBERS: Final = 256
"""Of a claim, the newest."""


class Claim(NamedTuple):
    """The one thing that its members' figures are compared about; members in order of publication, one an article."""

    id: ClaimId
    key: ClaimKey
    title: str
    watch: WatchedClaim | None
    thresholds: Thresholds
    members: tuple[Member, ...]
    replaced: tuple[Member, ...] = ()
    """What those members' articles stated first that have been revised since."""
    denials: tuple[Member, ...] = ()
    """Who denies such a figure; of all days where the claim is of a one-off event."""
    is_of_day: bool = False
    """Whether it is about the day of what happened once."""
    elsewhen: tuple[Member, ...] = ()
    """Of a one-off event: what was told about then of others of its kind, or of it on other days; of a day: ever."""
    further: tuple[Member, ...] = ()
    """What those members' articles state of it besides, mostly further down."""
    relatives: tuple[Member, ...] = ()
    """Figures told by an earlier one ("halved"), every one that an article gives."""
    parts: tuple[Member, ...] = ()
    """Of a toll of people: the counts that its articles give of a class among them ("children")."""


Filed = Mapping[ClaimId, tuple[ClaimKey, list[Member]]]
"""Statements by what their claims share."""


def claims(
    track: TrackId,
    reports: Sequence[Reported],
    rules: Rules,
    *,
    firsts: Sequence[Reported] = (),
    only: Container[ClaimId] | None = None,
) -> Iterator[Claim]:
    """The claims of a track.

    Args:
        track: the track's key.
        reports: the live reports, in order of publication.
        rules: the rules in force.
        firsts: what articles reported first that have been revised since.
        only: the ids wanted, without an event's day; None is all.
    """
    asserted = _filed(track, reports, rules, only, Factuality.ASSERTED)
    denied = _filed(track, reports, rules, only, Factuality.DENIED)
    replaced = _filed(track, firsts, rules, only, Factuality.ASSERTED)
    parts = _parts(track, asserted)
    for shared, (key, members) in asserted.items():
        if only is not None and shared not in only:
            continue
        before, denials = (some[shared][1] if shared in some else [] for some in (replaced, denied))
        watch = next((watched for watched in rules.watchlist if watched.name == key.watched), None)
        thresholds = thresholds_for(watch, rules)
        settle = dt.timedelta(hours=thresholds.settle_hours)
        for happening, told in told_apart(key, members):
            chosen = followed(tuple(_one_an_article(told))[-MAX_MEMBERS:])
            articles = {member.report.article for member in chosen}
            is_dated = happening is not None and happening.told is None and happening.day is not None
            is_of_day = key.yardstick.kind is Kind.DATE and is_dated
            yield Claim(
                id=claim_id(track, key, happening),
                key=key,
                title=title(key, happening),
                watch=watch,
                thresholds=thresholds,
                members=chosen,
                replaced=_of_articles(before, chosen),
                denials=tuple(denials),
                is_of_day=is_of_day,
                elsewhen=_elsewhen(members, chosen, None if is_of_day else settle) if happening is not None else (),
                further=_besides(told, chosen),
                relatives=tuple(member for member in told if _is_relative(member.statement.figure)),
                parts=tuple(part for part in parts.get(shared, ()) if part.report.article in articles),
            )


def _filed(
    track: TrackId, reports: Sequence[Reported], rules: Rules, only: Container[ClaimId] | None, factuality: Factuality
) -> Filed:
    """The statements of one factuality, in order of publication: those wanted, and what is a part of them.

    Keys whose ids are the same ("Kursk", "KURSK") are one: the first published stands for them. An article that only
    counts a class of the people ("two women were killed") counts so many people at least.
    """
    found: dict[ClaimId, tuple[ClaimKey, list[Member]]] = {}
    for report in reports:
        told = [item for item in map(as_planned, report.statements) if item.factuality is factuality]
        filed = [(item, *filed_under(track, item, rules)) for item in told]
        counted = {shared for _, _, shared, _ in filed}
        for statement, key, shared, whole in filed:
            wanted = [(statement, key, shared)] if only is None or shared in only or whole in only else []
            if whole is not None and whole not in counted and (only is None or whole in only):
                least = of_people(statement)
                wanted.append((least, key_of(least, rules), whole))
            for item, its_key, its_id in wanted:
                found.setdefault(its_id, (its_key, []))[1].append(Member(report, item, item.chain[-1]))
    return found


def _parts(track: TrackId, filed: Filed) -> Mapping[ClaimId | None, list[Member]]:
    """By the id of a whole: the statements that count a class of it."""
    found: dict[ClaimId | None, list[Member]] = {}
    for key, members in filed.values():
        if (whole := _whole_id(track, key)) is not None:
            found.setdefault(whole, []).extend(members)
    return found


def _whole_id(track: TrackId, key: ClaimKey) -> ClaimId | None:
    whole = whole_of(key)
    return None if whole is None else claim_id(track, whole)


def _of_articles(before: Sequence[Member], chosen: Sequence[Member]) -> tuple[Member, ...]:
    """What the members' own articles stated before."""
    first = {member.report.article: member for member in _one_an_article(before)}
    return tuple(first[article] for member in chosen if (article := member.report.article) in first)


def _besides(told: Sequence[Member], chosen: Sequence[Member]) -> tuple[Member, ...]:
    """The statements of the members' articles that do not stand for them."""
    standing = {member.report.article: member.statement for member in chosen}
    return tuple(m for m in told if standing.get(m.report.article, m.statement) is not m.statement)


def _elsewhen(members: Sequence[Member], chosen: Sequence[Member], settle: dt.timedelta | None) -> tuple[Member, ...]:
    """The members of other articles, one each, that were published within the settle time of one of those chosen.

    Where these give the event different days, and all are asked for tolls, their own are among them.
    """
    is_one = settle is None or are_of_one_day(chosen)
    own = {member.report.article for member in chosen} if is_one else set[str]()
    near = members if settle is None else _about_then(members, chosen, settle)
    return tuple(_one_an_article(member for member in near if member.report.article not in own))


def _about_then(members: Sequence[Member], chosen: Sequence[Member], settle: dt.timedelta) -> Sequence[Member]:
    times = [member.report.published_at for member in members]
    near: list[Member] = []
    end = 0
    for at in (member.report.published_at for member in chosen):
        start, end = max(end, bisect_left(times, at - settle)), max(end, bisect_right(times, at + settle))
        near += members[start:end]
    return near


def _one_an_article(members: Iterable[Member]) -> Iterator[Member]:
    """The first figure that an article gives, a number before a lower bound or a vague word: below is background."""
    by_article: dict[str, Member] = {}
    for member in members:
        known = by_article.setdefault(member.report.article, member)
        if known is not member and _is_loose(known.statement.figure) and not _is_loose(member.statement.figure):
            by_article[member.report.article] = member
    yield from by_article.values()


def _is_loose(figure: Figure) -> bool:
    if not isinstance(figure, Quantity):
        return False
    return figure.modality in (Modality.AT_LEAST, Modality.VAGUE, Modality.RELATIVE)


def _is_relative(figure: Figure) -> bool:
    return isinstance(figure, Quantity) and figure.modality is Modality.RELATIVE
