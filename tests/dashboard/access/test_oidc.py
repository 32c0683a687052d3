"""Sign-in by a provider, from the button to the page, on two loopback servers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from services.dashboard.access.oidc import SignInRefused, person_of
from services.dashboard.access.people import Role, Roles
from services.dashboard.access.settings import Access, Oidc
from tests.dashboard.access.desk import Clock, browser, desk, serving
from tests.dashboard.access.provider import CLIENT, SECRET, Provider

ROLES = Roles(admin=("chief@desk.example",), editor=("desk",))
ANNA = {"email": "anna@desk.example", "email_verified": True, "groups": ["desk", "sport"]}


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    made: list[Provider] = []

    def make(issuer: str) -> Any:
        made.append(Provider(issuer))
        return made[0].app

    async with serving(make) as issuer:
        made[0].claims = dict(ANNA)
        made[0].issuer = issuer
        yield made[0]


@pytest.fixture
async def page(provider: Provider) -> AsyncIterator[httpx.AsyncClient]:
    access = Access(oidc=Oidc(provider.issuer, CLIENT, SECRET, ROLES))
    async with serving(lambda origin: desk(access, origin, Clock())) as served, browser(served) as opened:
        yield opened


async def sign_in(page: httpx.AsyncClient) -> httpx.Response:
    return await page.get("/sign-in/provider?next=/", follow_redirects=True)


async def test_who_the_provider_vouches_for_comes_in_with_their_role(page: httpx.AsyncClient) -> None:
    assert (await sign_in(page)).json() == {"name": "anna@desk.example", "role": "editor"}
    assert (await page.post("/verdict")).json() == {"by": "anna@desk.example"}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"groups": ["sport"]}, "anna@desk.example has no role here; ask an admin"),
        ({"email": None}, "does not tell the claim 'email'"),
        ({"email_verified": False}, "has not been verified"),
        ({"nonce": "another"}, "word is not"),
        ({"aud": "another"}, "word is not"),
        ({"iss": "https://evil.example"}, "word is not"),
        ({"exp": 1}, "word is not"),
    ],
)
async def test_nobody_else_comes_in(
    page: httpx.AsyncClient, provider: Provider, changes: dict[str, Any], fault: str
) -> None:
    provider.changes = changes
    refused = await sign_in(page)
    assert refused.status_code == 403
    assert fault in refused.text
    assert (await page.get("/")).status_code == 303


async def test_a_token_signed_by_another_is_refused(page: httpx.AsyncClient, provider: Provider) -> None:
    provider.signs_with_another_key = True
    assert (await sign_in(page)).status_code == 403


async def test_an_answer_that_nobody_asked_for_is_refused(page: httpx.AsyncClient) -> None:
    refused = await page.get("/sign-in/back?code=code-0&state=made-up")
    assert refused.status_code == 403


async def test_a_provider_out_of_reach_is_said() -> None:
    access = Access(oidc=Oidc("http://127.0.0.1:9", CLIENT, SECRET, ROLES))
    async with serving(lambda origin: desk(access, origin, Clock())) as served, browser(served) as page:
        answer = await page.get("/sign-in/provider")
        assert answer.status_code == 502
        assert "http://127.0.0.1:9 cannot be reached" in answer.text


def test_a_person_is_named_by_the_claim_that_the_configuration_names() -> None:
    settings = Oidc("https://id.example", CLIENT, SECRET, ROLES, name_claim="preferred_username", groups_claim="team")
    assert person_of({"preferred_username": "anna", "team": "desk"}, settings) == ("anna", Role.EDITOR)
    with pytest.raises(SignInRefused, match="preferred_username"):
        person_of({"email": "anna@desk.example", "team": "desk"}, settings)
