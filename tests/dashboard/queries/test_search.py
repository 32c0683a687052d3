"""Claims and statements are found by their words, in any spelling of accents and capitals."""

from __future__ import annotations

import pytest

from services.dashboard.queries.search import search


@pytest.mark.parametrize(
    ("asked", "claims", "statements"),
    [
        ("kursk", 1, 4),
        ("KÜRSK", 1, 4),
        ("north korean", 1, 4),
        ("korean north", 1, 4),
        ("11,000", 0, 1),
        ("army chief counts", 0, 1),
        ("sold", 1, 4),
        ("sold kursk", 0, 0),
        ("ukraine's", 0, 1),
        ("penguins", 0, 0),
        ("", 0, 0),
        (" * \" ' OR 1=1; -- & | ! :* ( ) ", 0, 0),
        ("kursk AND NOT soldiers", 0, 0),
    ],
)
async def test_search(desk, asked, claims, statements):
    found = await search(desk, asked)
    assert (len(found.claims), len(found.statements), found.more) == (claims, statements, False)
