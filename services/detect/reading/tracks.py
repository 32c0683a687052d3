"""Which track a statement belongs to, by vocabulary alone, and an article's reports.

| precedence | a statement that names | lies in the track |
|---|---|---|
| 0 | somebody by name | `person/ann hale/age` |
| 0 | things of a story | `thing/customer` |
| 1 | a kind of event and its region, rare ones without it | `event/flood/ohio`, `event/earthquake` |
| 0 | the day of what happens in a story | `day/beginning` |
| 0 | where forces of no state were seen, in a story | `seen/force` |
| 2 | an actor and a counted class | `actor/north korea/soldier` |
| 3 | a counted class and a place | `place/kursk/people` |
| besides | a number on another's word | `carried/214` |
| – | less than that | none: it could be compared with nothing safely |
| – | a number that a revision changed, and nothing else | `revised/ARTICLE`, the article's own |
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Final

import services
from schemas.articles import Revision
from schemas.event import CARRIED, TELLING, TrackId
from schemas.statements import Factuality, Reported, Statement
from schemas.values import Presence, Span
from services.detect.reading.carried import carried_as
from services.detect.reading.clauses.senses import sense_family
from services.detect.reading.corrections import is_correction
from services.detect.reading.days.kinds import family_of
from services.detect.reading.named import is_of_person
from services.detect.reading.names.gazetteer import edition, region_of
from services.detect.reading.people.classes import PEOPLE
from services.detect.reading.revisions import Readings, Wording, changes, tells, with_former
from services.detect.reading.setting.events import is_kind, is_rare
from services.detect.reading.setting.stories import home_of
from services.detect.reading.sightings.forces import FORCE
from services.detect.reading.sightings.presences import SEEN
from services.detect.reading.statements import read
from services.detect.reading.telling import rare_names, telling
from services.detect.reading.things.classes import filed_as
from services.detect.reading.vocabulary import ENGLISH, digest

_Placed = tuple[Statement, TrackId | None]
"""A statement, and the track in which it lies, if in any."""
_NOWHERE: Final = "elsewhere"
"""For the region, where none of an event's places is known."""


@cache
def build() -> str:
    """The code, vocabulary and gazetteer that reads: "0.1.0+1a2b3c4d5e6f.3.0.2"."""
    return f"{services.VERSION}+{digest()}.{edition()}"


def track_of(statement: Statement) -> TrackId | None:
    """The one track of a statement."""
    if statement.story:
        return _of_story(statement)
    subject = statement.subject
    if subject.event is not None and subject.place is not None and subject.actor is None:
        return _track("event", subject.event, *_where(statement, subject.event, subject.place))
    if subject.actor is not None and subject.counted is not None:
        return _track("actor", subject.actor, subject.counted)
    if subject.counted is not None and subject.place is not None:
        return _track("place", subject.place, subject.counted)
    return None


def _of_story(statement: Statement) -> TrackId:
    """That of what only its article's story tells apart: by its kind alone, or by the person's name."""
    subject, figure = statement.subject, statement.figure
    if subject.actor is not None and is_of_person(subject):
        return _track("person", subject.actor, subject.counted or "")
    if isinstance(figure, Span):
        return _track("day", family_of(subject.action or "", ENGLISH))
    if isinstance(figure, Presence):
        return _track(SEEN, FORCE)
    thing, sense = filed_as(subject.counted or "", subject.action, ENGLISH), sense_family(subject.action, ENGLISH)
    return _track("thing", thing, *([sense] if thing == PEOPLE and sense else []))


def _where(statement: Statement, event: str, place: str) -> Iterator[str]:
    """The region in which all that happens lies in one track: outlets place one event by town, quarter or county.

    Of an event of whose places the gazetteer knows none, a local outlet's own town tells the region: the *Toledo Blade*
    need not write Ohio. All others lie in one track too.
    """
    if not is_kind(event, ENGLISH):
        yield place
    elif not is_rare(event, ENGLISH):
        named = tuple(dict.fromkeys((place, *statement.places)))
        yield region_of(named) or _home(statement.chain[0]) or _NOWHERE


@lru_cache(maxsize=4_096)
def _home(outlet: str) -> str | None:
    """The region of the town that an outlet's name tells."""
    home = home_of(outlet, ENGLISH)
    return region_of(tuple(word for word in outlet.split() if word.lower() in home))


def readings_of(revision: Revision) -> Readings:
    """All sentences of one revision, title first."""
    published_at = revision.published_at
    has_hour = published_at.time() != dt.time()  # some feeds give the day alone, which is its midnight
    return list(read(revision.title, revision.body, revision.outlet, published_at, has_hour=has_hour))


def statements_of(revision: Revision) -> list[Statement]:
    """All statements of one revision, title first."""
    return [statement for _, reading in readings_of(revision) for statement in reading.statements]


def reports_of(revision: Revision, before: Iterable[TrackId] = ()) -> list[Reported]:
    """What a revision reports, for which it is not known how its article first told it."""
    return reported(revision, readings_of(revision), before)


def reported(
    revision: Revision, readings: Readings, before: Iterable[TrackId] = (), first: Sequence[Wording] = ()
) -> list[Reported]:
    """A report for each track that the revision states something in or did before: an empty one withdraws.

    Args:
        revision: the revision.
        readings: its sentences.
        before: the tracks that the revision before it reported to.
        first: its sentences as its article first told them.
    """
    filed: defaultdict[TrackId, list[Statement]] = defaultdict(list)
    changed = changes(revision, readings, first)
    placed = [[(statement, track_of(statement)) for statement in reading.statements] for _, reading in readings]
    for statement, track in chain.from_iterable(placed):
        if track is not None:
            filed[track].append(with_former(statement, changed))
            if (number := carried_as(statement)) is not None:
                filed[_track(CARRIED, *number)].append(statement)
    stated = [item for items in filed.values() for item in items if item.factuality is Factuality.ASSERTED]
    story = next((reading.story for _, reading in readings if reading.story), ())
    if told := telling(story, _in_order(readings, placed)):
        for name in rare_names(story):
            filed[_track(TELLING, name)] = list(told)
    if alone := [change for change in changed if not any(tells(item, change) for item in stated)]:
        filed[_track("revised", revision.article)] = alone
    return [_report(revision, track, filed) for track in sorted({*filed, *before})]


def _in_order(readings: Readings, placed: Iterable[Sequence[_Placed]]) -> Iterator[_Placed]:
    """All that an article tells, also of what nothing could be filed, in the order of its text."""
    for (_, reading), stated in zip(readings, placed, strict=True):
        others = ((statement, None) for statement in reading.besides)
        yield from sorted((*stated, *others), key=lambda each: each[0].start)


def _report(revision: Revision, track: TrackId, filed: Mapping[TrackId, list[Statement]]) -> Reported:
    return Reported(
        track=track,
        article=revision.article,
        revision=revision.revision,
        outlet=revision.outlet,
        url=revision.url,
        title=revision.title,
        published_at=revision.published_at,
        statements=tuple(filed.get(track, ())),
        build=build(),
        corrects=is_correction(revision.body, ENGLISH),
    )


def _track(*parts: str) -> TrackId:
    return TrackId("/".join(part.lower().replace("/", " ") for part in parts))
