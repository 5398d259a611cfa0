"""The store: migrations there and back, sessions, moments, the chain of events; on both databases."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import delete, inspect, text, update
from sqlalchemy.exc import IntegrityError

from reportgen.errors import EnvironmentProblem
from reportgen.service.office.history import verify_chain
from reportgen.service.office.office import Office
from reportgen.store.database import Database, sqlite_url
from reportgen.store.events import append
from reportgen.store.migrating import HEAD, _config, current, migrate, move
from reportgen.store.tables import METADATA
from reportgen.store.tables_accounts import Setting, User
from reportgen.store.tables_reports import RevisionRow
from reportgen.store.tables_running import Event
from tests.conftest import NUMBERS
from tests.offices import new_database


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        url = sqlite_url(tmp_path / "trong.db")
    else:
        url = new_database(request.getfixturevalue("postgres"), f"empty_{next(NUMBERS)}")
    database = Database(url)
    yield database
    database.close()


def test_migrations_make_exactly_the_tables_that_the_code_works_with(empty: Database) -> None:
    migrate(empty)
    with empty.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        assert current(connection) == HEAD


def test_every_migration_goes_back_and_forth_again(empty: Database) -> None:
    steps = [script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()]
    assert steps[0] == HEAD
    for step in (*reversed(steps), *steps[1:], "base", HEAD):
        move(empty, step)
        with empty.engine.connect() as connection:
            assert current(connection) == ("" if step == "base" else step)
            if step == "base":
                assert set(inspect(connection).get_table_names()) <= {"alembic_version"}


def test_several_processes_may_migrate_at_once(empty: Database) -> None:
    databases = [Database(empty.engine.url.render_as_string(hide_password=False)) for _ in range(4)]
    threads = [threading.Thread(target=migrate, args=(database,)) for database in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for database in databases:
        database.close()
    with empty.engine.connect() as connection:
        assert current(connection) == HEAD


def test_database_of_a_newer_version_is_left_alone(empty: Database) -> None:
    migrate(empty)
    with empty.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(EnvironmentProblem, match="phiên bản mới hơn"):
        migrate(empty)


def test_what_raises_stores_nothing(office: Office) -> None:
    def fail() -> None:
        with office.database.write() as session:
            session.add(Setting(key="a", value="1"))
            session.flush()
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with office.database.read() as session:
        assert session.get(Setting, "a") is None


def test_moments_come_back_in_utc_and_without_a_zone_are_refused(office: Office) -> None:
    at = dt.datetime(2023, 12, 15, 9, 30, 1, 250, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    with office.database.write() as session:
        session.execute(update(User).where(User.id == 1).values(barred_until=at))
    with office.database.read() as session:
        kept = session.get_one(User, 1).barred_until
        assert kept == at
        assert kept is not None
        assert kept.tzinfo is dt.UTC
    with pytest.raises(Exception, match="time zone"), office.database.write() as session:
        session.execute(update(User).where(User.id == 1).values(barred_until=at.replace(tzinfo=None)))


def test_revision_is_never_written_twice(office: Office) -> None:
    fields = {"values": "{}", "narrative": "{}", "user_id": 1, "at": office.clock(), "why": "", "via": ""}
    with pytest.raises(IntegrityError), office.database.write() as session:
        session.add(RevisionRow(report_id=4, number=1, **fields))


def test_writers_stand_in_line(office: Office) -> None:
    """Each reads a number and writes the next: were two at it at once, one of them would be lost."""

    def count() -> None:
        for _ in range(10):
            with office.database.write() as session:
                row = session.get(Setting, "n") or Setting(key="n", value="0")
                row.value = str(int(row.value) + 1)
                session.add(row)

    threads = [threading.Thread(target=count) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with office.database.read() as session:
        assert session.get_one(Setting, "n").value == "50"


# --- the chain -----------------------------------------------------------------------------------------


def chained(office: Office) -> int:
    with office.database.write() as session:
        for number in range(3):
            last = append(session, office.clock(), 1, "thử", f"việc:{number}", {"số": number, "tên": "Đà"})
    return last


def test_chain_is_whole_until_somebody_touches_it(office: Office) -> None:
    last = chained(office)
    verdict = verify_chain(office)
    assert verdict.is_whole
    assert verdict.events == last


@pytest.mark.parametrize(
    "change",
    [
        {"detail": '{"số":9}'},
        {"action": "khác"},
        {"subject": "việc:9"},
        {"user_id": 2},
        {"at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)},
        {"hash": "0" * 64},
        {"prev_hash": "0" * 64},
    ],
)
def test_changed_link_is_seen(office: Office, change: dict[str, object]) -> None:
    last = chained(office)
    with office.database.write() as session:
        session.execute(update(Event).where(Event.id == last - 1).values(**change))
    verdict = verify_chain(office)
    assert not verdict.is_whole
    assert verdict.broken_at == last - 1


def test_missing_link_is_seen(office: Office) -> None:
    last = chained(office)
    with office.database.write() as session:
        session.execute(delete(Event).where(Event.id == last - 1))
    assert verify_chain(office).broken_at == last - 1
