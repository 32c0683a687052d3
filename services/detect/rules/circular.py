"""sourcing.circular: many outlets carry a claim, and one party stands at the end of every chain.

The parties that the desk lists as interested in a watched claim count as one. Whoever was there himself breaks the
circle; where he says the contrary of the others, his words are shown beside theirs. Reprints of a text are one outlet.
On whose word an event's day rests, its tolls show. That there was one (a man was hurt) is no figure to doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from schemas.flags import Grade, VoicesCompared
from schemas.values import Presence, Quantity
from schemas.watch import Rule, WatchedClaim
from services.detect.rules.finding import Finding
from services.detect.rules.wording import listed, stated, voice
from services.detect.tracking.claims import Claim
from services.detect.tracking.keys import is_mention
from services.detect.tracking.voices import Member, has_stake


def find(claim: Claim) -> Iterator[Finding]:
    """At most one finding: the outlets that carry the claim, by their newest words, and the party behind them."""
    if not claim.members or claim.is_of_day or all(_is_of_one(member) for member in claim.members):
        return
    denials = [member for member in claim.members if member.statement.first_hand and _is_absence(member)]
    carrying = [member for member in claim.members if member not in denials and not member.is_reprint]
    newest = {member.report.outlet: member for member in carrying}
    parties = {_party(member, claim.watch) for member in carrying}
    if len(newest) < claim.thresholds.circular_outlets or len(parties) > 1:
        return
    if any(member.statement.first_hand for member in carrying):
        return
    names = tuple(sorted({member.source for member in carrying}))
    told = sorted(newest.values(), key=lambda member: (member.report.published_at, member.report.article))
    yield Finding(
        rule=Rule.CIRCULAR,
        grade=Grade.TENSION,
        parties=tuple(sorted(parties)),
        members=(*told, *denials),
        compared=VoicesCompared(tuple(sorted(newest)), names),
        weight=Decimal(0),
        explanation=f"{len(newest)} outlets carry it, all on the word of {listed(names)}; the last: "
        f"{stated(told[-1])} ({voice(told[-1])}).{_beside(denials)}",
        reasons=("no chain ends in another party", "none of them says that he was there"),
        settle="Ask somebody who depends on none of these parties, or say in the copy that the figure is theirs alone.",
    )


def _party(member: Member, watch: WatchedClaim | None) -> str:
    """The party at the end of the member's chain; all those interested are one."""
    return "the interested parties" if has_stake(member.source, watch) else member.source


def _is_of_one(member: Member) -> bool:
    figure = member.statement.figure
    return isinstance(figure, Quantity) and is_mention(figure)


def _is_absence(member: Member) -> bool:
    figure = member.statement.figure
    return isinstance(figure, Presence) and not figure.seen


def _beside(denials: Sequence[Member]) -> str:
    if not denials:
        return ""
    return f" One who was there says: {stated(denials[-1])} ({voice(denials[-1])})."
