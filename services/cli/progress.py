"""Progress of long work: a bar on a terminal, a plain line now and then elsewhere; always on standard error."""

from __future__ import annotations

import sys
from typing import Final

import click

_EVERY: Final = 10
"""Per cent between two plain lines."""


class Progress:
    """Told a label, how many are done, and how many there are."""

    def __init__(self) -> None:
        self._last = ("", -1)

    def __call__(self, label: str, done: int, total: int) -> None:
        share = 100 * done // max(total, 1)
        terminal = sys.stderr.isatty()
        step = share if terminal else share - share % _EVERY
        if (label, step) == self._last:
            return
        self._last = label, step
        if terminal:
            bar = "█" * (share // 4)
            click.echo(f"\r{label:<14} {bar:<25} {share:3} %", err=True, nl=done >= total)
        else:
            click.echo(f"{label}: {step} % of {total:,}", err=True)
