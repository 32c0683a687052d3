"""Whether there is room for what is kept, and whether the log and the databases' servers answer."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError

from schemas.topics import TOPICS
from services.cli.doctor.finding import Finding, broken, good, poor
from services.database import UnsuitableDatabase, database_url, postgres_engine
from services.eventlog.port import EventLog, EventLogError

SCARCE: Final = 1 << 30
"""Bytes free below which a disk is nearly full."""


def look_at_folder(what: str, file: Path) -> Finding:
    """Whether a file can be kept where the configuration wants it, and its disk has room."""
    folder = file.parent.resolve()
    if not folder.is_dir():
        return broken(f"{what} {file}: no folder {folder}", f"make it: mkdir -p {folder}")
    if not os.access(folder, os.W_OK | os.X_OK) or (file.exists() and not os.access(file, os.R_OK | os.W_OK)):
        return broken(f"{what} {file}: this user may not write it", f"give {folder} to the user who runs claimwatch")
    return room(what, file, shutil.disk_usage(folder).free)


def room(what: str, file: Path, free: int) -> Finding:
    """Whether so many free bytes are enough."""
    if free < SCARCE:
        return poor(f"{what} {file}: {free / 1e9:.1f} GB free", "make room on its disk before it is full")
    return good(f"{what} {file}: {free / 1e9:,.0f} GB free")


async def look_at_log(where: str, opened: Callable[[], AbstractAsyncContextManager[EventLog]]) -> Finding:
    """Whether the log answers, and has our topics."""
    try:
        async with opened() as log:
            ends = await log.ends(TOPICS)
    except EventLogError as fault:
        return broken(f"log {where}: {fault}", "see that it runs and that this machine reaches it")
    return good(f"log {where}: {sum(ends.values()):,} records")


async def look_at_database(what: str, url: str) -> Finding:
    """Whether a database's file can be kept, or its server lets us in."""
    try:
        place = database_url(url)
    except UnsuitableDatabase as fault:
        return broken(what, f"{fault}; write a file's name or postgresql://HOST/DATABASE")
    if place.get_backend_name() == "sqlite":
        return look_at_folder(what, Path(str(place.database)))
    engine = postgres_engine(place, "public", {})
    try:
        async with engine.connect() as connection:
            await connection.exec_driver_sql("SELECT 1")
    except (DBAPIError, OSError) as fault:
        told = fault.orig if isinstance(fault, DBAPIError) else fault
        return broken(f"{what} {engine.url}: {told}", "see that it runs, and that its user and database are there")
    finally:
        await engine.dispose()
    return good(f"{what} {engine.url}: it answers")
