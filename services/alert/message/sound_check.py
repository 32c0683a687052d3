"""The notice by which somebody asks whether a receiver hears."""

from __future__ import annotations

import datetime as dt

from schemas.event import ClaimId, FlagId
from schemas.flags import FlagState
from schemas.notices import Cause
from services.alert.message.links import SOUND_CHECK
from services.alert.message.message import Change, Finding, Message


def sound_check(now: dt.datetime) -> Message:
    """Says that it is a test, and that there is nothing to do."""
    told = Finding(
        cause=Cause(FlagId(SOUND_CHECK), 1, FlagState.OPEN),
        change=Change.RAISED,
        claim=ClaimId(SOUND_CHECK),
        title="A test of claimwatch",
        rule=SOUND_CHECK,
        grade="no grade",
        severity=1,
        explanation="This is a test of claimwatch: somebody asked whether you hear it. There is nothing to do.",
        quotes=(),
        reasons=(),
        settle="",
        appended_at=now,
    )
    return Message(told.title, (told,))
