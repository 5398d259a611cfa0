"""A ledger's database as one file in the folder of results, which is also that folder's lock."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reportgen.batch.ledger import Ledger
from reportgen.errors import EnvironmentProblem, UsageProblem, os_reason

FILE = "so-theo-doi.sqlite"
SECONDS_TO_WAIT = 3  # workers of a run that was killed need a moment to notice


class SqliteDatabase:
    """One connection that keeps the file for itself: a second batch into the same folder finds it locked.

    In exclusive mode WAL needs no shared memory, so it also works on network shares.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._told():
            self.connection = sqlite3.connect(path, isolation_level=None, timeout=SECONDS_TO_WAIT)
            self.connection.execute("pragma locking_mode = exclusive")
            self.connection.execute("pragma journal_mode = wal")
            self.connection.execute("pragma synchronous = normal")
            self.connection.execute("begin immediate")  # takes the lock, which lasts till the end
            self.connection.execute("commit")

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows, if it has any."""
        with self._told():
            return self.connection.execute(sql, values).fetchall()

    def many(self, sql: str, values: Iterable[Sequence[object]]) -> None:
        """Run one statement for each row of values."""
        with self._told():
            self.connection.executemany(sql, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything inside happen together or not at all."""
        self.rows("begin immediate")
        try:
            yield
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("rollback")
            raise
        self.rows("commit")

    def close(self) -> None:
        """Let go of the database."""
        self.connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell people what their disk or a second batch did to the database."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise _taken(self.path.parent.parent) from error
            if error.sqlite_errorcode & 0xFF in DISK_REASONS:
                raise _disk(self.path, DISK_REASONS[error.sqlite_errorcode & 0xFF]) from error
            raise
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                raise _broken(self.path) from error
            raise


DISK_REASONS = {
    sqlite3.SQLITE_FULL: "đĩa đã đầy",
    sqlite3.SQLITE_READONLY: "không có quyền ghi",
    sqlite3.SQLITE_CANTOPEN: "không mở được",
    sqlite3.SQLITE_IOERR: "đĩa báo lỗi khi đọc, ghi",
}


def open_ledger(folder: Path, batch: str) -> Ledger:
    """Open the ledger in a folder, making both if need be.

    Raises UsageProblem when another batch is at work there, or when the folder has another batch's results;
    EnvironmentProblem when the disk does not let us, or the ledger is damaged.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = f"không tạo được thư mục {folder}: {os_reason(error)}"
        raise EnvironmentProblem(problem, remedy="kiểm tra quyền ghi và tên thư mục") from error
    ledger = Ledger(SqliteDatabase(folder / FILE), batch)
    ledger.create()
    if others := ledger.other_batches():
        ledger.close()
        raise UsageProblem(
            f"Thư mục {folder.parent} đã có kết quả của chương trình “{others[0]}”; "
            "mỗi chương trình một thư mục riêng."
        )
    return ledger


def _taken(folder: Path) -> UsageProblem:
    return UsageProblem(
        f"Một lần lập hàng loạt khác đang ghi vào {folder}; đợi xong, hoặc dừng nó rồi chạy lại."
    )


def _disk(path: Path, reason: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"không ghi được {path}: {reason}",
        remedy="dọn chỗ trống hoặc xin quyền ghi rồi chạy lại: phần đã xong được giữ",
    )


def _broken(path: Path) -> EnvironmentProblem:
    remedy = f"xoá thư mục {path.parent} rồi chạy lại: mọi văn bản được lập lại"
    return EnvironmentProblem(f"sổ theo dõi {path} bị hỏng", remedy=remedy)
