"""Statements handed to the driver itself: the same rows, in the same transaction, on either database."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import bindparam, select, update

from reportgen.service.office.office import Office
from reportgen.service.office.unit_document import UnitDocument
from reportgen.store.prepared import Prepared
from reportgen.store.tables_accounts import Setting, User
from reportgen.store.tables_base import table_of

SETTING, USER = table_of(Setting), table_of(User)
ADD = Prepared(SETTING.insert(), ["key", "value"])
CHANGE = Prepared(update(SETTING).where(SETTING.c.key == bindparam("asked")), ["value"])
VALUES = Prepared(select(SETTING.c.key, SETTING.c.value).where(SETTING.c.key < "c").order_by("key"))
PERSON = Prepared(
    select(USER.c.login, USER.c.is_active, USER.c.made_at, USER.c.barred_until)
    .where(USER.c.id == bindparam("number"), USER.c.failures < bindparam("most"))
    .limit(1)
)


def test_rows_are_what_the_mapper_reads(office: Office) -> None:
    with office.database.read() as session:
        mapped = session.get_one(User, 1)
        found = PERSON.first(session, number=1, most=5)
        assert found == (mapped.login, True, mapped.made_at, None)
        assert found[1] is True
        assert found[2].tzinfo is dt.UTC
        assert PERSON.all(session, number=1, most=0) == []
        assert PERSON.first(session, number=10**6, most=5) is None


def test_a_value_that_was_forgotten_is_told(office: Office) -> None:
    with office.database.read() as session, pytest.raises(Exception, match="most"):
        PERSON.first(session, number=1)


def test_driver_and_mapper_see_what_the_other_wrote_before_it_is_stored(office: Office) -> None:
    with office.database.write() as session:
        session.add(Setting(key="a", value="1"))
        assert CHANGE.run(session, {"asked": "a", "value": "2"}).changed == 1
        ADD.run_each(session, [{"key": "b", "value": "3"}])
        assert session.scalar(select(Setting.value).where(Setting.key == "b")) == "3"
        with office.database.read() as elsewhere:
            assert VALUES.all(elsewhere) == []
    with office.database.read() as session:
        assert VALUES.all(session) == [("a", "2"), ("b", "3")]


def test_what_raises_undoes_what_the_driver_wrote(office: Office) -> None:
    def fail() -> None:
        with office.database.write() as session:
            ADD.run(session, {"key": "a", "value": "1"})
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with office.database.write() as session:
        assert VALUES.all(session) == []
        ADD.run(session, {"key": "b", "value": "2"})  # and the next one may write
    with office.database.read() as session:
        assert VALUES.all(session) == [("b", "2")]


def test_a_session_that_broke_off_leaves_nothing_to_the_next_one(office: Office) -> None:
    def fail() -> None:
        with office.database.write() as session:
            session.add(Setting(key="a", value="1"))
            session.flush()
            session.add(Setting(key="b", value="2"))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with office.database.write() as session:
        ADD.run(session, {"key": "c", "value": "3"})
    with office.database.read() as session:
        assert [key for key in ("a", "b", "c") if session.get(Setting, key) is not None] == ["c"]


def test_one_session_sees_one_moment_by_either_way(office: Office) -> None:
    with office.database.read() as session:
        assert VALUES.all(session) == []
        with office.database.write() as other:
            ADD.run(other, {"key": "a", "value": "1"})
        assert VALUES.all(session) == []
        assert session.get(Setting, "a") is None


def test_cells_that_print_differently_do_not_say_the_same() -> None:
    cell = ("dia_ban", "dien_tich", 2023)
    said = [
        UnitDocument("x", {cell: value}).exactly() for value in (1, Decimal(1), Decimal("1.0"), "1", None)
    ]
    assert all(one != other for n, one in enumerate(said) for other in said[:n])


def test_a_row_that_recurs_is_told_anew_when_it_has_changed(office: Office) -> None:
    kept = Prepared(select(SETTING.c.key, SETTING.c.value).order_by("key"), recurring=8)
    with office.database.write() as session:
        ADD.run_each(session, [{"key": "a", "value": "1"}, {"key": "b", "value": "2"}])
        before = kept.all(session)
        CHANGE.run(session, {"asked": "b", "value": "3"})
        now = kept.all(session)
    assert before == [("a", "1"), ("b", "2")]
    assert now == [("a", "1"), ("b", "3")]
