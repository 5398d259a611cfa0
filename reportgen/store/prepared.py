"""Statements made once and handed to SQLite's driver itself: SQLAlchemy takes ten times as long."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Insert, PoolProxiedConnection, Select, Update
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.orm import Session

Convert = Callable[[Any], Any] | None
Values = Mapping[str, object]
GIVEN = object()


class DirectSession(Session):
    """A session inside a transaction of SQLite, whose driver may be asked directly in the same transaction.

    The mapper is bound to that connection when somebody needs it, and not before.
    """

    def __init__(self, engine: Engine, raw: PoolProxiedConnection, **options: Any) -> None:
        super().__init__(**options)
        self._engine, self._raw = engine, raw
        self.driver: Any = raw.driver_connection

    @property
    def dialect(self) -> Dialect:
        """How SQLite wants to be spoken to."""
        return self._engine.dialect

    @cached_property
    def _bound(self) -> Connection:
        return Connection(self._engine, connection=self._raw)

    def get_bind(self, *_: Any, **__: Any) -> Connection:
        """Return the connection of the transaction."""
        return self._bound

    def end(self) -> None:
        """Let go of what the mapper has read, if it was needed."""
        if "_bound" in self.__dict__:
            self.close()

    def commit(self) -> None:
        """Store what was done, by whichever way."""
        if self.in_transaction():  # the mapper has something to say; to ask it takes as long as a statement
            super().commit()
        if self.driver.in_transaction:
            self.driver.commit()


class Done(NamedTuple):
    """What a change came to."""

    changed: int
    """How many rows it changed."""
    key: int
    """The number of the row that it added."""


@dataclass(frozen=True, slots=True)
class _Spelled:
    """A statement as SQLite's driver takes it."""

    text: str
    given: tuple[tuple[str, object, Convert], ...]
    """For each place its name, its value or `GIVEN`, and how a value is written."""
    found: tuple[tuple[int, Callable[[Any], Any]], ...]
    """Which columns have to be read in a way of their own."""

    @classmethod
    def of(cls, statement: Any, dialect: Dialect, names: Sequence[str] | None) -> _Spelled:
        """Spell a statement out; only such as say the same whatever they are given."""
        made = statement.compile(dialect=dialect, column_keys=names)
        assert not made.post_compile_params, "lists of values are spelled anew each time"
        writers = {
            name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in made.binds.items()
        }
        columns = statement.selected_columns if isinstance(statement, Select) else ()
        readers = (each.type.dialect_impl(dialect).result_processor(dialect, None) for each in columns)
        return cls(
            str(made),
            tuple((name, _fixed(made.binds[name]), writers[name]) for name in made.positiontup),
            tuple((place, reader) for place, reader in enumerate(readers) if reader is not None),
        )

    def written(self, values: Values) -> list[object]:
        """Return values in the order and the form in which the driver takes them."""
        return [
            value if convert is None else convert(value)
            for name, fixed, convert in self.given
            for value in (values[name] if fixed is GIVEN else fixed,)
        ]

    def read(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """Return a row as people wrote it."""
        if not self.found:
            return tuple(row)
        told = list(row)
        for place, convert in self.found:
            told[place] = convert(told[place])
        return tuple(told)


def _fixed(bind: Any) -> object:
    """Return the value that the statement itself has for a place, `GIVEN` when it has none."""
    return GIVEN if bind.required else bind.effective_value


class Prepared:
    """A statement; asked of a session, in whose transaction it takes part on either database.

    Of rows that recur so many are kept as they were read, by all that stands in them.
    """

    def __init__(
        self,
        statement: Select[*tuple[Any, ...]] | Insert | Update,
        names: Sequence[str] | None = None,
        *,
        recurring: int = 0,
    ) -> None:
        self._statement, self._names, self._recurring = statement, names, recurring
        self._spelled: _Spelled | None = None
        self._read: Callable[[Sequence[Any]], tuple[Any, ...]] = tuple

    def all(self, session: Session, **values: object) -> list[tuple[Any, ...]]:
        """Return what was found, as plain rows."""
        if not isinstance(session, DirectSession):
            return [tuple(row) for row in session.execute(self._statement, values)]
        spelled = self._for(session)
        return list(map(self._read, session.driver.execute(spelled.text, spelled.written(values))))

    def first(self, session: Session, **values: object) -> tuple[Any, ...] | None:
        """Return the first row, None when there is none."""
        found = self.all(session, **values)
        return found[0] if found else None

    def run(self, session: Session, values: Values) -> Done:
        """Change something."""
        if not isinstance(session, DirectSession):
            result: Any = session.execute(self._statement, dict(values))
            return Done(result.rowcount, result.inserted_primary_key[0] if result.is_insert else 0)
        spelled = self._for(session)
        cursor = session.driver.execute(spelled.text, spelled.written(values))
        return Done(cursor.rowcount, cursor.lastrowid)

    def run_each(self, session: Session, rows: Sequence[Values]) -> None:
        """Change something with each of some rows, in this order."""
        if not isinstance(session, DirectSession):
            session.execute(self._statement, [dict(each) for each in rows])
            return
        spelled = self._for(session)
        session.driver.executemany(spelled.text, map(spelled.written, rows))

    def _for(self, session: DirectSession) -> _Spelled:
        """Return the statement as the driver takes it; what the mapper has in hand is written first."""
        if session.autoflush:
            session.flush()
        if self._spelled is None:
            spelled = _Spelled.of(self._statement, session.dialect, self._names)
            self._read = lru_cache(self._recurring)(spelled.read) if self._recurring else spelled.read
            self._spelled = spelled
        return self._spelled
