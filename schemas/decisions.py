"""What people decided."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from schemas.event import ClaimId, Digest, Event, FlagId, TrackId
from schemas.topics import DECISIONS, Topic
from schemas.verdicts import Judgement
from schemas.watch import Rules


class VerdictGiven(Event, frozen=True, kw_only=True):
    """Somebody at the desk answered a flag, with the reason; of corrected copy with its link."""

    type: ClassVar[str] = "decision.verdict"
    topic: ClassVar[Topic] = DECISIONS

    judgement: Judgement
    claim: ClaimId
    track: TrackId
    reason: str
    link: str = ""
    by: str
    decided_at: dt.datetime

    @property
    def key(self) -> str:
        return self.judgement.flag

    @property
    def occurred_at(self) -> dt.datetime:
        return self.decided_at


class FlagTaken(Event, frozen=True, kw_only=True):
    """Somebody at the desk looks into a flag; who took it last has it."""

    type: ClassVar[str] = "decision.taken"
    topic: ClassVar[Topic] = DECISIONS

    flag: FlagId
    claim: ClaimId
    by: str
    taken_at: dt.datetime

    @property
    def key(self) -> str:
        return self.flag

    @property
    def occurred_at(self) -> dt.datetime:
        return self.taken_at


class SilenceSet(Event, frozen=True, kw_only=True):
    """Nobody is told of flags on which all matchers hold, from one moment to another: Alertmanager's silence.

    What is set last under an id holds, whole: to end a silence early is to set it again, ending now.
    """

    type: ClassVar[str] = "decision.silenced"
    topic: ClassVar[Topic] = DECISIONS

    silence: Digest
    """Of who set it first, and when."""
    matchers: tuple[str, ...]
    """As routes spell them: `claim="…"`, `rule=~"contradiction\\..*"`; never empty, as that would silence the desk."""
    starts_at: dt.datetime
    ends_at: dt.datetime
    reason: str
    by: str
    decided_at: dt.datetime

    @property
    def key(self) -> str:
        return self.silence

    @property
    def occurred_at(self) -> dt.datetime:
        return self.decided_at


class WordingApproved(Event, frozen=True, kw_only=True):
    """The desk agreed how our own copy may put a claim, until it says otherwise; an empty wording takes it back."""

    type: ClassVar[str] = "decision.wording"
    topic: ClassVar[Topic] = DECISIONS

    claim: ClaimId
    wording: str
    reason: str
    by: str
    decided_at: dt.datetime

    @property
    def key(self) -> str:
        return self.claim

    @property
    def occurred_at(self) -> dt.datetime:
        return self.decided_at


class RulesSet(Event, frozen=True, kw_only=True):
    """The desk put these rules and this watchlist in force, whole."""

    type: ClassVar[str] = "decision.rules-set"
    topic: ClassVar[Topic] = DECISIONS

    rules: Rules
    reason: str = ""
    """Why, as who set them says it; empty where a service took them from its configuration at its start."""
    file: Rules | None = None
    """What the configuration last said, where these are other: the desk decided beyond it."""
    made_from: str | None = None
    """The `ce_id` of the decision whose rules these change, empty where there was none: they come in force only if
    those still are when this comes to the log. None of what comes in force whatever was."""
    by: str
    decided_at: dt.datetime

    @property
    def key(self) -> str:
        return "rules"

    @property
    def occurred_at(self) -> dt.datetime:
        return self.decided_at
