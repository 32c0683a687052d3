"""Services as processes of their own, and what each has used."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Self

import msgspec

_PATIENCE: Final = 60.0
"""Seconds that a service may take to end after SIGTERM."""


class ServiceDied(Exception):
    """A service ended by itself; with the end of what it said."""


class Usage(msgspec.Struct, frozen=True):
    """What a process used: seconds, and MiB at its largest."""

    wall_s: float
    cpu_s: float
    peak_rss_mib: float


def claimwatch(*arguments: str) -> list[str]:
    """The command line of a command of claimwatch, as installed beside this Python."""
    return [str(Path(sys.executable).with_name("claimwatch")), *arguments]


class Service:
    """A process that runs until the context ends."""

    def __init__(self, name: str, command: Sequence[str], folder: Path) -> None:
        self.name = name
        self._command = command
        self._folder = folder / name.replace(" ", "-")

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._said = self._folder / "output.txt"
        with self._said.open("ab") as said:
            self._process = subprocess.Popen(self._command, stdout=said, stderr=subprocess.STDOUT, cwd=self._folder)
        self._began = time.monotonic()
        return self

    def __exit__(self, *_fault: object) -> None:
        self.stop()

    def check(self) -> None:
        """See that it still runs.

        Raises:
            ServiceDied: it does not.
        """
        status = self._process.poll()
        if status is not None:
            end = self._said.read_text(errors="replace")[-3_000:]
            raise ServiceDied(f"{self.name} ended with {status}; the end of {self._said}:\n{end}")

    def usage(self) -> Usage:
        """What it has used so far (Linux: /proc)."""
        process = Path(f"/proc/{self._process.pid}")
        fields = (process / "stat").read_text().rpartition(")")[2].split()
        ticks = int(fields[11]) + int(fields[12])  # utime and stime, fields 14 and 15 of proc(5)
        peak = next(line for line in (process / "status").read_text().splitlines() if line.startswith("VmHWM:"))
        return Usage(
            round(time.monotonic() - self._began, 1),
            round(ticks / os.sysconf("SC_CLK_TCK"), 1),
            round(int(peak.split()[1]) / 1024, 1),
        )

    def resident_mib(self) -> float:
        """What it holds in memory now (Linux: /proc)."""
        pages = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    def stop(self) -> None:
        """Tell it to end, and wait until it has."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
