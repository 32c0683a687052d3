from __future__ import annotations

from tests.cli.wire import wire

__all__ = ["wire"]
