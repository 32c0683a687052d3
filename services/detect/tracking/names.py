"""What a claim is called: by the id that it is given at its birth, which its statements bear from then on.

Of each claim three statements bear its name, the first and the two last published, each of another article: so whatever
leaves at one time (what the window ages out, one article that is revised or withdrawn), one of them is left while the
claim is. The name goes where the first of them is that is left: if a claim falls apart, to the older part. Where
several come together the name that was there first stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from schemas.event import ArticleId, ClaimId
from services.detect.tracking.claims import Grounds
from services.detect.tracking.keys import claim_id
from services.detect.tracking.state import Bearer, Rolled
from services.detect.tracking.voices import Member

_BEARERS = 3


def bearers_of(told: Sequence[Member]) -> tuple[Bearer, ...]:
    """The statements that bear the name of the claim in which these are told."""
    found: dict[ArticleId, Bearer] = {}
    for member in (told[0], *reversed(told)):
        found.setdefault(member.report.article, _bearer(member))
        if len(found) == _BEARERS:
            break
    return tuple(found.values())


def names(known: Iterable[Rolled], of_key: Sequence[Grounds]) -> list[ClaimId]:
    """The names of the claims of one key, in their order.

    Args:
        known: the claims of the key as they were before, the first known first.
        of_key: the grounds of all that there are now.
    """
    living = [item for item in known if item.bearers]
    bearing = {bearer.article for item in living for bearer in item.bearers}
    statements: dict[Bearer, int] = {}
    articles: dict[ArticleId, int] = {}
    for number, grounds in enumerate(of_key):
        for member in (each for each in grounds.told if each.report.article in bearing):
            statements.setdefault(_bearer(member), number)
            articles.setdefault(member.report.article, number)
    found: dict[int, ClaimId] = {}
    for item in living:
        exact = (statements.get(bearer) for bearer in item.bearers)
        revised = (articles.get(bearer.article) for bearer in item.bearers)
        place = next((number for number in (*exact, *revised) if number is not None), None)
        if place is not None:
            found.setdefault(place, item.claim)
    taken = {item.claim for item in living}
    for number, grounds in enumerate(of_key):
        if number not in found:
            found[number] = _new(grounds, taken)
            taken.add(found[number])
    return [found[number] for number in range(len(of_key))]


def _new(grounds: Grounds, taken: Collection[ClaimId]) -> ClaimId:
    """The name of a claim that is born: after what is told first; with a number where another has it."""
    own = claim_id(grounds.told[0].report.track, grounds.key, grounds.happening)
    name, number = own, 1
    while name in taken:
        number += 1
        name = ClaimId(f"{own}/{number}")
    return name


def _bearer(member: Member) -> Bearer:
    return Bearer(member.report.article, member.statement.start)
