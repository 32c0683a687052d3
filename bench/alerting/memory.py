"""What a worker holds in memory as it works."""

from __future__ import annotations

from bench.processes import Service


class Memory:
    """A worker's memory in MiB: as it was when first looked at, idle, and at each look since."""

    def __init__(self, worker: Service) -> None:
        self._worker = worker
        self._idle = worker.resident_mib()
        self._held: list[float] = []

    def look(self) -> None:
        """Look once more."""
        self._held.append(self._worker.resident_mib())

    def __str__(self) -> str:
        tenths = " ".join(f"{self._held[len(self._held) * tenth // 10]:.0f}" for tenth in range(10))
        return f"idle {self._idle:.0f} MiB, then {tenths}, at most {max(self._held):.0f}"
