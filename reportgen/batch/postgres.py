"""A ledger's database on a PostgreSQL server, which workers on several machines share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from reportgen.errors import EnvironmentProblem

INSTALL = "pip install 'reportgen[server]'"


class PostgresDatabase:
    """One connection; parameters are written `?` as for SQLite."""

    def __init__(self, address: str) -> None:
        try:
            import psycopg
        except ModuleNotFoundError as error:
            raise EnvironmentProblem("Thiếu thư viện psycopg để dùng PostgreSQL.", remedy=INSTALL) from error
        try:
            self._connection = psycopg.connect(address, autocommit=True)
        except psycopg.OperationalError as error:
            raise unreachable(error) from error

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows, if it has any."""
        cursor = self._connection.execute(_in_its_words(sql), values)
        return cursor.fetchall() if cursor.description else []

    def many(self, sql: str, values: Iterable[Sequence[object]]) -> None:
        """Run one statement for each row of values."""
        with self._connection.cursor() as cursor:
            cursor.executemany(_in_its_words(sql), values)

    def transaction(self) -> AbstractContextManager[object]:
        """Make everything inside happen together or not at all."""
        return self._connection.transaction()

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()


def unreachable(error: Exception) -> EnvironmentProblem:
    """Return what to tell when the server does not answer."""
    reason = str(error.__cause__ or error).strip().splitlines()[-1]
    remedy = "kiểm tra địa chỉ sau --on, máy chủ PostgreSQL và quyền truy cập"
    return EnvironmentProblem(f"không nối được với PostgreSQL: {reason}", remedy=remedy)


def _in_its_words(sql: str) -> Any:  # psycopg wants literals only, and that is what the ledger has
    return sql.replace("?", "%s")
