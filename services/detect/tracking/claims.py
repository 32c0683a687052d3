"""Which claim of its track a statement belongs to: what is counted, of whom, doing or suffering what, where, when.

Watched claims come first, in the watchlist's order; all else is discovered. Counts of a one-off event are split by the
event's day, statements up to two days apart being of one event.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

import msgspec

from schemas.event import ClaimId, TrackId
from schemas.statements import Factuality, Reported, Statement, Subject
from schemas.values import Figure, Measure, Modality, Presence, Quantity
from schemas.watch import Rules, WatchedClaim
from services.detect.reading.subjects.actors import adjective
from services.detect.reading.subjects.classes import is_person
from services.detect.reading.subjects.participants import PEOPLE
from services.detect.reading.vocabulary import ENGLISH

_ONE_EVENT: Final = dt.timedelta(days=2)


class Kind(StrEnum):
    """What kind of figure a claim compares."""

    QUANTITY = "quantity"
    PRESENCE = "presence"
    DATE = "date"


class Yardstick(NamedTuple):
    """What figures must share to be compared at all."""

    kind: Kind
    unit: str | None = None
    is_change: bool = False
    """Whether it says by how much something rose or fell; not so of what is told relative to an earlier figure."""


class ClaimKey(NamedTuple):
    """What all statements of a claim have in common, but for an event's day."""

    yardstick: Yardstick
    subject: Subject
    watched: str | None


class Member(NamedTuple):
    """A statement with the report that carries it."""

    report: Reported
    statement: Statement

    @property
    def source(self) -> str:
        """The party at the end of the chain."""
        return self.statement.chain[-1]

    @property
    def voice(self) -> tuple[str, str]:
        """Who says it where: outlet and source."""
        return self.report.outlet, self.source


class Claim(NamedTuple):
    """The one thing that its members' figures are compared about; members in order of publication, one an article."""

    id: ClaimId
    key: ClaimKey
    title: str
    watch: WatchedClaim | None
    members: tuple[Member, ...]
    replaced: tuple[Member, ...] = ()
    """What those members' articles stated first that have been revised since."""
    denials: tuple[Member, ...] = ()
    """Who denies such a figure; of all days where the claim is of a one-off event."""
    elsewhen: tuple[Member, ...] = ()
    """Of a one-off event: what was published about then of others of its kind, on other days."""


MAX_MEMBERS: Final = 256
"""Of a claim, the newest."""


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
    for shared, (key, members) in asserted.items():
        before, denials = (some[shared][1] if shared in some else [] for some in (replaced, denied))
        watch = next((watched for watched in rules.watchlist if watched.name == key.watched), None)
        settle = dt.timedelta(hours=rules.thresholds.settle_hours)
        for day, chosen in _events(key, members):
            yield Claim(
                id=claim_id(track, key, day),
                key=key,
                title=title(key, day),
                watch=watch,
                members=chosen,
                replaced=_of_articles(before, chosen),
                denials=tuple(denials),
                elsewhen=_about_then(members, chosen, settle) if day is not None else (),
            )


def _filed(
    track: TrackId, reports: Sequence[Reported], rules: Rules, only: Container[ClaimId] | None, factuality: Factuality
) -> dict[ClaimId, tuple[ClaimKey, list[Member]]]:
    """The statements of one factuality by what their claims share, in order of publication.

    Keys whose ids are the same ("Kursk", "KURSK") are one: the first published stands for them.
    """
    found: dict[ClaimId, tuple[ClaimKey, list[Member]]] = {}
    for report in reports:
        for statement in report.statements:
            if statement.factuality is not factuality:
                continue
            key = key_of(statement, rules)
            shared = claim_id(track, key)
            if only is None or shared in only:
                found.setdefault(shared, (key, []))[1].append(Member(report, statement))
    return found


def _of_articles(before: Sequence[Member], chosen: Sequence[Member]) -> tuple[Member, ...]:
    """What the members' own articles stated before."""
    first = {member.report.article: member for member in _one_an_article(before)}
    return tuple(first[article] for member in chosen if (article := member.report.article) in first)


def _about_then(members: Sequence[Member], chosen: Sequence[Member], settle: dt.timedelta) -> tuple[Member, ...]:
    """The other members that were published within the settle time of one of those chosen."""
    times = [member.report.published_at for member in members]
    own = {member.report.article for member in chosen}
    spans = (
        range(bisect_left(times, at - settle), bisect_right(times, at + settle))
        for at in (member.report.published_at for member in chosen)
    )
    near = sorted({k for span in spans for k in span})
    return tuple(_one_an_article(members[k] for k in near if members[k].report.article not in own))


def _filed_as(statement: Statement) -> Subject:
    """Whom a statement is filed as being about: one victim who is only mentioned is one of the people.

    "A man was killed" in one report and "one person was killed" in another speak of one toll.
    """
    figure, subject = statement.figure, statement.subject
    mentioned = isinstance(figure, Quantity) and _is_mention(figure)
    if mentioned and subject.event is not None and is_person(subject.counted or PEOPLE, ENGLISH):
        return msgspec.structs.replace(subject, counted=PEOPLE)
    return subject


def _is_mention(figure: Quantity) -> bool:
    """Whether it says only that there was one: "a man was killed"."""
    return figure.modality is Modality.AT_LEAST and figure.best == 1


