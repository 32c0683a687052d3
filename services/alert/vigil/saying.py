"""A trouble as a message: a finding made by hand, of a claim of its own."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from schemas.event import ClaimId, FlagId
from schemas.flags import FlagState
from schemas.notices import Cause
from services.alert.message.links import OPERATORS
from services.alert.message.message import Change, Finding, Message, clean
from services.alert.vigil.watch import Account, Kind, Subject

FLAG: Final = "dead-man/"
"""What stands before a subject where flags have their ids."""


class _Words(NamedTuple):
    title: str
    over: str
    settle: str
    severity: int


_WORDS: Final = {
    Kind.OUTLET: _Words(
        "{name} is silent",
        "{name} answers and publishes, or is not followed any more.",
        "whether its feeds have moved; `claimwatch doctor` asks them",
        2,
    ),
    Kind.FETCHING: _Words("No feed answers", "Feeds answer.", "whether this machine reaches the net", 4),
    Kind.POLLING: _Words("No feed is polled", "Feeds are polled.", "whether ingest runs, and what it logs", 4),
    Kind.READING: _Words("No article is read", "Articles are read.", "whether detect runs, and what it logs", 4),
    Kind.RECEIVER: _Words(
        "Notices do not reach {name}",
        "Notices reach {name}, or it is not in the configuration any more.",
        "what `claimwatch alert test` says of the receiver",
        4,
    ),
    Kind.REJECTS: _Words(
        "Many records are refused",
        "No more records are refused than usual.",
        "what the refused have in common: the page on health lists them with their reasons",
        3,
    ),
}


def flag_of(subject: Subject) -> FlagId:
    """The id by which channels know the trouble."""
    return FlagId(FLAG + _spelled(subject))


def subject_of(flag: FlagId) -> Subject:
    """The trouble of that id."""
    kind, _, name = flag.removeprefix(FLAG).partition("/")
    return Subject(Kind(kind), name)


def claim_of(subject: Subject) -> ClaimId:
    """What its messages have in common."""
    return ClaimId(OPERATORS + _spelled(subject))


def message(subject: Subject, account: Account | None, version: int, now: dt.datetime) -> Message:
    """That it began, or that it is over where there is nothing to account for."""
    words = _WORDS[subject.kind]
    began = Change.RAISED if version == 1 else Change.REOPENED
    told = Finding(
        cause=Cause(flag_of(subject), version, FlagState.OPEN if account else FlagState.RESOLVED),
        change=began if account else Change.RESOLVED,
        claim=claim_of(subject),
        title=clean(words.title.format(name=subject.name), 140),
        rule="dead man",
        grade="trouble",
        severity=words.severity,
        explanation=clean(account.seen if account else words.over.format(name=subject.name), 600),
        quotes=(),
        reasons=(),
        settle=words.settle,
        appended_at=account.since if account else now,
    )
    return Message(told.title, (told,), standing=(told,), louder=account is not None)


def _spelled(subject: Subject) -> str:
    return f"{subject.kind.value}/{subject.name}"
