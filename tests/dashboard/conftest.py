from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.projection.database import make_engine, open_database
from services.dashboard.projection.rebuild import fill
from tests.dashboard.examples import tell_story


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of each kind."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres"))
    return f"sqlite:///{tmp_path / 'desk.db'}"


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a database of each kind that holds the story, to be read only."""
    if request.param == "postgresql":
        url = request.getfixturevalue("new_database")()
    else:
        url = f"sqlite:///{tmp_path_factory.mktemp('story') / 'desk.db'}"

    async def project() -> None:
        engine = await open_database(url)
        await fill(engine, (await tell_story()).log, lambda _read, _total: None)
        await engine.dispose()

    asyncio.run(project())
    return str(url)


@pytest.fixture
async def desk(story: str) -> AsyncIterator[AsyncConnection]:
    engine = make_engine(story)
    async with engine.connect() as connection:
        yield connection
    await engine.dispose()
