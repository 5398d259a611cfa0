"""All rows of the database as plain text, one state of it, and back: the same text for both databases."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Integer, MetaData, Table, func, insert, select, text

from reportgen.store.database import WRITES, Database
from reportgen.store.tables import METADATA

AT_ONCE = 500
MOMENT = "luc"
"""The only key of an object that stands for a point in time."""
OF_PEOPLE = ("user_account", "event", "programme")
"""Tables that have rows as soon as somebody has worked with a database."""
VERSION_TABLE = "alembic_version"


# --- out ---------------------------------------------------------------------------------------------


@contextmanager
def snapshot(database: Database) -> Iterator[Connection]:
    """Give a connection that sees one state of the database, while others go on writing."""
    engine = database.engine
    if not database.is_sqlite:
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.connect() as connection:
        yield connection


def tables() -> tuple[Table, ...]:
    """Return the tables, each after those that it points to."""
    return tuple(METADATA.sorted_tables)


def lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Yield every row of a table as a line of JSON, in the order of its key."""
    ordered = select(table).order_by(*table.primary_key.columns)
    for row in connection.execute(ordered, execution_options={"yield_per": AT_ONCE}).mappings():
        yield json.dumps(dict(row), ensure_ascii=False, default=_plain).encode() + b"\n"


def _plain(value: object) -> dict[str, str]:
    if not isinstance(value, dt.datetime):
        raise TypeError(f"not plain: {type(value)}")
    return {MOMENT: value.isoformat()}


# --- in ----------------------------------------------------------------------------------------------


def row_of(line: bytes) -> dict[str, Any]:
    """Return the row that a line tells of."""
    row: dict[str, Any] = json.loads(line, object_hook=_moment)
    return row


def _moment(found: dict[str, Any]) -> Any:
    return dt.datetime.fromisoformat(found[MOMENT]) if found.keys() == {MOMENT} else found


def is_unused(database: Database) -> bool:
    """Whether nobody has worked with the database yet; its tables may be there."""
    there = _tables_there(database)
    with database.engine.connect() as connection:
        return not any(
            connection.execute(select(there[name]).limit(1)).first() for name in OF_PEOPLE if name in there
        )


@contextmanager
def filling(database: Database) -> Iterator[Filling]:
    """Give what takes rows in; they are all there when the block ends, or none is."""
    there = _tables_there(database)
    with database.engine.execution_options(**{WRITES: True}).begin() as connection:
        for table in reversed(there.values()):  # what a first start has put there
            connection.execute(table.delete())
        yield Filling(connection, there)
        if not database.is_sqlite:
            for table in there.values():
                _count_on(connection, table)


def _tables_there(database: Database) -> dict[str, Table]:
    """Return the tables as they are, which may be those of an older version."""
    metadata = MetaData()
    metadata.reflect(database.engine)
    return {table.name: table for table in metadata.sorted_tables if table.name != VERSION_TABLE}


class Filling:
    """Tables of a database that take rows in, those first that others point to."""

    def __init__(self, connection: Connection, tables: dict[str, Table]) -> None:
        self._connection, self.tables = connection, tables

    def put(self, name: str, rows: Iterable[dict[str, Any]]) -> None:
        """Put rows into a table."""
        table, waiting = self.tables[name], []
        for row in rows:
            waiting.append(row)
            if len(waiting) == AT_ONCE:
                self._connection.execute(insert(table), waiting)
                waiting = []
        if waiting:
            self._connection.execute(insert(table), waiting)


def _count_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number the next row after the last one."""
    columns = list(table.primary_key.columns)
    if len(columns) != 1 or not isinstance(columns[0].type, Integer):
        return
    named = {"table": table.name, "column": columns[0].name}
    sequence = connection.execute(text("SELECT pg_get_serial_sequence(:table, :column)"), named).scalar()
    last = connection.execute(select(func.max(columns[0]))).scalar()
    if sequence and last:
        connection.execute(text("SELECT setval(:sequence, :last)"), {"sequence": sequence, "last": last})
