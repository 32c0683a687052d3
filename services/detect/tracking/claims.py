"""The claims of a track: what its live reports state of one thing, one figure an article, in order of publication.

reports ─filed─▶ by key ─told apart─▶ by event: grounds ─one an article, followed─▶ members of a claim
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from typing import Final, NamedTuple

from schemas.event import ArticleId, ClaimId, TrackId
from schemas.statements import Factuality, Reported
from schemas.values import Figure, Modality, Quantity
from schemas.watch import Rules, Thresholds, WatchedClaim
from services.detect.tracking.copies import Copy, Dated
from services.detect.tracking.event_days import told_apart
from services.detect.tracking.filed import Filed, filed
from services.detect.tracking.happenings import are_of_one_day
from services.detect.tracking.keys import ClaimKey, Happening, Kind, claim_id, whole_of
from services.detect.tracking.standing import one_an_article
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
    is_alone: bool = True
    """Of a day: whether no other article dates such a thing there."""
    copies: tuple[Copy, ...] = ()
    """Of a one-off event: its articles' sentences that another copies soon after, for another day."""
    further: tuple[Member, ...] = ()
    """What those members' articles state of it besides, mostly further down."""
    relatives: tuple[Member, ...] = ()
    """Figures told by an earlier one ("halved"), every one that an article gives."""
    parts: tuple[Member, ...] = ()
    """Of a toll of people: the counts that its articles give of a class among them ("children")."""


class Grounds(NamedTuple):
    """All that a claim is made of, in order of publication: while it is the same, so is the claim."""

    shared: ClaimId
    """What the claims of one key share: the id without what tells them apart."""
    key: ClaimKey
    happening: Happening | None
    told: tuple[Member, ...]
    replaced: tuple[Member, ...]
    """What their articles stated first;"""
    parts: tuple[Member, ...]
    """and what they count a class of."""
    denials: tuple[Member, ...]
    copies: tuple[Copy, ...]
    """Sentences of their articles that others copy soon after, for another day."""
    is_alone: bool
    """Of a day: whether no other article dates such a thing there."""

    @property
    def articles(self) -> Set[ArticleId]:
        """Those that tell of it."""
        return {member.report.article for member in self.told}


def claims(
    track: TrackId,
    reports: Sequence[Reported],
    rules: Rules,
    *,
    firsts: Sequence[Reported] = (),
) -> Iterator[Claim]:
    """The claims of a track, named as if they were born now.

    Args:
        track: the track's key.
        reports: the live reports, in order of publication.
        rules: the rules in force.
        firsts: what articles reported first that have been revised since.
    """
    for grounds in grounds_of(reports, rules, firsts=firsts):
        yield claim_of(claim_id(track, grounds.key, grounds.happening), grounds, rules)


def grounds_of(
    reports: Sequence[Reported],
    rules: Rules,
    *,
    firsts: Sequence[Reported] = (),
    only: Container[ClaimId] | None = None,
) -> Iterator[Grounds]:
    """What each claim is made of; `only` names by their shared ids those that are wanted, None all."""
    asserted = filed(reports, rules, only, Factuality.ASSERTED)
    denied = filed(reports, rules, only, Factuality.DENIED)
    replaced = filed(firsts, rules, only, Factuality.ASSERTED)
    parts = _parts(asserted)
    for shared, (key, members) in asserted.items():
        if only is not None and shared not in only:
            continue
        before, denials = (some[shared][1] if shared in some else () for some in (replaced, denied))
        settle = dt.timedelta(hours=thresholds_for(_watch(key, rules), rules).settle_hours)
        by_article = {member.report.article: member.report for member in members}
        dated, by_town = Dated(by_article.values()), _by_town(members)
        for happening, told in told_apart(key, members):
            own = {member.report.article for member in told}
            yield Grounds(
                shared=shared,
                key=key,
                happening=happening,
                told=tuple(told),
                replaced=tuple(member for member in before if member.report.article in own),
                parts=tuple(part for part in parts.get(shared, ()) if part.report.article in own),
                denials=tuple(denials),
                copies=tuple(dated.copies(own, settle, are_of_one_day(told))) if happening is not None else (),
                is_alone=key.yardstick.kind is not Kind.DATE or _is_alone(told, own, by_town),
            )


def _by_town(members: Sequence[Member]) -> Mapping[str | None, Set[ArticleId]]:
    """Which articles tell of each town, and which of none."""
    found: dict[str | None, set[ArticleId]] = {}
    for member in members:
        found.setdefault(member.statement.subject.place, set()).add(member.report.article)
    return found


def _is_alone(told: Sequence[Member], own: Set[ArticleId], by_town: Mapping[str | None, Set[ArticleId]]) -> bool:
    """Whether all other articles of a key tell of what happened in another town."""
    towns = {member.statement.subject.place for member in told}
    near = by_town if None in towns else {*towns, None}
    return all(by_town.get(town, own) <= own for town in near)


def claim_of(name: ClaimId, grounds: Grounds, rules: Rules) -> Claim:
    """The claim of that name that its grounds make."""
    key, happening, told = grounds.key, grounds.happening, grounds.told
    chosen = followed(tuple(one_an_article(told))[-MAX_MEMBERS:])
    articles = {member.report.article for member in chosen}
    watch = _watch(key, rules)
    is_dated = happening is not None and happening.told is None and happening.day is not None
    return Claim(
        id=name,
        key=key,
        title=title(key, happening),
        watch=watch,
        thresholds=thresholds_for(watch, rules),
        members=chosen,
        replaced=_of_articles(grounds.replaced, chosen),
        denials=grounds.denials,
        is_of_day=key.yardstick.kind is Kind.DATE and is_dated,
        is_alone=grounds.is_alone,
        copies=tuple(_copied(grounds.copies, chosen)),
        further=_besides(told, chosen),
        relatives=tuple(member for member in told if _is_relative(member.statement.figure)),
        parts=tuple(part for part in grounds.parts if part.report.article in articles),
    )


def _watch(key: ClaimKey, rules: Rules) -> WatchedClaim | None:
    return next((watched for watched in rules.watchlist if watched.name == key.watched), None)


def _parts(asserted: Filed) -> Mapping[ClaimId, Sequence[Member]]:
    """By the id of a whole: the statements that count a class of it."""
    found: dict[ClaimId, list[Member]] = {}
    for key, members in asserted.values():
        if (whole := whole_of(key)) is not None:
            found.setdefault(claim_id(members[0].report.track, whole), []).extend(members)
    return found


def _copied(found: Iterable[Copy], chosen: Sequence[Member]) -> Iterator[Copy]:
    """What other articles copy of the members' own; of each other too where they give the event different days."""
    reprints = {member.report.article: member.is_reprint for member in chosen}
    own = reprints if are_of_one_day(chosen) else ()
    for first, second in found:
        if first.report.article in reprints and second.report.article not in own:
            yield Copy(first._replace(is_reprint=reprints[first.report.article]), second)


def _of_articles(before: Sequence[Member], chosen: Sequence[Member]) -> tuple[Member, ...]:
    """What the members' own articles stated before."""
    first = {member.report.article: member for member in one_an_article(before)}
    return tuple(first[article] for member in chosen if (article := member.report.article) in first)


def _besides(told: Sequence[Member], chosen: Sequence[Member]) -> tuple[Member, ...]:
    """The statements of the members' articles that do not stand for them."""
    standing = {member.report.article: member.statement for member in chosen}
    return tuple(m for m in told if standing.get(m.report.article, m.statement) is not m.statement)


def _is_relative(figure: Figure) -> bool:
    return isinstance(figure, Quantity) and figure.modality is Modality.RELATIVE
