"""The event log in one SQLite file."""

from services.eventlog.sqlite.log import SqliteLog

__all__ = ["SqliteLog"]
