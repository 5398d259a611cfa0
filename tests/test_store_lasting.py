"""Commits to SQLite: on the disk before they are acknowledged, and in nobody's way until then."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reportgen.errors import EnvironmentProblem
from reportgen.store import lasting
from reportgen.store.database import Database, sqlite_url
from reportgen.store.migrating import migrate
from reportgen.store.tables_accounts import Setting

SECONDS = 20


class Disk:
    """A disk that notes which files it was to keep, and is as slow or as broken as a test wants."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.is_asked, self.may_go_on = threading.Event(), threading.Event()
        self.may_go_on.set()
        self.fails = False

    def __call__(self, file: int) -> None:
        self.kept.append(Path(f"/proc/self/fd/{file}").readlink().name)
        self.is_asked.set()
        assert self.may_go_on.wait(SECONDS)
        if self.fails:
            raise OSError(5, os.strerror(5))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(sqlite_url(tmp_path / "a.db"))
    migrate(database)
    yield database
    database.close()


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk()
    monkeypatch.setattr(lasting, "_write_out", disk)
    return disk


def store(database: Database, key: str) -> None:
    with database.write() as session:
        session.add(Setting(key=key, value="1"))


def stored(database: Database) -> set[str]:
    with database.read() as session:
        return {each.key for each in session.query(Setting)}


def at_once(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_disk_has_the_log_before_a_save_is_acknowledged(database: Database, disk: Disk) -> None:
    store(database, "a")
    assert disk.kept == ["a.db-wal"]
    store(database, "b")
    assert disk.kept == ["a.db-wal"] * 2


def test_save_is_not_acknowledged_while_the_disk_is_at_work(database: Database, disk: Disk) -> None:
    disk.may_go_on.clear()
    save = at_once(lambda: store(database, "a"))
    assert disk.is_asked.wait(SECONDS)
    save.join(0.05)
    assert save.is_alive()
    disk.may_go_on.set()
    save.join(SECONDS)
    assert not save.is_alive()


def test_next_writer_does_not_wait_for_the_disk_and_one_round_serves_all_who_came(
    database: Database, disk: Disk
) -> None:
    disk.may_go_on.clear()
    saves = [at_once(lambda: store(database, "a"))]
    assert disk.is_asked.wait(SECONDS)
    saves += [at_once(lambda key=each: store(database, key)) for each in "bcd"]  # type: ignore[misc]
    for _ in range(SECONDS * 100):
        if stored(database) >= set("abcd"):
            break
        threading.Event().wait(0.01)
    assert stored(database) >= set("abcd")
    assert all(each.is_alive() for each in saves)
    disk.may_go_on.set()
    for each in saves:
        each.join(SECONDS)
    assert len(disk.kept) == 2


def test_what_raises_neither_waits_for_the_disk_nor_keeps_others_out(database: Database, disk: Disk) -> None:
    with pytest.raises(KeyError), database.write():
        raise KeyError
    assert disk.kept == []
    store(database, "a")
    assert "a" in stored(database)


def test_disk_that_failed_once_is_never_believed_again(database: Database, disk: Disk) -> None:
    disk.fails = True
    with pytest.raises(EnvironmentProblem, match="không nhận thay đổi"):
        store(database, "a")
    disk.fails = False
    with pytest.raises(EnvironmentProblem, match="không nhận thay đổi"):
        store(database, "b")


def test_save_after_all_connections_were_closed_lasts_in_the_new_log(database: Database, disk: Disk) -> None:
    store(database, "a")
    database.close()
    store(database, "b")
    assert disk.kept == ["a.db-wal"] * 2
    assert {"a", "b"} <= stored(database)
