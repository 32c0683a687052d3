"""Nobody sees the desk who may not: the page that asks who one is, and what each role is offered."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from services.dashboard.access.accounts import Accounts
from services.dashboard.access.guard import Doors
from services.dashboard.access.settings import Access
from services.dashboard.app import make_app
from services.dashboard.projection.database import make_engine
from services.eventlog.memory import MemoryLog
from tests.dashboard.access.desk import PASSWORD, accounts_in
from tests.dashboard.desks import a_desk
from tests.dashboard.examples import CLAIM, FLAG
from tests.dashboard.pages.reading import main_of, text

ORIGIN = "http://desk.example"


@pytest.fixture
async def stranger(story: str, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    path = accounts_in(tmp_path)
    desk = a_desk(make_engine(story), MemoryLog())
    doors = Doors(Access(accounts=str(path)), Accounts(path), ORIGIN, desk.now)
    headers = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
    transport = httpx.ASGITransport(make_app(desk, doors, "key"))
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers) as client:
        yield client
    await desk.engine.dispose()


@pytest.mark.parametrize("path", ["/", "/claims", "/log", "/health", "/export/flags.csv", "/nothing"])
async def test_a_stranger_is_asked_who_he_is(stranger, path):
    answer = await stranger.get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?next={quote(path, safe='')}")


@pytest.mark.parametrize("path", ["/api/flags", "/api/openapi.json", "/flags.atom", "/live"])
async def test_a_program_without_a_token_is_told_so(stranger, path):
    answer = await stranger.get(path, headers={"Accept": "application/json"})
    assert answer.status_code == 401


async def test_the_page_that_asks(stranger):
    page = main_of(await stranger.get("/sign-in?next=/claims"))
    assert [field.get("name") for field in page.iter("input")] == ["next", "name", "password"]
    wrong = await stranger.post("/sign-in", data={"name": "anna", "password": "wrong", "next": "/claims"})
    assert wrong.status_code == 401
    assert "Name and password do not belong together." in text(main_of(wrong))


@pytest.mark.parametrize(("name", "decides"), [("anna", True), ("rita", False)])
async def test_what_a_role_is_offered(stranger, name, decides):
    signed_in = await stranger.post("/sign-in", data={"name": name, "password": PASSWORD, "next": "/"})
    assert signed_in.headers["location"] == "/"
    answer = await stranger.get(f"/claims/{quote(CLAIM)}")
    assert "Sign out" in answer.text
    assert bool(main_of(answer).find_class("decide")) == decides
    taken = await stranger.post(f"/flags/{FLAG.flag}/take", data={"version": 0})
    assert taken.status_code == (422 if decides else 403)