def yardstick_of(figure: Figure) -> Yardstick:
    """By what a figure can be compared."""
    if isinstance(figure, Quantity):
        is_change = figure.measure is Measure.CHANGE and figure.modality is not Modality.RELATIVE
        return Yardstick(Kind.QUANTITY, figure.unit, is_change)
    return Yardstick(Kind.PRESENCE if isinstance(figure, Presence) else Kind.DATE)


def key_of(statement: Statement, rules: Rules) -> ClaimKey:
    """The key of a statement's claim under these rules."""
    return _key(_filed_as(statement), yardstick_of(statement.figure), rules)


@lru_cache(maxsize=65_536)
def _key(subject: Subject, yardstick: Yardstick, rules: Rules) -> ClaimKey:
    for watched in rules.watchlist:
        if _matches(watched, subject, yardstick.kind):
            shared = Subject(watched.counted, watched.actor, watched.action, watched.place, None)
            return ClaimKey(yardstick, shared, watched.name)
    return ClaimKey(yardstick, subject, None)


def _matches(watched: WatchedClaim, subject: Subject, kind: Kind) -> bool:
    if watched.action is not None and watched.action != subject.action and kind is not Kind.PRESENCE:
        return False
    if kind is Kind.DATE:
        return False
    pairs = ((watched.counted, subject.counted), (watched.actor, subject.actor), (watched.place, subject.place))
    return all(wanted is None or wanted.lower() == (given or "").lower() for wanted, given in pairs)


def _one_an_article(members: Iterable[Member]) -> Iterator[Member]:
    """The first figure that an article gives, a number before one mentioned or a vague word: below is background."""
    by_article: dict[str, Member] = {}
    for member in members:
        known = by_article.setdefault(member.report.article, member)
        if known is not member and _is_loose(known.statement.figure) and not _is_loose(member.statement.figure):
            by_article[member.report.article] = member
    yield from by_article.values()


def _is_loose(figure: Figure) -> bool:
    if not isinstance(figure, Quantity):
        return False
    return _is_mention(figure) or figure.modality in (Modality.VAGUE, Modality.RELATIVE)


def _events(key: ClaimKey, members: Sequence[Member]) -> Iterator[tuple[dt.date | None, tuple[Member, ...]]]:
    """The members of each claim of a key, one an article: one claim, or for one-off events one for each event."""
    if key.subject.event is None or key.yardstick.kind is not Kind.QUANTITY:
        yield None, tuple(_one_an_article(members))[-MAX_MEMBERS:]
        return
    days = sorted({_happened(member.statement) for member in members})
    starts = [days[0], *(day for before, day in pairwise(days) if day - before > _ONE_EVENT)]
    groups: dict[dt.date, list[Member]] = {start: [] for start in starts}
    for member in members:
        start = max(start for start in starts if start <= _happened(member.statement))
        groups[start].append(member)
    for start, group in groups.items():
        yield start, tuple(_one_an_article(group))[-MAX_MEMBERS:]


def _happened(statement: Statement) -> dt.date:
    """The day of a one-off event: as dated, else when it is told of."""
    return statement.event_day.earliest if statement.event_day is not None else statement.as_of.anchor


@lru_cache(maxsize=65_536)
def claim_id(track: TrackId, key: ClaimKey, day: dt.date | None = None) -> ClaimId:
    """The claim's identity, readable; of a one-off event's claims without a day, what they share."""
    kind, unit, is_change = key.yardstick
    if key.watched is not None:
        return ClaimId(f"watched/{slug(key.watched)}/{kind}/{track}")
    subject = key.subject
    parts = (subject.counted, subject.action, subject.place, subject.event, unit, "change" if is_change else None)
    name = ClaimId(f"{track}/{kind}/{slug(' '.join(part for part in parts if part))}")
    return name if day is None else ClaimId(f"{name}/{day.isoformat()}")


def slug(name: str) -> str:
    """The name in lower-case letters, digits and hyphens of any script."""
    return re.sub(r"\W+", "-", name.lower()).strip("-")


def title(key: ClaimKey, day: dt.date | None) -> str:
    """The claim's title as a person would write it: "North Korean soldiers deployed in Kursk"."""
    if key.watched is not None:
        return f"{key.watched}: sightings" if key.yardstick.kind is Kind.PRESENCE else key.watched
    subject = key.subject
    counted = plural(subject.counted or "people") if subject.action else subject.counted or ""
    state = adjective(subject.actor, ENGLISH) if subject.actor else None
    whose = state.title() if state else subject.actor
    head = f"{whose} {counted}" if whose else counted
    words = [head[0].upper() + head[1:]]
    if subject.action:
        words.append({"seen": "at the front", "shot": "shot"}.get(subject.action, subject.action))
    if subject.event and key.yardstick.kind is Kind.QUANTITY:
        words.append(f"in the {subject.event}")
    if subject.place:
        words.append(f"in {subject.place}")
    if key.yardstick.is_change:
        words.append("(change)")
    elif key.yardstick.unit == "percentage":
        words.append("(per cent)")
    dated = f", {day.day} {day:%B %Y}" if day else ""
    return ("When: " if key.yardstick.kind is Kind.DATE else "") + " ".join(words) + dated


def plural(noun: str) -> str:
    """The plural that a title needs."""
    irregular = {"man": "men", "woman": "women", "child": "children", "people": "people"}
    if noun in irregular:
        return irregular[noun]
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
