"""The connection to the database: SQLite in a file, or PostgreSQL by its address."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, PoolProxiedConnection, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session

from reportgen.errors import EnvironmentProblem
from reportgen.store.lasting import DiskFailed, WriteAheadLog
from reportgen.store.prepared import DirectSession

BUSY_SECONDS = 10
WRITER_LOCK = 0x7265706F
"""The advisory lock that the one writer of a PostgreSQL database holds."""
WRITES = "reportgen_writes"
ASK_EVERY = (0.001, 0.004)
"""Seconds between two questions whether one may write."""
BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_RECOVERY, sqlite3.SQLITE_LOCKED)
MOST_ASIDE = 10
"""Connections that are kept while nobody uses them."""
AT_COMMIT, AFTERWARDS = "FULL", "NORMAL"
"""When the disk is waited for. On SQLite a commit is on it before it is acknowledged, power cuts included:
the driver waits inside the commit, or we do when the next writer is in (`WriteAheadLog`)."""


class Database:
    """Sessions on one database: many read at once, and one writes.

    Every change of what people answer for is a link of the chain of events, so writers stand in line anyway;
    to let them in one by one from the start keeps them from ever meeting half-way.
    """

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._turn = threading.Lock()
        """Threads of one process need not ask the database whose turn it is."""
        self._log = WriteAheadLog(self.engine.url.database or "")
        self._aside: list[PoolProxiedConnection] = []
        """Connections to SQLite that nobody uses now: the way through the pool is longer than a question."""

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one state of the database, and changes nothing."""
        if self.is_sqlite:
            with self._direct(lambda driver: driver.execute("BEGIN"), autoflush=False) as session:
                yield session
            return
        with Session(self.engine, autoflush=False) as session:
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            yield session

    @contextmanager
    def write(self, *, alone: bool = True) -> Iterator[Session]:
        """Give a session whose work is stored when the block ends, or not at all when it raises.

        Whoever touches reports, accounts or events writes alone; sessions, jobs and deliveries need not on
        PostgreSQL. Raises EnvironmentProblem when the database stays busy.
        """
        with _told():
            if self.is_sqlite:
                with self._in_turn() as session:
                    yield session
                return
            with Session(self.engine, expire_on_commit=False) as session:
                if alone:
                    session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITER_LOCK})
                yield session
                session.commit()

    @contextmanager
    def _in_turn(self) -> Iterator[Session]:
        """Let one writer in, and the next one before the disk has for good what this one wrote."""
        with ExitStack() as turn:
            turn.enter_context(self._turn)
            with self._direct(_begin_in_turn, expire_on_commit=False) as session:
                yield session
                session.commit()
                commit = self._log.committed()
                turn.close()
                self._log.last(commit)

    @contextmanager
    def _direct(self, begin: Callable[[Any], object], **options: bool) -> Iterator[Session]:
        """Give a session inside a transaction of SQLite; what is not committed is undone."""
        raw = self._connection()
        try:
            begin(raw.driver_connection)
            session = DirectSession(self.engine, raw, **options)
            try:
                yield session
            finally:
                session.end()
        finally:
            raw.rollback()
            self._lay_aside(raw)

    def _connection(self) -> PoolProxiedConnection:
        """Return the connection that was used last, which is the quickest: SQLite keeps pages for each."""
        try:
            return self._aside.pop()
        except IndexError:
            return self.engine.raw_connection()

    def _lay_aside(self, raw: PoolProxiedConnection) -> None:
        if len(self._aside) < MOST_ASIDE:
            self._aside.append(raw)
        else:
            raw.close()

    def close(self) -> None:
        """Give all connections back."""
        while self._aside:
            self._aside.pop().close()
        self.engine.dispose()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (OperationalError, sqlite3.OperationalError, DiskFailed) as error:
        problem = f"cơ sở dữ liệu không nhận thay đổi: {str(getattr(error, 'orig', error)).strip()}"
        remedy = "thử lại sau ít giây; nếu còn lỗi thì kiểm tra đĩa, quyền ghi và máy chủ cơ sở dữ liệu"
        raise EnvironmentProblem(problem, remedy=remedy) from error


def sqlite_url(file: Path) -> str:
    """Return the address of a database in a file."""
    return f"sqlite:///{file.as_posix()}"


def _engine(url: str) -> Engine:
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise EnvironmentProblem(
            "địa chỉ cơ sở dữ liệu không đúng", remedy="ví dụ postgresql://ten:mat-khau@may-chu/reportgen"
        ) from error
    if address.get_backend_name() == "postgresql":
        return create_engine(
            address.set(drivername="postgresql+psycopg"), pool_pre_ping=True, pool_size=10, max_overflow=50
        )
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS}, pool_size=10, max_overflow=50)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, record: object) -> None:
    """Let us begin transactions ourselves: the driver begins too late, only before the first change."""
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        f"synchronous={AT_COMMIT}",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_SECONDS * 1000}",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    """Take the writer's lock at once: whoever reads first and then writes may fail, however long it waits."""
    if connection.connection.driver_connection.in_transaction:  # type: ignore[union-attr]
        return  # begun directly
    if connection.get_execution_options().get(WRITES, False):
        _begin_writing(connection.connection.driver_connection, AT_COMMIT)
    else:
        connection.exec_driver_sql("BEGIN")


def _begin_in_turn(driver: Any) -> None:
    """Take the writer's lock; whoever commits waits for the disk without it."""
    _begin_writing(driver, AFTERWARDS)


def _begin_writing(driver: Any, synchronous: str) -> None:
    """Ask for the lock every few milliseconds.

    SQLite itself waits longer and longer, and may come too late each time while a neighbour comes and goes.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    driver.execute("PRAGMA busy_timeout=0").close()
    driver.execute(f"PRAGMA synchronous={synchronous}").close()
    try:
        while True:
            try:
                driver.execute("BEGIN IMMEDIATE").close()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode not in BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(random.uniform(*ASK_EVERY))  # noqa: S311 - so that two do not ask in step
            else:
                return
    finally:
        driver.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}").close()
