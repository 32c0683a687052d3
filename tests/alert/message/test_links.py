"""Which page a notice leads to."""

from __future__ import annotations

import pytest

from schemas.event import ClaimId
from services.alert.message.links import SOUND_CHECK, claim_page


@pytest.mark.parametrize(
    ("claim", "page"),
    [
        ("thing/people/killed", "https://desk.example/claims/thing%2Fpeople%2Fkilled"),
        ("operators/feeds", "https://desk.example/health"),
        (SOUND_CHECK, "https://desk.example/"),
    ],
)
def test_a_notice_leads_to_a_page_that_is_there(claim: str, page: str) -> None:
    assert claim_page("https://desk.example/", ClaimId(claim)) == page


def test_without_pages_there_is_nothing_to_lead_to() -> None:
    assert not claim_page("", ClaimId(SOUND_CHECK))
