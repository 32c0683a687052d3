"""What holds of a track's live reports: each claim's figures and flags, found anew only where its grounds changed.

reports ─grounds─▶ as they were? ─yes─▶ what was found last time
└─no─▶ claim ─▶ figures, flags
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

import msgspec

from schemas.envelope import canonical, digest
from schemas.event import ClaimId, Digest, FlagId, TrackId
from schemas.figures import FiguresRolled, StatementAt
from schemas.flags import Flag
from schemas.statements import Reported, Statement
from schemas.verdicts import Judgement
from schemas.watch import Rules
from services.detect.rules import findings
from services.detect.rules.verdicts import is_closed
from services.detect.tracking.claims import Grounds, claim_of, grounds_of
from services.detect.tracking.figures import roll
from services.detect.tracking.lifecycle import flag_of
from services.detect.tracking.live import Live
from services.detect.tracking.names import bearers_of, names
from services.detect.tracking.remembered import Newest, remembered
from services.detect.tracking.state import Bearer, Rolled
from services.detect.tracking.voices import Member

TIMELESS: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_KEYS: Final = 4_096
"""Keys of which it is remembered what was found: those of all tracks that are busy at a time."""


class Standing(NamedTuple):
    """What a fold knows besides the track: the rules in force and the day that has come (None before any)."""

    rules: Rules = Rules()
    day: dt.date | None = None


class Evaluated(NamedTuple):
    """What holds of one claim."""

    grounds: Grounds
    bearers: tuple[Bearer, ...]
    """Of its name."""
    members: tuple[StatementAt, ...]
    """All statements that are of it."""
    figures: FiguresRolled
    """At version 0, rolled at no time."""
    content: Digest
    """Of these figures, by which it is known whether they changed."""
    flags: tuple[Flag, ...]
    """At version 0, under ids as if they were raised now; those too that verdicts close."""


class Evaluation(NamedTuple):
    """What holds of the live reports, at version 0."""

    figures: Mapping[ClaimId, tuple[ClaimId, FiguresRolled]]
    """By claim: what the claims of its key share, and its figures."""
    flags: Mapping[FlagId, Flag]


class _Asked(NamedTuple):
    """All that a claim's evaluation depends on."""

    grounds: Grounds
    name: ClaimId
    standing: Standing
    build: str


_known: Newest[ClaimId, dict[int, tuple[_Asked, Evaluated]]] = Newest(_KEYS)
"""By what claims share, and the address of a claim's first statement: what was asked last, and found."""


def evaluated(
    track: TrackId,
    live: Live,
    standing: Standing,
    build: str,
    *,
    known: Iterable[Rolled] = (),
    only: Container[ClaimId] | None = None,
) -> Iterator[Evaluated]:
    """What holds of each claim of what is live, or of those whose shared ids `only` names.

    They go by the names that those known before bear; without any, by such as if all were born now.
    """
    reports, firsts, _ = live.without_misread()
    by_key: defaultdict[ClaimId, list[Grounds]] = defaultdict(list)
    for grounds in grounds_of(reports, standing.rules, firsts=firsts, only=only):
        by_key[grounds.shared].append(grounds)
    before: defaultdict[ClaimId, list[Rolled]] = defaultdict(list)
    for item in known:
        before[item.key].append(item)
    for shared, of_key in by_key.items():
        last, now = _known.get(shared, {}), dict[int, tuple[_Asked, Evaluated]]()
        for grounds, name in zip(of_key, names(before[shared], of_key), strict=True):
            asked, first = _Asked(grounds, name, standing, build), id(grounds.told[0].statement)
            found = last.get(first)
            now[first] = found if found is not None and found[0] == asked else (asked, _evaluated(track, asked))
        _known.keep(shared, now)
        yield from (found for _, found in now.values())


def evaluate(track: TrackId, live: Live, standing: Standing, build: str, at: dt.datetime) -> Evaluation:
    """All rolling figures and open flags: a pure function of what is live, the rules and the day.

    `at` is when what changed them happened; nothing but `rolled_at` depends on it. Claims are named, and flags
    numbered, as if all were born now.
    """
    found = list(evaluated(track, live, standing, build))
    rolled = [(item.grounds.shared, msgspec.structs.replace(item.figures, rolled_at=at)) for item in found]
    flags = {flag.flag: flag for flag in not_closed((flag for item in found for flag in item.flags), live.verdicts)}
    return Evaluation({figures.claim: (shared, figures) for shared, figures in rolled}, flags)


def not_closed(flags: Iterable[Flag], verdicts: Iterable[Judgement]) -> Iterator[Flag]:
    """The flags that no verdict keeps closed."""
    given = {item.flag: item for item in verdicts}
    return (flag for flag in flags if not is_closed(flag, given.get(flag.flag)))


def _evaluated(track: TrackId, asked: _Asked) -> Evaluated:
    grounds, name, (rules, day), build = asked
    claim = claim_of(name, grounds, rules)
    figures = roll(claim, track, day, TIMELESS)
    flags = tuple(flag_of(claim, track, finding, build, rules) for finding in findings(claim))
    return Evaluated(
        grounds, bearers_of(grounds.told), _places(grounds.told), figures, digest(canonical(figures)), flags
    )


def _places(told: Iterable[Member]) -> tuple[StatementAt, ...]:
    """Where the statements stand; one that was only drawn from another stands nowhere."""
    return tuple(place for member in told if (place := _place(member.report, member.statement)) is not None)


@remembered
def _place(report: Reported, told: Statement) -> StatementAt | None:
    found = (index for index, statement in enumerate(report.statements) if statement is told)
    return next((StatementAt(report.article, report.revision, index) for index in found), None)
