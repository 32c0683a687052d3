"""Whatever outlets write is shown harmlessly: as text, in its order, within its place."""

from __future__ import annotations

import msgspec
import pytest

from schemas.flags import FlagRaised
from tests.dashboard.examples import CLAIM, OURS, Told, at, evidence, flag, rolled, stated, tell_story
from tests.dashboard.pages.reading import main_of

EVIL = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}\u202egnp.exe\u2066\x00\x1b[31m" + "w" * 10_000
)


@pytest.fixture
async def told() -> Told:
    told = await tell_story()
    evil = msgspec.structs.replace(
        OURS,
        article="evil",
        outlet=EVIL[:200],
        title=EVIL,
        body=f"{EVIL} Some 9,000 came.\n{EVIL}",
        url="javascript:alert(3)",
    )
    says = stated(evil, "Some 9,000 came", 9000, EVIL[:300])
    says = msgspec.structs.replace(says, title=EVIL)
    await told.tell(evil, says, rolled(5, 9000, 12000, at(says)))
    await told.tell(FlagRaised(flag=msgspec.structs.replace(flag(1, evidence(says)), flag="evil", explanation=EVIL)))
    return told


@pytest.mark.parametrize("path", ["/", f"/claims/{CLAIM}", "/articles/evil", "/search?q=wwww", "/claims"])
async def test_evil_text_is_text(browse, path):
    answer = await browse.get(path)
    assert answer.status_code == 200
    page = main_of(answer)
    assert not list(page.iter("script"))
    assert not list(page.iter("img"))
    assert "49" not in answer.text or "{{ 7*7 }}" in answer.text
    assert not set(answer.text) & set("\u202e\u2066\x00\x1b")
    assert not [link for link in page.iter("a") if str(link.get("href")).startswith("javascript")]
