"""A digest: many claims in one notice, the strongest first, each short."""

from __future__ import annotations

import msgspec

from schemas.flags import FlagState, Grade
from services.alert.message.claims import by_claim
from services.alert.message.message import Finding, Kind, Message, finding
from services.alert.posting.digests import Part, together
from services.alert.posting.grouping import Intent
from services.alert.routing import Digest
from services.alert.templates.environment import OURS
from tests.alert.examples import FLAG, NOON

TITLE = "Digest, 30 January 07:00 UTC: 4 findings on 3 claims"


def about(claim: str, grade: Grade = Grade.TENSION, severity: int = 3, state: FlagState = FlagState.OPEN) -> Finding:
    flag = msgspec.structs.replace(
        FLAG, flag=f"{claim}-{grade.value}", claim=claim, title=claim, grade=grade, severity=severity, state=state
    )
    return finding(flag, NOON)


DIGEST = Message(
    TITLE,
    (
        about("Homes lost"),
        about("Settled before", Grade.CONFLICT, 5, FlagState.RESOLVED),
        about("People evacuated", severity=4),
        about("Homes lost", Grade.CONFLICT, 2),
    ),
    kind=Kind.DIGEST,
)


def test_conflicts_stand_before_tensions_and_what_ended_last() -> None:
    told = [(of.title, [found.grade for found in of.findings]) for of in by_claim(DIGEST.findings)]
    assert told == [
        ("Homes lost", ["conflict", "tension"]),
        ("People evacuated", ["tension"]),
        ("Settled before", ["conflict"]),
    ]


def test_a_digest_is_titled_by_itself_even_of_one_claim() -> None:
    told = together(Digest("{}:{}", (7 * 60,), "UTC"), [Part(NOON, Intent((about("Homes lost"),), 0))])
    assert (told.kind, told.title) == (Kind.DIGEST, "Digest, 30 January 12:00 UTC: 1 finding on 1 claim")


def test_it_reads_by_claim(golden) -> None:  # type: ignore[no-untyped-def]
    golden("digest.txt", OURS.text(DIGEST))
    golden("digest.html", OURS.html(DIGEST))


def test_of_many_claims_the_rest_is_counted() -> None:
    many = Message("Digest", tuple(about(f"Claim {n}") for n in range(40)), kind=Kind.DIGEST)
    assert "and 15 more claims" in OURS.text(many)
    assert "and 15 more claims" in OURS.html(many)


def test_of_many_findings_on_one_claim_the_rest_is_counted() -> None:
    one = tuple(msgspec.structs.replace(about("A"), severity=n % 5) for n in range(11))
    assert "and 8 more findings" in OURS.text(Message("Digest", one, kind=Kind.DIGEST))
    assert "and 8 more findings" in OURS.html(Message("Digest", one, kind=Kind.DIGEST))
