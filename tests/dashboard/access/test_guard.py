"""The way in, on a server: who is let in, who may decide, and what every answer carries."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import httpx
import pytest

from services.dashboard.access.accounts import read, with_password, with_role, with_token, write
from services.dashboard.access.people import Role, Roles
from services.dashboard.access.settings import Access, Proxy
from services.dashboard.access.throttle import FREE
from tests.dashboard.access.desk import NOON, PASSWORD, Clock, accounts_in, browser, desk, serving


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path) -> Path:
    return accounts_in(tmp_path)


@pytest.fixture
async def origin(accounts: Path, clock: Clock) -> AsyncIterator[str]:
    async with serving(lambda origin: desk(Access(accounts=str(accounts)), origin, clock)) as served:
        yield served


@pytest.fixture
async def page(origin: str) -> AsyncIterator[httpx.AsyncClient]:
    async with browser(origin) as opened:
        yield opened


async def sign_in(page: httpx.AsyncClient, name: str = "anna", password: str = PASSWORD) -> httpx.Response:
    return await page.post("/sign-in", data={"name": name, "password": password, "next": "/"})


async def test_a_stranger_is_asked_to_sign_in_and_then_goes_on(page: httpx.AsyncClient) -> None:
    turned = await page.get("/?outlet=A&x=1")
    assert (turned.status_code, turned.headers["location"]) == (303, "/sign-in?next=%2F%3Foutlet%3DA%26x%3D1")
    asked = await page.get(turned.headers["location"])
    assert asked.status_code == 200
    done = await page.post("/sign-in", data={"name": "anna", "password": PASSWORD, "next": "/?outlet=A&x=1"})
    assert (done.status_code, done.headers["location"]) == (303, "/?outlet=A&x=1")
    assert (await page.get("/")).json() == {"name": "anna", "role": "editor"}


async def test_a_program_without_a_token_is_told_so(page: httpx.AsyncClient) -> None:
    answer = await page.get("/", headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert "token" in answer.text


async def test_what_does_not_exist_is_not_told_to_strangers(page: httpx.AsyncClient) -> None:
    assert (await page.get("/nowhere", headers={"Accept": "*/*"})).status_code == 401
    await sign_in(page)
    assert (await page.get("/nowhere")).status_code == 404


async def test_a_wrong_password_lets_nobody_in_and_soon_must_wait(page: httpx.AsyncClient, clock: Clock) -> None:
    for _ in range(FREE + 1):
        assert (await sign_in(page, password=PASSWORD[1:])).status_code == 401
    waiting = await sign_in(page)
    assert waiting.status_code == 429
    assert "wait 3 seconds" in waiting.text
    assert (await sign_in(page, "rita")).status_code == 303
    clock.now += dt.timedelta(seconds=3)
    assert (await sign_in(page)).status_code == 303


async def test_roles_bound_what_somebody_may_do(page: httpx.AsyncClient) -> None:
    await sign_in(page, "rita")
    refused = await page.post("/verdict")
    assert refused.status_code == 403
    assert refused.text == "rita is here as reader; this needs the role editor\n"
    await sign_in(page, "anna")
    assert (await page.post("/verdict")).json() == {"by": "anna"}
    assert (await page.post("/rules")).json() == {"detail": "anna is here as editor; this needs the role admin"}


async def test_another_sites_page_changes_nothing_in_our_name(page: httpx.AsyncClient) -> None:
    await sign_in(page)
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": str(page.base_url).rstrip("/")},
    ):
        assert (await page.post("/verdict", headers=headers)).status_code == 403
    del page.headers["Sec-Fetch-Site"]
    assert (await page.post("/verdict")).status_code == 403
    assert (await page.post("/verdict", headers={"Origin": "https://evil.example"})).status_code == 403
    assert (await page.post("/verdict", headers={"Origin": str(page.base_url).rstrip("/")})).status_code == 200


async def test_another_host_name_for_our_address_is_refused(page: httpx.AsyncClient) -> None:
    await sign_in(page)
    assert (await page.get("/", headers={"Host": "rebound.example"})).status_code == 400


async def test_a_session_ends_with_its_hours(page: httpx.AsyncClient, clock: Clock) -> None:
    await sign_in(page)
    clock.now = NOON + dt.timedelta(hours=12)
    assert (await page.get("/")).status_code == 303


async def test_a_session_ends_with_a_new_password_or_the_account(page: httpx.AsyncClient, accounts: Path) -> None:
    await sign_in(page)
    write(accounts, with_password(read(accounts), "anna", Role.EDITOR, PASSWORD + " staple"))
    assert (await page.get("/")).status_code == 303


async def test_a_role_taken_away_counts_at_once(page: httpx.AsyncClient, accounts: Path) -> None:
    await sign_in(page)
    write(accounts, with_role(read(accounts), "anna", Role.READER))
    assert (await page.get("/")).json()["role"] == "reader"


async def test_a_forged_session_is_none(page: httpx.AsyncClient) -> None:
    await sign_in(page)
    signed = page.cookies["claimwatch"]
    page.cookies.clear()
    page.cookies.set("claimwatch", signed[:-2] + ("AA" if signed[-2:] != "AA" else "BB"))
    assert (await page.get("/")).status_code == 303


async def test_leaving_ends_the_session(page: httpx.AsyncClient) -> None:
    await sign_in(page)
    assert (await page.post("/sign-in/out")).status_code == 303
    assert (await page.get("/")).status_code == 303


async def test_a_token_reads_and_decides_for_its_account(origin: str, accounts: Path) -> None:
    changed, token = with_token(read(accounts), "anna", "exports")
    write(accounts, changed)
    async with httpx.AsyncClient(base_url=origin, trust_env=False) as program:
        program.headers["Authorization"] = f"Bearer {token}"
        assert (await program.get("/")).json()["name"] == "anna"
        assert (await program.post("/verdict")).json() == {"by": "anna"}
        program.headers["Authorization"] = "Bearer wrong"
        assert (await program.get("/")).status_code == 401


async def test_every_answer_forbids_what_is_not_ours(page: httpx.AsyncClient) -> None:
    for path in ("/", "/sign-in", "/nowhere"):
        headers = (await page.get(path)).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert "strict-transport-security" not in headers


async def test_the_session_cookie_is_out_of_reach_of_scripts(page: httpx.AsyncClient) -> None:
    cookie = (await sign_in(page)).headers["set-cookie"].lower()
    assert cookie.startswith("claimwatch=")
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


async def test_over_https_cookie_and_host_are_bound_to_it(accounts: Path, clock: Clock) -> None:
    app = partial(desk, Access(accounts=str(accounts)), "https://desk.example", clock)
    async with serving(lambda _: app()) as served, browser(served) as page:
        page.headers["Host"] = "desk.example"
        answer = await sign_in(page)
        assert answer.headers["set-cookie"].startswith("__Host-claimwatch=")
        assert "secure" in answer.headers["set-cookie"].lower()
        assert answer.headers["strict-transport-security"] == "max-age=31536000"


async def test_without_ways_in_the_desk_is_open_but_not_to_other_sites(clock: Clock) -> None:
    async with serving(lambda origin: desk(Access(), origin, clock)) as served, browser(served) as page:
        assert (await page.get("/")).json() == {"name": "desk", "role": "admin"}
        assert (await page.post("/rules")).status_code == 200
        assert (await page.post("/rules", headers={"Sec-Fetch-Site": "cross-site"})).status_code == 403


ROLES = Roles(editor=("desk",))


@pytest.mark.parametrize(
    ("addresses", "headers", "status"),
    [
        (("127.0.0.1/32",), {"X-Forwarded-User": "anna", "X-Forwarded-Groups": "sport, desk"}, 200),
        (("127.0.0.1/32",), {"X-Forwarded-User": "anna", "X-Forwarded-Groups": "sport"}, 303),
        (("127.0.0.1/32",), {"X-Forwarded-Groups": "desk"}, 303),
        (("10.0.0.0/8", "2001:db8::/32"), {"X-Forwarded-User": "anna", "X-Forwarded-Groups": "desk"}, 303),
    ],
)
async def test_a_proxy_is_believed_from_its_address_alone(
    clock: Clock, addresses: tuple[str, ...], headers: dict[str, str], status: int
) -> None:
    access = Access(proxy=Proxy(addresses=addresses, roles=ROLES))
    async with serving(lambda origin: desk(access, origin, clock)) as served, browser(served) as page:
        assert (await page.get("/", headers=headers)).status_code == status


@pytest.mark.parametrize(
    ("addresses", "fault"),
    [((), "no address is trusted"), (("10.0.0.5/33",), r"write a network such as 10\.0\.0\.5/32")],
)
def test_a_proxy_needs_an_address(addresses: tuple[str, ...], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        Proxy(addresses=addresses, roles=ROLES)
