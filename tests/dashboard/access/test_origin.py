from __future__ import annotations

import pytest

from services.dashboard.access.origin import is_from_us, local_path

OURS = "https://desk.example"


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": OURS}, False),
        ({"origin": OURS}, True),
        ({"origin": "http://desk.example"}, False),
        ({"origin": "https://desk.example.evil.example"}, False),
        ({"origin": "null"}, False),
        ({}, False),
    ],
)
def test_a_change_comes_from_our_own_pages(headers: dict[str, str], ours: bool) -> None:
    assert is_from_us(headers, OURS) is ours


@pytest.mark.parametrize("path", ["/", "/claims/abc?known_at=2025-01-30", "/search?q=//x"])
def test_sign_in_goes_on_to_a_place_of_ours(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "path",
    ["", "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/a\r\nSet-Cookie: x"],
)
def test_sign_in_leads_nowhere_else(path: str) -> None:
    assert local_path(path) == "/"
