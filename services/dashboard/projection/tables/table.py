"""What all tables of the projection have in common."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Final

import sqlalchemy
from sqlalchemy import BigInteger, Dialect, Index, TypeDecorator, text
from sqlalchemy.orm import registry
from sqlmodel import SQLModel

EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Moment(TypeDecorator[dt.datetime]):
    """An aware moment, kept as microseconds since 1970: exact, ordered and alike in every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - EPOCH) // dt.timedelta(microseconds=1)

    def process_result_value(self, value: int | None, dialect: Dialect) -> dt.datetime | None:
        return None if value is None else EPOCH + dt.timedelta(microseconds=value)


class Table(SQLModel, registry=registry()):
    """The projection's tables have a registry of their own, apart from any other database of the process."""

    version_of: ClassVar[tuple[str, ...]] = ()
    """The columns by which the rows that agree in them are versions of one thing."""
    version: ClassVar[str] = ""
    """The column that counts these versions."""


def current(name: str, *columns: str) -> Index:
    """An index of what is known now alone."""
    now = text("superseded_at IS NULL")
    return Index(name, *columns, sqlite_where=now, postgresql_where=now)


def table_of(kind: type[Table]) -> sqlalchemy.Table:
    """The table of a kind of row, for SQL."""
    return kind.metadata.tables[str(kind.__tablename__)]
