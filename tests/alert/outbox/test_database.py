"""Where an outbox lies, and who may open it."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import event

from services.alert.errors import AlertError, OutboxInUse, OutboxUnavailable, OutdatedOutbox
from services.alert.outbox import progress
from services.alert.outbox.database import Outbox
from services.alert.outbox.tables import Table
from services.database import UnsuitableDatabase
from tests.alert.examples import NOON


async def test_what_a_transaction_changes_is_there_in_the_next_and_after_a_restart(outboxes):
    outbox = await Outbox.open(outboxes("outbox"))
    async with outbox.transaction() as session:
        await progress.be_born(session, NOON)
    await outbox.close()
    outbox = await Outbox.open(outboxes("outbox"))
    async with outbox.transaction() as session:
        assert await progress.born_at(session) == NOON
    await outbox.close()


async def test_nothing_of_a_transaction_that_an_exception_leaves_is_kept(outboxes):
    outbox = await Outbox.open(outboxes("outbox"))

    async def fail() -> None:
        async with outbox.transaction() as session:
            await progress.be_born(session, NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with outbox.transaction() as session:
        assert await progress.born_at(session) is None
    await outbox.close()


async def test_one_process_holds_a_file(tmp_path):
    outbox = await Outbox.open(f"sqlite:///{tmp_path}/outbox")
    with pytest.raises(OutboxInUse, match="stop the other alert host"):
        await Outbox.open(f"sqlite:///{tmp_path}/outbox")
    await outbox.close()


async def test_many_processes_share_a_server(postgres):
    outbox, another = await Outbox.open(postgres), await Outbox.open(postgres)
    async with outbox.transaction() as session:
        await progress.be_born(session, NOON)
    async with another.transaction() as session:
        assert await progress.born_at(session) == NOON
    await outbox.close()
    await another.close()


async def test_tables_are_made_all_or_none(outboxes):
    """Whoever is stopped while they are made starts again as if it were the first time."""

    def stop(*_: object, **__: object) -> None:
        raise OSError("stopped")

    event.listen(Table.metadata.sorted_tables[4], "after_create", stop, once=True)
    with pytest.raises(AlertError, match="stopped"):
        await Outbox.open(outboxes("outbox"))
    outbox = await Outbox.open(outboxes("outbox"))
    async with outbox.transaction() as session:
        assert await progress.born_at(session) is None
    await outbox.close()


async def test_tables_of_another_kind_are_told(tmp_path):
    connection = sqlite3.connect(tmp_path / "outbox")
    connection.execute("CREATE TABLE deliveries (id INTEGER)")
    connection.close()
    with pytest.raises(OutdatedOutbox, match="move it away"):
        await Outbox.open(f"sqlite:///{tmp_path}/outbox")


async def test_tables_of_another_version_are_told(outboxes):
    outbox = await Outbox.open(outboxes("outbox"))
    async with outbox.transaction() as session:
        connection = await session.connection()
        await connection.exec_driver_sql("UPDATE layout SET digest = 'of before'")
    await outbox.close()
    with pytest.raises(OutdatedOutbox, match="a new one is filled from the log"):
        await Outbox.open(outboxes("outbox"))


@pytest.mark.parametrize(
    ("url", "fault", "told"),
    [
        ("mysql://localhost/outbox", UnsuitableDatabase, "give sqlite:///FILE or postgresql://HOST/DATABASE"),
        ("sqlite:////no/such/folder/outbox", UnsuitableDatabase, "there is no folder /no/such/folder"),
        ("postgresql://desk:pass@/desk?host=/no/such/socket", OutboxUnavailable, r"desk:\*\*\*@.*No such file"),
    ],
)
async def test_a_place_that_cannot_be_used_says_why(url, fault, told):
    with pytest.raises(fault, match=told):
        await Outbox.open(url)
