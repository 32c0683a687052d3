"""The root of what a user can mend, by which the command tells it from what nobody foresaw."""

from __future__ import annotations


class Mendable(Exception):
    """The message says what is wrong, where, and what to do: it is told in a line, without a traceback."""
