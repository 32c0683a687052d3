"""A sign of life, for health checks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from services.cli.running import alive
from services.eventlog.memory import MemoryLog


async def until(it_is_so: Callable[[], object]) -> None:
    for _ in range(1000):
        if it_is_so():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


async def test_a_file_that_cannot_be_touched_is_told_and_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alive, "_EVERY", 0.01)
    file = tmp_path / "run" / "alive"
    with caplog.at_level(logging.WARNING):
        async with alive.beating(MemoryLog(), file):
            await until(lambda: caplog.records)
            file.parent.mkdir()
            await until(file.exists)
    assert f"no sign of life: [Errno 2] No such file or directory: '{file}'" in caplog.text
