"""sourcing.circular: many outlets carry a figure, and one party stands at the end of every chain.

Outlets that are quoted carry it too. The parties that the desk lists as interested in a watched claim count as one. Who
gives the same figure of his own breaks the circle, and so does whoever was there himself; who gives another does not,
and where one who was there says the contrary, his words are shown beside. Witnesses and residents may be others in each
outlet. Reprints of a text are one outlet. On whose word an event's day rests, its tolls show. That there was one (a man
was hurt) is no figure to doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from schemas.flags import Grade, VoicesCompared
from schemas.values import Presence, Quantity
from schemas.watch import Rule, WatchedClaim
from services.detect.reading.attribution.kinds import is_outlet
from services.detect.reading.carried import carried_as
from services.detect.reading.vocabulary import ENGLISH
from services.detect.rules.finding import Finding
from services.detect.rules.wording import listed, stated, voice
from services.detect.tracking.claims import Claim
from services.detect.tracking.keys import Kind, is_mention
from services.detect.tracking.parties import is_many
from services.detect.tracking.voices import Member, agree, has_stake, plain


def find(claim: Claim) -> Iterator[Finding]:
    """One finding for each party: the outlets that have the claim from it, by their newest words."""
    if not claim.members or claim.is_of_day or all(_is_of_one(member) for member in claim.members):
        return
    denials = [member for member in claim.members if member.statement.first_hand and _is_absence(member)]
    carrying = [member for member in claim.members if member not in denials and not member.is_reprint]
    by_party: defaultdict[str, list[Member]] = defaultdict(list)
    for member in carrying:
        by_party[_party(member, claim.watch)].append(member)
    for party, members in by_party.items():
        others = [member for other, theirs in by_party.items() if other != party for member in theirs]
        if not (is_many(party) or _is_vouched_for(members, others) or _is_carried(claim, members)):
            yield from _circle(claim, party, members, denials)


def _circle(claim: Claim, party: str, members: Sequence[Member], denials: Sequence[Member]) -> Iterator[Finding]:
    outlets = _outlets(members)
    if len(outlets) < claim.thresholds.circular_outlets:
        return
    newest = {member.report.outlet: member for member in members}
    told = sorted(newest.values(), key=lambda member: (member.report.published_at, member.report.article))
    names = tuple(sorted({member.source for member in members}))
    yield Finding(
        rule=Rule.CIRCULAR,
        grade=Grade.TENSION,
        parties=(party,),
        members=(*told, *denials),
        compared=VoicesCompared(outlets, names),
        weight=Decimal(0),
        explanation=f"{len(outlets)} outlets carry it, all on one party's word ({listed(names)}); the last: "
        f"{stated(told[-1])} ({voice(told[-1])}).{_beside(denials)}",
        reasons=("no chain ends in another party", "none of them says that he was there"),
        settle="Ask somebody who depends on none of these parties, or say in the copy that the figure is theirs alone.",
    )


def _is_vouched_for(members: Sequence[Member], others: Sequence[Member]) -> bool:
    """Whether one of them was there, or somebody else gives the figure too."""
    return any(member.statement.first_hand for member in members) or any(
        agree(member, other) for member in members for other in others
    )


def _outlets(members: Sequence[Member]) -> tuple[str, ...]:
    """Those that carry it themselves, and those that they have it from, each once."""
    own = (member.report.outlet for member in members)
    quoted = (name for member in members for name in member.statement.chain[1:-1] if is_outlet(name, ENGLISH))
    by_name: dict[str, str] = {}
    for outlet in (*own, *quoted):
        by_name.setdefault(plain(outlet), outlet)
    return tuple(sorted(by_name.values()))


def _party(member: Member, watch: WatchedClaim | None) -> str:
    """The party at the end of the member's chain; all those interested are one."""
    return "the interested parties" if has_stake(member.source, watch) else member.source


def _is_carried(claim: Claim, members: Sequence[Member]) -> bool:
    """Whether all tell one number on others' word, whose circle is found where all are who tell it of anything."""
    if claim.watch is not None or claim.key.yardstick.kind is Kind.CARRIED:
        return False
    numbers = {carried_as(member.statement) for member in members}
    return len(numbers) == 1 and None not in numbers


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
