"""Messages by which a desk's templates are tried: all that can be new, with and without each part."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

import msgspec

from schemas.event import ArticleId, ClaimId, FlagId
from schemas.flags import FlagState
from schemas.notices import Cause
from schemas.values import Quantity, Span
from services.alert.message.message import Change, Finding, Kind, Message, Quote

_DAY: Final = dt.datetime(2025, 1, 30, 9, tzinfo=dt.UTC)


def _quote(outlet: str, number: int) -> Quote:
    return Quote(
        outlet=outlet,
        url=f"https://{outlet.lower()}.example/flood",
        published_at=_DAY,
        words=f"{number} people were brought to safety",
        chain=(outlet, "the river office"),
        figure=Quantity(Decimal(number), Decimal(number), Decimal(number), "person"),
        as_of=Span(_DAY.date(), _DAY.date()),
        article=ArticleId(outlet),
        revision=1,
    )


_FULL: Final = Finding(
    cause=Cause(FlagId("0123456789abcdef"), 2, FlagState.OPEN),
    change=Change.RAISED,
    claim=ClaimId("people evacuated in Oderfeld"),
    title="People evacuated in Oderfeld",
    rule="contradiction.quantity",
    grade="conflict",
    severity=4,
    explanation="Herald counts 1,200 people evacuated, Courier 800 for the same day.",
    quotes=(_quote("Herald", 1200), _quote("Courier", 800)),
    exposure=(_quote("Ours", 1200),),
    reasons=("disjoint even at the outer tolerances",),
    settle="The river office's own count.",
    appended_at=_DAY,
)
_BARE: Final = msgspec.structs.replace(_FULL, quotes=(), exposure=(), reasons=(), settle="")
_OTHER: Final = msgspec.structs.replace(
    _FULL, claim=ClaimId("homes flooded"), title="Homes flooded in Oderfeld", grade="tension"
)
_SLIGHT: Final = msgspec.structs.replace(_FULL, grade="tension")


def _ended(state: FlagState, change: Change) -> Finding:
    return msgspec.structs.replace(_BARE, cause=Cause(_BARE.flag, 3, state), change=change)


NOTICES: Final = (
    *(Message(_FULL.title, (msgspec.structs.replace(each, change=change),)) for each in (_FULL, _BARE)
      for change in (Change.RAISED, Change.UPDATED, Change.REOPENED)),
    Message(_FULL.title, (_ended(FlagState.RESOLVED, Change.RESOLVED), _ended(FlagState.LAPSED, Change.LAPSED))),
    Message(_FULL.title, (_FULL,) * 12, repeat=1),
    Message(_FULL.title, (_SLIGHT,), standing=(_FULL, _SLIGHT)),
)  # fmt: skip
DIGEST: Final = Message(
    "Digest, 30 January 07:00 UTC: 3 findings on 2 claims", (_OTHER, _FULL, _BARE), kind=Kind.DIGEST
)
