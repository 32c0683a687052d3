"""What watches a desk asks with HEAD, and is told what GET would be (RFC 9110, 9.3.2)."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.dashboard.examples import CLAIM

CLAIM_PAGE = f"/claims/{quote(CLAIM)}"


@pytest.mark.parametrize(
    "path",
    ["/", CLAIM_PAGE, f"{CLAIM_PAGE}/chart.png", "/flags.atom", "/api/flags", "/export/flags.csv", "/static/desk.css",
     "/sign-in", "/nothing", "/api/claims/nothing", "/claims?at=never"],
)  # fmt: skip
async def test_head_is_answered_as_get_without_the_content(browse, path):
    head, get = await browse.head(path), await browse.get(path)
    assert head.content == b""
    assert head.status_code == get.status_code
    assert head.headers == get.headers


async def test_what_goes_on_for_as_long_as_somebody_listens_is_over_at_once(browse):
    head = await browse.head("/live")
    assert head.headers["content-type"].startswith("text/event-stream")


async def test_what_changes_something_is_not_asked_with_head(browse):
    head = await browse.head("/sign-in/out")
    assert head.status_code == 405
