"""A ledger's database as one file in the folder of results, which is kept for one run at a time."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

try:
    import fcntl
except ImportError:  # where processes cannot be forked, the database's own lock has to do
    fcntl = None  # type: ignore[assignment]

from reportgen.batch.ledger import Ledger
from reportgen.errors import EnvironmentProblem, UsageProblem, os_reason

FILE = "so-theo-doi.sqlite"
LOCK = "dang-ghi"
SECONDS_TO_WAIT = 3  # workers of a run that was killed need a moment to notice


class FolderLock:
    """Keeps a folder until we and every process forked from us are gone.

    SQLite's own lock ends with the one who leads a run; when that one was killed its workers may still write
    for a moment, and the next run would count their half-written files among its own.
    """

    def __init__(self, path: Path) -> None:
        """Take the lock, waiting a moment for it.

        Raises BlockingIOError when others keep it, OSError when the folder does not let us write.
        """
        self._file = path.open("ab")
        try:
            self._take(time.monotonic() + SECONDS_TO_WAIT)
        except BlockingIOError:
            self._file.close()
            raise

    def _take(self, until: float) -> None:
        while fcntl is not None:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.02)
            except OSError:  # a network share without such locks: the database's own has to do
                return

    def release(self) -> None:
        """Let go, for processes forked from us too: these may be busy with something else."""
        if fcntl is not None and not self._file.closed:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._file.close()


class SqliteDatabase:
    """One connection that keeps the file for itself: a second batch into the same folder finds it locked.

    In exclusive mode WAL needs no shared memory, so it also works on network shares.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._lock = FolderLock(path.with_name(LOCK))
        except BlockingIOError as error:
            raise _taken(path.parent.parent) from error
        except OSError as error:
            raise _disk(path.with_name(LOCK), os_reason(error)) from error
        try:
            self.connection = self._connected()
        except BaseException:
            self._lock.release()
            raise

    def _connected(self) -> sqlite3.Connection:
        with self._told():
            connection = sqlite3.connect(self.path, isolation_level=None, timeout=SECONDS_TO_WAIT)
            connection.execute("pragma locking_mode = exclusive")
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = normal")
            connection.execute("begin immediate")  # takes the lock, which lasts till the end
            connection.execute("commit")
            return connection

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
        self._lock.release()

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
